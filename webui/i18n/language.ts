import {en} from './en/index.js';
import {createTranslator, type Dictionary, type Translator} from './text.js';

export const english: Dictionary = en;

/** Only the texts of the language in use are fetched, English apart, which is what the others fall back on. */
const loaders = {
	en: async (): Promise<Dictionary> => english,
	fr: async (): Promise<Dictionary> => (await import('./fr/index.js')).fr,
	de: async (): Promise<Dictionary> => (await import('./de/index.js')).de,
	es: async (): Promise<Dictionary> => (await import('./es/index.js')).es,
	it: async (): Promise<Dictionary> => (await import('./it/index.js')).it,
};

export type Language = keyof typeof loaders;
export const languages = Object.keys(loaders) as Language[];

/** All texts and words of a language. */
export const loadDictionary = async (language: Language): Promise<Dictionary> => await loaders[language]();

/** The first of the wanted languages (BCP 47 tags, best first) that the page speaks; English if none. */
export function chooseLanguage(wanted: readonly string[]): Language {
	return wanted.map(tag => languages.find(known => isOf(tag, known))).find(known => known !== undefined) ?? 'en';
}

function isOf(tag: string, language: Language): boolean {
	return tag.toLowerCase().split('-')[0] === language;
}

/** With times and numbers as the wanted region writes them. English too when the texts can not be fetched: a page in another language beats none. */
export async function loadTranslator(wanted: readonly string[]): Promise<Translator> {
	const language = chooseLanguage(wanted);
	const locale = wanted.find(tag => isOf(tag, language)) ?? language;
	try {
		return createTranslator(language, await loadDictionary(language), locale);
	} catch {
		return createTranslator('en', english);
	}
}
