import type {LineState} from '../../contract/index.js';
import type {FxoState} from './state.js';

/** What people see of a line; an empty detail leaves room for a note of its last call. */
export function shown(state: FxoState): {state: LineState; detail: string} {
	switch (state.kind) {
		case 'no-battery': return state.foreign
			? {state: 'foreign', detail: 'Another telephone on this line has answered.'}
			: {state: 'no-battery', detail: 'There is no battery on the line: it is unplugged, or another telephone on it is in use.'};
		case 'idle': return {state: 'idle', detail: ''};
		case 'ringing': return {state: 'ringing', detail: ''};
		case 'seizing': return {state: 'dialling', detail: 'Waits for dial tone.'};
		case 'dialling': return {state: 'dialling', detail: ''};
		case 'calling': return {state: 'dialling', detail: state.heard === 'nothing' ? 'Dialled.' : 'It rings at the far end.'};
		case 'in-use': return {state: 'in-use', detail: ''};
		case 'guard': return state.ringsOn
			? {state: 'ringing', detail: 'The line rings though it was answered; it is left alone until it is quiet.'}
			: {state: 'idle', detail: ''};
		case 'testing': return {state: 'testing', detail: testBegun[state.test]};
		case 'gone': return {state: 'missing', detail: ''};
	}
}

export const testBegun: Record<Extract<FxoState, {kind: 'testing'}>['test'], string> = {
	'dial-tone': 'The box listens for the exchange\'s dial tone.',
	'line-check': 'The box takes the line and listens for dial tone.',
	loopback: 'The line is taken for a minute, and what comes from it goes back to it.',
	milliwatt: 'The line is taken for a minute, and the milliwatt tone at 0 dBm0 is played to it.',
};

export const whyNoTest: Record<Exclude<FxoState['kind'], 'idle'>, string> = {
	'no-battery': 'There is no battery on the line; plug it in, or put down the other telephone on it.',
	ringing: 'A call comes in on this line; try when it is over.',
	seizing: 'The box is calling on this line; try when the call is over.',
	dialling: 'The box is calling on this line; try when the call is over.',
	calling: 'The box is calling on this line; try when the call is over.',
	'in-use': 'A call is up on this line; try when it is over.',
	guard: 'A call on this line has just ended; try again in a few seconds.',
	testing: 'A test is running already; stop it first.',
	gone: 'The card is gone.',
};
