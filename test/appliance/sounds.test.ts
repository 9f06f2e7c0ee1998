import test from 'ava';
import {startBox} from '../support/box.js';
import {startCallers} from '../support/callers.js';

const quiet = {kind: 'static', first: 'silence', entryTone: 'off', exitTone: 'off'} as const;
const box = await startBox({
	settings: {entry: {portal: '8888', firstDigitSeconds: 3, nextDigitSeconds: 2}},
	conferences: [
		{...quiet, extension: '8000'},
		{...quiet, extension: '8001', attentionToneSeconds: 1},
		{...quiet, extension: '8002', record: 'always'},
		{...quiet, extension: '8003', pin: '123456', leaderPin: '654321'},
		{...quiet, extension: '8004', pin: '123456', leaderPin: '654321', ends: 'with-leader'},
		...(['fr', 'de', 'es', 'it'] as const).map((language, i) => ({...quiet, extension: `801${i}`, pin: '1234', language})),
	],
});
test.after.always(() => box.stop());

test('a caller makes the others louder for himself, and another makes himself quieter for all, by keypad', async t => {
	const callers = await startCallers(t, box);
	const ann = await callers.enter('8000');
	const bob = await callers.enter('8000');
	await bob.call.say(650, -30);
	await ann.call.hears(650, {aboveDbov: -31.5});
	const before = box.eventCount;
	await ann.call.press('*6*6');
	await box.event('participant.changed', ({participant}) => participant.gainOutDb === 6, {after: before});
	await ann.call.hears(650, {aboveDbov: -25.5});
	await bob.call.press('*7*7*7*7');
	await ann.call.hearsNoMore(650, {belowDbov: -34.5});
	t.pass();
});

test('the attention tone sounds again and again while two are in', async t => {
	const callers = await startCallers(t, box);
	const [ann] = [await callers.enter('8001'), await callers.enter('8001')];
	await ann.call.hearsSilence();
	for (let heard = 0; heard < 2; heard++) {
		await ann.call.hears(1400, {withinMs: 5000});
		await ann.call.hearsNoMore(1400);
	}
	t.pass();
});

test('a conference that is always recorded tells so to the first one and to each who joins, and the recording is listed', async t => {
	const callers = await startCallers(t, box);
	const ann = await callers.enter('8002');
	await ann.call.hearsSound();
	await box.event('recording.changed', ({recording}) => recording.extension === '8002');
	await ann.call.hearsSilence({withinMs: 15_000});
	const bob = await callers.enter('8002');
	await bob.call.hearsSound();
	const before = box.eventCount;
	await ann.call.hangUp();
	await bob.call.hangUp();
	const {recording} = await box.event('recording.changed', ({recording}) => recording.state === 'complete', {after: before});
	t.true(recording.durationMs > 1000, `${recording.durationMs} ms`);
});

test('a caller keys the portal\'s questions and the PIN over the prompts, without listening', async t => {
	const callers = await startCallers(t, box);
	const ann = await callers.enter('8888', {keys: '8003#123456#'});
	t.is(ann.participant.role, 'participant');
	const room = await box.room('8003');
	t.is(room.extension, '8003');
});

test('a leader who hangs up takes the conference with him where it is so set', async t => {
	const callers = await startCallers(t, box);
	const leader = await callers.enter('8004', {keys: '654321#', number: '900'});
	const ann = await callers.enter('8004', {keys: '123456#'});
	await Promise.all([ann.call.hearsSound(), leader.call.hangUp()]);
	const ended = await ann.call.ended({withinMs: 15_000});
	t.true(ended.bye);
});

for (const extension of ['8010', '8011', '8012', '8013']) {
	test(`a caller of ${extension} is asked for the PIN in the conference's own language and is let in`, async t => {
		const callers = await startCallers(t, box);
		const call = await callers.phone.call(extension, {number: extension});
		await call.answered();
		await call.hearsSound();
		const before = box.eventCount;
		await call.press('1234#');
		await box.participant(extension, {after: before});
		t.pass();
	});
}
