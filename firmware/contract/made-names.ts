import type {PlacesIn} from './told.js';

/** What the box itself calls things and people that nobody gave a name, in English. Places to fill are in braces; none takes what somebody else wrote. */
const names = {
	phone: 'Phone {n}',
	fxo: 'FXO {n}',
	modem: 'Modem {n}',
	span: 'PRI {n}',
	channel: '{span} channel {n}',
	cards: 'Line cards',
	'voice-modem': 'Voice modem',
	'log-in-link': 'log-in link',
	'command-line': 'command line',
	'ready-line': 'ready line',
	mqtt: 'MQTT',
	'demo-pin': 'Demo with PIN {n}',
	'demo-open': 'Demo without PIN',
	'demo-own': 'Demo: choose a number and a PIN',
} as const;

/** What a call came by, where that is no line with a name of its own. */
const ways = {
	'sip-address': 'SIP {address}',
	'sip-phone': 'Phone {name}',
	trunk: 'Trunk {name}',
} as const;

/** A page has the same in each of its languages; what is kept, logged, published or answered to programs is English, always. */
export const madeNameTexts = {...names, ...ways};
export type MadeNameCode = keyof typeof madeNameTexts;
export type MadeName = {code: MadeNameCode; values: Readonly<Record<string, string>>};

type ValuesOf<Code extends MadeNameCode> = [PlacesIn<(typeof madeNameTexts)[Code]>] extends [never]
	? [] : [values: Readonly<Record<PlacesIn<(typeof madeNameTexts)[Code]>, string | number>>];

/** The name of this code, as the box keeps and tells it. */
export function madeName<Code extends MadeNameCode>(code: Code, ...[given]: ValuesOf<Code>): string {
	const values: Readonly<Record<string, string | number>> = given ?? {};
	return madeNameTexts[code].replace(/\{(\w+)\}/g, (place, name: string) => String(values[name] ?? place));
}

/** What a place may hold. */
const places: Readonly<Record<string, string>> = {n: '\\d+', span: 'PRI \\d+', address: '[0-9A-Fa-f.:]+', name: '.+'};

type Reader = {code: MadeNameCode; form: RegExp};
const readersOf = (texts: Readonly<Partial<Record<MadeNameCode, string>>>): Reader[] => (Object.keys(texts) as MadeNameCode[]).map(code => ({code, form: formOf(madeNameTexts[code])}));
const nameReaders = readersOf(names);
const wayReaders = [...nameReaders, ...readersOf(ways)];

function formOf(text: string): RegExp {
	const parts = text.split(/(\{\w+\})/).map(part => part.startsWith('{') ? `(?<${part.slice(1, -1)}>${places[part.slice(1, -1)] ?? ''})` : part);
	return new RegExp(`^${parts.join('')}$`);
}

function read(text: string, readers: readonly Reader[]): MadeName | undefined {
	for (const {code, form} of readers) {
		const found = form.exec(text);
		if (found) return {code, values: {...found.groups}};
	}
	return undefined;
}

/** The way back: what of a name is the box's own; undefined where somebody gave it. */
export const madeNameIn = (text: string): MadeName | undefined => read(text, nameReaders);

/** The same for what a call came by, as `line` of a call has it. */
export const madeWayIn = (text: string): MadeName | undefined => read(text, wayReaders);
