import test from 'ava';
import {isSmooth} from '../support/hearing.js';
import {startPhone, type CodecName} from '../support/phone.js';

/** These tests are of the instrument: two phones and no box between them. */
const nobody = {address: '127.0.0.1', sip: {udp: null, tcp: null, tls: null}};

const hearsTheOther = test.macro(async (t, codec: CodecName) => {
	const [caller, called] = [await startPhone(t, nobody), await startPhone(t, nobody, {address: '127.0.0.4'})];
	const calling = await caller.call(await called.uri(), {codecs: [codec], number: '201', name: 'Ann'});
	const taking = await called.incoming();
	t.is((await taking.answer()).codec, codec);
	await calling.say(433, -20);
	await taking.say(1250, -30);
	await taking.hears(433);
	await calling.hears(1250);
	const [theirs, ours] = await taking.levels([433, 1250]);
	t.true(Math.abs((theirs?.dbov ?? 0) + 20) < 0.3, `433 Hz at ${theirs?.dbov} dBov`);
	t.true((ours?.dbov ?? 0) < -70, `1250 Hz at ${ours?.dbov} dBov`);
	const heard = await taking.measure(600, {continuousHz: 433});
	t.true(isSmooth(heard), JSON.stringify(heard.steps));
	await calling.hangUp();
	t.true((await taking.ended()).bye);
});

test('a phone measures another phone\'s tone in PCMU', hearsTheOther, 'PCMU');
test('a phone measures another phone\'s tone in PCMA', hearsTheOther, 'PCMA');
test('a phone measures another phone\'s tone in G.722', hearsTheOther, 'G722');
test('a phone measures another phone\'s tone in Opus', hearsTheOther, 'opus');

test('a phone notices a tone that jumps and one that stops', async t => {
	const [caller, called] = [await startPhone(t, nobody), await startPhone(t, nobody, {address: '127.0.0.4'})];
	const calling = await caller.call(await called.uri(), {codecs: ['PCMU']});
	const taking = await called.incoming();
	await taking.answer();
	await calling.say(433);
	await taking.hears(433);
	const jumpy = taking.measure(1500, {continuousHz: 433});
	for (let i = 0; i < 8; i++) {
		await calling.say(433, i % 2 === 0 ? -30 : -20);
		await taking.measure(60);
	}
	t.false(isSmooth(await jumpy));
	await calling.stopRtp();
	await taking.hearsSilence();
});

test('what a phone heard in a call can be measured after its end, and no more than that', async t => {
	const [caller, called] = [await startPhone(t, nobody), await startPhone(t, nobody, {address: '127.0.0.4'})];
	const calling = await caller.call(await called.uri(), {codecs: ['PCMU']});
	const taking = await called.incoming();
	await taking.answer();
	await calling.say(433, -20);
	await taking.hears(433);
	const {nextFrame} = await taking.measure(100);
	await taking.measure(300);
	await calling.hangUp();
	await taking.ended();
	const {tones} = await taking.measure(200, {frequencies: [433], firstFrame: nextFrame});
	t.true(Math.abs((tones[0]?.dbov ?? 0) + 20) < 0.3, `433 Hz at ${tones[0]?.dbov} dBov`);
	await t.throwsAsync(taking.measure(9000, {firstFrame: nextFrame}), {message: /the call has ended/});
});
