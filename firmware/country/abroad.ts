import {heardTone, type HeardTone} from './heard.js';
import {parseTone} from './tone.js';
import type {ToneZone} from './zone.js';

/** Two frequencies nearer than that beat: they are heard as either of them, or as what lies between. */
const beatingHz = 30;

/**
 * How it rings in all countries, each tone once, for a call that leaves the country of the line, whose own ringing this is. Where that beats,
 * others near it would be heard in its place, and there are none; nor is a foreign one that beats told from others.
 */
export function ringingAbroad(own: readonly HeardTone[], zones: readonly ToneZone[]): HeardTone[] {
	if (own.some(beats)) return [];
	const known = new Set(own.map(tone => JSON.stringify(tone)));
	return zones.flatMap(({tones}) => ringing(tones['ringing'])).filter(tone => {
		const written = JSON.stringify(tone);
		if (beats(tone) || known.has(written)) return false;
		known.add(written);
		return true;
	});
}

function ringing(text = ''): HeardTone[] {
	const tone = parseTone(text);
	const heard = 'problem' in tone ? undefined : heardTone('ringing', tone);
	return heard ? [heard] : [];
}

function beats({cadence}: HeardTone): boolean {
	return cadence.some(({frequenciesHz: [first = 0, second = Infinity]}) => Math.abs(first - second) < beatingHz);
}
