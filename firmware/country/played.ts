import type {Tone, ToneStretch} from './tone.js';

/** A piece of what is played: a tone with the level of the sum of its frequencies, or silence. */
export type PlayedStretch = {frequenciesHz: readonly number[]; dbm0: number; ms: number} | {silenceMs: number};

const weakerDb = 10;
/** A tone that goes on is played in pieces so long that nobody hears where they join. */
const steadyMs = 600_000;

/** One period, to be repeated; of a tone that sounds once, all of it. A modulated tone is played steady. */
export function playedTone({once, repeated}: Tone, dbm0: number): PlayedStretch[] {
	return (repeated.some(({frequenciesHz}) => frequenciesHz.length > 0) ? repeated : once).map(stretch => playedStretch(stretch, dbm0));
}

function playedStretch({frequenciesHz, weaker, ms}: ToneStretch, dbm0: number): PlayedStretch {
	const durationMs = ms ?? steadyMs;
	if (frequenciesHz.length === 0) return {silenceMs: durationMs};
	return {frequenciesHz: frequenciesHz.slice(0, 2), dbm0: weaker ? dbm0 - weakerDb : dbm0, ms: durationMs};
}

/** For a handset that was left off its hook: the four frequencies of Telcordia's receiver off-hook tone, two at a time. */
export const howler: readonly PlayedStretch[] = [
	{frequenciesHz: [1400, 2060], dbm0: -3, ms: 50}, {frequenciesHz: [2450, 2600], dbm0: -3, ms: 50}, {silenceMs: 100},
];
