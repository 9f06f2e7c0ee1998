import test from 'ava';
import {startBox} from '../support/box.js';
import {freshNumber, startCallers} from '../support/callers.js';
import {startPhone} from '../support/phone.js';

const box = await startBox({
	settings: {entry: {firstDigitSeconds: 2, nextDigitSeconds: 1}},
	conferences: [
		{kind: 'static', extension: '8000', description: 'Board', pin: '1234', leaderPin: '4321'},
		{kind: 'static', extension: '8001', pin: null, first: 'music'},
		{kind: 'static', extension: '8002', pin: null, first: 'silence'},
		{kind: 'static', extension: '8003', pin: null, participantLimit: 2},
		{kind: 'static', extension: '8004', pin: '1234', leaderPin: '4321', first: 'silence'},
		{kind: 'static', extension: '8005', pin: null, first: 'silence', last: 'busy-tone', exitTone: 'off'},
		{kind: 'static', extension: '8006', pin: '1234', leaderPin: '4321', first: 'silence'},
		{kind: 'static', extension: '8007', pin: '1234', first: 'silence'},
		{kind: 'static', extension: '8008', pin: '1234', leaderPin: '4321', first: 'silence'},
		{kind: 'static', extension: '8009', pin: null, first: 'silence'},
	],
});
test.after.always(() => box.stop());

test('a caller with the PIN is asked for it and is in, and the API shows who he is', async t => {
	const callers = await startCallers(t, box);
	const call = await callers.phone.call('8000', {number: '0301234', name: 'Ann Example', codecs: ['PCMA'], transport: 'tcp'});
	await call.answered();
	await call.hearsSound();
	await call.press('1234#');
	const participant = await box.participant('0301234');
	t.like(participant, {number: '0301234', name: 'Ann Example', line: 'SIP 127.0.0.1', role: 'participant', codec: 'pcma', muted: false});
	const room = await box.room('8000');
	t.like(room, {description: 'Board', locked: false, recording: null});
	t.is(room.participants.length, 1);
	await call.hangUp();
	const record = await box.callRecord('0301234');
	t.like(record, {dialled: '8000', outcome: 'hung-up', role: 'participant', codec: 'pcma'});
});

test('a caller with the leader PIN comes in as leader', async t => {
	const callers = await startCallers(t, box);
	const {participant} = await callers.enter('8008', {keys: '4321#'});
	t.is(participant.role, 'leader');
});

test('a caller ID that a trunk asserts wins over the one in From', async t => {
	const phone = await startPhone(t, box);
	const call = await phone.call('8009', {number: 'anonymous', headers: {'P-Asserted-Identity': '"Bob" <sip:0309999@trunk.example>'}});
	await call.answered();
	const participant = await box.participant('0309999');
	t.is(participant.name, 'Bob');
});

test('a caller with three wrong PINs hears goodbye and is hung up', async t => {
	const phone = await startPhone(t, box, {address: '127.0.0.21'});
	const number = freshNumber();
	const call = await phone.call('8007', {number});
	await call.answered();
	for (let tries = 1; tries <= 3; tries++) {
		await call.hearsSound();
		const before = box.eventCount;
		await call.press('90817#');
		await box.event('pin.refused', () => true, {after: before});
	}
	await call.hearsSound();
	const {bye} = await call.ended({withinMs: 15_000});
	t.true(bye);
	t.is((await box.callRecord(number)).outcome, 'wrong-pin');
	t.false(box.log.includes('90817'), 'a PIN is in the log');
});

test('a caller who keys nothing is asked again and then hung up', async t => {
	const phone = await startPhone(t, box);
	const number = freshNumber();
	const call = await phone.call('8007', {number});
	await call.answered();
	await call.hearsSound();
	await call.ended({withinMs: 40_000});
	t.is((await box.callRecord(number)).outcome, 'no-entry');
});

test('a caller of a number that nobody has is told so and hung up', async t => {
	const phone = await startPhone(t, box);
	const number = freshNumber();
	const call = await phone.call('7777', {number});
	await call.answered();
	await call.hearsSound();
	await call.ended({withinMs: 15_000});
	t.is((await box.callRecord(number)).outcome, 'unknown-number');
});

test('the first hears music until the second comes; then they hear each other', async t => {
	const callers = await startCallers(t, box);
	const first = await callers.enter('8001');
	const {envelope} = await first.call.measure(4000);
	t.true(envelope.slice(-40).every(level => level > -60), 'no music');
	const second = await callers.enter('8001');
	await first.call.hearsSilence();
	await second.call.say(650);
	await first.call.hears(650);
});

test('where there is no music the first hears silence, and whoever is left after an exit tone hears music', async t => {
	const callers = await startCallers(t, box);
	const first = await callers.enter('8002');
	await first.call.hearsSilence({forMs: 1000});
	const entryTone = first.call.hears(784, {aboveDbov: -31, withinMs: 10_000});
	const second = await callers.enter('8002');
	await entryTone;
	await first.call.hearsSilence();
	const exitTone = first.call.hears(784, {aboveDbov: -31});
	await second.call.hangUp();
	await exitTone;
	const {envelope} = await first.call.measure(1500);
	t.true(envelope.slice(-30).every(level => level > -60), 'no music');
});

test('the third caller of a conference for two hears that it is full and is hung up', async t => {
	const callers = await startCallers(t, box);
	await callers.enter('8003');
	await callers.enter('8003');
	const number = freshNumber();
	const third = await callers.phone.call('8003', {number});
	await third.answered();
	await third.hearsSound();
	await third.ended({withinMs: 15_000});
	t.is((await box.callRecord(number)).outcome, 'full');
	t.is((await box.room('8003')).participants.length, 2);
});

test('a caller of a locked conference hears why he can not come in, and can once it is unlocked', async t => {
	const callers = await startCallers(t, box);
	const leader = await callers.enter('8004', {keys: '4321#'});
	await leader.call.hearsSilence();
	await Promise.all([leader.call.hearsSound(), leader.call.press('*3')]);
	await box.event('room.changed', ({room}) => room.extension === '8004' && room.locked);
	const number = freshNumber();
	const stranger = await callers.phone.call('8004', {number});
	await stranger.answered();
	await stranger.press('1234#');
	await stranger.hearsSound();
	await stranger.ended({withinMs: 15_000});
	t.is((await box.callRecord(number)).outcome, 'locked');
	await leader.call.press('*3');
	await box.event('room.changed', ({room}) => room.extension === '8004' && !room.locked);
	await callers.enter('8004', {keys: '1234#'});
	t.is((await box.room('8004')).participants.length, 2);
});

test('the last one left hears busy tone and is hung up, where it is so set', async t => {
	const callers = await startCallers(t, box);
	const last = await callers.enter('8005');
	const other = await callers.enter('8005');
	await last.call.hearsSilence();
	await other.call.hangUp();
	await last.call.hears(480, {aboveDbov: -30});
	await last.call.hears(620, {aboveDbov: -30});
	for (const {ms} of (await last.call.cadence(2600)).slice(0, 3)) t.true(Math.abs(ms - 500) <= 40, `a sound or pause of ${ms} ms`);
	await last.call.ended({withinMs: 15_000});
	t.is((await box.callRecord(last.number)).outcome, 'last-one-left');
});

test('a caller cut off who calls again is leader and muted as before', async t => {
	const callers = await startCallers(t, box);
	await callers.enter('8006', {keys: '1234#'});
	const number = freshNumber();
	const leader = await callers.enter('8006', {keys: '4321#', number});
	const before = box.eventCount;
	await leader.call.press('##1');
	await box.event('participant.changed', ({participant}) => participant.number === number && participant.muted, {after: before});
	await leader.call.hangUp();
	const again = await callers.enter('8006', {keys: '1234#', number});
	t.like(again.participant, {role: 'leader', muted: true});
});
