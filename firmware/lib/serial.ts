import {SerialPortStream} from '@serialport/stream';
import {PartylineError, told} from '../contract/index.js';
import type {Clock} from './clock.js';
import {serialBinding} from './serial-binding.js';

export type SerialListener = {
	opened(): void;
	received(bytes: Uint8Array): void;
	/** It was closed by its far end, or could not be opened; `problem` says why and what to do. It is tried again. */
	failed(problem: PartylineError): void;
};
export type SerialOptions = {path: string; baudRate: number; clock: Clock};

const firstRetryMs = 500;
const longestRetryMs = 8000;
const lastWriteMs = 500;

/**
 * A serial port that is kept open: what is unplugged is looked for again, at growing intervals, until `close`. 8 data bits, no parity, no flow
 * control; no lock is left behind, so that native code can open the device once `close` has resolved.
 */
export class Serial {
	readonly #options: SerialOptions;
	readonly #listener: SerialListener;
	#stream: SerialPortStream | undefined;
	#cancelRetry: (() => void) | undefined;
	#failures = 0;
	#written: Promise<void> = Promise.resolve();

	constructor(options: SerialOptions, listener: SerialListener) {
		this.#options = options;
		this.#listener = listener;
	}

	/** Begins to open it, unless it is open or being opened. */
	open(): void {
		if (this.#stream) return;
		this.#cancelRetry?.();
		const {path, baudRate} = this.#options;
		const stream = new SerialPortStream({binding: serialBinding, path, baudRate, autoOpen: false, hupcl: false});
		this.#stream = stream;
		stream.on('data', (bytes: Buffer) => {
			if (this.#stream === stream) this.#listener.received(bytes);
		});
		stream.on('error', error => this.#failed(stream, error));
		stream.on('close', (error: Error | null) => this.#failed(stream, error ?? new Error('closed')));
		stream.open(error => error ? this.#failed(stream, error) : this.#opened(stream));
	}

	/** What is written while the port is not open is lost. */
	write(bytes: Uint8Array): void {
		const stream = this.#stream;
		if (stream?.isOpen) this.#written = new Promise(resolve => stream.write(bytes, () => resolve()));
	}

	/** Resolves when what was written has gone out, as far as it can, and the device is let go of. The listener hears nothing more until it is opened again. */
	async close(): Promise<void> {
		this.#cancelRetry?.();
		this.#failures = 0;
		const stream = this.#stream;
		this.#stream = undefined;
		if (!stream) return;
		await Promise.race([this.#written, new Promise<void>(resolve => this.#options.clock.after(lastWriteMs, resolve))]);
		await closed(stream);
	}

	#opened(stream: SerialPortStream): void {
		if (this.#stream !== stream) return void closed(stream);
		this.#failures = 0;
		this.#listener.opened();
	}

	#failed(stream: SerialPortStream, error: Error): void {
		if (this.#stream !== stream) return;
		this.#stream = undefined;
		const waitMs = Math.min(longestRetryMs, firstRetryMs * 2 ** this.#failures++);
		this.#cancelRetry = this.#options.clock.after(waitMs, () => this.open());
		if (stream.isOpen) void closed(stream);
		this.#listener.failed(problemOf(this.#options.path, error));
	}
}

async function closed(stream: SerialPortStream): Promise<void> {
	if (stream.opening) await new Promise<void>(resolve => stream.once('open', resolve).once('error', () => resolve()));
	// A port that fails to close is closed for us all the same.
	if (stream.isOpen) await new Promise<void>(resolve => stream.close(() => resolve()));
}

/** The binding tells its errors in the system's words alone. */
function problemOf(path: string, error: Error): PartylineError {
	const is = (...words: string[]) => words.some(word => error.message.includes(word));
	if (is('No such file', 'No such device')) return new PartylineError('NO_DEVICE', told('port-missing', {path}), {cause: error});
	if (is('Permission denied', 'Operation not permitted')) return new PartylineError('NO_PERMISSION', told('port-forbidden', {path}), {cause: error});
	if (is('Cannot lock', 'busy')) return new PartylineError('DEVICE_IN_USE', told('port-in-use', {path}), {cause: error});
	return new PartylineError('NO_DEVICE', {...told('port-lost', {path}), message: `${path} was unplugged, or is no serial port (${error.message}).`}, {cause: error});
}
