import test from 'ava';
import {startBox} from '../support/box.js';
import {startCallers} from '../support/callers.js';
import {RawSip} from '../support/raw-sip.js';
import {tortureMessages} from './torture/messages.js';

const box = await startBox({conferences: [{kind: 'static', extension: '8000', pin: null, first: 'silence'}]});
test.after.always(() => box.stop());

const torture = tortureMessages();

test.serial('there are all 49 messages of RFC 4475', t => {
	t.is(torture.length, 49);
});

for (const {clause, name, bytes} of torture) {
	test.serial(`the box answers on after the torture message ${name} (RFC 4475, ${clause})`, async t => {
		const sip = await RawSip.open(t, box);
		await sip.send(bytes);
		t.is(await sip.ping(), 200);
	});
}

const garbage: readonly {what: string; bytes: Buffer}[] = [
	{what: 'nothing', bytes: Buffer.alloc(0)},
	{what: 'zeros', bytes: Buffer.alloc(1400)},
	{what: 'all bytes', bytes: Buffer.from(Array.from({length: 1024}, (_, i) => i & 255))},
	{what: 'line ends', bytes: Buffer.from('\r\n'.repeat(700))},
	{what: 'the start of a message', bytes: Buffer.from('INVITE sip:8000@127.0.0.1 SIP/2.0\r\nVia: SIP/2.0/UDP 127')},
	{what: 'sixty thousand bytes of one header', bytes: Buffer.from(`OPTIONS sip:8000@127.0.0.1 SIP/2.0\r\nVia: ${'a'.repeat(60_000)}\r\n\r\n`)},
];

for (const {what, bytes} of garbage) {
	test.serial(`the box answers on after a packet of ${what}`, async t => {
		const sip = await RawSip.open(t, box);
		await sip.send(bytes);
		t.is(await sip.ping(), 200);
	});
}

test.serial('a caller is let in after all that', async t => {
	const callers = await startCallers(t, box);
	const {participant} = await callers.enter('8000');
	t.is(participant.role, 'participant');
});
