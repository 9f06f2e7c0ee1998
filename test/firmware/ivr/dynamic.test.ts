import {getEventListeners} from 'node:events';
import test from 'ava';
import {dynamicConference} from '../../support/conferences.js';
import {settled} from '../../support/manual-clock.js';
import {Door} from '../../support/door.js';

const conference = dynamicConference();
const ask = {kind: 'dynamic', conference} as const;
const asLeader = {kind: 'room', conference, number: '42', role: 'leader'} as const;
const asParticipant = {...asLeader, role: 'participant'} as const;

test('first caller of a number chooses the PIN, hears it and leads; the second is asked for it', async t => {
	const door = new Door();
	const first = door.call(ask);
	for (const keys of ['42#', '1234#']) {
		await settled();
		first.leg.press(keys);
	}
	await door.clock.advance(5000);
	t.deepEqual(await first.reached, asLeader);
	t.deepEqual(first.leg.heard, ['enter-conference-number', 'choose-pin', 'pin-set-to', 'key-1', 'key-2', 'key-3', 'key-4']);
	first.leg.press('*');
	t.is(first.leg.digits.kept, 1, 'keys are the room\'s now');
	const second = door.call(ask, {ahead: '42#'});
	await settled();
	t.deepEqual(second.leg.playing, ['enter-pin']);
	second.leg.press('1234');
	t.deepEqual(await second.reached, asParticipant);
});

test('first caller who presses # sets no PIN, and the second is in at once', async t => {
	const door = new Door();
	const first = door.call(ask, {ahead: '42##'});
	await door.clock.advance(1000);
	t.deepEqual(await first.reached, asLeader);
	t.deepEqual(first.leg.heard, ['no-pin-set']);
	t.deepEqual(await door.call(ask, {ahead: '42#'}).reached, asParticipant);
});

test('first caller whose PIN is too short is told and asked again', async t => {
	const door = new Door();
	const {leg, reached} = door.call(ask, {ahead: '42#'});
	for (const keys of ['12#', '12345678901234567#', '123#']) {
		await settled();
		leg.press(keys);
	}
	await door.clock.advance(4000);
	await reached;
	t.deepEqual(leg.heard, ['choose-pin', 'pin-too-short', 'choose-pin', 'choose-pin', 'pin-set-to', 'key-1', 'key-2', 'key-3']);
	t.is(door.numbers.pinOf('42'), '123');
});

test('key during the confirmation cuts it short and is kept for the room', async t => {
	const door = new Door();
	const {leg, reached} = door.call(ask, {ahead: '42#1234#'});
	await settled();
	t.is(leg.playing[0], 'pin-set-to');
	leg.press('*');
	t.deepEqual(await reached, asLeader);
	t.is(leg.digits.kept, 1);
	t.is(door.clock.pending, 0);
});

test('two callers who key the same new number in the same instant: one chooses the PIN, the other hears music and is asked for it', async t => {
	const door = new Door();
	const [one, two] = [door.call(ask), door.call(ask)];
	await settled();
	one.leg.press('42#');
	two.leg.press('42#');
	await door.clock.advance(500);
	t.deepEqual([one.leg.playing, two.leg.playing], [['choose-pin'], []]);
	t.deepEqual([one.leg.music, two.leg.music], [false, true]);
	one.leg.press('1234#');
	await door.clock.advance(5000);
	t.deepEqual(await one.reached, asLeader);
	t.false(two.leg.music);
	t.deepEqual(two.leg.playing, ['enter-pin']);
	two.leg.press('1234');
	t.deepEqual(await two.reached, asParticipant);
});

test('caller who keys the PIN of a conference that has just ended is told so, and is in no other one that took its number', async t => {
	for (const next of [undefined, '9876']) {
		const door = new Door();
		door.numbers.run('42', conference, '1234');
		const {leg, reached} = door.call(ask, {ahead: '42#12'});
		await settled();
		door.numbers.end('42');
		if (next !== undefined) door.numbers.run('42', conference, next);
		leg.press('34');
		t.deepEqual(await reached, {kind: 'hangup', outcome: 'no-entry', say: ['conference-over', 'goodbye']});
	}
});

test('caller who waits for another to choose the PIN chooses it himself when that one hangs up', async t => {
	const door = new Door();
	const [one, two] = [door.call(ask, {ahead: '42#'}), door.call(ask, {ahead: '42#'})];
	await door.clock.advance(500);
	t.true(two.leg.music);
	one.leg.leave();
	await settled();
	t.false(two.leg.music);
	t.deepEqual(two.leg.playing, ['choose-pin']);
	two.leg.press('#');
	await door.clock.advance(1000);
	t.deepEqual(await two.reached, asLeader);
});

test('caller with three wrong PINs at a running conference hears goodbye', async t => {
	const door = new Door();
	door.numbers.run('42', conference, '1234');
	const {leg, reached} = door.call(ask, {ahead: '42#'});
	for (let tries = 0; tries < 3; tries++) {
		await settled();
		leg.press('9999#');
	}
	t.deepEqual(await reached, {kind: 'hangup', outcome: 'wrong-pin', say: ['too-many-tries', 'goodbye']});
	t.is(door.refused.length, 3);
});

test('caller who never keys a number, or never chooses a PIN, hears goodbye and holds no number', async t => {
	for (const ahead of ['', '42#']) {
		const door = new Door();
		const {reached} = door.call(ask, {ahead});
		await door.clock.advance(3 * 9000);
		t.deepEqual(await reached, {kind: 'hangup', outcome: 'no-entry', say: ['goodbye']});
		t.deepEqual(door.numbers.claimed, []);
	}
});

test('caller who stalls while another waits for the same number has two minutes a question', async t => {
	const door = new Door();
	const {leg, destination} = door.call(ask, {ahead: '42#'});
	const patient = door.call(ask, {ahead: '42#'});
	for (let seconds = 0; seconds < 3 * 120 + 9; seconds += 3) {
		leg.press(seconds % 2 === 0 ? '7' : '*');
		await door.clock.advance(3000);
	}
	t.like(destination(), {kind: 'hangup', outcome: 'no-entry'});
	t.is(patient.leg.heard[0], 'choose-pin');
	patient.leg.leave();
});

test('caller whose number has more than fifteen digits is told that there is no such conference', async t => {
	const door = new Door();
	const {leg} = door.call(ask, {ahead: '1234567890123456#'});
	await settled();
	t.deepEqual(leg.playing, ['unknown-conference', 'enter-conference-number']);
	t.deepEqual(door.numbers.claimed, []);
});

/** Everything that a first caller does, in order: keys, and milliseconds of waiting. */
const steps = [0, '4', '2', '#', 500, 1000, '1', '2', '3', '4', '#', 500, 1000, 1000];

for (let done = 0; done <= steps.length; done++) {
	test(`caller who hangs up after step ${done} of ${steps.length} leaves no claim, no listener and no timer`, async t => {
		const door = new Door();
		const {leg, reached} = door.call(ask);
		for (const step of steps.slice(0, done)) {
			if (typeof step === 'string') leg.press(step);
			else await door.clock.advance(step);
			await settled();
		}
		leg.leave();
		t.is((await reached).kind, 'hangup');
		t.deepEqual(door.numbers.claimed, []);
		t.is(door.numbers.pinOf('42'), undefined);
		t.is(door.clock.pending, 0);
		t.is(getEventListeners(leg.ended, 'abort').length, 0);
		t.false(leg.music);
	});
}

test('caller who hangs up while he waits for another leaves no listener', async t => {
	const door = new Door();
	const [one, two] = [door.call(ask, {ahead: '42#'}), door.call(ask, {ahead: '42#'})];
	await door.clock.advance(500);
	two.leg.leave();
	await two.reached;
	t.is(getEventListeners(two.leg.ended, 'abort').length, 0);
	t.false(two.leg.music);
	t.deepEqual(door.numbers.claimed, ['42']);
	one.leg.leave();
	await one.reached;
	t.deepEqual(door.numbers.claimed, []);
});
