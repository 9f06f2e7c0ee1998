const mostAtOnce = 40;

/**
 * Keeps keys in their order: requests that are under way at the same time may overtake each other. What is pressed while one is under way
 * goes together with the next.
 */
export class KeyQueue {
	readonly #send: (keys: string) => Promise<void>;
	#waiting = '';
	#sending = false;

	/** `send` resolves when the keys are dialled, or can't be. */
	constructor(send: (keys: string) => Promise<void>) {
		this.#send = send;
	}

	press(key: string): void {
		this.#waiting += key;
		if (!this.#sending) void this.#sendAll();
	}

	/** The handset is put down: what waits is not dialled any more. */
	clear(): void {
		this.#waiting = '';
	}

	async #sendAll(): Promise<void> {
		this.#sending = true;
		while (this.#waiting !== '') {
			const keys = this.#waiting.slice(0, mostAtOnce);
			this.#waiting = this.#waiting.slice(mostAtOnce);
			await this.#send(keys);
		}
		this.#sending = false;
	}
}
