import test from 'ava';
import {startBox} from '../support/box.js';
import {freshNumber, startCallers} from '../support/callers.js';
import {startPhone} from '../support/phone.js';

const box = await startBox({
	settings: {entry: {firstDigitSeconds: 4, nextDigitSeconds: 2, portal: '8888'}},
	conferences: [
		{kind: 'dynamic', extension: '8500', first: 'silence', entryTone: 'off', exitTone: 'off'},
		{kind: 'static', extension: '8000', pin: '1234', first: 'silence'},
	],
});
test.after.always(() => box.stop());

test('the first caller of a number chooses its PIN, later callers come in with it, and it is gone when the last has left', async t => {
	const callers = await startCallers(t, box);
	const first = await callers.enter('8500', {keys: '71#246#'});
	t.is((await box.room('8500', '71')).participants.length, 1);
	const second = await callers.enter('8500', {keys: '71#246#'});
	await first.call.say(650);
	await second.call.hears(650);
	const stranger = await callers.phone.call('8500', {number: freshNumber()});
	await stranger.answered();
	const before = box.eventCount;
	await stranger.press('71#999#');
	await box.event('pin.refused', () => true, {after: before});
	await stranger.hangUp();
	await Promise.all([first.call.hangUp(), second.call.hangUp()]);
	await box.event('room.closed', () => true, {after: before});
	const anew = await callers.enter('8500', {keys: '71#555#'});
	t.is(anew.participant.role, 'leader');
});

test('a conference created without a PIN lets everybody in who keys its number', async t => {
	const callers = await startCallers(t, box);
	await callers.enter('8500', {keys: '72##'});
	await callers.enter('8500', {keys: '72#'});
	t.is((await box.room('8500', '72')).participants.length, 2);
});

test('two callers who key the same new number in the same instant end up in one conference', async t => {
	const phone = await startPhone(t, box);
	const numbers = [freshNumber(), freshNumber()];
	const calls = await Promise.all(numbers.map(number => phone.call('8500', {number})));
	await Promise.all(calls.map(call => call.answered()));
	await Promise.all(calls.map(call => call.press('73#321#')));
	const [first, second] = await Promise.all(numbers.map(number => box.participant(number, {withinMs: 20_000})));
	t.is([first, second].filter(participant => participant?.role === 'leader').length, 1);
	t.is((await box.room('8500', '73')).participants.length, 2);
});

test('callers of the portal reach any conference by its number', async t => {
	const callers = await startCallers(t, box);
	await callers.enter('8888', {keys: '8000#1234#'});
	t.is((await box.room('8000')).participants.length, 1);
});
