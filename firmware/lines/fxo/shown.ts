import {told, type LineState, type Told} from '../../contract/index.js';
import type {FxoState} from './state.js';

/** What people see of a line; where nothing is told there is room for a note of its last call. */
export function shown(state: FxoState): {state: LineState; what?: Told} {
	switch (state.kind) {
		case 'no-battery': return state.foreign ? {state: 'foreign', what: told('foreign-call')} : {state: 'no-battery', what: told('no-battery')};
		case 'idle': return {state: 'idle'};
		case 'ringing': return {state: 'ringing'};
		case 'seizing': return {state: 'dialling', what: told('waits-for-dial-tone')};
		case 'dialling': return {state: 'dialling'};
		case 'calling': return {state: 'dialling', what: told(state.heard === 'nothing' ? 'dialled' : 'rings-far')};
		case 'in-use': return {state: 'in-use'};
		case 'guard': return state.ringsOn ? {state: 'ringing', what: told('rings-on')} : {state: 'idle'};
		case 'testing': return {state: 'testing', what: told(testBegun[state.test])};
		case 'gone': return {state: 'missing'};
	}
}

export const testBegun = {'dial-tone': 'test-listens', 'line-check': 'test-takes-line', loopback: 'test-loopback', milliwatt: 'test-milliwatt'} as const;

export const whyNoTest = {
	'no-battery': 'untested-no-battery', ringing: 'untested-ringing', seizing: 'untested-calling', dialling: 'untested-calling', calling: 'untested-calling',
	'in-use': 'untested-call', guard: 'untested-just-ended', testing: 'untested-testing', gone: 'untested-gone',
} as const satisfies Record<Exclude<FxoState['kind'], 'idle'>, string>;
