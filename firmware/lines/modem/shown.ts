import type {LineState} from '../../contract/index.js';
import type {ModemState, ModemTest} from './state.js';

/** What people see of a modem's line; an empty detail leaves room for a note of its last call. */
export function shown(state: ModemState): {state: LineState; detail: string} {
	switch (state.kind) {
		case 'off': return {state: 'off', detail: ''};
		case 'missing': return {state: 'missing', detail: state.problem};
		case 'unusable': return {state: 'alarm', detail: state.problem};
		case 'setting-up': return state.known ? {state: 'idle', detail: ''} : {state: 'missing', detail: 'The modem is being set up.'};
		case 'idle': return {state: 'idle', detail: ''};
		case 'ringing': return {state: 'ringing', detail: ''};
		case 'taking': case 'starting-voice': return {state: whileTaking[state.purpose.kind], detail: ''};
		case 'dialling': return {state: 'dialling', detail: ''};
		case 'in-use': return {state: 'in-use', detail: ''};
		case 'testing': return {state: 'testing', detail: testBegun[state.test]};
		case 'ending-voice': return {state: 'idle', detail: ''};
	}
}

/** Why the modem can't be used; empty: it can. */
export function problemOfState(state: ModemState): string {
	return state.kind === 'missing' || state.kind === 'unusable' ? state.problem : '';
}

export const testBegun: Record<ModemTest, string> = {
	'dial-tone': 'The box listens for the exchange\'s dial tone.',
	'line-check': 'The box takes the line and listens for dial tone.',
	loopback: 'The line is taken for a minute, and what comes from it goes back to it.',
	milliwatt: 'The line is taken for a minute, and the milliwatt tone at 0 dBm0 is played to it.',
};

/** Why nothing can be tried now; empty: it can. */
export function whyNoTest(state: ModemState): string {
	switch (state.kind) {
		case 'idle': return '';
		case 'off': return 'The line is switched off.';
		case 'missing': case 'unusable': return 'The modem can not be used now.';
		case 'setting-up': case 'ending-voice': return 'A call on this line has just ended; try again in a few seconds.';
		case 'testing': return 'A test is running already; stop it first.';
		case 'ringing': case 'taking': case 'dialling': case 'starting-voice': case 'in-use': return 'A call is on this line; try when it is over.';
	}
}

const whileTaking = {in: 'ringing', out: 'dialling', test: 'testing'} as const;
