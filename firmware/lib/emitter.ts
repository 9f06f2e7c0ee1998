export type Listener<T> = (event: T) => void;

/** Tells listeners in the order in which they subscribed. A listener that throws is reported and harms no other. */
export class Emitter<T> {
	readonly #listeners = new Set<Listener<T>>();
	readonly #report: (error: unknown) => void;

	constructor(report: (error: unknown) => void) {
		this.#report = report;
	}

	/** The result undoes the subscription. */
	subscribe(listener: Listener<T>): () => void {
		this.#listeners.add(listener);
		return () => this.#listeners.delete(listener);
	}

	emit(event: T): void {
		for (const listener of this.#listeners) {
			try {
				listener(event);
			} catch (error) {
				this.#report(error);
			}
		}
	}
}
