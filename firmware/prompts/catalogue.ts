import {PartylineError, type Language} from '../contract/index.js';
import {promptIds, type PromptId} from './ids.js';
import de from './de/catalogue.json' with {type: 'json'};
import en from './en/catalogue.json' with {type: 'json'};
import es from './es/catalogue.json' with {type: 'json'};
import fr from './fr/catalogue.json' with {type: 'json'};
import it from './it/catalogue.json' with {type: 'json'};

/** A file among the recorded voice's, without folder and ending; or words to be spoken by the machine's voice. */
export type Part = {recording: string} | {say: string};

/** How one language is spoken. */
export type Catalogue = {
	/** Folder of the recorded voice among Debian's Asterisk sounds; null: there is none. */
	recordings: string | null;
	/** The machine's voice for what was not recorded: name, words a minute, pitch from 0 to 99; all as espeak-ng takes them. */
	voice: {name: string; wordsPerMinute: number; pitch: number};
	/** Every prompt of the box once. Several parts are joined. */
	prompts: readonly {id: PromptId; parts: readonly Part[]}[];
};

const sources: Record<Language, unknown> = {de, en, es, fr, it};

/** A language's catalogue, every prompt of the box in it. Throws BAD_PROMPT with all that is wrong with it. */
export function loadCatalogue(language: Language): Catalogue {
	return checkCatalogue(`prompts/${language}/catalogue.json`, sources[language]);
}

/** Throws BAD_PROMPT, naming the file and everything that is wrong in it. */
export function checkCatalogue(file: string, source: unknown): Catalogue {
	const {recordings, voice, prompts} = isObject(source) ? source : {};
	const entries = isObject(prompts) ? prompts : {};
	const problems = [
		...(isVoice(voice) ? [] : ['"voice" is not {name, wordsPerMinute, pitch}']),
		...(isFolder(recordings) ? [] : ['"recordings" is neither a folder name nor null']),
		...promptIds.flatMap(id => promptProblems(id, entries[id], recordings === null)),
		...Object.keys(entries).filter(id => !isPromptId(id)).map(id => `"${id}" is no prompt of this box`),
	];
	if (problems.length > 0 || !isVoice(voice) || !isFolder(recordings)) throw new PartylineError('BAD_PROMPT', `${file}: ${problems.join('; ')}.`);
	return {recordings, voice, prompts: promptIds.map(id => ({id, parts: [entries[id]].flat().filter(isPart)}))};
}

function promptProblems(id: PromptId, value: unknown, onlySpoken: boolean): string[] {
	if (value === undefined) return [`"${id}" is missing`];
	const parts = [value].flat();
	if (parts.length === 0 || !parts.every(isPart)) return [`"${id}" is not {"recording": …}, {"say": …} or a list of these`];
	return onlySpoken && parts.some(part => 'recording' in part) ? [`"${id}" is a recording, but "recordings" is null`] : [];
}

function isPart(value: unknown): value is Part {
	if (!isObject(value) || Object.keys(value).length !== 1) return false;
	if (typeof value.say === 'string') return value.say.trim() !== '' && !/[<>\p{Cc}]/u.test(value.say);
	return typeof value.recording === 'string' && /^([\w-]+\/)?[\w-]+$/.test(value.recording);
}

function isVoice(value: unknown): value is Catalogue['voice'] {
	return isObject(value) && typeof value.name === 'string' && /^[\w+-]+$/.test(value.name)
		&& typeof value.wordsPerMinute === 'number' && typeof value.pitch === 'number';
}

const isFolder = (value: unknown): value is string | null => value === null || (typeof value === 'string' && /^\w+$/.test(value));
const isPromptId = (id: string): boolean => promptIds.some(known => known === id);
const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);
