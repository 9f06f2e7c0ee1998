import {told, type CallOutcome, type Told} from '../../contract/index.js';
import {answer, arm, disarm, release, stay, talk, unreachable, waits, type FxoEffect, type FxoInput, type FxoRules, type FxoState, type FxoStep} from './state.js';

type Seizing = Extract<FxoState, {kind: 'seizing'}>;
type Calling = Extract<FxoState, {kind: 'calling'}>;

const fail = (outcome: CallOutcome, what?: Told): FxoStep => release([{kind: 'note', what}, {kind: 'finish', by: 'network', outcome}]);

/** The line is off hook and nothing has been dialled. */
export function seizing(state: Seizing, input: FxoInput, rules: FxoRules): FxoStep {
	switch (input.kind) {
		case 'tone': return input.tone === 'dial' && input.on ? dial : stay(state);
		case 'timer': return input.timer === 'dial' ? dial : input.timer === 'dial-tone' ? noDialTone(state) : stay(state);
		case 'sound': return stay({...state, sound: input.on});
		case 'ring': return input.on ? glare(rules) : stay(state);
		case 'battery': return input.on ? stay(state) : fail('line-failed', told('last-battery-lost'));
		case 'loop-dropped': return fail('line-failed', told('last-dropped'));
		case 'hang-up': return release([{kind: 'finish', by: 'box', outcome: input.outcome}]);
		case 'caller-id': case 'polarity': case 'dialled': case 'call': case 'test': case 'stop-test': case 'gone': return stay(state);
		default: return unreachable(input);
	}
}

/** Sound that is no dial tone is somebody else's call. */
function noDialTone({sound}: Seizing): FxoStep {
	return sound
		? fail('no-line', told('last-line-in-use'))
		: fail('line-failed', told('last-no-dial-tone'));
}

const dial: FxoStep = {state: {kind: 'dialling'}, effects: [{kind: 'disarm-all'}, {kind: 'listen', tones: []}, {kind: 'dial'}]};

/** A call came in at the moment at which the line was taken: by going off hook the box has answered it. */
function glare(rules: FxoRules): FxoStep {
	const {state, effects} = answer(undefined, rules);
	return {state, effects: [{kind: 'finish', by: 'network', outcome: 'no-line'}, {kind: 'end-leg'}, ...effects]};
}

export function dialling(state: FxoState, input: FxoInput, rules: FxoRules): FxoStep {
	switch (input.kind) {
		case 'dialled': return {
			state: {kind: 'calling', heard: 'nothing', ending: undefined},
			effects: [{kind: 'listen', tones: ['busy', 'congestion', 'info', 'ringing', 'greeting']}, arm('no-tone', waits.noToneMs), arm('no-answer', rules.ringMs)],
		};
		case 'polarity': return answered(rules);
		case 'battery': return input.on ? stay(state) : fail('line-failed', told('last-battery-lost'));
		case 'loop-dropped': return fail('unreachable');
		case 'hang-up': return release([{kind: 'finish', by: 'box', outcome: input.outcome}]);
		case 'ring': case 'caller-id': case 'tone': case 'sound': case 'timer': case 'call': case 'test': case 'stop-test': case 'gone': return stay(state);
		default: return unreachable(input);
	}
}

const answered = (rules: FxoRules): FxoStep => talk([{kind: 'answered'}], rules);

/** Call progress: the exchange says by tones what becomes of the call, and by polarity where it can. */
export function calling(state: Calling, input: FxoInput, rules: FxoRules): FxoStep {
	switch (input.kind) {
		case 'polarity': return answered(rules);
		case 'tone': return progress(state, input, rules);
		case 'sound': return input.on && state.heard === 'pause' && state.ending === undefined ? answered(rules) : stay(state);
		case 'timer': return progressTimer(state, input.timer, rules);
		case 'battery': return input.on ? stay(state) : fail('unreachable');
		case 'loop-dropped': return fail('unreachable');
		case 'hang-up': return release([{kind: 'finish', by: 'box', outcome: input.outcome}]);
		case 'ring': case 'caller-id': case 'dialled': case 'call': case 'test': case 'stop-test': case 'gone': return stay(state);
		default: return unreachable(input);
	}
}

function progress(state: Calling, {tone, on}: Extract<FxoInput, {kind: 'tone'}>, rules: FxoRules): FxoStep {
	if (tone === 'ringing') return on ? rings(state) : {state: {...state, heard: 'pause'}, effects: [arm('answer', waits.answerMs)]};
	if (tone === 'info') return on ? fail('unreachable') : stay(state);
	if (tone === 'dial') return stay(state);
	if (tone === 'greeting') return on && greets(state) ? answered(rules) : stay(state);
	const quiet = [disarm('answer'), disarm('no-tone')];
	return on
		? {state: {...state, ending: tone}, effects: [...quiet, arm('busy-tone', waits.busyToneMs)]}
		: {state: {...state, ending: undefined}, effects: [disarm('busy-tone'), arm('no-tone', waits.noToneMs)]};
}

/** Who says a few words where nothing rings has answered before the ringing was recognized, or there was none. Announcements are longer. */
const greets = ({heard, ending}: Calling): boolean => heard !== 'ringing' && ending === undefined;

function rings(state: Calling): FxoStep {
	const alerting: FxoEffect[] = state.heard === 'nothing' ? [{kind: 'alerting'}] : [];
	return {state: {...state, heard: 'ringing'}, effects: [disarm('no-tone'), disarm('answer'), ...alerting]};
}

function progressTimer(state: Calling, timer: Extract<FxoInput, {kind: 'timer'}>['timer'], rules: FxoRules): FxoStep {
	switch (timer) {
		case 'answer': case 'no-tone': return answered(rules);
		case 'no-answer': return fail('no-answer');
		case 'busy-tone': return fail(state.ending === 'busy' ? 'busy' : 'unreachable');
		default: return stay(state);
	}
}
