import test from 'ava';
import {watchCallQuality} from '../../../firmware/appliance/call-quality.js';
import type {CallQuality, DomainEvent, LegId, RoomId} from '../../../firmware/contract/index.js';
import {Emitter} from '../../../firmware/lib/emitter.js';
import {participant} from '../api/fake-rooms.js';
import {ManualClock} from '../../support/manual-clock.js';

const ann = 'ann' as LegId;
const seconds = 4000;

function setUp() {
	const clock = new ManualClock();
	const events = new Emitter<DomainEvent>(error => {
		throw error;
	});
	const told: Readonly<Record<string, CallQuality>>[] = [];
	events.subscribe(event => {
		if (event.kind === 'quality') told.push(event.participants);
	});
	const present = [{id: ann, codec: 'pcma', held: false}];
	const counters = {rxPackets: 0, rxLost: 0, rxDiscarded: 0, rxJitterMs: 1, roundTripMs: 10, jitterBufferMs: 40};
	const newest: Record<string, CallQuality> = {};
	const stop = watchCallQuality({
		clock, events,
		participants: () => present,
		counters: () => ({...counters}),
		sound: () => ({noiseDbov: -70, silentMs: 0}),
		setQuality: figures => void Object.assign(newest, figures),
	});
	const join = () => events.emit({kind: 'participant.joined', at: clock.now().toISOString(), room: 'r' as RoomId, participant: participant(ann)});
	/** Four seconds of a call that loses so many of its packets. */
	const run = async (lost: number) => {
		counters.rxPackets += 200 - lost;
		counters.rxLost += lost;
		await clock.advance(seconds);
	};
	return {clock, told, present, newest, stop, join, run};
}

test('a call that loses packets is told once as long as it loses as many, and again when it is well', async t => {
	const {told, newest, join, run} = setUp();
	join();
	await run(20);
	await run(20);
	t.is(told.length, 1);
	t.like(newest[ann], {lossPercent: 10, cause: 'loss'});
	await run(0);
	t.like(told[1]?.[ann], {lossPercent: 0, cause: 'none', mos: 4.39});
});

test('nothing is measured while nobody is in, and again when somebody comes', async t => {
	const {clock, told, present, join, run, stop} = setUp();
	join();
	await run(0);
	const [one] = present.splice(0);
	await run(0);
	t.is(clock.pending, 0);
	if (one) present.push(one);
	join();
	await run(0);
	t.is(told.length, 2);
	stop();
	t.is(clock.pending, 0);
});
