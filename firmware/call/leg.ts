import type {CallOutcome, Language, LegId} from '../contract/index.js';
import type {PromptId} from '../prompts/index.js';
import type {DigitQueue} from './digit-queue.js';

/** One piece of what is played to a caller. Tones are the country's and the box's own, by name, or one or two frequencies with the level of their sum. */
export type Sound =
	| PromptId
	| {tone: 'entry' | 'exit' | 'attention' | 'busy' | 'beep'}
	| {frequenciesHz: readonly number[]; dbm0: number; ms: number}
	| {silenceMs: number};

/** Why and by whom a leg ended; the reason of `Leg.ended`. */
export type LegEnd = {by: 'caller' | 'box' | 'network'; outcome: CallOutcome};

/** What changes on a leg while it is up. */
export type LegEvent = {kind: 'alerting'} | {kind: 'answered'} | {kind: 'media'} | {kind: 'held'; held: boolean} | {kind: 'talking'; talking: boolean};

export type Caller = {
	/** Empty when withheld. */
	readonly number: string;
	readonly name: string;
	/** "SIP 192.0.2.7", "FXO 3": what people read. */
	readonly line: string;
	/** The caller as far as wrong PINs are counted against somebody: network address for SIP, without the port. */
	readonly source: string;
};

/**
 * One call to or from the box, whatever its technology. All methods are harmless on a leg that has ended.
 * The audio of a leg that is in no room is private.
 */
export interface Leg {
	readonly id: LegId;
	readonly caller: Caller;
	readonly dialled: string;
	/** 'out': the box makes this call; `caller` is then whom it calls. */
	readonly direction: 'in' | 'out';
	/** False for a call that the box makes until its far end answers; 'answered' tells. True for calls that come in, but those that are refused before their answer. */
	readonly answered: boolean;
	/** Aborted when the call is over, with a `LegEnd` as its reason. */
	readonly ended: AbortSignal;
	/** Keys pressed, in order, each once; type-ahead is kept until somebody takes or clears it. */
	readonly digits: DigitQueue;
	language: Language;
	/** Empty codec before the media runs. */
	readonly media: {readonly codec: string; readonly encrypted: boolean};
	/** Put on hold by its own phone: neither heard nor hearing. */
	readonly held: boolean;
	/** The result undoes the subscription. */
	subscribe(listener: (event: LegEvent) => void): () => void;
	/** Of a call that comes in. */
	answer(): void;
	/** Plays to this caller alone. Resolves when it was heard, was replaced by another play, the signal aborts, or the leg ends. Never rejects. */
	play(sounds: readonly Sound[], options?: {signal?: AbortSignal; repeat?: boolean}): Promise<'finished' | 'stopped'>;
	stopPlaying(): void;
	/** Hold music instead of the room. */
	setMusic(on: boolean): void;
	/** Ends the call by what its kind has for that: a SIP status before the answer, BYE after it; an ISDN cause; the hook. */
	hangUp(outcome: CallOutcome): void;
}

/** A call to be made on one line. `number` is what is dialled there; `called` is the number as people know it. */
export type OutgoingCall = {number: string; called: string; callerNumber: string; callerName: string};

/** Something that calls can be made on: one line, or a span of them. */
export interface Dialler {
	/** Takes a line and begins to call; undefined when none is free. All that follows is told by the leg. */
	dial(call: OutgoingCall): Leg | undefined;
}
