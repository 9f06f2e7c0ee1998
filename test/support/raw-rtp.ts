import {createSocket, type Socket} from 'node:dgram';
import {once} from 'node:events';

/** What goes into an RTP header (RFC 3550, 5.1). */
export type RtpFields = {payloadType: number; sequence: number; timestamp: number; ssrc: number; marker?: boolean};

export const silence20ms = Buffer.alloc(160, 0xff);

/** 20 ms of a full-scale square wave at 500 Hz in µ-law: easily heard, if it is let through. */
export const square20ms = Buffer.from(Array.from({length: 160}, (_, i) => i % 16 < 8 ? 0x80 : 0x00));

export function rtpPacket({payloadType, sequence, timestamp, ssrc, marker = false}: RtpFields, payload: Buffer): Buffer {
	const header = Buffer.alloc(12);
	header.writeUInt8(0x80, 0);
	header.writeUInt8((marker ? 0x80 : 0) | payloadType, 1);
	header.writeUInt16BE(sequence & 0xffff, 2);
	header.writeUInt32BE(timestamp >>> 0, 4);
	header.writeUInt32BE(ssrc >>> 0, 8);
	return Buffer.concat([header, payload]);
}

/** A telephone-event's payload (RFC 4733, 2.3); `duration` in timestamp units. */
export function eventPayload(digit: string, {end, duration}: {end: boolean; duration: number}): Buffer {
	const payload = Buffer.alloc(4);
	payload.writeUInt8('0123456789*#ABCD'.indexOf(digit), 0);
	payload.writeUInt8((end ? 0x80 : 0) | 10, 1);
	payload.writeUInt16BE(duration, 2);
	return payload;
}

/** A UDP socket for RTP at a port of its own. */
export class RawRtp {
	readonly #socket: Socket;
	/** Packets that came. */
	received = 0;

	private constructor(socket: Socket) {
		this.#socket = socket;
		socket.on('message', () => this.received++);
	}

	static async open(address = '127.0.0.1'): Promise<RawRtp> {
		const socket = createSocket('udp4');
		socket.bind(0, address);
		await once(socket, 'listening');
		return new RawRtp(socket);
	}

	get port(): number {
		return (this.#socket.address()).port;
	}

	async send(packet: Buffer, port: number, address = '127.0.0.1'): Promise<void> {
		await new Promise<void>((resolve, reject) => this.#socket.send(packet, port, address, error => error ? reject(error) : resolve()));
	}

	/** One more packet from the other side; rejects when none comes in so long. */
	async next(withinMs = 5000): Promise<Buffer> {
		const [packet] = await once(this.#socket, 'message', {signal: AbortSignal.timeout(withinMs)}) as [Buffer];
		return packet;
	}

	close(): void {
		this.#socket.close();
	}
}
