import {decodeCobs, encodeCobs} from './cobs.js';
import {crc16} from './crc16.js';

/** Lengths in bytes; board/PROTOCOL.md, 1. */
export const maxPayload = 200;
const headAndCrc = 4;
const maxEncoded = maxPayload + headAndCrc + 1;

export type Frame = {readonly type: number; readonly sequence: number; readonly payload: Uint8Array};
/** What a stretch of received bytes was. */
export type Received =
	| {kind: 'frame'; frame: Frame}
	| {kind: 'damaged'; bytes: number; reason: 'too-long' | 'cobs' | 'too-short' | 'crc'};

/** The bytes to be sent, their end included. Throws when the payload is longer than the protocol allows. */
export function encodeFrame({type, sequence, payload}: Frame): Uint8Array {
	if (payload.length > maxPayload) throw new RangeError(`expected a payload of at most ${maxPayload} bytes, got ${payload.length}`);
	const plain = new Uint8Array(payload.length + headAndCrc);
	plain.set([type, sequence]);
	plain.set(payload, 2);
	const crcAt = plain.length - 2;
	new DataView(plain.buffer).setUint16(crcAt, crc16(plain.subarray(0, crcAt)));
	return Uint8Array.of(...encodeCobs(plain), 0);
}

/** Cuts a stream of bytes into frames. Bytes that are no frame are told of, never silently dropped. */
export class FrameReader {
	#pending: number[] = [];
	/** Bytes thrown away since the frame became too long; undefined while it is not. */
	#discarded: number | undefined;

	take(chunk: Uint8Array): Received[] {
		const received: Received[] = [];
		for (const byte of chunk) {
			const one = byte === 0 ? this.#end() : this.#add(byte);
			if (one) received.push(one);
		}
		return received;
	}

	#add(byte: number): undefined {
		if (this.#discarded !== undefined) {
			this.#discarded++;
			return;
		}
		this.#pending.push(byte);
		if (this.#pending.length <= maxEncoded) return;
		this.#discarded = this.#pending.length;
		this.#pending = [];
	}

	#end(): Received | undefined {
		const bytes = this.#discarded;
		this.#discarded = undefined;
		if (bytes !== undefined) return {kind: 'damaged', bytes, reason: 'too-long'};
		const encoded = Uint8Array.from(this.#pending);
		this.#pending = [];
		return encoded.length === 0 ? undefined : decodeFrame(encoded);
	}
}

function decodeFrame(encoded: Uint8Array): Received {
	const damaged = (reason: 'cobs' | 'too-short' | 'crc'): Received => ({kind: 'damaged', bytes: encoded.length, reason});
	const plain = decodeCobs(encoded);
	if (!plain) return damaged('cobs');
	if (plain.length < headAndCrc) return damaged('too-short');
	const crcAt = plain.length - 2;
	const crc = new DataView(plain.buffer).getUint16(crcAt);
	if (crc !== crc16(plain.subarray(0, crcAt))) return damaged('crc');
	const [type = 0, sequence = 0] = plain;
	return {kind: 'frame', frame: {type, sequence, payload: plain.slice(2, crcAt)}};
}
