import type {HangUpDestination, Sound} from '../call/index.js';
import type {CallOutcome} from '../contract/index.js';
import type {Entry} from './entry.js';
import {ask, type Talk} from './talk.js';

/** What an entry is worth. `wrong` is told with `say` before the question is put again. */
export type Judgement<Value> =
	| {kind: 'right'; value: Value}
	| {kind: 'wrong'; say: readonly Sound[]}
	| {kind: 'nothing'}
	| {kind: 'end'; destination: HangUpDestination};

export type Answer<Value> = Extract<Judgement<Value>, {kind: 'right' | 'end'}>;

export type Asking<Value> = {
	question: readonly Sound[];
	fullLength: number | null;
	/** How the call ends when the last try was not right, but something was keyed in one of them. */
	outcome: CallOutcome;
	judge(entry: Entry): Judgement<Value> | Promise<Judgement<Value>>;
};

/** The call is over, or sent elsewhere: nobody looks at the answer. */
export const gone = {kind: 'end', destination: {kind: 'hangup', outcome: 'hung-up', say: []}} as const satisfies Answer<never>;

/** Puts a question as often as the settings allow. Nothing keyed is a try too. A wrong try drops what was keyed ahead. */
export async function askInTries<Value>(talk: Talk, asking: Asking<Value>): Promise<Answer<Value>> {
	let before: readonly Sound[] = [];
	let keyed = false;
	for (let tries = 0; tries < talk.settings.pinTries; tries++) {
		const entry = await ask(talk, {say: [...before, ...asking.question], fullLength: asking.fullLength});
		if (!entry) return gone;
		const judgement = await asking.judge(entry);
		if (talk.signal.aborted) return gone;
		if (judgement.kind === 'right' || judgement.kind === 'end') return judgement;
		if (judgement.kind === 'wrong') talk.leg.digits.clear();
		before = judgement.kind === 'wrong' ? judgement.say : [];
		keyed ||= judgement.kind === 'wrong';
	}
	return {kind: 'end', destination: keyed ? tooMany(asking.outcome) : noEntry};
}

const noEntry: HangUpDestination = {kind: 'hangup', outcome: 'no-entry', say: ['goodbye']};
const tooMany = (outcome: CallOutcome): HangUpDestination => ({kind: 'hangup', outcome, say: ['too-many-tries', 'goodbye']});
