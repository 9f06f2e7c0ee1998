import test from 'ava';
import {startBox} from '../support/box.js';
import {startCallers} from '../support/callers.js';

const box = await startBox({conferences: [{kind: 'static', extension: '8000', pin: '1234', first: 'silence'}, {kind: 'static', extension: '8001', pin: '5678', first: 'silence'}]});
test.after.always(() => box.stop());

test('a caller who keys wrong PINs in call after call is slowed down; those inside stay, and who knows the PIN gets in', async t => {
	const callers = await startCallers(t, box);
	const inside = await callers.enter('8000', {keys: '1234#'});
	const guess = async () => {
		const before = box.eventCount;
		const call = await callers.phone.call('8000', {number: '666'});
		await call.answered();
		await call.press('1#2#3#', {ms: 60, pauseMs: 40});
		const ended = await box.event('call.ended', ({call: {number}}) => number === '666', {after: before, withinMs: 40_000});
		await call.ended();
		return ended.call.outcome;
	};
	t.deepEqual([await guess(), await guess()], ['wrong-pin', 'wrong-pin']);
	const friend = await callers.enter('8000', {keys: '1234#', number: '700'});
	t.is(friend.participant.role, 'participant');
	const before = box.eventCount;
	const began = Date.now();
	const slowed = await callers.phone.call('8000', {number: '666'});
	await slowed.answered();
	await slowed.press('1#', {ms: 60, pauseMs: 40});
	await box.event('pin.refused', ({throttled}) => !throttled, {after: before, withinMs: 20_000});
	t.true(Date.now() - began >= 2000, 'his next wrong PIN was judged at once');
	await slowed.hangUp();
	const room = await box.room('8000');
	t.deepEqual(room.participants.map(({number}) => number).sort(), [inside.number, '700'].sort());
});

test('wrong PINs at a conference keep nobody else out of it', async t => {
	const callers = await startCallers(t, box);
	const call = await callers.phone.call('8001', {number: '667'});
	await call.answered();
	await call.press('1#2#', {ms: 60, pauseMs: 40});
	await call.hangUp();
	const other = await callers.enter('8001', {keys: '5678#'});
	t.is(other.participant.role, 'participant');
});
