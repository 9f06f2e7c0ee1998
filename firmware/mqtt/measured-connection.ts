import type {Socket} from 'node:net';
import {Duplex} from 'node:stream';
import {PacketMeter} from './packet-meter.js';

/**
 * A connection of a program to the box's own broker, cut when a packet is longer than `maxBytes`: the broker itself would keep up to 256 MB
 * of a packet before it looked at it.
 */
export class MeasuredConnection extends Duplex {
	readonly #socket: Socket;

	constructor(socket: Socket, maxBytes: number) {
		super({allowHalfOpen: false});
		this.#socket = socket;
		const meter = new PacketMeter(maxBytes);
		socket.on('data', (bytes: Buffer) => {
			if (!meter.take(bytes)) return void this.destroy(new Error(`a packet of more than ${maxBytes} bytes`));
			if (!this.push(bytes)) socket.pause();
		});
		socket.on('end', () => this.push(null));
		socket.on('error', error => this.destroy(error));
		socket.on('close', () => this.destroy());
	}

	override _read(): void {
		this.#socket.resume();
	}

	override _write(chunk: Buffer, encoding: BufferEncoding, done: (error?: Error | null) => void): void {
		if (this.#socket.write(chunk, encoding)) return done();
		this.#socket.once('drain', done);
	}

	override _final(done: (error?: Error | null) => void): void {
		this.#socket.end(done);
	}

	override _destroy(error: Error | null, done: (error?: Error | null) => void): void {
		this.#socket.destroy();
		done(error);
	}
}
