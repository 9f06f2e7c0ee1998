import {told} from '../../contract/index.js';
import {calling, dialling, seizing} from './outgoing.js';
import {testing} from './testing.js';
import {
	answer, arm, disarm, release, stay, unreachable, waits,
	type CallerId, type FxoEffect, type FxoInput, type FxoRules, type FxoState, type FxoStep,
} from './state.js';

type InState<K extends FxoState['kind']> = Extract<FxoState, {kind: K}>;

/** An outside line as a machine: pure, no clock, no audio; its owner performs the effects. */
export function step(state: FxoState, input: FxoInput, rules: FxoRules): FxoStep {
	if (input.kind === 'gone') return gone(state);
	switch (state.kind) {
		case 'no-battery': return noBattery(state, input);
		case 'idle': return idle(state, input, rules);
		case 'ringing': return ringing(state, input, rules);
		case 'seizing': return seizing(state, input, rules);
		case 'dialling': return dialling(state, input, rules);
		case 'calling': return calling(state, input, rules);
		case 'in-use': return inUse(state, input, rules);
		case 'guard': return guard(state, input);
		case 'testing': return testing(state, input, rules);
		case 'gone': return stay(state);
		default: return unreachable(state);
	}
}

function gone(state: FxoState): FxoStep {
	const finish: FxoEffect[] = ['seizing', 'dialling', 'calling', 'in-use'].includes(state.kind) ? [{kind: 'finish', by: 'network', outcome: 'line-failed'}] : [];
	const result: FxoEffect[] = state.kind === 'testing' ? [{kind: 'test-result', dialTone: false}] : [];
	return {state: {kind: 'gone'}, effects: [{kind: 'disarm-all'}, ...finish, ...result, {kind: 'end-leg'}]};
}

function noBattery(state: InState<'no-battery'>, input: FxoInput): FxoStep {
	switch (input.kind) {
		case 'battery': return input.on ? stay({kind: 'idle', callerId: undefined}) : stay(state);
		// Ringing is a voltage of its own; where there is some, the line works.
		case 'ring': return input.on ? ring(undefined) : stay(state);
		case 'caller-id': case 'loop-dropped': case 'polarity': case 'tone': case 'sound': case 'dialled': case 'timer': case 'call':
		case 'hang-up': case 'test': case 'stop-test': case 'gone': return stay(state);
		default: return unreachable(input);
	}
}

/** A first burst, or another one; nothing is decided until it is over. */
function ring(callerId: CallerId | undefined, rings = 0): FxoStep {
	const effects: FxoEffect[] = [disarm('caller-id'), disarm('ring-over'), disarm('caller-gone'), arm('long-ring', waits.longRingMs)];
	return {state: {kind: 'ringing', rings, callerId}, effects};
}

function idle(state: InState<'idle'>, input: FxoInput, rules: FxoRules): FxoStep {
	switch (input.kind) {
		case 'ring': return input.on ? ring(state.callerId) : stay(state);
		case 'caller-id': return {state: {...state, callerId: input.callerId}, effects: [arm('caller-id', waits.callerIdMs)]};
		case 'battery': return input.on ? stay(state) : {state: {kind: 'no-battery', foreign: false}, effects: [{kind: 'disarm-all'}]};
		case 'call': return seize(rules);
		case 'test': return test(input.test);
		case 'timer': return stay({...state, callerId: undefined});
		case 'loop-dropped': case 'polarity': case 'tone': case 'sound': case 'dialled': case 'hang-up': case 'stop-test': case 'gone': return stay(state);
		default: return unreachable(input);
	}
}

function seize({dialToneCheck}: FxoRules): FxoStep {
	const wait = dialToneCheck ? [{kind: 'listen', tones: ['dial']} as const, arm('dial-tone', waits.dialToneMs)] : [arm('dial', waits.blindDialMs)];
	return {state: {kind: 'seizing', sound: false}, effects: [disarm('caller-id'), {kind: 'note', what: undefined}, {kind: 'hook', to: 'off'}, ...wait]};
}

function test(which: InState<'testing'>['test']): FxoStep {
	const begun: Record<typeof which, readonly FxoEffect[]> = {
		'dial-tone': [{kind: 'listen', tones: ['dial']}, arm('dial-tone', waits.dialToneMs)],
		'line-check': [{kind: 'listen', tones: ['dial']}, arm('dial-tone', waits.dialToneMs)],
		milliwatt: [{kind: 'milliwatt'}, arm('test', waits.testMs)],
		loopback: [{kind: 'loopback', on: true}, arm('test', waits.testMs)],
	};
	return {state: {kind: 'testing', test: which}, effects: [{kind: 'hook', to: 'off'}, {kind: 'start-leg'}, ...begun[which]]};
}

function ringing(state: InState<'ringing'>, input: FxoInput, rules: FxoRules): FxoStep {
	switch (input.kind) {
		case 'ring': return input.on ? ring(state.callerId, state.rings) : {state, effects: [disarm('long-ring'), arm('ring-over', waits.ringGapMs)]};
		case 'caller-id': return stay({...state, callerId: input.callerId});
		case 'timer': return ringTimer(state, input.timer, rules);
		case 'battery': return input.on ? stay(state) : answeredElsewhere(state);
		case 'loop-dropped': case 'polarity': case 'tone': case 'sound': case 'dialled': case 'call':
		case 'hang-up': case 'test': case 'stop-test': case 'gone': return stay(state);
		default: return unreachable(input);
	}
}

function ringTimer(state: InState<'ringing'>, timer: Extract<FxoInput, {kind: 'timer'}>['timer'], rules: FxoRules): FxoStep {
	if (timer === 'long-ring') return answer(state.callerId, rules);
	if (timer === 'caller-gone') return {state: {kind: 'idle', callerId: undefined}, effects: [{kind: 'disarm-all'}, {kind: 'missed', callerId: state.callerId}]};
	if (timer !== 'ring-over') return stay(state);
	const rings = state.rings + 1;
	return rings >= rules.answerRings ? answer(state.callerId, rules) : {state: {...state, rings}, effects: [arm('caller-gone', waits.callerGoneMs)]};
}

/** Another telephone on the line was lifted while it rang. */
function answeredElsewhere({callerId}: InState<'ringing'>): FxoStep {
	return {state: {kind: 'no-battery', foreign: true}, effects: [{kind: 'disarm-all'}, {kind: 'missed', callerId}]};
}

function inUse(state: InState<'in-use'>, input: FxoInput, {silenceMs}: FxoRules): FxoStep {
	const farEndGone = () => release([{kind: 'finish', by: 'caller', outcome: 'hung-up'}], {ringsOn: state.ringsOn});
	switch (input.kind) {
		case 'loop-dropped': return farEndGone();
		case 'battery': return input.on ? stay(state) : farEndGone();
		case 'polarity': return state.supervised ? farEndGone() : stay(state);
		case 'tone': return input.tone === 'busy' || input.tone === 'congestion'
			? {state, effects: [input.on ? arm('busy-tone', waits.busyToneMs) : disarm('busy-tone')]} : stay(state);
		case 'sound': return silenceMs === 0 ? stay(state) : {state, effects: [input.on ? disarm('silence') : arm('silence', silenceMs)]};
		case 'timer': return input.timer === 'polarity' ? stay({...state, supervised: true})
			: input.timer === 'busy-tone' || input.timer === 'silence' ? farEndGone() : stay(state);
		case 'ring': return input.on && state.supervised ? ringsThrough(state) : stay(state);
		case 'hang-up': return release([{kind: 'finish', by: 'box', outcome: input.outcome}], {ringsOn: state.ringsOn});
		case 'caller-id': case 'dialled': case 'call': case 'test': case 'stop-test': case 'gone': return stay(state);
		default: return unreachable(input);
	}
}

function ringsThrough(state: InState<'in-use'>): FxoStep {
	return {state: {...state, ringsOn: true}, effects: [{kind: 'note', what: told('rings-on-in-call')}]};
}

/** A late ring is still that of the call before; a line that rings for ever is not answered again. */
function guard(state: InState<'guard'>, input: FxoInput): FxoStep {
	switch (input.kind) {
		case 'ring': return {state, effects: [input.on ? disarm('guard') : arm('guard', state.ringsOn ? waits.ringsOnGuardMs : waits.guardMs)]};
		case 'battery': return input.on ? stay(state) : {state: {kind: 'no-battery', foreign: false}, effects: [{kind: 'disarm-all'}]};
		case 'timer': return input.timer === 'guard'
			? {state: {kind: 'idle', callerId: undefined}, effects: state.ringsOn ? [{kind: 'note', what: undefined}] : []} : stay(state);
		case 'caller-id': case 'loop-dropped': case 'polarity': case 'tone': case 'sound': case 'dialled': case 'call':
		case 'hang-up': case 'test': case 'stop-test': case 'gone': return stay(state);
		default: return unreachable(input);
	}
}
