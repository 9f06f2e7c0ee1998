import {signal, type ReadonlySignal} from '@preact/signals';
import type {Api} from './api.js';
import {isFulfilled, type Ask} from './ask.js';
import {failureIn} from './failure.js';
import type {Live} from './live.js';
import {idle, step, type Progress, type ProgressInput} from './progress.js';

export type ProgressBoard = {
	/** How far the newest ask about this participant or room has come. */
	of(subject: string): Progress;
	perform(ask: Ask): Promise<void>;
	dismiss(subject: string): void;
	/** To be told after each event, with the ids that it tells of; null: of everything. */
	saw(about: readonly string[] | null): void;
};

/** Sends what is asked, and keeps for each subject how far that is, until the event stream shows it done. */
export function createProgressBoard(api: Api, live: ReadonlySignal<Live>): ProgressBoard {
	const progress = signal<Readonly<Record<string, Progress>>>({});
	const of = (subject: string): Progress => progress.value[subject] ?? idle;
	const feed = (subject: string, input: ProgressInput): void => {
		const before = progress.peek()[subject] ?? idle;
		const after = step(before, input);
		if (after !== before) progress.value = replaced(progress.peek(), subject, after);
	};
	return {
		of,
		perform: async ask => {
			feed(ask.subject, {kind: 'asked', ask});
			try {
				await api.send(ask);
				feed(ask.subject, {kind: 'answered', fulfilled: isFulfilled(ask, live.peek())});
			} catch (error) {
				feed(ask.subject, {kind: 'refused', failure: failureIn(error)});
			}
		},
		dismiss: subject => feed(subject, {kind: 'dismissed'}),
		saw: about => {
			for (const [subject, {ask}] of unfinished(progress.peek())) {
				const seen = {fulfilled: isFulfilled(ask, live.peek()), about: about?.includes(subject) ?? true};
				feed(subject, {kind: 'seen', ...seen});
			}
		},
	};
}

/** Idle subjects are not kept: a box runs for months. */
function replaced(all: Readonly<Record<string, Progress>>, subject: string, after: Progress): Record<string, Progress> {
	const others = Object.entries(all).filter(([id]) => id !== subject);
	return Object.fromEntries(after.kind === 'idle' ? others : [...others, [subject, after]]);
}

function unfinished(all: Readonly<Record<string, Progress>>): [string, {ask: Ask}][] {
	return Object.entries(all).flatMap(([id, one]) => one.kind === 'idle' ? [] : [[id, one]]);
}
