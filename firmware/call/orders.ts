import type {Destination} from './destination.js';
import type {LegEnd} from './leg.js';

/** How an operator reaches into one call at any stage of it: the last order counts. */
export class CallOrders {
	#stage = new AbortController();
	#order: Destination | undefined;

	/** Ends the present stage and sends the call there. Harmless after the call's end. */
	move(to: Destination): void {
		this.#order = to;
		const reason: LegEnd = {by: 'box', outcome: to.kind === 'hangup' ? to.outcome : 'disconnected'};
		this.#stage.abort(reason);
	}

	/** Aborts at the next order, with a `LegEnd` as its reason as if the leg had ended; for the call loop alone, as is `take`. */
	get signal(): AbortSignal {
		return this.#stage.signal;
	}

	/** The order that waits to be obeyed, once. */
	take(): Destination | undefined {
		const order = this.#order;
		if (order === undefined) return undefined;
		this.#order = undefined;
		this.#stage = new AbortController();
		return order;
	}
}
