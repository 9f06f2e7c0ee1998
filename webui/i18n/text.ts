import {madeNameIn, madeWayIn, type MadeName, type MadeNameCode, type ToldCode} from '../../firmware/contract/index.js';
import type {TextKey} from './en/index.js';

/** The same texts in another language. */
export type Translated<English> = Readonly<Record<keyof English, string>>;
export type Texts = Readonly<Record<TextKey, string>>;

export type Values = Readonly<Record<string, string | number>>;

/** Words for what a schema declares, by part and name: "title.echo", "option.auto". */
export type FormWords = Readonly<Record<string, string>>;
export type FormPart = 'title' | 'description' | 'option';

/** The base of keys that have a form a grammatical number. */
export type CountKey = TextKey extends infer Key ? Key extends `${infer Base}.one` ? Base : never : never;

export type Translator = {
	readonly language: string;
	/**
	 * What a part of a form is called: the page's word for it, else the box's. `path`: of the field or option, such as "settings.sip.udpPort";
	 * the word of "sip.udpPort" or of "udpPort" alone is good for it, too.
	 */
	word(part: FormPart, path: string, otherwise: string): string;
	/** The text with its places filled in. */
	t(key: TextKey, values?: Values): string;
	/** The text in the grammatical number that `n` asks for, with `{n}` filled in. */
	count(key: CountKey, n: number): string;
	/** What the box tells, by its code. `otherwise`: its own words, for a code of a newer box that the page does not know. */
	tell(reason: {code?: string; values?: Values} | null | undefined, otherwise: string): string;
	/** A name that the box made, such as "Phone 1", in the words of this language; one that somebody gave stays as it is. */
	madeName(name: string): string;
	/** The same for what a call came by, such as "Phone Reception" or "Trunk Provider". */
	madeWay(line: string): string;
	/** Why a request failed: the reason that the box gives, else the meaning of the code, else the message itself. */
	failure(failure: {code: string; message: string; reason?: {code: string; values: Values} | null}): string;
	/** The time of day of an ISO 8601 instant. */
	timeOfDay(instant: string): string;
	/** Day and time of day of an ISO 8601 instant. */
	dateTime(instant: string): string;
	/** The day of an ISO 8601 instant, with its weekday. */
	day(instant: string): string;
	number(value: number, options?: Intl.NumberFormatOptions): string;
	/** As "3.2 MB"; units of 1000. */
	bytes(count: number): string;
	/** As "one, two and three". */
	list(parts: readonly string[]): string;
};

/** `told`: what the box tells; `made`: names that it makes. */
export type Dictionary = {texts: Texts; told: Readonly<Record<ToldCode, string>>; made: Readonly<Record<MadeNameCode, string>>; words: FormWords};

/** `locale`: of times and numbers; of the same language, perhaps with a region. */
export function createTranslator(language: string, {texts, told, made, words}: Dictionary, locale: string = language): Translator {
	const plural = new Intl.PluralRules(locale);
	const number = new Intl.NumberFormat(locale);
	const time = new Intl.DateTimeFormat(locale, {hour: 'numeric', minute: '2-digit'});
	const dateTime = new Intl.DateTimeFormat(locale, {dateStyle: 'medium', timeStyle: 'short'});
	const day = new Intl.DateTimeFormat(locale, {dateStyle: 'full'});
	const calendarDay = new Intl.DateTimeFormat(locale, {dateStyle: 'medium', timeZone: 'UTC'});
	const list = new Intl.ListFormat(locale, {type: 'conjunction'});
	const t = (key: TextKey, values: Values = {}): string => fill(texts[key], values);
	const inWords = (found: MadeName | undefined, otherwise: string): string => found ? fill(made[found.code], valuesInWords(found)) : otherwise;
	// What stands in a made name may be one itself; what somebody else wrote is left alone.
	const valuesInWords = ({values}: MadeName): Values => values['span'] === undefined ? values : {...values, span: madeName(values['span'])};
	const madeName = (name: string): string => inWords(madeNameIn(name), name);
	const written = (value: string | number): string | number => {
		if (typeof value !== 'string') return value;
		return isDay(value) ? calendarDay.format(new Date(value)) : madeName(value);
	};
	const tell: Translator['tell'] = (reason, otherwise) => {
		const {code = '', values = {}} = reason ?? {};
		return isToldCode(told, code) ? fill(told[code], Object.fromEntries(Object.entries(values).map(([name, value]) => [name, written(value)]))) : otherwise;
	};
	return {
		language, t,
		// Where the schema says nothing there is nothing to be put into words.
		word: (part, path, otherwise) => otherwise === '' ? '' : wordAt(words, part, path) ?? otherwise,
		count: (key, n) => t(`${key}.${plural.select(n) === 'one' ? 'one' : 'other'}`, {n: number.format(n)}),
		tell, madeName,
		madeWay: line => inWords(madeWayIn(line), line),
		failure: ({code, message, reason}) => {
			const key = `error.${code}`;
			return tell(reason, isTextKey(texts, key) ? t(key) : message);
		},
		timeOfDay: instant => time.format(new Date(instant)),
		dateTime: instant => dateTime.format(new Date(instant)),
		day: instant => day.format(new Date(instant)),
		number: (value, options) => options ? new Intl.NumberFormat(locale, options).format(value) : number.format(value),
		bytes: count => bytesIn(locale, count),
		list: parts => list.format(parts),
	};
}

/** The word of the longest end of the path that has one. */
export function wordAt(words: FormWords, part: FormPart, path: string): string | undefined {
	const found = words[`${part}.${path}`];
	const dot = path.indexOf('.');
	return found ?? (dot < 0 ? undefined : wordAt(words, part, path.slice(dot + 1)));
}

const byteUnits = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'] as const;

function bytesIn(locale: string, count: number): string {
	const power = Math.min(byteUnits.length - 1, Math.max(0, Math.floor(Math.log10(Math.max(1, count)) / 3)));
	const unit = byteUnits[power] ?? 'byte';
	return new Intl.NumberFormat(locale, {style: 'unit', unit, unitDisplay: unit === 'byte' ? 'long' : 'short', maximumFractionDigits: power > 1 ? 1 : 0}).format(count / 1000 ** power);
}

function fill(text: string, values: Values): string {
	return text.replace(/\{(\w+)\}/g, (place, name: string) => String(values[name] ?? place));
}

function isTextKey(texts: Texts, key: string): key is TextKey {
	return Object.hasOwn(texts, key);
}

function isToldCode(told: Dictionary['told'], code: string): code is ToldCode {
	return Object.hasOwn(told, code);
}

/** ISO 8601: a day alone. */
const isDay = (text: string): boolean => /^\d{4}-\d\d-\d\d$/.test(text);
