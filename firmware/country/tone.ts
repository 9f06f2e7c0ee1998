/** A piece of a tone: its frequencies, none being silence. */
export type ToneStretch = {
	readonly frequenciesHz: readonly number[];
	/** The first frequency swells and fades by this; null: it doesn't. */
	readonly modulationHz: number | null;
	/** 10 dB weaker than the rest. */
	readonly weaker: boolean;
	/** Null: for ever. */
	readonly ms: number | null;
};
/** What sounds once, and then what is repeated. One of them may be empty. */
export type Tone = {readonly once: readonly ToneStretch[]; readonly repeated: readonly ToneStretch[]};
export type ToneProblem = {readonly problem: string};

const stretchPattern = /^(!?)(\d{1,5}(?:[+*]\d{1,4}){0,2})(@?)(?:\/(\d{1,6}))?$/;
const leastHz = 200;
const mostHz = 3400;
const mostMs = 600_000;

/**
 * A tone of libtonezone's: stretches of '350+440/100' (frequencies in Hz, ms) one after the other; '!' before a stretch that is not
 * repeated, '0' for silence, '*' for a modulation, '@' for weaker, no time for ever. The result has `problem` where it is none.
 */
export function parseTone(text: string): Tone | ToneProblem {
	const once: ToneStretch[] = [];
	const repeated: ToneStretch[] = [];
	// One zone has lost a comma before '!'.
	for (const part of text.replaceAll(/(?<=[^,])!/g, ',!').split(',')) {
		const stretch = parseStretch(part);
		if ('problem' in stretch) return stretch;
		if (stretch.ms === 0) continue;
		(part.startsWith('!') ? once : repeated).push(stretch);
	}
	if (once.length + repeated.length === 0) return {problem: 'A tone needs a stretch that lasts.'};
	return {once, repeated};
}

function parseStretch(text: string): ToneStretch | ToneProblem {
	const [matched, , sound = '', weaker, ms] = stretchPattern.exec(text) ?? [];
	if (matched === undefined) return {problem: `"${text}" is no stretch of a tone such as "350+440/100".`};
	const duration = ms === undefined ? null : Number(ms);
	if (duration !== null && duration > mostMs) return {problem: `"${text}" lasts longer than ${mostMs / 1000} seconds.`};
	const pitch = parsePitch(sound);
	return 'problem' in pitch ? pitch : {...pitch, weaker: weaker === '@', ms: duration};
}

function parsePitch(text: string): Pick<ToneStretch, 'frequenciesHz' | 'modulationHz'> | ToneProblem {
	if (text === '0') return {frequenciesHz: [], modulationHz: null};
	const [sum = '', modulation] = text.split('*');
	const all = sum.split('+').map(Number);
	// What is too low to be heard is a modulation by another name: Japan's '400+15'.
	const frequenciesHz = all.filter(hz => hz >= leastHz);
	const low = all.find(hz => hz < leastHz);
	const tooHigh = frequenciesHz.find(hz => hz > mostHz);
	if (tooHigh !== undefined || frequenciesHz.length === 0) return {problem: `"${text}" has a frequency outside of ${leastHz} to ${mostHz} Hz.`};
	return {frequenciesHz, modulationHz: modulation === undefined ? low ?? null : Number(modulation)};
}
