import {cause, endOf, meaningOf, causeOf} from './cause.js';
import {clearingMs, t302Ms, t303Ms, t310Ms, type CallEffect, type CallInput, type CallRules, type CallState, type CallStep, type CallTimer} from './call-state.js';

type InputOf<Kind extends CallInput['kind']> = Extract<CallInput, {kind: Kind}>;

/** One call of a span as a machine: pure, no clock; its owner performs the effects. */
export function stepCall(state: CallState, input: CallInput, rules: CallRules): CallStep {
	if (state.kind === 'over') return stay(state);
	switch (input.kind) {
		case 'offer': return offered(state, input, rules);
		case 'digits': return dialled(state, input, rules);
		case 'set-up': return state.kind === 'new' || state.kind === 'calling' ? go({kind: 'calling', rest: input.rest}, arm('T303', t303Ms)) : stay(state);
		case 'more': return more(state, input.channel);
		case 'proceeding': return acknowledged(state, input.channel);
		case 'alerting': return and(acknowledged(state, input.channel), disarm('T310'), {kind: 'tell', event: 'alerting'});
		case 'connected': return connected(state, input.channel);
		case 'cleared': return cleared(state, input.cause);
		case 'ended': return ended(state, input.cause);
		case 'answer': return state.kind === 'offered' ? go({kind: 'up', channel: state.channel}, {kind: 'connect', channel: state.channel}) : stay(state);
		case 'hang-up': return hangUp(state, input.outcome);
		case 'lost': return lost(state);
		case 'timer': return expired(state, input.timer, rules);
	}
}

function offered(state: CallState, {channel, called, complete, voice}: InputOf<'offer'>, rules: CallRules): CallStep {
	if (state.kind !== 'new') return stay(state);
	if (!voice) return clear(cause.bearerNotImplemented);
	return collect({kind: 'collecting', digits: '', channel}, {digits: called, complete, isFirst: true}, rules);
}

function dialled(state: CallState, {digits, complete}: InputOf<'digits'>, rules: CallRules): CallStep {
	return state.kind === 'collecting' ? collect(state, {digits, complete, isFirst: false}, rules) : stay(state);
}

type Collecting = Extract<CallState, {kind: 'collecting'}>;

function collect({digits: before, channel}: Collecting, more: {digits: string; complete: boolean; isFirst: boolean}, rules: CallRules): CallStep {
	const digits = before + more.digits;
	const inbound = rules.inbound(digits, more.complete);
	const stop: CallEffect[] = more.isFirst ? [] : [disarm('T302')];
	switch (inbound.kind) {
		case 'more': return go({kind: 'collecting', digits, channel}, ...(more.isFirst ? [{kind: 'ask-more', channel} as const] : []), arm('T302', t302Ms));
		case 'target': return go({kind: 'offered', channel}, ...stop, {kind: 'proceed', channel}, {kind: 'alert', channel}, {kind: 'open', channel}, {kind: 'leg', dialled: inbound.number, refused: false});
		case 'unknown': return go({kind: 'refusing', channel}, ...stop, {kind: 'progress', channel}, {kind: 'open', channel}, {kind: 'leg', dialled: digits, refused: true});
	}
}

/** SETUP ACKNOWLEDGE. A far end that wants more than there is has to give up by itself. */
function more(state: CallState, channel: number): CallStep {
	const rest = 'rest' in state ? state.rest : '';
	const acked = acknowledged(state, channel);
	if (rest === '' || acked.state.kind !== 'called') return acked;
	return go({...acked.state, rest: ''}, ...acked.effects, {kind: 'send', digits: rest});
}

/** The first answer to a SETUP says which channel the call has; a network may still change it with the next. */
function acknowledged(state: CallState, channel: number): CallStep {
	if (state.kind === 'calling') return go({kind: 'called', channel, rest: state.rest}, disarm('T303'), arm('T310', t310Ms), {kind: 'open', channel});
	if (state.kind === 'called' && channel !== 0 && channel !== state.channel) return go({...state, channel}, {kind: 'open', channel});
	return stay(state);
}

function connected(state: CallState, channel: number): CallStep {
	const {state: acked, effects} = acknowledged(state, channel);
	if (acked.kind !== 'called') return stay(state);
	return go({kind: 'up', channel: acked.channel}, ...effects, disarm('T310'), {kind: 'tell', event: 'answered'});
}

/**
 * The far end clears. It is answered at once, also where it offers tones in band: before the answer nobody of the box listens, and a room
 * is not to hear another network's busy tone.
 */
function cleared(state: CallState, given: number): CallStep {
	if (state.kind === 'clearing') return stay(state);
	if (isTriedAgain(state, given)) return go(state, {kind: 'hang-up', cause: cause.normal}, {kind: 'retry', cause: given});
	return go({kind: 'clearing'}, ...farewell(state, given), {kind: 'hang-up', cause: cause.normal}, arm('clearing', clearingMs));
}

function ended(state: CallState, given: number): CallStep {
	if (state.kind === 'clearing') return go({kind: 'over'}, disarm('clearing'), over);
	if (isTriedAgain(state, given)) return go(state, {kind: 'retry', cause: given});
	return go({kind: 'over'}, ...farewell(state, given), over);
}

/** A data link that began anew has lost the SETUP: asked about the call, the far end knows of none (Q.931 5.8.11). */
function isTriedAgain({kind}: CallState, given: number): boolean {
	return kind === 'calling' && (given === cause.channelUnavailable || given === cause.wrongState);
}

/** What the box makes of a call that the far end ends. */
function farewell(state: CallState, given: number): CallEffect[] {
	switch (state.kind) {
		case 'collecting': return [disarm('T302'), {kind: 'missed', dialled: state.digits}];
		case 'calling':
		case 'called': return [{kind: 'finish', by: 'network', outcome: meaningOf(given).outcome}];
		case 'offered':
		case 'refusing':
		case 'up': return [{kind: 'finish', ...endOf(given)}];
		case 'new':
		case 'clearing':
		case 'over': return [];
	}
}

function hangUp(state: CallState, outcome: Parameters<typeof causeOf>[0]): CallStep {
	if (state.kind === 'clearing') return stay(state);
	const isAnswered = state.kind === 'up' && outcome !== 'failed' && outcome !== 'line-failed';
	return and(clear(isAnswered ? cause.normal : causeOf(outcome)), {kind: 'finish', by: 'box', outcome});
}

const giveUp = (state: CallState): CallStep => and(clear(cause.timerExpired), ...farewell(state, cause.timerExpired));
const clear = (given: number): CallStep => go({kind: 'clearing'}, {kind: 'hang-up', cause: given}, arm('clearing', clearingMs));

function lost(state: CallState): CallStep {
	if (state.kind === 'clearing') return stay(state);
	return go({kind: 'clearing'}, ...farewell(state, cause.temporaryFailure), {kind: 'hang-up', cause: cause.temporaryFailure}, arm('clearing', clearingMs));
}

function expired(state: CallState, timer: CallTimer, rules: CallRules): CallStep {
	switch (timer) {
		case 'T302': return state.kind === 'collecting' ? collect(state, {digits: '', complete: true, isFirst: false}, rules) : stay(state);
		case 'T303': return state.kind === 'calling' ? giveUp(state) : stay(state);
		case 'T310': return state.kind === 'called' ? giveUp(state) : stay(state);
		case 'clearing': return state.kind === 'clearing' ? go({kind: 'over'}, {kind: 'over', stuck: true}) : stay(state);
	}
}

const over: CallEffect = {kind: 'over', stuck: false};
const stay = (state: CallState): CallStep => ({state, effects: []});
const go = (state: CallState, ...effects: CallEffect[]): CallStep => ({state, effects});
const and = ({state, effects}: CallStep, ...more: CallEffect[]): CallStep => ({state, effects: [...effects, ...more]});
const arm = (timer: CallTimer, ms: number): CallEffect => ({kind: 'arm', timer, ms});
const disarm = (timer: CallTimer): CallEffect => ({kind: 'disarm', timer});
