import type {Clock} from '../lib/clock.js';

/** Lets nothing of one key happen more often than every `ms`; of several within that time the newest happens. */
export class Pace {
	readonly #clock: Clock;
	readonly #ms: number;
	readonly #waiting = new Map<string, () => void>();
	#cancel: (() => void) | undefined;

	constructor(clock: Clock, ms: number) {
		this.#clock = clock;
		this.#ms = ms;
	}

	/** At once when nothing happened for a while, else when the time is over. */
	do(key: string, action: () => void): void {
		this.#waiting.set(key, action);
		if (!this.#cancel) this.#run();
	}

	/** What waits happens now, and nothing later. */
	stop(): void {
		this.#cancel?.();
		this.#run();
		this.#cancel?.();
		this.#cancel = undefined;
		this.#waiting.clear();
	}

	#run(): void {
		const due = [...this.#waiting.values()];
		this.#waiting.clear();
		this.#cancel = due.length === 0 ? undefined : this.#clock.after(this.#ms, () => this.#run());
		for (const action of due) action();
	}
}
