import test from 'ava';
import {startBox} from '../support/box.js';
import {freshNumber, startCallers} from '../support/callers.js';
import {isSmooth} from '../support/hearing.js';
import {startPhone} from '../support/phone.js';
import {RawRtp, rtpPacket, silence20ms, square20ms} from '../support/raw-rtp.js';
import {Dialog, offer, RawSip} from '../support/raw-sip.js';

const quiet = {kind: 'static', first: 'silence', entryTone: 'off', exitTone: 'off'} as const;
const box = await startBox({
	settings: {sip: {silenceTimeoutSeconds: 2, floodPerSecond: 20}},
	conferences: [
		{...quiet, extension: '8000', pin: '1234'},
		{...quiet, extension: '8001', pin: null},
		{...quiet, extension: '8002', pin: null},
		{...quiet, extension: '8003', pin: null},
		{...quiet, extension: '8004', pin: null},
		{...quiet, extension: '8005', pin: '1234'},
		{kind: 'dynamic', extension: '8500'},
	],
});
test.after.always(() => box.stop());

type Step = {extension: string; keys: readonly string[]; number: string};

/** Each key sequence is one step further in; the caller leaves there, in the middle of what is said. */
const leavesAnywhere = test.macro(async (t, {extension, keys, number}: Step) => {
	const phone = await startPhone(t, box);
	const call = await phone.call(extension, {number});
	await call.answered();
	await call.hearsSound();
	for (const some of keys) {
		await call.press(some);
		await call.hearsSound();
	}
	await call.hangUp();
	t.is((await box.callRecord(number)).outcome, 'hung-up');
	t.false((await box.api<{number: string}[]>('GET', '/calls/live')).some(live => live.number === number));
});

test('a caller may hang up while he is asked for the PIN', leavesAnywhere, {extension: '8000', keys: [], number: '701'});
test('a caller may hang up in the middle of his PIN', leavesAnywhere, {extension: '8000', keys: ['12'], number: '702'});
test('a caller may hang up when told that his PIN was wrong', leavesAnywhere, {extension: '8000', keys: ['99#'], number: '703'});
test('a caller may hang up when told that he is alone', leavesAnywhere, {extension: '8001', keys: [], number: '704'});
test('a caller may hang up while choosing a PIN', leavesAnywhere, {extension: '8500', keys: ['81#'], number: '705'});
test('a caller may hang up while the chosen PIN is confirmed', leavesAnywhere, {extension: '8500', keys: ['82#', '555#'], number: '706'});
test('a caller may hang up in the menu', leavesAnywhere, {extension: '8001', keys: ['*0'], number: '707'});

test('a caller who hangs up before the box has heard that its answer arrived has hung up', async t => {
	const sip = await RawSip.open(t, box, {address: '127.0.0.32', caller: '708'});
	const dialog = new Dialog(sip, '8000');
	dialog.establish(await sip.ask(dialog.request('INVITE', {body: offer('127.0.0.32', 40_000)})));
	t.is((await sip.ask(dialog.request('BYE'))).status, 200);
	t.is((await box.callRecord('708')).outcome, 'hung-up');
});

test('a caller whose phone gives nothing but blanks for a name has none', async t => {
	const sip = await RawSip.open(t, box, {address: '127.0.0.33', caller: '709'});
	const dialog = new Dialog(sip, '8000');
	const invite = dialog.request('INVITE', {body: offer('127.0.0.33', 40_000)}).replace('From: ', 'From: "  " ');
	dialog.establish(await sip.ask(invite));
	await sip.send(dialog.request('ACK'));
	await sip.ask(dialog.request('BYE'));
	t.is((await box.callRecord('709')).name, '');
});

test('a call that never sends audio, or stops sending it, is hung up after the time set', async t => {
	const phone = await startPhone(t, box);
	const number = freshNumber();
	const call = await phone.call('8002', {number});
	await call.answered();
	await box.participant(number);
	await call.stopRtp();
	const {bye} = await call.ended({withinMs: 8000});
	t.true(bye);
	t.is((await box.callRecord(number)).outcome, 'media-lost');
});

test('a call on hold sends no audio and stays', async t => {
	const callers = await startCallers(t, box);
	const holder = await callers.enter('8002');
	await holder.call.hold('inactive');
	await holder.call.stopRtp();
	const listener = await callers.enter('8002');
	await listener.call.measure(3000);
	t.false(holder.call.isOver);
});

test('audio from an address or a source that is not the caller\'s is not heard', async t => {
	const callers = await startCallers(t, box);
	const sip = await RawSip.open(t, box);
	const call = await sip.call('8003');
	await box.participant('raw-8003');
	const listener = await callers.enter('8003');
	const intruder = await RawRtp.open('127.0.0.9');
	t.teardown(() => intruder.close());
	for (let i = 0; i < 25; i++) {
		await call.rtp.next();
		await call.sendAudio(silence20ms);
	}
	await listener.call.hearsSilence();
	const heard = listener.call.measure(800, {frequencies: [500]});
	for (let i = 0; i < 40; i++) {
		await call.rtp.next();
		await call.sendAudio(silence20ms);
		await intruder.send(rtpPacket({payloadType: 0, sequence: i, timestamp: i * 160, ssrc: 99}, square20ms), call.boxPort);
	}
	const level = (await heard).tones[0]?.dbov ?? 0;
	t.true(level < -50, `the intruder was heard at ${level} dBov`);
	for (let i = 0; i < 25; i++) {
		await call.rtp.next();
		await call.sendAudio(square20ms);
	}
	await call.bye();
});

test('a flood of calls from one address harms neither those who talk nor a caller from another address', async t => {
	const callers = await startCallers(t, box);
	const speaker = await callers.enter('8004', {codecs: ['PCMU']});
	const listener = await callers.enter('8004', {codecs: ['PCMU']});
	await listener.call.hearsSilence();
	await speaker.call.say(433);
	await listener.call.hears(433);
	const heard = listener.call.measure(1500, {continuousHz: 433});
	const flooder = await RawSip.open(t, box, {address: '127.0.0.2'});
	for (let i = 0; i < 600; i++) await flooder.send(new Dialog(flooder, '8001').request('INVITE', {body: offer('127.0.0.2', 40_000)}));
	const tone = await heard;
	t.true(isSmooth(tone), JSON.stringify(tone.steps));
	t.is(tone.missingFrames, 0);
	await box.event('alarm', ({code}) => code === 'sip-flood');
	await callers.enter('8004');
});

test('a PIN of five thousand digits is one wrong PIN', async t => {
	const sip = await RawSip.open(t, box, {address: '127.0.0.31'});
	const call = await sip.call('8005');
	const keep = keepSending(() => call.sendAudio(silence20ms));
	t.teardown(() => clearInterval(keep));
	const before = box.eventCount;
	for (let i = 0; i < 5000; i++) await call.sendInfoDigit('7');
	await call.sendInfoDigit('#');
	await box.event('pin.refused', () => true, {after: before, withinMs: 20_000});
	clearInterval(keep);
	await call.bye();
	t.is(await sip.ping(), 200);
});

test('a conference deleted with people in it tells them and hangs up', async t => {
	const created = await box.api<{id: string}>('POST', '/conferences', {kind: 'static', extension: '8099', first: 'silence'});
	const callers = await startCallers(t, box);
	const [first, second] = [await callers.enter('8099'), await callers.enter('8099')];
	await first.call.hearsSilence();
	await Promise.all([first.call.hearsSound(), box.api('DELETE', `/conferences/${created.id}`)]);
	await Promise.all([first.call.ended(), second.call.ended()]);
	for (const {number} of [first, second]) t.is((await box.callRecord(number)).outcome, 'conference-deleted');
	const call = await callers.phone.call('8099', {number: '799'});
	await call.ended({withinMs: 15_000});
	t.is((await box.callRecord('799')).outcome, 'unknown-number');
});

/** Audio each 20 ms, as a phone would, while something else goes on. */
function keepSending(send: () => Promise<void>): NodeJS.Timeout {
	return setInterval(() => void send(), 20);
}
