import {once} from 'node:events';
import {createConnection, type Socket} from 'node:net';
import {dirname, join} from 'node:path';
import {setTimeout as wait} from 'node:timers/promises';
import type {Telephone} from '../../support/telephone.js';
import {median} from '../figures.js';
import type {BenchOptions} from '../options.js';
import {table} from '../table.js';
import {dialIn, handsetsOf, hangUp, outsideOf, withRig, type Rig} from './rig.js';

const sampleRateHz = 8000;
const burstMs = 60;
const burstHz = 1000;
const amplitude = 8000;
/** Far above what echo or a canceller's noise leaves in the other's ear, far below the burst. */
const threshold = 1000;
const bursts = 25;
/** No multiple of 20 ms, so that bursts fall on every phase of the clocks. */
const pauseMs = 407;
const settleMs = 3000;

/** From a mouth to an ear, through the box. */
export async function latencyTable(options: BenchOptions): Promise<string> {
	return withRig(options, async rig => {
		const rows = [await visit(rig, 'handset to handset', handsetsOf(rig)), await visit(rig, 'PRI to PRI', outsideOf(rig, 2))];
		return table(['way', 'least, ms', 'p50, ms', 'most, ms', 'heard'], rows);
	});
}

async function visit(rig: Rig, title: string, phones: readonly Telephone[]): Promise<string[]> {
	await dialIn(rig, phones, phones.length);
	await wait(settleMs);
	const [mouth, ear] = await Promise.all(phones.map(phone => connect(rig, phone)));
	if (mouth === undefined || ear === undefined) throw new Error('It takes two telephones.');
	mouth.resume();
	const heard = await sendBursts(mouth, ear);
	for (const socket of [mouth, ear]) socket.destroy();
	await hangUp(rig, phones);
	process.stderr.write(`latency, ${title}: done\n`);
	const figures = heard.length === 0 ? ['–', '–', '–'] : [Math.min(...heard), median(heard), Math.max(...heard)].map(ms => ms.toFixed(1));
	return [title, ...figures, `${heard.length} of ${bursts}`];
}

async function connect({simulator}: Rig, {id}: Telephone): Promise<Socket> {
	const socket = createConnection(join(dirname(simulator.root), 'audio.sock'));
	await once(socket, 'connect');
	socket.write(`${id}\n`);
	return socket;
}

async function sendBursts(mouth: Socket, ear: Socket): Promise<number[]> {
	const heard: number[] = [];
	let sentAt: number | undefined;
	ear.on('data', (chunk: Buffer) => {
		const loud = firstLoudByte(chunk);
		if (sentAt === undefined || loud === undefined) return;
		heard.push(performance.now() - sentAt + loud / 2 * 1000 / sampleRateHz);
		sentAt = undefined;
	});
	const burst = tone();
	for (let i = 0; i < bursts; ++i) {
		sentAt = performance.now();
		mouth.write(burst);
		await wait(pauseMs);
		sentAt = undefined;
	}
	return heard;
}

function firstLoudByte(chunk: Buffer): number | undefined {
	for (let at = 0; at + 1 < chunk.length; at += 2) if (Math.abs(chunk.readInt16LE(at)) > threshold) return at;
	return undefined;
}

function tone(): Buffer {
	const samples = burstMs * sampleRateHz / 1000;
	const bytes = Buffer.alloc(samples * 2);
	for (let i = 0; i < samples; ++i) bytes.writeInt16LE(Math.round(amplitude * Math.sin(2 * Math.PI * burstHz * i / sampleRateHz)), i * 2);
	return bytes;
}
