import {PartylineError} from '../contract/index.js';
import {ringingAbroad} from './abroad.js';
import {countryOf, type Country} from './country.js';
import {heardTone, type HeardTone} from './heard.js';
import {howler, playedTone, type PlayedStretch} from './played.js';
import type {ToneZone} from './zone.js';

export type LineTones = {
	readonly law: Country['law'];
	readonly ringCadenceMs: readonly number[];
	/** Sent to handsets. */
	readonly callerIdKind: Country['callerId'][number];
	/** Expected from exchanges. */
	readonly callerIdKinds: Country['callerId'];
	readonly flashMs: number;
	/** Of the digits that are dialled as tones: every exchange understands these (ITU-T Q.24). */
	readonly digitMs: {readonly on: number; readonly off: number};
	/** One period, to be repeated; nothing where the country has no such tone. */
	played(tone: 'dial' | 'busy' | 'congestion' | 'howler'): readonly PlayedStretch[];
	/** What to listen for; nothing where the country has no such tone, or none that differs from busy. Of ringing all countries', its own first. */
	heard(tone: 'dial' | 'ringing' | 'busy' | 'congestion' | 'info'): readonly HeardTone[];
};

const digitMs = {on: 100, off: 100};
/** Dial tone is to be talked over by digits; the others are to be noticed. */
const dialDbm0 = -18;
const busyDbm0 = -14;

/** A country as the box's lines use it. Throws INVALID_INPUT with the countries that are known. */
export function lineCountry(code: string, zones: readonly ToneZone[]): LineTones {
	const country = countryOf(code, zones);
	if ('problem' in country) throw new PartylineError('INVALID_INPUT', country.problem);
	const {law, ringCadenceMs, callerId, flashMs, tones} = country;
	const ringing = heard(country, 'ringing');
	return {
		law, ringCadenceMs, callerIdKinds: callerId, callerIdKind: callerId[0] ?? 'bell202', flashMs, digitMs,
		played(name) {
			if (name === 'howler') return howler;
			const tone = tones[name] ?? (name === 'congestion' ? tones['busy'] : undefined);
			return tone ? playedTone(tone, name === 'dial' ? dialDbm0 : busyDbm0) : [];
		},
		heard: name => name === 'ringing' ? [...ringing, ...ringingAbroad(ringing, zones)] : heard(country, name),
	};
}

function heard({tones}: Country, name: string): HeardTone[] {
	const tone = tones[name];
	const found = tone && heardTone(name, tone);
	if (!found) return [];
	const busy = tones['busy'] && heardTone(name, tones['busy']);
	return name !== 'busy' && JSON.stringify(busy) === JSON.stringify(found) ? [] : [found];
}
