import {told, type CallOutcome, type Told} from '../../contract/index.js';
import type {FinalResult, Outcome} from './dialogue.js';
import type {Model} from './models.js';
import {problemOf} from './set-up.js';
import {
	begin, startVoice, stay, take, unreachable, unusable, waits, type ModemEffect, type ModemInput, type ModemRules, type ModemState, type ModemStep,
} from './state.js';

type Dialling = Extract<ModemState, {kind: 'dialling'}>;

/** The modem waits for dial tone, dials, and says what became of it. */
export function dial(model: Model, number: string, {ringMs}: ModemRules): ModemStep {
	return {
		state: {kind: 'dialling', model, over: false, glare: false},
		effects: [{kind: 'disarm-all'}, {kind: 'note', what: undefined}, {kind: 'run', command: {text: `ATDT${number}`, waitMs: ringMs + waits.dialMs}}, {kind: 'arm', timer: 'no-answer', ms: waits.dialledMs + ringMs}],
	};
}

export function dialling(state: Dialling, input: ModemInput): ModemStep {
	switch (input.kind) {
		case 'answer': return answered(state, input.outcome);
		case 'hang-up': return giveUp(state, [{kind: 'finish', by: 'box', outcome: input.outcome}]);
		case 'timer': return input.timer === 'no-answer' ? giveUp(state, [{kind: 'finish', by: 'network', outcome: 'no-answer'}]) : stay(state);
		case 'news': return input.news.kind === 'ring' ? glare(state) : stay(state);
		case 'opened': return begin({known: true}, state.over ? [] : [{kind: 'finish', by: 'network', outcome: 'line-failed'}, {kind: 'end-leg'}]);
		case 'voice': case 'sound': case 'call': case 'test': case 'stop-test': case 'enable': case 'port-failed': return stay(state);
		default: return unreachable(input);
	}
}

/** The modem stops dialling, and says so. */
function giveUp(state: Dialling, before: readonly ModemEffect[]): ModemStep {
	return state.over ? stay(state) : {state: {...state, over: true}, effects: [...before, {kind: 'end-leg'}, {kind: 'abort'}]};
}

/** A call came in at the moment at which the modem went off hook: it has answered it. */
function glare(state: Dialling): ModemStep {
	const {state: next, effects} = giveUp(state, [{kind: 'finish', by: 'network', outcome: 'no-line'}]);
	return next.kind === 'dialling' ? {state: {...next, glare: true}, effects} : {state: next, effects};
}

function answered({model, over, glare: cameIn}: Dialling, outcome: Outcome): ModemStep {
	if (cameIn) return take(model, {kind: 'in', callerId: {}});
	if (outcome.kind !== 'final') return unusable(problemOf(outcome), over ? [] : [{kind: 'finish', by: 'network', outcome: 'line-failed'}, {kind: 'end-leg'}]);
	if (over) return begin({known: true});
	const failure = failures[outcome.result];
	if (!failure) return startVoice(model, {kind: 'out'});
	return begin({known: true}, [{kind: 'note', what: failure.note}, {kind: 'finish', by: 'network', outcome: failure.outcome}, {kind: 'end-leg'}]);
}

const failures: Partial<Record<FinalResult, {outcome: CallOutcome; note?: Told}>> = {
	BUSY: {outcome: 'busy'},
	'NO ANSWER': {outcome: 'no-answer'},
	'NO CARRIER': {outcome: 'unreachable'},
	'NO DIALTONE': {outcome: 'line-failed', note: told('last-no-dial-tone')},
	'LINE IN USE': {outcome: 'line-failed', note: told('last-line-in-use')},
	'NO LINE': {outcome: 'line-failed', note: told('modem-no-line')},
	ERROR: {outcome: 'line-failed', note: told('modem-not-dialled')},
};
