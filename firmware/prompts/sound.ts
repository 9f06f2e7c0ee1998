/** Arithmetic on made prompts: mono PCM16 at 16 kHz. */
export const sampleRateHz = 16_000;
const frameSamples = sampleRateHz / 50;
const fullScale = 32_768;
/** Frames so far below the loudest one count as pause, not speech. */
const pauseDb = 30;
/** Kept before and after the speech, so that no consonant is cut. */
const marginFrames = 2;
const peakLimit = 29_000;

/** Without the silence before and after. Silence alone becomes nothing. */
export function trim(pcm: Int16Array): Int16Array {
	const spoken = [...spokenFrames(pcm)];
	const first = spoken[0];
	const last = spoken.at(-1);
	if (first === undefined || last === undefined) return new Int16Array(0);
	return pcm.subarray(Math.max(0, first - marginFrames) * frameSamples, (last + 1 + marginFrames) * frameSamples);
}

/** Brought to a level of speech: RMS over what is no pause, in dBov. Peaks are kept below full scale. */
export function setLevel(pcm: Int16Array, dbov: number): Int16Array {
	const peak = pcm.reduce((most, sample) => Math.max(most, Math.abs(sample)), 1);
	const gain = Math.min(10 ** ((dbov - speechLevel(pcm)) / 20), peakLimit / peak);
	return pcm.map(sample => Math.round(sample * gain));
}

/** RMS in dBov over the frames that are no pause; -Infinity for silence. */
export function speechLevel(pcm: Int16Array): number {
	const spoken = [...spokenFrames(pcm)];
	const power = spoken.reduce((sum, frame) => sum + framePower(pcm, frame), 0) / Math.max(1, spoken.length);
	return toDbov(power);
}

/** One after the other with `pauseMs` between them. */
export function join(pieces: readonly Int16Array[], pauseMs: number): Int16Array {
	const pause = Math.round(pauseMs * sampleRateHz / 1000);
	const length = pieces.reduce((sum, piece) => sum + piece.length, pause * Math.max(0, pieces.length - 1));
	const joined = new Int16Array(length);
	let at = 0;
	for (const piece of pieces) {
		joined.set(piece, at);
		at += piece.length + pause;
	}
	return joined;
}

/** A RIFF WAVE file of PCM16, mono. */
export function toWav(pcm: Int16Array): Buffer {
	const samples = Buffer.alloc(pcm.length * 2);
	pcm.forEach((sample, i) => samples.writeInt16LE(sample, i * 2));
	const header = Buffer.alloc(44);
	header.write('RIFF');
	header.writeUInt32LE(36 + samples.length, 4);
	header.write('WAVEfmt ', 8);
	header.writeUInt32LE(16, 16);
	header.writeUInt16LE(1, 20);
	header.writeUInt16LE(1, 22);
	header.writeUInt32LE(sampleRateHz, 24);
	header.writeUInt32LE(sampleRateHz * 2, 28);
	header.writeUInt16LE(2, 32);
	header.writeUInt16LE(16, 34);
	header.write('data', 36);
	header.writeUInt32LE(samples.length, 40);
	return Buffer.concat([header, samples]);
}

/** Raw little-endian samples as numbers. */
export function fromRaw(raw: Buffer): Int16Array {
	return Int16Array.from({length: raw.length >> 1}, (_, i) => raw.readInt16LE(i * 2));
}

/** Numbers of the 20 ms frames in which something is said. */
function* spokenFrames(pcm: Int16Array): Generator<number> {
	const frames = Math.floor(pcm.length / frameSamples);
	const powers = Array.from({length: frames}, (_, frame) => framePower(pcm, frame));
	const least = Math.max(1, ...powers) / 10 ** (pauseDb / 10);
	for (const [frame, power] of powers.entries()) if (power >= least) yield frame;
}

function framePower(pcm: Int16Array, frame: number): number {
	const samples = pcm.subarray(frame * frameSamples, (frame + 1) * frameSamples);
	return samples.reduce((sum, sample) => sum + sample * sample, 0) / frameSamples;
}

const toDbov = (power: number): number => 10 * Math.log10(power / fullScale ** 2);
