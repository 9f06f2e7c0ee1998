import {stat} from 'node:fs/promises';
import type {RecordingId} from '../contract/index.js';
import {readPeaksFile, writePeaksFile} from './peaks-file.js';

export type WaveformPorts = {
	/** Ten peaks for each second, 0 to 255; takes seconds for an hour. */
	readonly readPeaks: (path: string) => Promise<Uint8Array>;
	/** Of the audio of a recording, and of the peaks that are kept beside it. */
	readonly path: (id: RecordingId) => string;
	readonly peaksPath: (id: RecordingId) => string;
	/** The peaks could not be kept; they are made anew the next time. */
	readonly report: (error: unknown) => void;
};

/** What recordings look like: made when somebody looks, one at a time, and kept. */
export class Waveforms {
	readonly #ports: WaveformPorts;
	readonly #making = new Map<RecordingId, Promise<Uint8Array>>();
	#last: Promise<unknown> = Promise.resolve();

	constructor(ports: WaveformPorts) {
		this.#ports = ports;
	}

	/** The peak of each stretch, 0 to 1: as many stretches of equal length as asked for, or fewer of a short recording. None where nothing plays. */
	async points(id: RecordingId, count: number): Promise<number[]> {
		const peaks = await (this.#making.get(id) ?? this.#make(id));
		return stretches(peaks, Math.min(count, peaks.length));
	}

	#make(id: RecordingId): Promise<Uint8Array> {
		const made = this.#last.then(() => this.#peaks(id)).finally(() => this.#making.delete(id));
		this.#making.set(id, made);
		this.#last = made.catch(() => undefined);
		return made;
	}

	async #peaks(id: RecordingId): Promise<Uint8Array> {
		const {path, peaksPath, readPeaks, report} = this.#ports;
		const bytes = await stat(path(id)).then(({size}) => size, () => 0);
		const kept = await readPeaksFile(peaksPath(id), bytes);
		if (kept) return kept;
		const peaks = await readPeaks(path(id));
		if (bytes > 0) await writePeaksFile(peaksPath(id), bytes, peaks).catch(report);
		return peaks;
	}
}

function stretches(peaks: Uint8Array, count: number): number[] {
	return Array.from({length: count}, (_, i) => {
		const stretch = peaks.subarray(Math.floor(i * peaks.length / count), Math.floor((i + 1) * peaks.length / count));
		return Math.round(stretch.reduce((most, peak) => Math.max(most, peak), 0) / 255 * 1000) / 1000;
	});
}
