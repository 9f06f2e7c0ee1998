/** Level in dBov: RMS against full scale, so that the loudest sine has -3.01. */
export type Tone = {hz: number; dbov: number};

/** What a call heard while it was measured. */
export type Heard = {
	rateHz: number;
	/** Of everything together. */
	dbov: number;
	/** The frequencies that were asked for, in that order. */
	tones: Tone[];
	/** In the last 100 ms, on a grid of 10 Hz, strongest first. */
	strongest: Tone[];
	/** Level of each 20 ms. */
	envelope: number[];
	frames: number;
	missingFrames: number;
	zeroFrames: number;
	/** Packets that the jitter buffer lacked or threw away. */
	lost: number;
	discarded: number;
	/** Where a measurement begins that goes on where this one ended. */
	nextFrame: number;
	/** Jumps in phase or level of the tone named as continuous. */
	steps?: {atMs: number; phaseTurns: number; levelDb: number}[];
};

export function median(values: readonly number[]): number {
	return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

/**
 * Whether a continuous tone came through as one. A machine that is busy with other tests may be late for a packet or two; each such
 * place is two steps, one into it and one out of it.
 */
export function isSmooth({steps = [], frames}: Heard): boolean {
	return steps.length <= 2 + frames / 25;
}

/** Lengths of sound and pause in turn, in milliseconds, from the first change on to the last: whole ones only. */
export function cadence(envelope: readonly number[], {aboveDbov = -40} = {}): {sound: boolean; ms: number}[] {
	const runs: {sound: boolean; ms: number}[] = [];
	for (const level of envelope) {
		const sound = level > aboveDbov;
		const last = runs.at(-1);
		if (last?.sound === sound) last.ms += 20;
		else runs.push({sound, ms: 20});
	}
	return runs.slice(1, -1);
}
