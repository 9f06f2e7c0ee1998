/** Names of things on one side, numbers of the same things on the native side. */
export class IdMap<Id extends string> {
	readonly #numbers = new Map<Id, number>();
	readonly #ids = new Map<number, Id>();

	set(id: Id, number: number): void {
		this.#numbers.set(id, number);
		this.#ids.set(number, id);
	}

	number(id: Id): number | undefined {
		return this.#numbers.get(id);
	}

	id(number: number): Id | undefined {
		return this.#ids.get(number);
	}

	delete(id: Id): void {
		const number = this.#numbers.get(id);
		if (number === undefined) return;
		this.#numbers.delete(id);
		this.#ids.delete(number);
	}
}
