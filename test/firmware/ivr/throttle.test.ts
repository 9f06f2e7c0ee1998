import test from 'ava';
import type {ConferenceId} from '../../../firmware/contract/index.js';
import {PinThrottle} from '../../../firmware/ivr/index.js';
import {ManualClock} from '../../support/manual-clock.js';

const a = 'a' as ConferenceId;
const b = 'b' as ConferenceId;
const minute = 60_000;
const by = (number: string, conference = a) => ({conference, caller: {source: '192.0.2.7', number}});
const mallory = by('666');
const alice = by('100');

function setUp() {
	const clock = new ManualClock();
	const throttle = new PinThrottle(clock);
	const fail = (attempt: typeof alice, times: number) => {
		for (let i = 0; i < times; i++) throttle.begin(attempt).settle('wrong');
	};
	/** So many strangers fail once each. */
	const strangersFail = (times: number) => {
		for (let i = 0; i < times; i++) fail(by(`stranger ${i}`), 1);
	};
	return {clock, throttle, fail, strangersFail};
}

const afterFailures = test.macro({
	exec(t, failures: number, expected: number | 'refuse') {
		const {throttle, fail} = setUp();
		fail(mallory, failures);
		t.deepEqual(throttle.verdict(mallory), expected === 'refuse' ? {kind: 'refuse'} : expected === 0 ? {kind: 'ask'} : {kind: 'delay', ms: expected});
		t.deepEqual(throttle.verdict(alice), {kind: 'ask'}, 'another caller of the same trunk is not touched');
	},
	title: (_, failures: number, expected: number | 'refuse') => `caller with ${failures} wrong PINs ${expected === 'refuse' ? 'is turned away' : `waits ${expected} ms`}`,
});

test(afterFailures, 0, 0);
test(afterFailures, 5, 0);
test(afterFailures, 6, 2000);
test(afterFailures, 7, 4000);
test(afterFailures, 8, 8000);
test(afterFailures, 9, 16_000);
test(afterFailures, 10, 30_000);
test(afterFailures, 11, 30_000);
test(afterFailures, 12, 'refuse');
test(afterFailures, 20, 'refuse');

const underAttack = test.macro({
	exec(t, failures: number, expected: number) {
		const {throttle, strangersFail} = setUp();
		throttle.begin(alice).settle('known');
		strangersFail(failures);
		t.deepEqual(throttle.verdict(by('newcomer')), expected === 0 ? {kind: 'ask'} : {kind: 'delay', ms: expected});
		t.deepEqual(throttle.verdict(alice), {kind: 'ask'}, 'who entered before does not wait');
		t.deepEqual(throttle.verdict(by('newcomer', b)), {kind: 'ask'}, 'another conference is not touched');
	},
	title: (_, failures: number, expected: number) => `newcomer waits ${expected} ms at a conference at which strangers keyed ${failures} wrong PINs`,
});

test(underAttack, 30, 0);
test(underAttack, 31, 3000);
test(underAttack, 60, 6000);
test(underAttack, 120, 12_000);
test(underAttack, 240, 24_000);
test(underAttack, 3000, 24_000);

test('caller who was turned away may try again when his wrong PINs are ten minutes old', async t => {
	const {clock, throttle, fail} = setUp();
	fail(mallory, 6);
	await clock.advance(5 * minute);
	fail(mallory, 6);
	t.deepEqual(throttle.verdict(mallory), {kind: 'refuse'});
	await clock.advance(5 * minute);
	t.deepEqual(throttle.verdict(mallory), {kind: 'delay', ms: 2000});
	await clock.advance(5 * minute);
	t.deepEqual(throttle.verdict(mallory), {kind: 'ask'});
});

test('caller who keeps calling while he is turned away does not lengthen it', async t => {
	const {clock, throttle, fail} = setUp();
	fail(mallory, 12);
	await clock.advance(9 * minute);
	fail(mallory, 50);
	await clock.advance(minute);
	t.deepEqual(throttle.verdict(mallory), {kind: 'ask'});
});

test('conference recovers from an attack ten minutes after it', async t => {
	const {clock, throttle, strangersFail} = setUp();
	strangersFail(300);
	await clock.advance(10 * minute);
	t.deepEqual(throttle.verdict(alice), {kind: 'ask'});
});

test('caller who mistypes and then enters has a clean sheet at this conference', t => {
	const {throttle, fail} = setUp();
	fail(alice, 5);
	throttle.begin(alice).settle('known');
	fail(alice, 5);
	t.deepEqual(throttle.verdict(alice), {kind: 'ask'});
});

test('attacker who knows the PIN of one conference can\'t wipe out his failures at another with it', t => {
	const {throttle, fail} = setUp();
	for (let i = 0; i < 4; i++) {
		fail(mallory, 3);
		throttle.begin(by('666', b)).settle('known');
	}
	t.deepEqual(throttle.verdict(mallory), {kind: 'refuse'});
	t.deepEqual(throttle.verdict(by('666', b)), {kind: 'refuse'});
});

test('participant who guesses the leader PIN can\'t wipe out his failures with his own PIN', t => {
	const {throttle, fail} = setUp();
	for (let i = 0; i < 4; i++) {
		fail(mallory, 3);
		throttle.begin(mallory).settle('guest');
	}
	t.deepEqual(throttle.verdict(mallory), {kind: 'refuse'});
});

test('attacker who makes a hundred calls side by side gets no more checks than one after the other', t => {
	const {throttle} = setUp();
	const checks = Array.from({length: 100}, () => throttle.begin(mallory));
	t.is(checks.filter(({verdict}) => verdict.kind === 'ask').length, 6);
	t.is(checks.filter(({verdict}) => verdict.kind === 'delay').length, 6);
	t.is(checks.filter(({verdict}) => verdict.kind === 'refuse').length, 88);
});

test('caller who hangs up before his PIN was looked at is not blamed', t => {
	const {throttle} = setUp();
	for (let i = 0; i < 20; i++) throttle.begin(alice).settle('unchecked');
	t.deepEqual(throttle.verdict(alice), {kind: 'ask'});
	t.is(throttle.remembered, 0);
});

test('callers of a right PIN side by side don\'t count against their conference', t => {
	const {throttle} = setUp();
	for (let i = 0; i < 40; i++) throttle.begin(by(`friend ${i}`)).settle('known');
	t.deepEqual(throttle.verdict(by('newcomer')), {kind: 'ask'});
});

test('of many sources those are remembered that failed last', t => {
	const throttle = new PinThrottle(new ManualClock(), {sources: 100});
	for (let i = 0; i < 12; i++) {
		throttle.begin(mallory).settle('wrong');
		for (let k = 0; k < 20; k++) throttle.begin(by(`stranger ${i} ${k}`)).settle('wrong');
	}
	t.deepEqual(throttle.verdict(mallory), {kind: 'refuse'});
});

test('attacker with any number of caller IDs fills no memory and makes the box forget no friend', t => {
	const throttle = new PinThrottle(new ManualClock(), {sources: 100});
	throttle.begin(alice).settle('known');
	for (let i = 0; i < 1000; i++) throttle.begin(by(`stranger ${i}`)).settle('wrong');
	t.is(throttle.remembered, 100);
	t.deepEqual(throttle.verdict(alice), {kind: 'ask'});
	t.is(throttle.verdict(by('newcomer')).kind, 'delay');
});

test('of a thousand calls with forged caller IDs no more than eight are heard at once, and a caller from elsewhere is heard besides', t => {
	const {throttle, strangersFail} = setUp();
	strangersFail(31);
	const checks = Array.from({length: 1000}, (_, i) => throttle.begin(by(`forged ${i}`)));
	t.is(checks.filter(({verdict}) => verdict.kind === 'delay').length, 8);
	const elsewhere = throttle.begin({conference: a, caller: {source: '198.51.100.1', number: '100'}});
	t.is(elsewhere.verdict.kind, 'delay');
	checks[0]?.settle('wrong');
	t.is(throttle.begin(alice).verdict.kind, 'delay', 'the next one is heard when one is through');
});

test('caller who entered before is heard at once, however many strangers wait', t => {
	const {throttle, strangersFail} = setUp();
	throttle.begin(alice).settle('known');
	strangersFail(31);
	for (let i = 0; i < 20; i++) throttle.begin(by(`forged ${i}`));
	t.deepEqual(throttle.begin(alice).verdict, {kind: 'ask'});
});
