import type {Clock} from '../lib/clock.js';
import type {Destination, HangUpDestination, IvrDestination, RoomDestination, Stage} from './destination.js';
import type {Leg} from './leg.js';
import type {CallOrders} from './orders.js';

export type CallStages = {
	readonly ivr: Stage<IvrDestination>;
	readonly room: Stage<RoomDestination>;
	readonly orders: CallOrders;
	readonly clock: Clock;
	/** A stage threw: for the log. The caller hears goodbye. */
	failed(leg: Leg, error: unknown): void;
};

/** No farewell is longer; a phone that takes no audio must not hold its call. */
const farewellMs = 20_000;

/** A call from its answer to its end. Resolves when the leg has ended or was hung up; never rejects. */
export async function runCall(leg: Leg, first: Destination, stages: CallStages): Promise<void> {
	leg.answer();
	let next = first;
	while (!leg.ended.aborted) {
		next = stages.orders.take() ?? next;
		if (next.kind === 'hangup') return hangUp(leg, next, stages);
		next = await perform(leg, next, stages);
	}
}

async function perform(leg: Leg, destination: IvrDestination | RoomDestination, stages: CallStages): Promise<Destination> {
	const signal = AbortSignal.any([leg.ended, stages.orders.signal]);
	try {
		switch (destination.kind) {
			case 'ivr': return await stages.ivr(leg, destination, signal);
			case 'room': return await stages.room(leg, destination, signal);
		}
	} catch (error) {
		stages.failed(leg, error);
		return {kind: 'hangup', outcome: 'failed', say: ['goodbye']};
	}
}

async function hangUp(leg: Leg, {outcome, say}: HangUpDestination, {clock}: CallStages): Promise<void> {
	if (say.length > 0) {
		const deadline = new AbortController();
		const cancel = clock.after(farewellMs, () => deadline.abort());
		await leg.play(say, {signal: AbortSignal.any([leg.ended, deadline.signal])});
		cancel();
	}
	leg.hangUp(outcome);
}
