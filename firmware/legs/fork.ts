import type {CallOutcome, LegId} from '../contract/index.js';

/** What becomes of one INVITE of a call that the box makes; `status` is the final one (RFC 3261, 21), 408 when nothing answered. */
export type ForkInput =
	| {kind: 'alerting'; branch: LegId}
	| {kind: 'answered'; branch: LegId}
	| {kind: 'ended'; branch: LegId; status: number}
	/** The box gives up. */
	| {kind: 'hang-up'};

export type ForkState =
	/** `statuses` are those of the branches that are over. */
	| {kind: 'calling'; branches: readonly LegId[]; rang: boolean; statuses: readonly number[]}
	/** Given up; branches that are not over yet. */
	| {kind: 'ending'; branches: readonly LegId[]}
	/** Answered; the others are on their way out. */
	| {kind: 'up'; winner: LegId}
	| {kind: 'over'};

export type ForkEffect =
	| {kind: 'tell-alerting'}
	| {kind: 'adopt'; branch: LegId}
	| {kind: 'cancel'; branch: LegId}
	| {kind: 'finish'; by: 'network' | 'box'; outcome: CallOutcome};

export type ForkStep = {state: ForkState; effects: readonly ForkEffect[]};

/** A call that rings at all bindings of a phone at once: the first to answer has it, the others are cancelled. */
export function stepFork(state: ForkState, input: ForkInput): ForkStep {
	switch (state.kind) {
		case 'calling': return whileCalling(state, input);
		case 'ending': return whileEnding(state, input);
		case 'up': return whileUp(state, input);
		case 'over': return stay(state);
	}
}

const stay = (state: ForkState): ForkStep => ({state, effects: []});
const cancel = (branch: LegId): ForkEffect => ({kind: 'cancel', branch});

function whileCalling(state: Extract<ForkState, {kind: 'calling'}>, input: ForkInput): ForkStep {
	const {branches, rang, statuses} = state;
	switch (input.kind) {
		case 'alerting': return rang ? stay(state) : {state: {...state, rang: true}, effects: [{kind: 'tell-alerting'}]};
		case 'answered': {
			const others = branches.filter(branch => branch !== input.branch);
			return {state: {kind: 'up', winner: input.branch}, effects: [{kind: 'adopt', branch: input.branch}, ...others.map(cancel)]};
		}
		case 'ended': {
			const left = branches.filter(branch => branch !== input.branch);
			const all = [...statuses, input.status];
			if (left.length > 0) return stay({...state, branches: left, statuses: all});
			return {state: {kind: 'over'}, effects: [{kind: 'finish', by: 'network', outcome: outcomeOf(all, rang)}]};
		}
		case 'hang-up': return {state: {kind: 'ending', branches}, effects: branches.map(cancel)};
	}
}

function whileEnding(state: Extract<ForkState, {kind: 'ending'}>, input: ForkInput): ForkStep {
	switch (input.kind) {
		// The answer and our CANCEL crossed.
		case 'answered': return {state, effects: [cancel(input.branch)]};
		case 'ended': {
			const branches = state.branches.filter(branch => branch !== input.branch);
			return branches.length > 0 ? stay({...state, branches}) : {state: {kind: 'over'}, effects: [{kind: 'finish', by: 'box', outcome: 'failed'}]};
		}
		case 'alerting':
		case 'hang-up': return stay(state);
	}
}

function whileUp(state: Extract<ForkState, {kind: 'up'}>, input: ForkInput): ForkStep {
	switch (input.kind) {
		case 'answered': return {state, effects: input.branch === state.winner ? [] : [cancel(input.branch)]};
		case 'alerting':
		case 'ended':
		case 'hang-up': return stay(state);
	}
}

/** Of several refusals the one that says most of the person called (RFC 3261, 16.7). */
function outcomeOf(statuses: readonly number[], rang: boolean): CallOutcome {
	const outcomes = statuses.map(status => outcomeOfStatus(status, rang));
	return (['declined', 'busy', 'no-answer', 'unreachable'] as const).find(outcome => outcomes.includes(outcome)) ?? 'failed';
}

/** 408 before any ringing means that nothing is there; after it, that nobody came. */
function outcomeOfStatus(status: number, rang: boolean): CallOutcome {
	switch (status) {
		case 486:
		case 600: return 'busy';
		case 603:
		case 607: return 'declined';
		case 408: return rang ? 'no-answer' : 'unreachable';
		case 480:
		case 487: return 'no-answer';
		default: return status < 400 ? 'failed' : 'unreachable';
	}
}
