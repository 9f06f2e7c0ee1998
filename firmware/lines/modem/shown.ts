import {told, type LineState, type Told} from '../../contract/index.js';
import type {ModemState, ModemTest} from './state.js';

/** What people see of a modem's line; where nothing is told there is room for a note of its last call. */
export function shown(state: ModemState): {state: LineState; what?: Told | undefined} {
	switch (state.kind) {
		case 'off': return {state: 'off', what: told('line-off')};
		case 'missing': return {state: 'missing', what: state.problem};
		case 'unusable': return {state: 'alarm', what: state.problem};
		case 'setting-up': return state.known ? {state: 'idle'} : {state: 'missing', what: told('modem-setting-up')};
		case 'idle': return {state: 'idle'};
		case 'ringing': return {state: 'ringing'};
		case 'taking': case 'starting-voice': return {state: whileTaking[state.purpose.kind]};
		case 'dialling': return {state: 'dialling'};
		case 'in-use': return {state: 'in-use'};
		case 'testing': return {state: 'testing', what: told(testBegun[state.test])};
		case 'ending-voice': return {state: 'idle'};
	}
}

/** Why the modem can't be used; undefined: it can. */
export function problemOfState(state: ModemState): Told | undefined {
	return state.kind === 'missing' || state.kind === 'unusable' ? state.problem : undefined;
}

export const testBegun = {'dial-tone': 'test-listens', 'line-check': 'test-takes-line', loopback: 'test-loopback', milliwatt: 'test-milliwatt'} as const satisfies Record<ModemTest, string>;

/** Why nothing can be tried now; undefined: it can. */
export function whyNoTest(state: ModemState): Told | undefined {
	switch (state.kind) {
		case 'idle': return undefined;
		case 'off': return told('untested-off');
		case 'missing': case 'unusable': return told('untested-unusable');
		case 'setting-up': case 'ending-voice': return told('untested-just-ended');
		case 'testing': return told('untested-testing');
		case 'ringing': case 'taking': case 'dialling': case 'starting-voice': case 'in-use': return told('untested-call');
	}
}

const whileTaking = {in: 'ringing', out: 'dialling', test: 'testing'} as const;
