import {execFile} from 'node:child_process';
import {mkdtemp, readFile, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {promisify} from 'node:util';

/** Mono, or the left channel. */
export type Audio = {rateHz: number; samples: Int16Array; seconds: number};

/** An Ogg Opus file as another program than ours decodes it. */
export async function decodeOpus(file: Uint8Array): Promise<Audio> {
	const folder = await mkdtemp(join(tmpdir(), 'partyline-opus-'));
	try {
		const [opus, wav] = [join(folder, 'in.opus'), join(folder, 'out.wav')];
		await writeFile(opus, file);
		await promisify(execFile)('opusdec', ['--quiet', '--rate', '48000', '--no-dither', opus, wav]);
		return parseWav(await readFile(wav));
	} finally {
		await rm(folder, {recursive: true, force: true});
	}
}

/** RIFF WAVE of 16-bit PCM. */
function parseWav(bytes: Buffer): Audio {
	const channels = bytes.readUInt16LE(22);
	const rateHz = bytes.readUInt32LE(24);
	const data = bytes.subarray(bytes.indexOf('data') + 8);
	const samples = Int16Array.from({length: Math.floor(data.length / 2 / channels)}, (_, i) => data.readInt16LE(i * 2 * channels));
	return {rateHz, samples, seconds: samples.length / rateHz};
}

/** Loudest level of this tone, in dBov, in any 200 ms of the recording. */
export function loudest(audio: Audio, hz: number): number {
	return Math.max(-120, ...levels(audio, hz));
}

/** Level of this tone, in dBov, in most of the recording's pieces of 200 ms that hold it; one with a lost packet does not count. */
export function usual(audio: Audio, hz: number): number {
	const holding = levels(audio, hz).filter(level => level > -40).sort((a, b) => a - b);
	return holding[Math.floor(holding.length / 2)] ?? -120;
}

function levels({rateHz, samples}: Audio, hz: number): number[] {
	const size = rateHz / 5;
	const starts = Array.from({length: Math.floor(samples.length / size)}, (_, i) => i * size);
	return starts.map(start => toneLevel(samples.subarray(start, start + size), hz / rateHz));
}

/** By quadrature through a Hann window. */
function toneLevel(samples: Int16Array, turnsPerSample: number): number {
	let [real, imaginary] = [0, 0];
	samples.forEach((sample, i) => {
		const weighted = sample * (1 - Math.cos(2 * Math.PI * (i + 0.5) / samples.length));
		real += weighted * Math.cos(2 * Math.PI * turnsPerSample * i);
		imaginary += weighted * Math.sin(2 * Math.PI * turnsPerSample * i);
	});
	const amplitude = 2 * Math.hypot(real, imaginary) / samples.length;
	return 20 * Math.log10(Math.max(amplitude / Math.SQRT2 / 32768, 1e-6));
}
