import type {Caller, Leg, LegEnd, LegEvent, Sound} from '../call/index.js';
import {DigitQueue} from '../call/index.js';
import type {CallOutcome, Language, LegId} from '../contract/index.js';
import type {Clock} from '../lib/clock.js';
import {Emitter} from '../lib/emitter.js';

/** What a SIP leg needs of the engine. */
export interface LegMedia {
	answer(leg: LegId): void;
	hangUp(leg: LegId, status: number, reason: string): void;
	play(leg: LegId, sounds: readonly Sound[], options: {language: Language; repeat?: boolean; signal: AbortSignal}): Promise<'finished' | 'stopped'>;
	stopPlaying(leg: LegId): void;
	setMusic(leg: LegId, on: boolean): void;
}

export type SipLegFacts = {id: LegId; caller: Caller; dialled: string; language: Language};

/** SIP status (RFC 3261, 21) by which a caller's own phone or exchange learns why; where none is given the call simply ends. */
const statusOf: Partial<Record<CallOutcome, number>> = {
	'unknown-number': 404, 'wrong-pin': 403, throttled: 403, locked: 403, full: 486, 'box-busy': 486, 'media-lost': 408, 'box-stopped': 503, failed: 500,
};

/** A SIP call as a Leg. The registry feeds it what the engine tells. */
export class SipLeg implements Leg {
	readonly id: LegId;
	readonly caller: Caller;
	readonly dialled: string;
	readonly digits: DigitQueue;
	language: Language;
	media = {codec: '', encrypted: false};
	held = false;
	readonly #media: LegMedia;
	readonly #end = new AbortController();
	readonly #events: Emitter<LegEvent>;
	#outcome: CallOutcome | undefined;

	constructor({id, caller, dialled, language}: SipLegFacts, media: LegMedia, {clock, report}: {clock: Clock; report: (error: unknown) => void}) {
		this.id = id;
		this.caller = caller;
		this.dialled = dialled;
		this.language = language;
		this.digits = new DigitQueue(clock);
		this.#media = media;
		this.#events = new Emitter(report);
	}

	get ended(): AbortSignal {
		return this.#end.signal;
	}

	subscribe(listener: (event: LegEvent) => void): () => void {
		return this.#events.subscribe(listener);
	}

	answer(): void {
		this.#media.answer(this.id);
	}

	async play(sounds: readonly Sound[], {signal, repeat = false}: {signal?: AbortSignal; repeat?: boolean} = {}): Promise<'finished' | 'stopped'> {
		const until = signal ? AbortSignal.any([signal, this.ended]) : this.ended;
		return this.#media.play(this.id, sounds, {language: this.language, repeat, signal: until});
	}

	stopPlaying(): void {
		this.#media.stopPlaying(this.id);
	}

	setMusic(on: boolean): void {
		this.#media.setMusic(this.id, on);
	}

	hangUp(outcome: CallOutcome): void {
		if (this.ended.aborted) return;
		this.#outcome ??= outcome;
		this.#media.hangUp(this.id, statusOf[outcome] ?? 200, outcome);
	}

	/** The engine's word on this leg. */
	take(event: LegEvent | {kind: 'codec'; codec: string; encrypted: boolean}): void {
		if (event.kind === 'codec') {
			this.media = {codec: event.codec, encrypted: event.encrypted};
			return this.#events.emit({kind: 'media'});
		}
		if (event.kind === 'held') this.held = event.held;
		this.#events.emit(event);
	}

	/** The call is over; what the box wanted it to be for wins over what the network says. */
	finish(by: LegEnd['by']): void {
		const end: LegEnd = {by, outcome: this.#outcome ?? (by === 'caller' ? 'hung-up' : 'failed')};
		this.#end.abort(end);
	}
}
