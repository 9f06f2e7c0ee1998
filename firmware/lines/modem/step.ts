import {told, type Told} from '../../contract/index.js';
import type {Outcome} from './dialogue.js';
import {afterAnswer, commandOf, problemOf} from './set-up.js';
import {
	arm, begin, disarm, endVoice, reopen, startVoice, stay, take, unreachable, unusable, waits,
	type ModemEffect, type ModemInput, type ModemRules, type ModemState, type ModemStep, type Purpose,
} from './state.js';
import {dialling, dial} from './outgoing.js';

type In<K extends ModemState['kind']> = Extract<ModemState, {kind: K}>;

/** A voice modem as an outside line: pure, no clock, no port; its owner performs the effects. */
export function step(state: ModemState, input: ModemInput, rules: ModemRules): ModemStep {
	if (input.kind === 'enable') return enable(state, input.on);
	if (input.kind === 'port-failed') return portFailed(state, input.problem);
	switch (state.kind) {
		case 'off': return stay(state);
		case 'missing': return input.kind === 'opened' ? begin({known: false}) : stay(state);
		case 'setting-up': return settingUp(state, input, rules);
		case 'unusable': return unusableStep(state, input);
		case 'idle': return idle(state, input, rules);
		case 'ringing': return ringing(state, input, rules);
		case 'taking': return taking(state, input);
		case 'dialling': return dialling(state, input);
		case 'starting-voice': return startingVoice(state, input, rules);
		case 'in-use': return inUse(state, input, rules);
		case 'testing': return testing(state, input);
		case 'ending-voice': return endingVoice(state, input);
		default: return unreachable(state);
	}
}

function enable(state: ModemState, on: boolean): ModemStep {
	if (on) return state.kind === 'off' ? {state: {kind: 'missing', problem: undefined}, effects: [{kind: 'open-port'}]} : stay(state);
	if (state.kind === 'off') return stay(state);
	return {state: {kind: 'off'}, effects: [{kind: 'disarm-all'}, ...lost(state, 'box'), {kind: 'end-leg'}, {kind: 'close-port'}]};
}

/** What follows for a call or a test when the modem can't go on. */
function lost(state: ModemState, by: 'box' | 'network'): ModemEffect[] {
	switch (state.kind) {
		case 'ringing': return [{kind: 'missed', callerId: state.callerId}];
		case 'dialling': return state.over ? [] : [{kind: 'finish', by, outcome: 'line-failed'}];
		case 'in-use': return [{kind: 'finish', by, outcome: 'line-failed'}];
		case 'taking': return lostPurpose(state.purpose, by);
		case 'starting-voice': return state.over ? [] : lostPurpose(state.purpose, by);
		case 'testing': return [{kind: 'test-result', dialTone: undefined}];
		case 'off': case 'missing': case 'setting-up': case 'unusable': case 'idle': case 'ending-voice': return [];
	}
}

function lostPurpose(purpose: Purpose, by: 'box' | 'network'): ModemEffect[] {
	if (purpose.kind === 'in') return [{kind: 'missed', callerId: purpose.callerId}];
	return [purpose.kind === 'out' ? {kind: 'finish', by, outcome: 'line-failed'} : {kind: 'test-result', dialTone: undefined}];
}

/** The port tries again by itself. */
function portFailed(state: ModemState, problem: Told): ModemStep {
	if (state.kind === 'off') return stay(state);
	return {state: {kind: 'missing', problem}, effects: [{kind: 'disarm-all'}, ...lost(state, 'network'), {kind: 'end-leg'}]};
}

function settingUp(state: In<'setting-up'>, input: ModemInput, rules: ModemRules): ModemStep {
	switch (input.kind) {
		case 'answer': return setUpAnswered(state, input.outcome, rules);
		case 'news': return stay(input.news.kind === 'ring' ? {...state, rang: true} : state);
		case 'opened': return begin({known: state.known});
		case 'voice': case 'sound': case 'call': case 'hang-up': case 'test': case 'stop-test': case 'timer': case 'enable': case 'port-failed': return stay(state);
		default: return unreachable(input);
	}
}

function setUpAnswered(state: In<'setting-up'>, outcome: Outcome, rules: ModemRules): ModemStep {
	const after = afterAnswer(state.setUp, outcome);
	switch (after.kind) {
		case 'next': return {state: {...state, setUp: after.setUp}, effects: [{kind: 'run', command: commandOf(after.setUp)}]};
		case 'failed': return unusable(after.problem);
		case 'ready': {
			const ready: ModemStep = {state: {kind: 'idle', model: after.model, checking: false}, effects: [{kind: 'use-model', model: after.model}, arm('check', waits.checkMs)]};
			if (!state.rang) return ready;
			// It rang meanwhile; that ring counts.
			const rung = step(ready.state, {kind: 'news', news: {kind: 'ring'}}, rules);
			return {state: rung.state, effects: [...ready.effects, ...rung.effects]};
		}
	}
}

function unusableStep(state: In<'unusable'>, input: ModemInput): ModemStep {
	switch (input.kind) {
		case 'timer': return input.timer === 'retry' ? begin({known: false}) : stay(state);
		case 'opened': return begin({known: false});
		case 'answer': case 'news': case 'voice': case 'sound': case 'call': case 'hang-up': case 'test': case 'stop-test': case 'enable': case 'port-failed': return stay(state);
		default: return unreachable(input);
	}
}

function idle(state: In<'idle'>, input: ModemInput, rules: ModemRules): ModemStep {
	switch (input.kind) {
		case 'news': return input.news.kind === 'dle' ? stay(state) : rang({kind: 'ringing', model: state.model, rings: 0, callerId: {}}, input, rules);
		case 'timer': return input.timer === 'check' ? {state: {...state, checking: true}, effects: [{kind: 'run', command: {text: 'AT', waitMs: 2000}}]} : stay(state);
		case 'answer': return checked(state, input.outcome);
		case 'call': return dial(state.model, input.number, rules);
		case 'test': return take(state.model, {kind: 'test', test: input.test});
		case 'opened': return begin({known: true});
		case 'voice': case 'sound': case 'hang-up': case 'stop-test': case 'enable': case 'port-failed': return stay(state);
		default: return unreachable(input);
	}
}

function checked(state: In<'idle'>, outcome: Outcome): ModemStep {
	if (!state.checking) return stay(state);
	if (outcome.kind !== 'final') return unusable(problemOf(outcome));
	return {state: {...state, checking: false}, effects: [arm('check', waits.checkMs)]};
}

/** A ring, or a part of a caller ID, which some exchanges send before the first. */
function rang(state: In<'ringing'>, {news}: Extract<ModemInput, {kind: 'news'}>, {answerRings}: ModemRules): ModemStep {
	const gone = arm('caller-gone', waits.callerGoneMs);
	if (news.kind === 'dle') return stay(state);
	if (news.kind === 'caller-id') return {state: {...state, callerId: {...state.callerId, ...news.part}}, effects: [disarm('check'), gone]};
	const rings = state.rings + 1;
	if (rings >= answerRings) return take(state.model, {kind: 'in', callerId: state.callerId});
	return {state: {...state, rings}, effects: [disarm('check'), gone]};
}

function ringing(state: In<'ringing'>, input: ModemInput, rules: ModemRules): ModemStep {
	switch (input.kind) {
		case 'news': return rang(state, input, rules);
		case 'timer': return input.timer === 'caller-gone' ? callerGone(state) : stay(state);
		case 'opened': return begin({known: true}, [{kind: 'missed', callerId: state.callerId}]);
		case 'answer': case 'voice': case 'sound': case 'call': case 'hang-up': case 'test': case 'stop-test': case 'enable': case 'port-failed': return stay(state);
		default: return unreachable(input);
	}
}

/** A caller ID without a ring was nobody. */
function callerGone({model, rings, callerId}: In<'ringing'>): ModemStep {
	const missed: ModemEffect[] = rings > 0 ? [{kind: 'missed', callerId}] : [];
	return {state: {kind: 'idle', model, checking: false}, effects: [...missed, arm('check', waits.checkMs)]};
}

function taking(state: In<'taking'>, input: ModemInput): ModemStep {
	switch (input.kind) {
		case 'answer': return taken(state, input.outcome);
		case 'news': return input.news.kind === 'caller-id' && state.purpose.kind === 'in'
			? stay({...state, purpose: {...state.purpose, callerId: {...state.purpose.callerId, ...input.news.part}}}) : stay(state);
		case 'hang-up': case 'stop-test': case 'opened': return begin({known: true}, lostPurpose(state.purpose, 'box'));
		case 'voice': case 'sound': case 'call': case 'test': case 'timer': case 'enable': case 'port-failed': return stay(state);
		default: return unreachable(input);
	}
}

function taken({model, purpose}: In<'taking'>, outcome: Outcome): ModemStep {
	if (outcome.kind !== 'final') return unusable(problemOf(outcome), lostPurpose(purpose, 'network'));
	if (['OK', 'VCON', 'CONNECT'].includes(outcome.result)) return startVoice(model, purpose);
	return begin({known: true}, [{kind: 'note', what: told('modem-line-refused', {result: outcome.result})}, ...lostPurpose(purpose, 'network')]);
}

function startingVoice(state: In<'starting-voice'>, input: ModemInput, rules: ModemRules): ModemStep {
	switch (input.kind) {
		case 'voice': return input.on ? voiceOn(state, rules) : reopen(told('modem-no-stream'), [{kind: 'note', what: told('modem-no-stream')}, ...lost(state, 'network')]);
		case 'hang-up': return state.over ? stay(state) : {state: {...state, over: true}, effects: [{kind: 'finish', by: 'box', outcome: input.outcome}, {kind: 'end-leg'}]};
		case 'stop-test': return state.over ? stay(state) : {state: {...state, over: true}, effects: lost(state, 'box')};
		case 'timer': return input.timer === 'voice' ? reopen(told('modem-no-stream'), lost(state, 'network')) : stay(state);
		case 'opened': case 'answer': case 'news': case 'sound': case 'call': case 'test': case 'enable': case 'port-failed': return stay(state);
		default: return unreachable(input);
	}
}

function voiceOn({purpose, over}: In<'starting-voice'>, {silenceMs}: ModemRules): ModemStep {
	if (over) return endVoice([]);
	const silence = silenceMs > 0 ? [arm('silence', silenceMs)] : [];
	switch (purpose.kind) {
		case 'in': return {state: {kind: 'in-use', purpose}, effects: [{kind: 'disarm-all'}, {kind: 'note', what: undefined}, {kind: 'start-leg'}, {kind: 'offer', callerId: purpose.callerId}, ...silence]};
		case 'out': return {state: {kind: 'in-use', purpose}, effects: [{kind: 'disarm-all'}, {kind: 'answered'}, ...silence]};
		case 'test': return {state: {kind: 'testing', test: purpose.test}, effects: [{kind: 'disarm-all'}, ...testBegins[purpose.test]]};
	}
}

const testBegins: Record<Extract<Purpose, {kind: 'test'}>['test'], readonly ModemEffect[]> = {
	'dial-tone': [arm('test', waits.dialToneMs)],
	'line-check': [arm('test', waits.dialToneMs)],
	milliwatt: [{kind: 'start-leg'}, {kind: 'milliwatt'}, arm('test', waits.testMs)],
	loopback: [{kind: 'loopback', on: true}, arm('test', waits.testMs)],
};

/** What a modem says that means that the far end is gone: busy tone, dial tone, the exchange's break of the loop current. */
const endCodes = ['b', 'd', 'l'];

function inUse(state: In<'in-use'>, input: ModemInput, {silenceMs}: ModemRules): ModemStep {
	const farEndGone = () => endVoice([{kind: 'finish', by: 'caller', outcome: 'hung-up'}]);
	switch (input.kind) {
		case 'news': return input.news.kind === 'dle' && endCodes.includes(input.news.code) ? farEndGone() : otherTelephone(state, input);
		case 'voice': return input.on ? stay(state) : reopen(told('modem-stream-lost'), [{kind: 'finish', by: 'network', outcome: 'line-failed'}]);
		case 'hang-up': return endVoice([{kind: 'finish', by: 'box', outcome: input.outcome}]);
		case 'sound': return silenceMs === 0 ? stay(state) : {state, effects: [input.on ? disarm('silence') : arm('silence', silenceMs)]};
		case 'timer': return input.timer === 'silence' ? farEndGone() : stay(state);
		case 'opened': case 'answer': case 'call': case 'test': case 'stop-test': case 'enable': case 'port-failed': return stay(state);
		default: return unreachable(input);
	}
}

/** 'H': a telephone beside the modem was lifted; 'h': it was put down. The rest - silence, underrun and the like - changes nothing. */
function otherTelephone(state: In<'in-use'>, {news}: Extract<ModemInput, {kind: 'news'}>): ModemStep {
	if (news.kind !== 'dle' || !['h', 'H'].includes(news.code)) return stay(state);
	return {state, effects: [{kind: 'note', what: news.code === 'H' ? told('other-telephone') : undefined}]};
}

function testing(state: In<'testing'>, input: ModemInput): ModemStep {
	const over = (dialTone: boolean | undefined) => endVoice([...state.test === 'loopback' ? [{kind: 'loopback', on: false} as const] : [], {kind: 'test-result', dialTone}]);
	switch (input.kind) {
		case 'news': return input.news.kind === 'dle' && input.news.code === 'd' && waitsForDialTone(state) ? over(true) : stay(state);
		case 'timer': return input.timer === 'test' ? over(waitsForDialTone(state) ? false : undefined) : stay(state);
		case 'stop-test': return over(undefined);
		case 'voice': return input.on ? stay(state) : reopen(told('modem-stream-lost'), [{kind: 'test-result', dialTone: undefined}]);
		case 'opened': case 'answer': case 'sound': case 'call': case 'hang-up': case 'test': case 'enable': case 'port-failed': return stay(state);
		default: return unreachable(input);
	}
}

const waitsForDialTone = ({test}: In<'testing'>) => test === 'dial-tone' || test === 'line-check';

function endingVoice(state: In<'ending-voice'>, input: ModemInput): ModemStep {
	switch (input.kind) {
		case 'voice': return input.on ? stay(state) : {state, effects: [disarm('voice'), {kind: 'open-port'}]};
		case 'timer': return input.timer === 'voice' ? {state, effects: [{kind: 'open-port'}]} : stay(state);
		case 'opened': return begin({known: true});
		case 'answer': case 'news': case 'sound': case 'call': case 'hang-up': case 'test': case 'stop-test': case 'enable': case 'port-failed': return stay(state);
		default: return unreachable(input);
	}
}
