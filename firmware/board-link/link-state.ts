import type {BoardMessage, BoxMessage, Result, Welcome} from './message.js';
import type {Frame} from './frame.js';

/** What went over the link since the box started. */
export type LinkCounters = {
	/** Frames received whole. */
	readonly received: number;
	/** Frames whose bytes were damaged on the way, and bytes thrown away with them. */
	readonly damaged: number;
	readonly discardedBytes: number;
	/** Frames of the board that came more than once. */
	readonly repeated: number;
	/** Frames that had to be sent again. */
	readonly sentAgain: number;
	/** Whole frames with impossible content, of the board's and, as the board judged, of ours. */
	readonly refused: number;
	/** Links that were lost because the board did not answer. */
	readonly lost: number;
};

type Always = {readonly well: boolean; readonly told: Trouble | null; readonly run: number; readonly counters: LinkCounters};
/** Why there is no link, though the port is open. */
export type Trouble = 'silent' | 'incompatible';

/** One frame that waits for its acknowledgement. */
export type InFlight = {readonly message: BoxMessage; readonly frame: Frame; readonly tries: number};

export type LinkState = Always & (
	/** The port is not open. */
	| {readonly kind: 'closed'}
	/** 'hello' is being said. */
	| {readonly kind: 'greeting'; readonly tries: number}
	/** The board knows no version of ours. */
	| {readonly kind: 'incompatible'}
	| UpState
);
export type UpState = {
	readonly kind: 'up';
	readonly board: Welcome;
	/** The number of the board's newest frame, and how it was taken. */
	readonly heard: {readonly sequence: number; readonly result: Result};
	/** The number of our newest frame. */
	readonly sequence: number;
	readonly inFlight: InFlight | null;
	/** In order; of each kind the newest only. */
	readonly waiting: readonly BoxMessage[];
	/** Kinds that this board does not know. */
	readonly unknown: readonly BoxMessage['kind'][];
};

export type Timer = 'hello' | 'retransmit' | 'heartbeat';

export type Input =
	| {kind: 'opened'}
	| {kind: 'closed'}
	| {kind: 'frame'; frame: Frame}
	| {kind: 'damaged'; bytes: number}
	| {kind: 'send'; message: Exclude<BoxMessage, {kind: 'hello' | 'heartbeat'}>}
	/** The box can serve its lines, or can't. */
	| {kind: 'well'; well: boolean}
	| {kind: 'timer'; timer: Timer};

export type Effect =
	| {kind: 'write'; frame: Frame}
	| {kind: 'arm'; timer: Timer; ms: number}
	| {kind: 'disarm'; timer: Timer}
	/** The link is up; nothing that was sent before holds. */
	| {kind: 'up'; board: Welcome}
	| {kind: 'down'}
	| {kind: 'message'; message: Exclude<BoardMessage, Welcome>}
	/** The board did not do it. */
	| {kind: 'refused'; message: BoxMessage; result: Result}
	| {kind: 'trouble'; trouble: Trouble; active: boolean};

export type Step = {state: LinkState; effects: readonly Effect[]};

/** Before the port is open; `run` is any number of 32 bits. */
export function closedLink(run: number): LinkState {
	const counters = {received: 0, damaged: 0, discardedBytes: 0, repeated: 0, sentAgain: 0, refused: 0, lost: 0};
	return {kind: 'closed', well: true, told: null, run, counters};
}

/** The same with these counted. */
export function counted<S extends LinkState>(state: S, more: Partial<LinkCounters>): S {
	const counters = {...state.counters};
	for (const name of Object.keys(more) as (keyof LinkCounters)[]) counters[name] += more[name] ?? 0;
	return {...state, counters};
}

export const stay = (state: LinkState): Step => ({state, effects: []});
