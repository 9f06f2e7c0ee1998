import type {Caller, Leg, LegEnd, LegEvent, Sound} from '../call/index.js';
import {DigitQueue} from '../call/index.js';
import type {CallOutcome, Language, LegId} from '../contract/index.js';
import type {Clock} from '../lib/clock.js';
import {Emitter} from '../lib/emitter.js';

/** What every leg needs of the engine. */
export interface LegMedia {
	play(leg: LegId, sounds: readonly Sound[], options: {language: Language; repeat?: boolean; signal: AbortSignal}): Promise<'finished' | 'stopped'>;
	stopPlaying(leg: LegId): void;
	setMusic(leg: LegId, on: boolean): void;
}

/** How the far end is told: SIP, ISDN or a hook. */
export interface Signalling {
	answer(): void;
	/** Ends the call, or its beginning; `EngineLeg.finish` follows when it is over. */
	hangUp(outcome: CallOutcome): void;
}

/** `answered`: false for a call that comes in where it is spoken to before its answer. */
export type LegFacts = {id: LegId; direction: 'in' | 'out'; caller: Caller; dialled: string; language: Language; answered?: boolean};
export type LegPorts = {media: LegMedia; signalling: Signalling; clock: Clock; report: (error: unknown) => void};

/** A call whose audio is a seat of the engine, as a Leg. Its owner feeds it what is told of it. */
export class EngineLeg implements Leg {
	readonly id: LegId;
	readonly direction: 'in' | 'out';
	readonly dialled: string;
	readonly digits: DigitQueue;
	caller: Caller;
	language: Language;
	answered: boolean;
	media = {codec: '', encrypted: false};
	held = false;
	readonly #ports: LegPorts;
	readonly #end = new AbortController();
	readonly #events: Emitter<LegEvent>;
	#outcome: CallOutcome | undefined;

	constructor({id, direction, caller, dialled, language, answered = direction === 'in'}: LegFacts, ports: LegPorts) {
		this.id = id;
		this.direction = direction;
		this.answered = answered;
		this.caller = caller;
		this.dialled = dialled;
		this.language = language;
		this.digits = new DigitQueue(ports.clock);
		this.#ports = ports;
		this.#events = new Emitter(ports.report);
	}

	get ended(): AbortSignal {
		return this.#end.signal;
	}

	subscribe(listener: (event: LegEvent) => void): () => void {
		return this.#events.subscribe(listener);
	}

	answer(): void {
		if (this.direction === 'in') this.#ports.signalling.answer();
	}

	async play(sounds: readonly Sound[], {signal, repeat = false}: {signal?: AbortSignal; repeat?: boolean} = {}): Promise<'finished' | 'stopped'> {
		const until = signal ? AbortSignal.any([signal, this.ended]) : this.ended;
		return this.#ports.media.play(this.id, sounds, {language: this.language, repeat, signal: until});
	}

	stopPlaying(): void {
		this.#ports.media.stopPlaying(this.id);
	}

	setMusic(on: boolean): void {
		this.#ports.media.setMusic(this.id, on);
	}

	hangUp(outcome: CallOutcome): void {
		if (this.ended.aborted) return;
		this.#outcome ??= outcome;
		this.#ports.signalling.hangUp(outcome);
	}

	/** News of this leg. */
	take(event: LegEvent | {kind: 'codec'; codec: string; encrypted: boolean}): void {
		if (event.kind === 'codec') {
			this.media = {codec: event.codec, encrypted: event.encrypted};
			return this.#events.emit({kind: 'media'});
		}
		if (event.kind === 'held') this.held = event.held;
		if (event.kind === 'answered') this.answered = true;
		this.#events.emit(event);
	}

	/** The call is over; what the box wanted it to be for wins over `outcome`, which is what the far end or the line made of it. */
	finish(by: LegEnd['by'], outcome: CallOutcome = by === 'caller' ? 'hung-up' : 'failed'): void {
		const end: LegEnd = {by, outcome: this.#outcome ?? outcome};
		this.#end.abort(end);
	}
}
