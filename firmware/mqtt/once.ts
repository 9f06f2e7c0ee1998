import type {Clock} from '../lib/clock.js';

/** Has what is asked for several times within so many milliseconds done once: all who ask are given what became of it. */
export class Once<T> {
	readonly #clock: Clock;
	readonly #ms: number;
	readonly #asked = new Map<string, {done: Promise<T>; untilMs: number}>();

	constructor(clock: Clock, ms: number) {
		this.#clock = clock;
		this.#ms = ms;
	}

	do(key: string, work: () => Promise<T>): Promise<T> {
		const nowMs = this.#clock.monotonic();
		for (const [old, {untilMs}] of this.#asked) if (untilMs <= nowMs) this.#asked.delete(old);
		const before = this.#asked.get(key);
		if (before) return before.done;
		const done = work();
		this.#asked.set(key, {done, untilMs: nowMs + this.#ms});
		return done;
	}
}
