import type {Tone, ToneStretch} from './tone.js';

/** A tone to listen for; each stretch sounds for `onMs` and is silent for `offMs`, 0: the next follows at once, or it goes on. */
export type HeardTone = {tone: string; cadence: {frequenciesHz: readonly number[]; onMs: number; offMs: number}[]};

/** Of a tone that goes on. */
const steadyMs = 1000;
/** After a tone that sounds once. */
const silenceAfterMs = 1000;

/** What to listen for, or undefined where a tone is silent. Only what is repeated counts, but for a tone that sounds once. */
export function heardTone(name: string, {once, repeated}: Tone): HeardTone | undefined {
	const stretches = repeated.some(isSound) ? repeated : once;
	const first = stretches.findIndex(isSound);
	if (first < 0) return undefined;
	const cadence: HeardTone['cadence'] = [];
	for (const stretch of [...stretches.slice(first), ...stretches.slice(0, first)]) {
		const last = cadence.at(-1);
		if (isSound(stretch)) cadence.push({frequenciesHz: stretch.frequenciesHz.slice(0, 2), onMs: stretch.ms ?? steadyMs, offMs: 0});
		else if (last) last.offMs += stretch.ms ?? silenceAfterMs;
	}
	const last = cadence.at(-1);
	if (stretches === once && last?.offMs === 0) last.offMs = silenceAfterMs;
	return {tone: name, cadence: onePeriod(cadence)};
}

const isSound = ({frequenciesHz}: ToneStretch) => frequenciesHz.length > 0;

/** A tone that is written several times over is one. */
function onePeriod<T>(cadence: T[]): T[] {
	const written = cadence.map(stretch => JSON.stringify(stretch));
	const period = written.findIndex((_, length) => length > 0 && written.length % length === 0 && written.every((text, at) => text === written[at % length]));
	return period > 0 ? cadence.slice(0, period) : cadence;
}
