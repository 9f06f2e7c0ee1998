import {readFileSync} from 'node:fs';
import {resolve} from 'node:path';
import test from 'ava';
import {ackPayload, crc16, decodeMessage, encodeFrame, encodeMessage, FrameReader, type BoxMessage, type Received} from '../../../firmware/board-link/index.js';

type Row = {name: string; type: number; sequence: number; payload: string; wire: string};
type Vectors = {
	crc: {bytes: string; crc: string}[];
	messages: (Row & {from: 'box' | 'board'; message: BoxMessage})[];
	acks: {sequence: number; code: number; result: 'accepted'; wire: string}[];
	refusedByBox: (Row & {result: ReturnType<typeof decodeMessage>})[];
	damaged: {name: string; wire: string; reason: string; bytes: number}[];
};

const vectors = JSON.parse(readFileSync(resolve('board/vectors.json'), 'utf8')) as Vectors;
const bytes = (hex: string) => Uint8Array.from(Buffer.from(hex, 'hex'));
const hex = (data: Uint8Array) => Buffer.from(data).toString('hex');

function onlyFrame(wire: string): Extract<Received, {kind: 'frame'}>['frame'] {
	const [received, ...more] = new FrameReader().take(bytes(wire));
	if (received?.kind !== 'frame' || more.length > 0) throw new Error('expected one whole frame');
	return received.frame;
}

/** JSON has no undefined; what was not measured is null there. */
const asJson = (message: unknown): unknown => JSON.parse(JSON.stringify(message, (_, value: unknown) => value === undefined ? null : value));

for (const {bytes: data, crc} of vectors.crc) {
	test(`the checksum of ${data.slice(0, 20) || 'nothing'} is ${crc}`, t => t.is(crc16(bytes(data)), parseInt(crc, 16)));
}

for (const {name, from, type, sequence, payload, wire, message} of vectors.messages) {
	test(`${from} says: ${name}`, t => {
		t.is(hex(encodeFrame({type, sequence, payload: bytes(payload)})), wire);
		const frame = onlyFrame(wire);
		t.deepEqual({...frame, payload: hex(frame.payload)}, {type, sequence, payload});
		if (from === 'box') {
			const encoded = encodeMessage(message);
			t.deepEqual({...encoded, payload: hex(encoded.payload)}, {type, payload});
		} else {
			t.deepEqual(asJson(decodeMessage(type, frame.payload)), message);
		}
	});
}

for (const {sequence, code, result, wire} of vectors.acks) {
	test(`frame ${sequence} is acknowledged with result ${code}`, t => {
		const {type, payload} = onlyFrame(wire);
		t.deepEqual([type, hex(payload)], [0, Buffer.of(code).toString('hex')]);
		// A result of a later version is read, never sent.
		if (code <= 4) t.is(hex(encodeFrame({type: 0, sequence, payload: ackPayload(result)})), wire);
	});
}

for (const {name, wire, result} of vectors.refusedByBox) {
	test(`the box refuses ${name}: ${JSON.stringify(result)}`, t => {
		const {type, payload} = onlyFrame(wire);
		t.is(decodeMessage(type, payload), result);
	});
}

for (const {name, wire, reason, bytes: count} of vectors.damaged) {
	test(`damage is told of: ${name}`, t => {
		t.deepEqual(new FrameReader().take(bytes(wire)), [{kind: 'damaged', bytes: count, reason}]);
	});
}

test('a frame is whole in whatever pieces it comes, and after whatever noise', t => {
	const reader = new FrameReader();
	const {wire = ''} = vectors.messages[0] ?? {};
	const noise = '00'.repeat(3) + 'a5'.repeat(700) + '00';
	const received = [...bytes(noise + wire)].flatMap(byte => reader.take(Uint8Array.of(byte)));
	t.deepEqual(received.map(({kind}) => kind), ['damaged', 'frame']);
});

test('a payload that is too long is never sent', t => {
	t.throws(() => encodeFrame({type: 0x11, sequence: 1, payload: new Uint8Array(201)}), {instanceOf: RangeError});
});
