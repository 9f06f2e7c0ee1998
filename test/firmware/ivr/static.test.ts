import {getEventListeners} from 'node:events';
import test from 'ava';
import {CallOrders, runCall} from '../../../firmware/call/index.js';
import type {Conference} from '../../../firmware/contract/index.js';
import {staticConference} from '../../support/conferences.js';
import {FakeLeg} from '../../support/fake-leg.js';
import {settled} from '../../support/manual-clock.js';
import {Door} from '../../support/door.js';

const conference = staticConference({pin: '1234'});
const withLeader = staticConference({pin: '1234', leaderPin: '987654'});
const leaderOnly = staticConference({pin: null, leaderPin: '9876'});
const ask = {kind: 'static', conference} as const;
const asParticipant = {kind: 'room', conference, number: null, role: 'participant'} as const;
const tooMany = {kind: 'hangup', outcome: 'wrong-pin', say: ['too-many-tries', 'goodbye']} as const;
const noEntry = {kind: 'hangup', outcome: 'no-entry', say: ['goodbye']} as const;
const throttled = {kind: 'hangup', outcome: 'throttled', say: ['try-again-later', 'goodbye']} as const;

test('caller of a conference without a PIN is in at once', async t => {
	const open = staticConference({pin: null});
	const {leg, reached} = new Door().call({kind: 'static', conference: open});
	t.deepEqual(await reached, {kind: 'room', conference: open, number: null, role: 'participant'});
	t.deepEqual(leg.heard, []);
});

test('caller hears the question, keys the PIN and is in', async t => {
	const door = new Door();
	const {leg, reached} = door.call(ask);
	await door.clock.advance(7000);
	t.deepEqual(leg.heard, ['enter-pin']);
	leg.press('1234');
	t.deepEqual(await reached, asParticipant);
	t.is(door.clock.pending, 0);
});

test('caller who keys the PIN over the greeting is in at once', async t => {
	const door = new Door();
	const {leg, reached} = door.call(ask);
	leg.press('1234');
	t.deepEqual(await reached, asParticipant);
	t.deepEqual(leg.playing, []);
	t.is(door.clock.pending, 0);
});

test('caller who keyed the PIN before the first word hears no question', async t => {
	const {leg, reached} = new Door().call(ask, {ahead: '1234#'});
	t.deepEqual(await reached, asParticipant);
	t.deepEqual(leg.heard, []);
	t.is(leg.digits.kept, 0, 'the # belongs to the PIN, not to the keypad of the room');
});

test('caller who keys on after the PIN has those keys in the room', async t => {
	const {leg, reached} = new Door().call(ask, {ahead: '1234##1'});
	await reached;
	t.is(leg.digits.kept, 2);
});

test('caller with three wrong PINs hears goodbye', async t => {
	const door = new Door();
	const {leg, reached} = door.call(ask);
	for (const pin of ['1#', '1235#', '87654321#']) {
		await settled();
		leg.press(pin);
	}
	t.deepEqual(await reached, tooMany);
	t.deepEqual(leg.heard, ['enter-pin', 'wrong-pin', 'enter-pin', 'wrong-pin', 'enter-pin']);
	t.deepEqual(door.refused, Array.from({length: 3}, () => ({leg: leg.id, conference: conference.id, throttled: false})));
	t.is(door.clock.pending, 0);
});

test('caller with three wrong PINs hears goodbye and is hung up, whatever he keys meanwhile', async t => {
	const door = new Door();
	const leg = new FakeLeg(door.clock);
	const call = runCall(leg, {kind: 'ivr', ask}, {
		ivr: door.stage, room: () => Promise.reject(new Error('He may not enter.')), orders: new CallOrders(), clock: door.clock, failed: (_leg, error) => t.fail(String(error)),
	});
	for (const pin of ['1#', '2#', '3#', '1234#']) {
		await settled();
		leg.press(pin);
	}
	await door.clock.advance(2000);
	await call;
	t.deepEqual(leg.heard.slice(-2), ['too-many-tries', 'goodbye']);
	t.is(leg.hungUp, 'wrong-pin');
});

test('caller who is wrong twice and right the third time is in', async t => {
	const {leg, reached} = new Door().call(ask);
	for (const pin of ['1#', '4321#', '1234#']) {
		await settled();
		leg.press(pin);
	}
	t.deepEqual(await reached, asParticipant);
});

test('caller who keys nothing is asked three times and hears goodbye', async t => {
	const door = new Door();
	const {leg, reached, destination} = door.call(ask);
	await door.clock.advance(3 * 9000 - 1);
	t.is(destination(), undefined);
	await door.clock.advance(1);
	t.deepEqual(await reached, noEntry);
	t.deepEqual(leg.heard, ['enter-pin', 'enter-pin', 'enter-pin']);
	t.is(door.clock.pending, 0);
});

test('caller who presses # alone is asked again', async t => {
	const {leg, reached} = new Door().call(ask);
	for (const keys of ['#', '#', '#']) {
		await settled();
		leg.press(keys);
	}
	t.deepEqual(await reached, noEntry);
	t.deepEqual(leg.heard, ['enter-pin', 'enter-pin', 'enter-pin']);
});

test('caller who stops in the middle is judged by what he keyed after four seconds', async t => {
	const door = new Door();
	const {leg} = door.call(ask);
	leg.press('12');
	await door.clock.advance(3999);
	t.deepEqual(leg.heard, ['enter-pin']);
	await door.clock.advance(1);
	t.deepEqual(leg.heard, ['enter-pin', 'wrong-pin', 'enter-pin']);
});

test('caller who mistypes starts over with *', async t => {
	const {reached} = new Door().call(ask, {ahead: '12*1234'});
	t.deepEqual(await reached, asParticipant);
});

test('a PIN of 5,000 digits is one wrong try', async t => {
	const door = new Door();
	const {leg, destination} = door.call(ask);
	for (let i = 0; i < 5000; i++) {
		leg.press(String(i % 10));
		if (i % 50 === 0) await door.clock.advance(100);
	}
	leg.press('#');
	await door.clock.advance(4000);
	t.is(door.refused.length, 1);
	t.deepEqual(leg.heard, ['enter-pin', 'wrong-pin', 'enter-pin']);
	leg.press('1234');
	await settled();
	t.deepEqual(destination(), asParticipant);
});

test('caller can\'t tell from the pace of a refusal how long the PIN is', async t => {
	const waits = await Promise.all(['123', '4321', '43210'].map(async keys => {
		const door = new Door();
		const {leg} = door.call(ask, {ahead: keys});
		await door.clock.advance(3999);
		t.deepEqual(leg.heard, []);
		await door.clock.advance(1);
		return leg.heard;
	}));
	t.deepEqual(new Set(waits.map(String)), new Set(['wrong-pin,enter-pin']));
});

test('what was keyed ahead of a wrong PIN\'s refusal is dropped', async t => {
	const door = new Door();
	const {leg, destination} = door.call(ask, {ahead: '4321#1234#'});
	await door.clock.advance(2000);
	t.is(destination(), undefined);
	t.deepEqual(leg.heard, ['wrong-pin', 'enter-pin']);
});

test('digits during each prompt cut it short', async t => {
	const door = new Door();
	const {leg} = door.call(ask);
	for (const before of [['enter-pin'], ['wrong-pin', 'enter-pin'], ['wrong-pin', 'enter-pin']]) {
		await door.clock.advance(500);
		t.deepEqual(leg.playing, before);
		leg.press('9');
		await settled();
		t.deepEqual(leg.playing, []);
		leg.press('#');
	}
});

test('caller with the leader PIN leads, and one with the PIN takes part', async t => {
	const door = new Door();
	const {reached} = door.call({kind: 'static', conference: withLeader}, {ahead: '987654'});
	t.deepEqual(await reached, {kind: 'room', conference: withLeader, number: null, role: 'leader'});
	const second = door.call({kind: 'static', conference: withLeader}, {ahead: '1234#'});
	t.deepEqual(await second.reached, {kind: 'room', conference: withLeader, number: null, role: 'participant'});
});

test('caller of a conference whose leader alone has a PIN comes in by # or by waiting', async t => {
	const door = new Door();
	const hash = door.call({kind: 'static', conference: leaderOnly}, {ahead: '#'});
	t.deepEqual(await hash.reached, {kind: 'room', conference: leaderOnly, number: null, role: 'participant'});
	const patient = door.call({kind: 'static', conference: leaderOnly});
	await door.clock.advance(9000);
	t.deepEqual(await patient.reached, {kind: 'room', conference: leaderOnly, number: null, role: 'participant'});
	const leader = door.call({kind: 'static', conference: leaderOnly}, {ahead: '9876'});
	t.deepEqual(await leader.reached, {kind: 'room', conference: leaderOnly, number: null, role: 'leader'});
});

test('caller whose phone takes no audio is not waited for longer than a minute', async t => {
	const door = new Door();
	const {leg} = door.call(ask);
	await settled();
	leg.play = async () => new Promise(() => undefined);
	await door.clock.advance(9000 + 2 * 60_000);
	t.is(door.clock.pending, 0);
});

test('caller of a conference in French is asked in French, and of one without a language in that of the box', t => {
	const door = new Door({language: 'de'});
	for (const language of ['en', 'fr', 'de', 'es', 'it', undefined] as const) {
		const spoken = staticConference({...(language && {language})});
		const {leg} = door.call({kind: 'static', conference: spoken});
		t.is(leg.language, language ?? 'de');
		leg.leave();
	}
});

const hangsUp = test.macro({
	async exec(t, keys: readonly string[]) {
		const door = new Door();
		const {leg, reached} = door.call(ask);
		for (const key of keys) {
			await settled();
			leg.press(key);
		}
		await settled();
		leg.leave();
		t.is((await reached).kind, 'hangup');
		t.is(door.clock.pending, 0);
	},
	title: (_, keys: readonly string[]) => `caller who hangs up after "${keys.join('')}" leaves nothing waiting`,
});

test(hangsUp, []);
test(hangsUp, ['1']);
test(hangsUp, ['1', '2', '#']);
test(hangsUp, ['4321']);
test(hangsUp, ['4321', '#', '1']);

test('caller with many wrong PINs in earlier calls waits with music before the next is looked at', async t => {
	const door = new Door();
	for (let i = 0; i < 2; i++) {
		const {leg, reached} = door.call(ask);
		for (let tries = 0; tries < 3; tries++) {
			await settled();
			leg.press('1#');
		}
		await reached;
	}
	const {leg, reached, destination} = door.call(ask, {ahead: '1234'});
	await door.clock.advance(1999);
	t.is(destination(), undefined);
	t.true(leg.music);
	await door.clock.advance(1);
	t.deepEqual(await reached, asParticipant);
	t.false(leg.music);
	t.is(getEventListeners(leg.ended, 'abort').length, 0);
});

test('participant who guesses the leader PIN, call after call, is turned away though he knows his own', async t => {
	const door = new Door();
	const guess = {kind: 'static', conference: withLeader} as const;
	for (let call = 1; call <= 6; call++) {
		const {leg, reached} = door.call(guess);
		for (const keys of ['111111#', '222222#', '1234#']) {
			leg.press(keys);
			do await door.clock.advance(400); while (leg.music);
		}
		t.like(await reached, call < 6 ? {kind: 'room', role: 'participant'} : throttled);
	}
});

test('caller who is asked for the PIN while the organizer changes it needs the new one', async t => {
	const before = staticConference({pin: '1234', leaderPin: '5678'});
	const conferences: Conference[] = [before];
	const door = new Door({conferences});
	const ask = {kind: 'static', conference: before} as const;
	const [old, leader, fresh] = [door.call(ask), door.call(ask), door.call(ask)];
	await settled();
	conferences[0] = {...before, pin: '4321', leaderPin: '8765'};
	old.leg.press('1234#');
	leader.leg.press('5678#');
	fresh.leg.press('4321');
	await settled();
	t.is(old.destination(), undefined);
	t.is(leader.destination(), undefined);
	t.like(fresh.destination(), {kind: 'room', role: 'participant'});
});

test('caller who is asked for the PIN while the organizer takes it away is in, whatever he keys', async t => {
	const before = staticConference();
	const conferences: Conference[] = [before];
	const door = new Door({conferences});
	const calls = [door.call({kind: 'static', conference: before}), door.call({kind: 'static', conference: before})] as const;
	await settled();
	conferences[0] = {...before, pin: null};
	calls[0].leg.press('1234');
	calls[1].leg.press('#');
	for (const {reached} of calls) t.like(await reached, {kind: 'room', role: 'participant'});
});

test('caller who was wrong too often is turned away before he is asked, while others still come in', async t => {
	const door = new Door();
	const attempt = {caller: {source: '192.0.2.7', number: '666'}, conference: conference.id};
	for (let i = 0; i < 12; i++) door.throttle.begin(attempt).settle('wrong');
	const {leg, reached} = door.call(ask, {number: '666', ahead: '1234'});
	t.deepEqual(await reached, throttled);
	t.deepEqual(leg.heard, []);
	t.deepEqual(door.refused, [{leg: leg.id, conference: conference.id, throttled: true}]);
	const other = door.call(ask, {number: '100', ahead: '1234'});
	t.deepEqual(await other.reached, asParticipant);
});

test('caller who was asked before he was wrong too often elsewhere is turned away, right or wrong alike', async t => {
	for (const keys of ['1234', '4321']) {
		const door = new Door();
		const {leg, reached} = door.call(ask, {number: '666'});
		for (let i = 0; i < 12; i++) door.throttle.begin({caller: leg.caller, conference: conference.id}).settle('wrong');
		leg.press(keys);
		t.deepEqual(await reached, throttled);
		t.is(door.clock.pending, 0);
	}
});

test('caller who needs no PIN comes in even after too many wrong leader PINs', async t => {
	const door = new Door();
	const attempt = {caller: {source: '192.0.2.7', number: '555'}, conference: leaderOnly.id};
	for (let i = 0; i < 12; i++) door.throttle.begin(attempt).settle('wrong');
	const {reached} = door.call({kind: 'static', conference: leaderOnly}, {ahead: '9876'});
	t.like(await reached, {kind: 'room', role: 'participant'});
});

test('caller who hangs up while he has to wait leaves nothing waiting and is not blamed', async t => {
	const door = new Door();
	const attempt = {caller: {source: '192.0.2.7', number: '555'}, conference: conference.id};
	for (let i = 0; i < 11; i++) door.throttle.begin(attempt).settle('wrong');
	const {leg, reached} = door.call(ask, {ahead: '1234'});
	await door.clock.advance(1000);
	leg.leave();
	await reached;
	t.is(door.throttle.verdict(attempt).kind, 'delay');
	t.false(leg.music);
	t.is(door.clock.pending, 0);
});
