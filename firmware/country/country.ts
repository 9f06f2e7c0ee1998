import {facts, type CountryFacts} from './facts.js';
import {parseTone, type Tone} from './tone.js';
import type {ToneZone} from './zone.js';

/** A country's lines: what decides how they are rung, what is heard on them and how they are dialled. */
export type Country = CountryFacts & {
	/** In English. */
	readonly name: string;
	/** Of the box's own handsets: on, off, … in ms. */
	readonly ringCadenceMs: readonly number[];
	/** By name: dial, busy, ringing, congestion, info, … Those that can't be understood are left out. */
	readonly tones: Readonly<Record<string, Tone>>;
};
export type UnknownCountry = {readonly problem: string; readonly known: readonly string[]};

const nameOf = new Intl.DisplayNames(['en'], {type: 'region'});
/** Codes that people use, and the codes that they stand for (ISO 3166-1, exceptional reservations). */
const synonyms: Readonly<Record<string, string>> = {uk: 'gb'};

/** The countries that can be chosen, by name. */
export function countries(zones: readonly ToneZone[]): {code: string; name: string}[] {
	return [...facts.values()]
		.filter(({zone}) => zones.some(({country}) => country === zone))
		.map(({code}) => ({code, name: englishName(code)}))
		.sort((a, b) => a.name.localeCompare(b.name, 'en'));
}

/** A country by its two letters (ISO 3166-1 alpha-2; 'uk' is understood), or what is wrong with them. */
export function countryOf(code: string, zones: readonly ToneZone[]): Country | UnknownCountry {
	const known = facts.get(synonyms[code.toLowerCase()] ?? code.toLowerCase());
	const zone = known && zones.find(({country}) => country === known.zone);
	if (!known || !zone) return unknown(code, countries(zones).map(country => country.code));
	return {...known, name: englishName(known.code), ringCadenceMs: zone.ringCadenceMs, tones: understood(zone.tones)};
}

function unknown(code: string, known: readonly string[]): UnknownCountry {
	return {problem: `"${code}" is no country whose telephone tones are known. Known: ${known.join(', ')}.`, known};
}

function understood(tones: Readonly<Record<string, string>>): Record<string, Tone> {
	return Object.fromEntries(Object.entries(tones).flatMap(([name, text]) => {
		const tone = parseTone(text);
		return 'problem' in tone ? [] : [[name, tone]];
	}));
}

function englishName(code: string): string {
	return nameOf.of(code.toUpperCase()) ?? code.toUpperCase();
}
