import test from 'ava';
import {dynamicConference, staticConference} from '../../support/conferences.js';
import {settled} from '../../support/manual-clock.js';
import {Door} from '../../support/door.js';

const weekly = staticConference({extension: '8000', language: 'fr'});
const adHoc = dynamicConference({extension: '8500', language: 'it'});
const ask = {kind: 'portal'} as const;
const setUp = () => new Door({conferences: [weekly, adHoc], language: 'de'});

test('caller of the portal is asked for a number in the language of the box', async t => {
	const {leg} = setUp().call(ask);
	await settled();
	t.deepEqual(leg.playing, ['enter-conference-number']);
	t.is(leg.language, 'de');
	leg.leave();
});

test('caller of the portal who keys the extension of a conference is asked what its callers are asked', async t => {
	const door = setUp();
	t.deepEqual(await door.call(ask, {ahead: '8000#'}).reached, {kind: 'ivr', ask: {kind: 'static', conference: weekly}});
	t.deepEqual(await door.call(ask, {ahead: '8500#'}).reached, {kind: 'ivr', ask: {kind: 'dynamic', conference: adHoc}});
});

test('keys that were pressed ahead of the conference\'s own questions are kept for them', async t => {
	const {leg, reached} = setUp().call(ask, {ahead: '8000#1234#'});
	await reached;
	t.is(leg.digits.kept, 5);
});

test('caller of the portal who keys the number of a running conference is asked for its PIN in its language', async t => {
	const door = setUp();
	door.numbers.run('42', adHoc, '1234');
	const {leg, reached} = door.call(ask, {ahead: '42#'});
	await settled();
	t.deepEqual(leg.playing, ['enter-pin']);
	t.is(leg.language, 'it');
	leg.press('1234');
	t.deepEqual(await reached, {kind: 'room', conference: adHoc, number: '42', role: 'participant'});
});

test('configured conference wins over a running one of the same number', async t => {
	const door = setUp();
	door.numbers.run('8000', adHoc, null);
	t.deepEqual(await door.call(ask, {ahead: '8000#'}).reached, {kind: 'ivr', ask: {kind: 'static', conference: weekly}});
});

test('caller of the portal creates no conference, not even when one ends as he keys its number', async t => {
	const door = setUp();
	door.numbers.run('42', adHoc, null);
	const claim = door.numbers.claim.bind(door.numbers);
	door.numbers.claim = async (...call) => {
		door.numbers.end('42');
		return claim(...call);
	};
	t.deepEqual(await door.call(ask, {ahead: '42#'}).reached, {kind: 'hangup', outcome: 'unknown-number', say: ['unknown-conference', 'goodbye']});
	t.deepEqual(door.numbers.claimed, []);
});

test('caller with three unknown numbers hears goodbye', async t => {
	const {leg, reached} = setUp().call(ask);
	for (const keys of ['1#', '43#', '80000#']) {
		await settled();
		leg.press(keys);
	}
	t.deepEqual(await reached, {kind: 'hangup', outcome: 'unknown-number', say: ['too-many-tries', 'goodbye']});
	t.deepEqual(leg.heard, [
		'enter-conference-number', 'unknown-conference', 'enter-conference-number', 'unknown-conference', 'enter-conference-number',
	]);
});

test('caller of the portal who keys nothing hears goodbye', async t => {
	const door = setUp();
	const {reached} = door.call(ask);
	await door.clock.advance(3 * 9000);
	t.deepEqual(await reached, {kind: 'hangup', outcome: 'no-entry', say: ['goodbye']});
});
