import {setTimeout as elapse} from 'node:timers/promises';
import type {RoomView} from '../../firmware/contract/index.js';
import {startCallers, type Callers} from '../support/callers.js';
import {RawSip, type RawCall} from '../support/raw-sip.js';
import type {Closing} from '../support/closing.js';
import type {Office} from './office.js';

const recordedMs = 9000;
const packetMs = 20;

/** People of all kinds in three rooms, with a recording that has ended and one that runs. They stay until it closes. */
export async function letCallersIn(closing: Closing, {box, provider}: Office): Promise<void> {
	const [inside, outside] = [await startCallers(closing, box, {address: '127.0.0.41'}), await startCallers(closing, box, {address: '127.0.0.42'})];
	closing.teardown(hum(await callOnABadNetwork(closing, {box, provider})));
	const leader = await inside.enter('8000', {number: '20', name: 'Ann Whitfield', keys: '314159#', codecs: ['opus']});
	const bob = await outside.enter('8000', {number: '+442079460188', name: 'Bob Carter', keys: '271828#', codecs: ['PCMA'], srtp: 'optional'});
	await leader.call.speak(-18);
	await recordAWhile(await box.room('8000'), {box, provider});
	await listenersOf(outside);
	await bob.call.press('*1');
	const board = await inside.enter('8010', {number: '22', name: 'Grace', keys: '161803#'});
	await board.call.say(440, -24);
	await invite(await box.room('8000'), {box, provider});
	await inside.phone.call('8010', {number: '+390670476', name: 'Elena Conti'});
}

async function listenersOf(outside: Callers): Promise<void> {
	await outside.enter('8000', {number: '+33142685300', name: 'Chloé Martin', keys: '271828#', codecs: ['G722']});
	const early = await outside.enter('8000', {number: '+4930901820', name: 'Dieter Voss', keys: '271828#'});
	await early.call.hangUp();
	await outside.enter('8001', {number: '+34912345678', codecs: ['PCMU']});
}

async function recordAWhile({id, participants}: RoomView, {box}: Office): Promise<void> {
	await box.api('POST', `/rooms/${id}/recording`);
	await elapse(recordedMs);
	await box.api('DELETE', `/rooms/${id}/recording`);
	await box.event('recording.changed', ({recording}) => recording.state === 'complete', {withinMs: 20_000});
	const muted = participants.find(({name}) => name === 'Bob Carter');
	if (muted) await box.api('PATCH', `/participants/${muted.id}`, {muted: true});
}

/** Out by the trunk, so that a call of today costs something. */
async function invite(room: RoomView, {box, provider}: Office): Promise<void> {
	await box.api('POST', `/rooms/${room.id}/invitations`, {number: '94420', joinAtOnce: true});
	await provider.event('participant.joined', () => true, {withinMs: 20_000});
}

/** Every eighth packet is lost. */
async function callOnABadNetwork(closing: Closing, {box}: Office): Promise<RawCall> {
	const sip = await RawSip.open(closing, box, {address: '127.0.0.43', caller: '+442079460199'});
	return sip.call('8001');
}

function hum(call: RawCall): () => void {
	let packets = 0;
	const timer = setInterval(() => {
		if (++packets % 8 === 0) call.loseAudio();
		else void call.sendAudio(murmur(packets));
	}, packetMs);
	return () => clearInterval(timer);
}

/** 20 ms in µ-law: a low voice for a second, then a second of near silence. */
function murmur(packet: number): Buffer {
	const [up, down] = Math.floor(packet / 50) % 2 === 0 ? [0xa8, 0x28] : [0xf8, 0x78];
	return Buffer.from(Array.from({length: 160}, (_, sample) => sample % 40 < 20 ? up : down));
}
