import test, {type ExecutionContext} from 'ava';
import {CallOrders, resolve, runCall, type CallStages, type Destination, type HangUpDestination} from '../../../firmware/call/index.js';
import {dynamicConference, staticConference} from '../../support/conferences.js';
import {FakeLeg} from '../../support/fake-leg.js';
import {ManualClock, settled} from '../../support/manual-clock.js';

const conference = staticConference();
const atQuestions: Destination = {kind: 'ivr', ask: {kind: 'static', conference}};
const inRoom: Destination = {kind: 'room', conference, number: null, role: 'participant'};
const farewell: HangUpDestination = {kind: 'hangup', outcome: 'wrong-pin', say: ['too-many-tries', 'goodbye']};

/** Stays where it is until its signal aborts. */
const stays = async (_leg: unknown, _destination: unknown, signal: AbortSignal): Promise<Destination> => new Promise(resolve => {
	signal.addEventListener('abort', () => resolve(atQuestions), {once: true});
});

function setUp(t: ExecutionContext, changes: Partial<CallStages> = {}) {
	const clock = new ManualClock();
	const orders = new CallOrders();
	const failures: unknown[] = [];
	const unreachable = () => {
		t.fail('This stage is not on the path of the call.');
		return Promise.resolve(farewell);
	};
	const stages: CallStages = {ivr: unreachable, room: unreachable, orders, clock, failed: (_leg, error) => failures.push(error), ...changes};
	return {clock, orders, failures, stages, leg: new FakeLeg(clock)};
}

test('caller of an unknown number is answered, told and hung up', async t => {
	const {clock, leg, stages} = setUp(t);
	const call = runCall(leg, resolve({conferences: [], portal: null}, '4711').destination, stages);
	t.true(leg.taken);
	t.is(leg.hungUp, undefined);
	await clock.advance(1000);
	await call;
	t.deepEqual(leg.heard, ['not-in-service']);
	t.is(leg.hungUp, 'unknown-number');
	t.is(clock.pending, 0);
});

test('call goes from the questions to the room and to its end, as each stage says', async t => {
	const path: string[] = [];
	const {clock, leg, stages} = setUp(t, {
		ivr() {
			path.push('ivr');
			return Promise.resolve(inRoom);
		},
		room() {
			path.push('room');
			return Promise.resolve(farewell);
		},
	});
	const call = runCall(leg, atQuestions, stages);
	await clock.advance(2000);
	await call;
	t.deepEqual(path, ['ivr', 'room']);
	t.deepEqual(leg.heard, farewell.say);
	t.is(leg.hungUp, 'wrong-pin');
});

test('caller who hangs up at the questions is in no further stage', async t => {
	const {leg, stages} = setUp(t, {ivr: stays});
	const call = runCall(leg, atQuestions, stages);
	leg.leave();
	await call;
	t.is(leg.hungUp, undefined);
	t.deepEqual(leg.heard, []);
});

test('caller who hung up before the first stage is in none', async t => {
	const {leg, stages} = setUp(t);
	leg.leave();
	await runCall(leg, atQuestions, stages);
	t.is(leg.hungUp, undefined);
});

test('caller whose phone takes no audio is hung up all the same', async t => {
	const {clock, leg, stages} = setUp(t);
	leg.play = async (_sounds, options) => new Promise(resolve => {
		options?.signal?.addEventListener('abort', () => resolve('stopped'), {once: true});
	});
	const call = runCall(leg, farewell, stages);
	await clock.advance(20_000);
	await call;
	t.is(leg.hungUp, 'wrong-pin');
});

test('caller hears goodbye when something fails inside the box, and other calls go on', async t => {
	const {clock, failures, leg, stages} = setUp(t, {
		async ivr(who, destination, signal) {
			if (who === leg) throw new Error('broken');
			return stays(who, destination, signal);
		},
	});
	const other = new FakeLeg(clock);
	const otherCall = runCall(other, atQuestions, {...stages, orders: new CallOrders()});
	const call = runCall(leg, atQuestions, stages);
	await clock.advance(1000);
	await call;
	t.deepEqual(leg.heard, ['goodbye']);
	t.is(leg.hungUp, 'failed');
	t.is(failures.length, 1);
	t.false(other.ended.aborted);
	other.leave();
	await otherCall;
});

test('operator disconnects a call at the questions, and the caller is told', async t => {
	const {clock, orders, leg, stages} = setUp(t, {ivr: stays});
	const call = runCall(leg, atQuestions, stages);
	orders.move({kind: 'hangup', outcome: 'disconnected', say: ['disconnected']});
	await clock.advance(1000);
	await call;
	t.deepEqual(leg.heard, ['disconnected']);
	t.is(leg.hungUp, 'disconnected');
});

test('operator moves a call from the questions to a room and from there elsewhere', async t => {
	const visited: Destination[] = [];
	const {orders, leg, stages} = setUp(t, {
		ivr: stays,
		async room(who, destination, signal) {
			visited.push(destination);
			return stays(who, destination, signal);
		},
	});
	const elsewhere: Destination = {...inRoom, conference: dynamicConference(), number: '42'};
	const call = runCall(leg, atQuestions, stages);
	orders.move(inRoom);
	await settled();
	orders.move(elsewhere);
	await settled();
	leg.leave();
	await call;
	t.deepEqual(visited, [inRoom, elsewhere]);
});

test('operator\'s order counts once: the call then goes on as its stage says', async t => {
	const {clock, orders, leg, stages} = setUp(t, {ivr: stays, room: () => Promise.resolve(farewell)});
	const call = runCall(leg, atQuestions, stages);
	orders.move(inRoom);
	await clock.advance(2000);
	await call;
	t.is(leg.hungUp, 'wrong-pin');
});

test('operator\'s order that comes before the first stage is obeyed, and the last of two counts', async t => {
	const {clock, orders, leg, stages} = setUp(t);
	orders.move(inRoom);
	orders.move({...farewell, say: []});
	await runCall(leg, atQuestions, stages);
	t.is(leg.hungUp, 'wrong-pin');
	t.is(clock.pending, 0);
});
