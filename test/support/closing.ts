/** What was begun and is to be ended: last begun, first ended. */
export class Closing {
	readonly #ends: (() => Promise<void> | void)[] = [];

	teardown(end: () => Promise<void> | void): void {
		this.#ends.push(end);
	}

	async close(): Promise<void> {
		for (const end of this.#ends.splice(0).reverse()) await end();
	}
}
