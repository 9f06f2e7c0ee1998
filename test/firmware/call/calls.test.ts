import test, {type ExecutionContext} from 'ava';
import {Calls, type Destination} from '../../../firmware/call/index.js';
import type {CallOutcome, CallRecord, DomainEvent} from '../../../firmware/contract/index.js';
import {staticConference} from '../../support/conferences.js';
import {FakeLeg, soundMs} from '../../support/fake-leg.js';
import {ManualClock, settled} from '../../support/manual-clock.js';

const conference = staticConference();
const inRoom: Destination = {kind: 'room', conference, number: null, role: 'participant'};
const invited: Destination = {kind: 'ivr', ask: {kind: 'invitation', conference, number: null, joinAtOnce: false}};
const ringSeconds = 45;

/** Calls whose questions lead to the room, where everybody stays. */
class Exchange {
	readonly clock = new ManualClock();
	readonly told: DomainEvent[] = [];
	readonly kept: CallRecord[] = [];
	readonly asked: Destination[] = [];
	/** Callers stay at the questions. */
	stays = false;
	readonly calls = new Calls({
		clock: this.clock,
		plan: () => ({conferences: [conference], portal: null}),
		ringMs: () => ringSeconds * 1000,
		ivr: async (_leg, destination, signal) => {
			this.asked.push(destination);
			if (this.stays) await new Promise(resolve => signal.addEventListener('abort', resolve, {once: true}));
			return inRoom;
		},
		room: async (_leg, _destination, signal) => new Promise(resolve => {
			signal.addEventListener('abort', () => resolve(inRoom), {once: true});
		}),
		tell: event => this.told.push(event),
		keep: record => this.kept.push(record),
		routed: () => undefined,
		failed: (_leg, error) => {
			throw error;
		},
	});

	/** The box rings somebody. */
	ring(pricePerMinute = 0): FakeLeg {
		const leg = new FakeLeg(this.clock, {direction: 'out', number: '0301234'});
		this.calls.place(leg, invited, {by: 'ann', byUser: null, pricePerMinute});
		return leg;
	}

	get stages(): string[] {
		return this.told.flatMap(event => event.kind === 'call.started' || event.kind === 'call.changed' ? [event.call.stage] : []);
	}

	get record(): CallRecord | undefined {
		return this.kept.at(-1);
	}
}

test('keys that were heard before the answer, as the echo of those that the box dialled, are not those of whom it calls', async t => {
	const exchange = new Exchange();
	const leg = exchange.ring();
	leg.press('1');
	await exchange.clock.advance(10_000);
	leg.press('1');
	leg.pickUp();
	await settled();
	t.deepEqual(exchange.asked, [invited]);
	t.is(leg.digits.kept, 0);
});

test('somebody whom the box calls is shown as being called, and after his answer goes where he was called to', async t => {
	const exchange = new Exchange();
	const leg = exchange.ring();
	await exchange.clock.advance(10_000);
	t.like(exchange.calls.live(), [{id: leg.id, direction: 'out', stage: 'calling', number: '0301234'}]);
	t.deepEqual(exchange.asked, []);
	t.is(exchange.record?.answeredAt, null);
	leg.pickUp();
	await settled();
	t.deepEqual(exchange.asked, [invited]);
	t.deepEqual(exchange.stages, ['calling', 'prompts', 'room']);
	t.is(exchange.clock.pending, 0);
	leg.leave();
	await settled();
	t.like(exchange.record, {direction: 'out', answeredAt: '2026-01-05T09:00:10.000Z', conference: conference.id, outcome: 'hung-up'});
	t.deepEqual(exchange.calls.live(), []);
});

test('somebody who does not answer is given up when he was rung as long as the settings say', async t => {
	const exchange = new Exchange();
	const leg = exchange.ring();
	await exchange.clock.advance(ringSeconds * 1000 - 1);
	t.is(leg.hungUp, undefined);
	await exchange.clock.advance(1);
	t.is(leg.hungUp, 'no-answer');
	t.like(exchange.record, {direction: 'out', answeredAt: null, outcome: 'no-answer'});
});

test('somebody is rung as long as the settings say, however long it took to dial', async t => {
	const exchange = new Exchange();
	const leg = exchange.ring();
	await exchange.clock.advance(30_000);
	leg.emit({kind: 'alerting'});
	await exchange.clock.advance(ringSeconds * 1000 - 1);
	t.is(leg.hungUp, undefined);
	leg.emit({kind: 'alerting'});
	await exchange.clock.advance(1);
	t.is(leg.hungUp, 'no-answer');
});

test('when a conference is over, who is still being called into it is given up, and who has answered and was not in yet is told', async t => {
	const exchange = new Exchange();
	const [rings, isIn] = [exchange.ring(), exchange.ring()];
	const incoming = new FakeLeg(exchange.clock);
	exchange.calls.take(incoming);
	isIn.pickUp();
	await settled();
	exchange.calls.stopCalling(conference.id, '77');
	await settled();
	t.deepEqual([rings.hungUp, isIn.hungUp, incoming.hungUp], [undefined, undefined, undefined], 'that was another one of its conferences');
	exchange.calls.stopCalling(conference.id, null);
	await settled();
	t.deepEqual([rings.hungUp, isIn.hungUp, incoming.hungUp], ['disconnected', undefined, undefined]);
	t.like(exchange.record, {answeredAt: null, outcome: 'disconnected'});
});

test('who is asked whether he wants to join hears it when the conference is over', async t => {
	const exchange = new Exchange();
	exchange.stays = true;
	const leg = exchange.ring();
	leg.pickUp();
	await settled();
	exchange.calls.stopCalling(conference.id, null);
	await settled();
	t.deepEqual(leg.playing, ['conference-over', 'goodbye']);
	await exchange.clock.advance(2 * soundMs);
	t.is(leg.hungUp, 'disconnected');
});

const costs = test.macro(async (t, byMs: number) => {
	const exchange = new Exchange();
	const leg = exchange.ring(0.6);
	leg.pickUp();
	await exchange.clock.advance(30_000);
	exchange.clock.setSystemTime(byMs);
	await exchange.clock.advance(30_000);
	t.is(exchange.calls.running()[0]?.cost, 0.6);
	leg.leave();
	await settled();
	t.is(exchange.record?.cost, 0.6);
});
test('a call costs what it took, though the time of the box is set forward by hours meanwhile', costs, 5 * 3_600_000);
test('a call costs what it took, though the time of the box is set back by hours meanwhile', costs, -5 * 3_600_000);

const refuses = test.macro({
	title: (_, outcome: CallOutcome) => `a call that ends before its answer as ${outcome} is in the history as that, and was never answered`,
	async exec(t, outcome: CallOutcome) {
		const exchange = new Exchange();
		exchange.ring().refuse(outcome);
		await settled();
		t.like(exchange.record, {answeredAt: null, outcome});
		t.deepEqual(exchange.asked, []);
		t.is(exchange.clock.pending, 0);
		t.deepEqual(exchange.calls.live(), []);
	},
});
for (const outcome of ['busy', 'declined', 'unreachable', 'no-line', 'line-failed'] as const) test(refuses, outcome);

async function ordered(t: ExecutionContext, orders: readonly Destination[]) {
	const exchange = new Exchange();
	const leg = exchange.ring();
	await settled();
	for (const order of orders) {
		t.true(exchange.calls.move(leg.id, order));
		await settled();
	}
	return {exchange, leg};
}

test('an organizer gives up somebody who is still being called', async t => {
	const {leg, exchange} = await ordered(t, [{kind: 'hangup', outcome: 'disconnected', say: ['disconnected']}]);
	t.is(leg.hungUp, 'disconnected');
	t.deepEqual(leg.heard, []);
	t.like(exchange.record, {answeredAt: null, outcome: 'disconnected'});
});

test('an organizer who sends somebody elsewhere while he is being called can still give him up', async t => {
	const {leg} = await ordered(t, [inRoom, {kind: 'hangup', outcome: 'disconnected', say: []}]);
	t.is(leg.hungUp, 'disconnected');
});

test('somebody who was sent elsewhere while he was being called goes there when he answers', async t => {
	const {leg, exchange} = await ordered(t, [inRoom]);
	leg.pickUp();
	await settled();
	t.deepEqual(exchange.asked, []);
	t.like(exchange.calls.live(), [{stage: 'room'}]);
});

test('the box that stops gives up those whom it calls', async t => {
	const exchange = new Exchange();
	const leg = exchange.ring();
	await settled();
	await exchange.calls.stop('box-stopped');
	t.is(leg.hungUp, 'box-stopped');
	t.is(exchange.record?.outcome, 'box-stopped');
});

test('a caller is answered at once, and the history says so', async t => {
	const exchange = new Exchange();
	const leg = new FakeLeg(exchange.clock);
	exchange.calls.take(leg);
	await settled();
	t.true(leg.taken);
	t.deepEqual(exchange.stages, ['prompts', 'room']);
	t.like(exchange.record, {direction: 'in', answeredAt: '2026-01-05T09:00:00.000Z'});
});
