import type {CallOutcome, Language, LegId} from '../contract/index.js';
import type {PromptId} from '../prompts/index.js';
import type {DigitQueue} from './digit-queue.js';

/** One piece of what is played to a caller. Tones are the country's and the box's own, by name. */
export type Sound = PromptId | {tone: 'entry' | 'exit' | 'attention' | 'busy' | 'beep'} | {silenceMs: number};

/** Why and by whom a leg ended; the reason of `Leg.ended`. */
export type LegEnd = {by: 'caller' | 'box' | 'network'; outcome: CallOutcome};

/** What changes on a leg while it is up. */
export type LegEvent = {kind: 'media'} | {kind: 'held'; held: boolean} | {kind: 'talking'; talking: boolean};

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
	answer(): void;
	/** Plays to this caller alone. Resolves when it was heard, was replaced by another play, the signal aborts, or the leg ends. Never rejects. */
	play(sounds: readonly Sound[], options?: {signal?: AbortSignal; repeat?: boolean}): Promise<'finished' | 'stopped'>;
	stopPlaying(): void;
	/** Hold music instead of the room. */
	setMusic(on: boolean): void;
	/** Ends the call: before the answer with a SIP status that suits the outcome, after it with BYE. */
	hangUp(outcome: CallOutcome): void;
}
