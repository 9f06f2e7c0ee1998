import type {Clock} from '../lib/clock.js';
import type {Destination} from './destination.js';
import type {Leg} from './leg.js';
import type {CallOrders} from './orders.js';

export type Ringing = {readonly orders: CallOrders; readonly clock: Clock; readonly ringMs: number};

/**
 * Waits until somebody whom the box calls has answered, and answers with where he goes then: to `first`, or where an operator has ordered.
 * Undefined when nobody has answered: `ringMs` after the telephone began to ring, or after the start where it is not known to ring; at an order to
 * hang up, or when the far end declines.
 */
export async function awaitAnswer(leg: Leg, first: Destination, {orders, clock, ringMs}: Ringing): Promise<Destination | undefined> {
	let next = first;
	const obey = () => {
		const order = orders.take();
		if (order?.kind === 'hangup') return leg.hangUp(order.outcome);
		next = order ?? next;
		orders.signal.addEventListener('abort', obey, {once: true});
	};
	orders.signal.addEventListener('abort', obey, {once: true});
	const giveUp = () => leg.hangUp('no-answer');
	let cancel = clock.after(ringMs, giveUp);
	const unsubscribe = leg.subscribe(({kind}) => {
		if (kind !== 'alerting') return;
		unsubscribe();
		cancel();
		cancel = clock.after(ringMs, giveUp);
	});
	const isAnswered = await answerOf(leg);
	// What was heard until then is the echo of what the box dialled, or what the network plays.
	leg.digits.clear();
	unsubscribe();
	cancel();
	orders.signal.removeEventListener('abort', obey);
	return isAnswered ? next : undefined;
}

/** False when the leg ends instead. */
async function answerOf(leg: Leg): Promise<boolean> {
	if (leg.answered || leg.ended.aborted) return !leg.ended.aborted;
	return new Promise(resolve => {
		const settle = (isAnswered: boolean) => {
			unsubscribe();
			leg.ended.removeEventListener('abort', gone);
			resolve(isAnswered);
		};
		const gone = () => settle(false);
		const unsubscribe = leg.subscribe(({kind}) => kind === 'answered' && settle(true));
		leg.ended.addEventListener('abort', gone, {once: true});
	});
}
