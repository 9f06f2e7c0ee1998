import type {Texts, TextKey} from './en.js';

export type Values = Readonly<Record<string, string | number>>;

/** Words for what a schema declares, by part and name: "title.echo", "option.auto". */
export type FormWords = Readonly<Record<string, string>>;
export type FormPart = 'title' | 'description' | 'option';

/** The base of keys that have a form a grammatical number. */
export type CountKey = TextKey extends infer Key ? Key extends `${infer Base}.one` ? Base : never : never;

export type Translator = {
	readonly language: string;
	/** What a part of a form is called: the page's word for it, else the box's. `name`: of the field, or of an option. */
	word(part: FormPart, name: string, otherwise: string): string;
	/** The text with its places filled in. */
	t(key: TextKey, values?: Values): string;
	/** The text in the grammatical number that `n` asks for, with `{n}` filled in. */
	count(key: CountKey, n: number): string;
	/** The box's message by its code where the page has words for it, else the message itself. */
	failure(failure: {code: string; message: string}): string;
	/** The time of day of an ISO 8601 instant. */
	timeOfDay(instant: string): string;
};

export type Dictionary = {texts: Texts; words: FormWords};

/** `locale`: of times and numbers; of the same language, perhaps with a region. */
export function createTranslator(language: string, {texts, words}: Dictionary, locale: string = language): Translator {
	const plural = new Intl.PluralRules(locale);
	const number = new Intl.NumberFormat(locale);
	const time = new Intl.DateTimeFormat(locale, {hour: 'numeric', minute: '2-digit'});
	const t = (key: TextKey, values: Values = {}): string => fill(texts[key], values);
	return {
		language, t,
		word: (part, name, otherwise) => words[`${part}.${name}`] ?? otherwise,
		count: (key, n) => t(`${key}.${plural.select(n) === 'one' ? 'one' : 'other'}`, {n: number.format(n)}),
		failure: ({code, message}) => {
			const key = `error.${code}`;
			return isTextKey(texts, key) ? t(key) : message;
		},
		timeOfDay: instant => time.format(new Date(instant)),
	};
}

function fill(text: string, values: Values): string {
	return text.replace(/\{(\w+)\}/g, (place, name: string) => String(values[name] ?? place));
}

function isTextKey(texts: Texts, key: string): key is TextKey {
	return Object.hasOwn(texts, key);
}
