import test from 'ava';
import {Readiness} from '../../../firmware/metrics/index.js';
import {ManualClock} from '../../support/manual-clock.js';

function box() {
	const state = {ports: {udp: 5060 as number | null, tcp: null, tls: null}, shards: [{ticks: 100, seats: 2}, {ticks: 7, seats: 0}], isStopping: false, store: true};
	const clock = new ManualClock();
	const readiness = new Readiness({
		clock, ports: () => state.ports, shards: () => state.shards, isStopping: () => state.isStopping,
		readStore: async () => state.store ? undefined : Promise.reject(new Error('closed')),
	});
	return {state, clock, readiness};
}

test('a box whose mixer goes on, whose SIP listens and whose data can be read is ready', async t => {
	const {state, clock, readiness} = box();
	for (let second = 0; second < 5; ++second) {
		t.deepEqual(await readiness.reasons(), []);
		state.shards = [{ticks: state.shards[0]!.ticks + 50, seats: 2}, {ticks: 7, seats: 0}];
		await clock.advance(1000);
	}
});

test('a box whose mixer stands still with callers in it is not ready, until it goes on', async t => {
	const {state, clock, readiness} = box();
	t.true(readiness.isReady());
	await clock.advance(1000);
	t.deepEqual(await readiness.reasons(), ['The mixer stands still.']);
	t.false(readiness.isReady());
	state.shards = [{ticks: 150, seats: 2}];
	await clock.advance(1000);
	t.true(readiness.isReady());
});

test('two looks in the same moment find no mixer that stands still', t => {
	const {readiness} = box();
	t.true(readiness.isReady());
	t.true(readiness.isReady());
});

test('a shard that sleeps because nobody is in it keeps nobody waiting', async t => {
	const {state, clock, readiness} = box();
	state.shards = [{ticks: 100, seats: 0}];
	readiness.isReady();
	await clock.advance(1000);
	t.true(readiness.isReady());
	state.shards = [{ticks: 100, seats: 1}];
	await clock.advance(1000);
	t.true(readiness.isReady());
});

test('a box without SIP, without its data, or about to stop says so', async t => {
	const {state, readiness} = box();
	state.ports = {udp: null, tcp: null, tls: null};
	state.store = false;
	state.isStopping = true;
	t.deepEqual(await readiness.reasons(), ['The box is stopping.', 'SIP listens on no port.', 'The data folder can not be read.']);
});
