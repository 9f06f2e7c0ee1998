import test from 'ava';
import {startBox} from '../support/box.js';
import {startCallers} from '../support/callers.js';
import type {CallOptions, DigitOptions} from '../support/phone.js';
import {RawSip} from '../support/raw-sip.js';

const quiet = {kind: 'static', first: 'silence', entryTone: 'off', exitTone: 'off'} as const;
const box = await startBox({conferences: [
	...['8000', '8001', '8002', '8003', '8004', '8005'].map(extension => ({...quiet, extension, pin: '1122004'})),
	{...quiet, extension: '8100', pin: null},
	{...quiet, extension: '8101', pin: '5566'},
	{...quiet, extension: '8102', pin: '7788'},
]});
test.after.always(() => box.stop());

type Row = {extension: string; call: CallOptions; digits: DigitOptions};

/** A PIN with doubled digits: a key counted twice, or not at all, keeps its caller out. */
const pinIsUnderstood = test.macro(async (t, {extension, call, digits}: Row) => {
	const callers = await startCallers(t, box);
	const number = `1${extension}`;
	const made = await callers.phone.call(extension, {...call, number});
	await made.answered();
	// A caller keys once he hears the question.
	if (digits.method === 'inband') await made.hearsSound();
	await made.press('1122004#', digits);
	t.is((await box.participant(number)).role, 'participant');
});

test('a PIN keyed by RFC 4733 counts each key once', pinIsUnderstood, {extension: '8000', call: {codecs: ['PCMA']}, digits: {method: 'rfc4733'}});
test('a PIN keyed by RFC 4733 over Opus counts each key once', pinIsUnderstood, {extension: '8001', call: {codecs: ['opus']}, digits: {method: 'rfc4733'}});
test('a PIN keyed by SIP INFO counts each key once', pinIsUnderstood, {extension: '8002', call: {codecs: ['PCMU']}, digits: {method: 'info'}});
test('a PIN keyed as tones in PCMA counts each key once', pinIsUnderstood, {extension: '8003', call: {codecs: ['PCMA'], telephoneEvent: false}, digits: {method: 'inband', ms: 120, pauseMs: 100}});
test('a PIN keyed as tones in G.722 counts each key once', pinIsUnderstood, {extension: '8004', call: {codecs: ['G722'], telephoneEvent: false}, digits: {method: 'inband', ms: 120, pauseMs: 100}});
test('a PIN keyed quickly by RFC 4733 counts each key once', pinIsUnderstood, {extension: '8005', call: {codecs: ['PCMU']}, digits: {method: 'rfc4733', ms: 40, pauseMs: 40}});

test('keys pressed as tones are not heard by the others', async t => {
	const callers = await startCallers(t, box);
	const presser = await callers.enter('8100', {codecs: ['PCMU'], telephoneEvent: false});
	const listener = await callers.enter('8100', {codecs: ['PCMU']});
	await listener.call.hearsSilence();
	const heard = listener.call.measure(1500);
	await presser.call.press('147', {method: 'inband', ms: 120, pauseMs: 100});
	const loud = (await heard).envelope.filter(level => level > -40);
	t.true(loud.length <= 3, `the others heard ${loud.length * 20} ms of the keys`);
});

test('a key whose packets come many times over, all with the same timestamp, counts once', async t => {
	const sip = await RawSip.open(t, box);
	const call = await sip.call('8101');
	for (const digit of '5566#') await call.sendDigit(digit, {packets: 24});
	t.is((await box.participant('raw-8101')).role, 'participant');
	await call.bye();
});

test('a key that comes by RFC 4733 and by INFO at once counts once', async t => {
	const sip = await RawSip.open(t, box);
	const call = await sip.call('8102');
	for (const digit of '7788#') {
		await call.sendDigit(digit);
		await call.sendInfoDigit(digit);
		await call.waitPackets(8);
	}
	t.is((await box.participant('raw-8102')).role, 'participant');
	await call.bye();
});
