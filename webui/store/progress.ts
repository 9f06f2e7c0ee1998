import type {Ask} from './ask.js';
import type {Failure} from './failure.js';

/**
 * How far the newest ask about one participant or room has come. The page never shows an asked-for state before the
 * event stream does: `waiting` lasts until then.
 */
export type Progress =
	| {kind: 'idle'}
	| {kind: 'waiting'; ask: Ask; answered: boolean}
	| {kind: 'failed'; ask: Ask; failure: Failure};

export type ProgressInput =
	| {kind: 'asked'; ask: Ask}
	| {kind: 'answered'; fulfilled: boolean}
	| {kind: 'refused'; failure: Failure}
	/** An event came; `about`: it tells of this very subject. */
	| {kind: 'seen'; fulfilled: boolean; about: boolean}
	| {kind: 'dismissed'};

export const idle: Progress = {kind: 'idle'};

export function step(state: Progress, input: ProgressInput): Progress {
	switch (state.kind) {
		case 'idle': return input.kind === 'asked' ? waiting(input.ask) : state;
		case 'waiting': return whileWaiting(state, input);
		case 'failed': return afterFailure(state, input);
	}
}

function waiting(ask: Ask): Progress {
	return {kind: 'waiting', ask, answered: false};
}

function whileWaiting(state: Progress & {kind: 'waiting'}, input: ProgressInput): Progress {
	switch (input.kind) {
		case 'answered': return input.fulfilled ? idle : {...state, answered: true};
		case 'refused': return {kind: 'failed', ask: state.ask, failure: input.failure};
		// News that differ from what was asked mean that somebody else was faster: waiting on would last for ever.
		case 'seen': return input.fulfilled || (input.about && state.answered) ? idle : state;
		case 'asked':
		case 'dismissed': return state;
	}
}

function afterFailure(state: Progress & {kind: 'failed'}, input: ProgressInput): Progress {
	switch (input.kind) {
		case 'asked': return waiting(input.ask);
		case 'dismissed': return idle;
		case 'seen': return input.fulfilled ? idle : state;
		case 'answered':
		case 'refused': return state;
	}
}
