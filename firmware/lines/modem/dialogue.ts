import type {AtItem} from './at-reader.js';
import {callerIdOf, type CallerIdPart} from './caller-id.js';

/** What ends a command (ITU-T V.250 5.7.1 and V.253). */
export type FinalResult = (typeof finalResults)[number];
const finalResults = ['OK', 'ERROR', 'CONNECT', 'VCON', 'BUSY', 'NO CARRIER', 'NO ANSWER', 'NO DIALTONE', 'LINE IN USE', 'NO LINE'] as const;

/** What became of a command: its result with the lines before it, no answer at all, or an answer without a result. */
export type Outcome = {kind: 'final'; result: FinalResult; info: readonly string[]} | {kind: 'silence'} | {kind: 'nonsense'};

/** What a modem says unasked. */
export type News = {kind: 'ring'} | {kind: 'caller-id'; part: CallerIdPart} | {kind: 'dle'; code: string};

export type Command = {readonly text: string; readonly waitMs: number};

/** `next`: it is said when this one has been answered, whose answer nobody waits for any more. */
export type DialogueState = {kind: 'free'} | {kind: 'waiting'; command: Command; info: readonly string[]; nonsense: boolean; next: Command | undefined};
export type DialogueInput =
	| {kind: 'run'; command: Command}
	| {kind: 'received'; item: AtItem}
	/** Any character ends a command that goes on for long, such as dialling (V.250 5.6.1). */
	| {kind: 'abort'}
	| {kind: 'timeout'}
	| {kind: 'closed'};
export type DialogueEffect = {kind: 'write'; text: string} | {kind: 'arm'; ms: number} | {kind: 'disarm'} | {kind: 'done'; outcome: Outcome} | {kind: 'news'; news: News};
export type DialogueStep = {state: DialogueState; effects: readonly DialogueEffect[]};

const abortMs = 3000;
const stay = (state: DialogueState): DialogueStep => ({state, effects: []});

/** One command at a time and its answer; what a modem says unasked is told in between. */
export function dialogue(state: DialogueState, input: DialogueInput): DialogueStep {
	switch (input.kind) {
		case 'run': return state.kind === 'waiting' ? stay({...state, next: input.command}) : run(input.command);
		case 'received': return received(state, input.item);
		case 'abort': return state.kind === 'waiting' ? {state, effects: [{kind: 'write', text: '\r'}, {kind: 'arm', ms: abortMs}]} : stay(state);
		case 'timeout': return state.kind === 'waiting' ? done(state, {kind: state.nonsense || state.info.length > 0 ? 'nonsense' : 'silence'}) : stay(state);
		case 'closed': return {state: {kind: 'free'}, effects: [{kind: 'disarm'}]};
	}
}

function run(command: Command): DialogueStep {
	return {state: {kind: 'waiting', command, info: [], nonsense: false, next: undefined}, effects: [{kind: 'write', text: `${command.text}\r`}, {kind: 'arm', ms: command.waitMs}]};
}

function done({next}: Extract<DialogueState, {kind: 'waiting'}>, outcome: Outcome): DialogueStep {
	if (next) return run(next);
	return {state: {kind: 'free'}, effects: [{kind: 'disarm'}, {kind: 'done', outcome}]};
}

function received(state: DialogueState, item: AtItem): DialogueStep {
	switch (item.kind) {
		case 'dle': return {state, effects: [{kind: 'news', news: item}]};
		case 'nonsense': return stay(state.kind === 'waiting' ? {...state, nonsense: true} : state);
		case 'line': return line(state, item.text);
	}
}

function line(state: DialogueState, text: string): DialogueStep {
	const news = newsOf(text);
	if (news) return {state, effects: [{kind: 'news', news}]};
	// A command's echo is no answer.
	if (state.kind === 'free' || text === state.command.text) return stay(state);
	const result = resultOf(text);
	return result ? done(state, {kind: 'final', result, info: state.info}) : stay({...state, info: [...state.info, text]});
}

function newsOf(text: string): News | undefined {
	if (text === 'RING') return {kind: 'ring'};
	const part = callerIdOf(text);
	return part && {kind: 'caller-id', part};
}

/** CONNECT may be followed by a rate, and some modems write NO DIAL TONE. */
function resultOf(text: string): FinalResult | undefined {
	if (text.startsWith('CONNECT')) return 'CONNECT';
	return text === 'NO DIAL TONE' ? 'NO DIALTONE' : finalResults.find(result => result === text);
}
