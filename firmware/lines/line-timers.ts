import type {Clock} from '../lib/clock.js';

/** Timers by name: arming one that runs starts it over. */
export class LineTimers<Name extends string> {
	readonly #clock: Clock;
	readonly #expired: (name: Name) => void;
	readonly #running = new Map<Name, () => void>();

	constructor(clock: Clock, expired: (name: Name) => void) {
		this.#clock = clock;
		this.#expired = expired;
	}

	arm(name: Name, ms: number): void {
		this.disarm(name);
		this.#running.set(name, this.#clock.after(ms, () => {
			this.#running.delete(name);
			this.#expired(name);
		}));
	}

	disarm(name: Name): void {
		this.#running.get(name)?.();
		this.#running.delete(name);
	}

	disarmAll(): void {
		for (const name of [...this.#running.keys()]) this.disarm(name);
	}
}
