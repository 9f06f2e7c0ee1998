import type {CallQuality, DomainEvent, LegId} from '../contract/index.js';
import type {Clock} from '../lib/clock.js';
import type {Emitter} from '../lib/emitter.js';
import {assess, intervalOf, isNoticeable, type SoundFigures, type StreamCounters} from '../quality/index.js';

const sampleMs = 4000;

type Participant = {id: LegId; codec: string; held: boolean};

export type CallQualityParts = {
	clock: Clock;
	events: Emitter<DomainEvent>;
	/** All who are in rooms now. */
	participants: () => readonly Participant[];
	/** Of a telephone line undefined. */
	counters: (leg: LegId) => StreamCounters | undefined;
	sound: (leg: LegId) => SoundFigures | undefined;
	setQuality: (figures: Readonly<Record<LegId, CallQuality>>) => void;
};

/** Looks every few seconds at how the calls in rooms do, while there are any; tells of those whose figures changed. The result stops it. */
export function watchCallQuality(parts: CallQualityParts): () => void {
	const watch = new CallQualities(parts);
	const unsubscribe = parts.events.subscribe(event => {
		if (event.kind === 'participant.joined') watch.start();
	});
	return () => {
		unsubscribe();
		watch.stop();
	};
}

class CallQualities {
	readonly #parts: CallQualityParts;
	#counters = new Map<LegId, StreamCounters>();
	#told = new Map<LegId, CallQuality>();
	#cancel: (() => void) | undefined;

	constructor(parts: CallQualityParts) {
		this.#parts = parts;
	}

	start(): void {
		this.#cancel ??= this.#parts.clock.after(sampleMs, () => this.#sample());
	}

	stop(): void {
		this.#cancel?.();
		this.#cancel = undefined;
	}

	#sample(): void {
		this.#cancel = undefined;
		const participants = this.#parts.participants();
		const measured = participants.map(participant => [participant.id, this.#measure(participant)] as const);
		this.#forgetAllBut(new Set(participants.map(({id}) => id)));
		this.#tell(measured.filter(([id, quality]) => isNoticeable(this.#told.get(id), quality)));
		if (participants.length > 0) this.start();
	}

	#measure({id, codec, held}: Participant): CallQuality {
		const now = this.#parts.counters(id);
		const packets = now ? intervalOf(this.#counters.get(id), now) : null;
		if (now) this.#counters.set(id, now);
		return assess({codec, held, packets, sound: this.#parts.sound(id) ?? null});
	}

	#tell(changed: readonly (readonly [LegId, CallQuality])[]): void {
		if (changed.length === 0) return;
		for (const [id, quality] of changed) this.#told.set(id, quality);
		const participants = Object.fromEntries(changed);
		this.#parts.setQuality(participants);
		this.#parts.events.emit({kind: 'quality', at: this.#parts.clock.now().toISOString(), participants});
	}

	#forgetAllBut(present: ReadonlySet<LegId>): void {
		for (const map of [this.#counters, this.#told]) {
			for (const id of map.keys()) if (!present.has(id)) map.delete(id);
		}
	}
}
