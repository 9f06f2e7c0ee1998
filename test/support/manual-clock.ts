import type {Clock} from '../../firmware/lib/clock.js';

type Timer = {dueMs: number; callback: () => void};

/** A clock that stands still until a test moves it. */
export class ManualClock implements Clock {
	#ms = 0;
	readonly #timers = new Set<Timer>();
	#epochMs: number;

	constructor(start = new Date('2026-01-05T09:00:00Z')) {
		this.#epochMs = start.getTime();
	}

	/** Timers that are armed now. */
	get pending(): number {
		return this.#timers.size;
	}

	now(): Date {
		return new Date(this.#epochMs + this.#ms);
	}

	monotonic(): number {
		return this.#ms;
	}

	after(ms: number, callback: () => void): () => void {
		const timer = {dueMs: this.#ms + Math.max(0, ms), callback};
		this.#timers.add(timer);
		return () => this.#timers.delete(timer);
	}

	/** Somebody sets the system time: what is read from it jumps, and no time has passed. */
	setSystemTime(byMs: number): void {
		this.#epochMs += byMs;
	}

	/** Moves time on, firing timers in their order, and lets the code that they woke run before the next one fires. */
	async advance(ms: number): Promise<void> {
		const untilMs = this.#ms + ms;
		await settled();
		for (let timer = this.#next(untilMs); timer; timer = this.#next(untilMs)) {
			this.#timers.delete(timer);
			this.#ms = Math.max(this.#ms, timer.dueMs);
			timer.callback();
			await settled();
		}
		this.#ms = untilMs;
	}

	#next(untilMs: number): Timer | undefined {
		const due = [...this.#timers].filter(timer => timer.dueMs <= untilMs);
		return due.sort((a, b) => a.dueMs - b.dueMs)[0];
	}
}

/** Resolves when all that can run without time passing has run. */
export async function settled(): Promise<void> {
	await new Promise(resolve => setImmediate(resolve));
}
