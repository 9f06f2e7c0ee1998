import type {Pace} from './pace.js';

export type RetainedTreeParts = {
	pace: Pace;
	/** False: not now, there is too much under way. An empty payload removes what is retained. */
	publish: (topic: string, payload: string) => boolean;
};

/** What should be retained at the broker, by whole topic, and what is: differences are published, the newest of each topic alone. */
export class RetainedTree {
	readonly #parts: RetainedTreeParts;
	readonly #wanted = new Map<string, unknown>();
	readonly #published = new Map<string, string>();
	#online = false;

	constructor(parts: RetainedTreeParts) {
		this.#parts = parts;
	}

	/** Undefined: nothing should be there. */
	put(topic: string, payload: unknown): void {
		if (payload === undefined) this.#wanted.delete(topic);
		else this.#wanted.set(topic, payload);
		this.#parts.pace.do(topic, () => this.#publish(topic));
	}

	/** There is a broker, that may know nothing, or what no longer holds: all is published. */
	publishAll(): void {
		this.#online = true;
		this.#published.clear();
		for (const topic of this.#wanted.keys()) this.#publish(topic);
	}

	/** The broker has something there; what should not be is removed. */
	found(topic: string): void {
		if (!this.#wanted.has(topic)) this.#parts.publish(topic, '');
	}

	/** The broker is gone; what changes meanwhile is published when one is there again. */
	goOffline(): void {
		this.#online = false;
	}

	/** Removes all that was published but what `stays`. */
	removeAll(stays: string): void {
		this.#wanted.clear();
		for (const topic of [...this.#published.keys()]) {
			if (topic !== stays) this.#publish(topic);
		}
	}

	#publish(topic: string): void {
		if (!this.#online) return;
		const wanted = this.#wanted.get(topic);
		const payload = wanted === undefined ? '' : textOf(wanted);
		if (payload === (this.#published.get(topic) ?? '')) return;
		if (!this.#parts.publish(topic, payload)) return this.#parts.pace.do(topic, () => this.#publish(topic));
		if (payload === '') this.#published.delete(topic);
		else this.#published.set(topic, payload);
	}
}

const textOf = (payload: unknown): string => typeof payload === 'string' ? payload : JSON.stringify(payload);
