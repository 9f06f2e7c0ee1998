import test from 'ava';
import {startBox} from '../support/box.js';
import {startCallers} from '../support/callers.js';
import {square20ms} from '../support/raw-rtp.js';
import {offer, RawSip} from '../support/raw-sip.js';

const quiet = {kind: 'static', first: 'silence', entryTone: 'off', exitTone: 'off'} as const;
const box = await startBox({conferences: [{...quiet, extension: '8000'}, {...quiet, extension: '8001'}]});
test.after.always(() => box.stop());

test('a softphone that names nothing but an IPv6 address in its offer hears and is heard', async t => {
	const sip = await RawSip.open(t, box);
	const call = await sip.call('8000', (address, port) => offer(address, port).replaceAll(`IP4 ${address}`, 'IP6 fd00::2'));
	await call.rtp.next();
	await box.participant('raw-8000');
	const listener = await (await startCallers(t, box)).enter('8000');
	const heard = listener.call.hears(500);
	for (let i = 0; i < 60; i++) {
		await call.rtp.next();
		await call.sendAudio(square20ms);
	}
	await heard;
	t.pass();
});

test('a softphone that offers Opus in stereo is sent 20 ms a packet', async t => {
	const sip = await RawSip.open(t, box);
	const stereo = (address: string, port: number) => offer(address, port)
		.replace('RTP/AVP 0 101', 'RTP/AVP 96 101')
		.replace('a=rtpmap:0 PCMU/8000', 'a=rtpmap:96 opus/48000/2\r\na=fmtp:96 stereo=1;sprop-stereo=1');
	const call = await sip.call('8001', stereo);
	const stamps: number[] = [];
	for (let i = 0; i < 10; i++) stamps.push((await call.rtp.next()).readUInt32BE(4));
	t.deepEqual(stamps.slice(1).map((stamp, i) => stamp - (stamps[i] ?? 0)), Array.from({length: 9}, () => 960));
});
