import {once} from 'node:events';
import {WebSocket} from 'ws';
import type {NewToken} from '../../firmware/contract/index.js';
import type {Box} from './box.js';
import {lastWords} from './last-words.js';
import {TimeLine} from './time-line.js';

type Teardown = {teardown(end: () => Promise<void>): void};

const rateHz = 8000;
const windowSamples = 1600;
const blockSamples = 160;
/** Of what is heard; on a busy machine that takes longer. */
const withinSamples = 10 * rateHz;
const patienceMs = 60_000;

/** Ear and mouth of a simulated telephone, as a program has them by the box's WebSocket. Ends with the test. */
export async function openPhoneSound(t: Teardown, box: Box, phone: string): Promise<PhoneSound> {
	const {token} = await box.api<NewToken>('POST', '/tokens', {name: phone, role: 'organizer'});
	const socket = new WebSocket(`ws://${box.address}:${box.httpPort}/api/v1/simulator/phones/${phone}/audio`, {headers: {authorization: `Bearer ${token}`}});
	t.teardown(async () => socket.terminate());
	await once(socket, 'open');
	return new PhoneSound(socket, phone);
}

export class PhoneSound {
	readonly #socket: WebSocket;
	readonly #name: string;
	readonly #listeners = new Set<() => void>();
	readonly #timeLine: TimeLine;
	#heard: number[] = [];
	#heardSamples = 0;
	#rest = Buffer.alloc(0);
	#hz: number | undefined;
	#said = 0;

	constructor(socket: WebSocket, name: string) {
		this.#socket = socket;
		this.#name = name;
		this.#timeLine = new TimeLine({name, unit: 'dBov', silenceBelow: -60});
		socket.on('message', (data: Buffer) => this.#take(data));
	}

	/** A steady tone of -20 dBov from now on. */
	say(hz: number): void {
		this.#hz = hz;
	}

	fallSilent(): void {
		this.#hz = undefined;
	}

	/** Resolves once each of these tones is heard at 200 ms in a row. */
	async hears(...hz: readonly number[]): Promise<void> {
		await this.#listen(`${hz.join(', ')} Hz`, () => hz.every(one => this.#level(one) > -45));
	}

	/** Resolves once this tone is not heard for 200 ms. */
	async hearsNoMore(hz: number): Promise<void> {
		await this.#listen(`no ${hz} Hz`, () => this.#level(hz) < -50);
	}

	#listen(wanted: string, is: () => boolean): Promise<void> {
		const last = this.#heardSamples + withinSamples;
		this.#timeLine.note(this.#heardSamples / rateHz * 1000, `listens for ${wanted}`);
		return new Promise((resolve, reject) => {
			const end = () => {
				clearTimeout(timer);
				this.#listeners.delete(look);
			};
			const giveUp = () => {
				end();
				reject(new Error(`${this.#name} should have heard ${wanted} within 10 s. Its time line:\n${this.#timeLine.told()}${lastWords(this.#timeLine)}`));
			};
			const look = () => {
				if (this.#heard.length === windowSamples && is()) {
					end();
					resolve();
				} else if (this.#heardSamples >= last) giveUp();
			};
			const timer = setTimeout(giveUp, patienceMs);
			this.#listeners.add(look);
		});
	}

	/** What is said goes out at the pace of what is heard, which is that of the line. */
	#take(data: Buffer): void {
		const bytes = Buffer.concat([this.#rest, data]);
		const samples = Math.floor(bytes.length / 2);
		this.#rest = bytes.subarray(2 * samples);
		for (let i = 0; i < samples; i++) this.#hear(bytes.readInt16LE(2 * i) / 0x8000);
		this.#heard = this.#heard.slice(-windowSamples);
		this.#socket.send(this.#speech(samples));
		for (const look of [...this.#listeners]) look();
	}

	#hear(sample: number): void {
		this.#heard.push(sample);
		if (++this.#heardSamples % blockSamples !== 0) return;
		const power = this.#heard.slice(-blockSamples).reduce((sum, one) => sum + one * one, 0) / blockSamples;
		this.#timeLine.add({fromMs: (this.#heardSamples - blockSamples) / rateHz * 1000, levels: [10 * Math.log10(power + 1e-12)], strongest: []});
	}

	#speech(samples: number): Buffer {
		const speech = Buffer.alloc(2 * samples);
		for (let i = 0; i < samples && this.#hz !== undefined; i++) {
			speech.writeInt16LE(Math.round(0.1 * Math.SQRT2 * 0x8000 * Math.sin(2 * Math.PI * this.#hz * this.#said++ / rateHz)), 2 * i);
		}
		return speech;
	}

	/** In dBov, of this frequency in what was heard last (Goertzel). */
	#level(hz: number): number {
		let [re, im] = [0, 0];
		this.#heard.forEach((sample, n) => {
			re += sample * Math.cos(2 * Math.PI * hz * n / rateHz);
			im += sample * Math.sin(2 * Math.PI * hz * n / rateHz);
		});
		return 10 * Math.log10(2 * (re * re + im * im) / windowSamples ** 2 + 1e-12);
	}
}
