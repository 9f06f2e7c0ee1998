import {createHash} from 'node:crypto';
import {readdirSync} from 'node:fs';
import {join} from 'node:path';
import {PartylineError, type Language} from '../contract/index.js';
import {loadCatalogue, type Catalogue, type Part} from './catalogue.js';
import type {PromptId} from './ids.js';

/** Where Debian's packages put the recorded voices and the music. */
const soundsFolder = '/usr/share/asterisk/sounds';
const musicFolder = '/usr/share/asterisk/moh';

/** Changed whenever the same words would come out as another sound. */
const recipe = 1;

/** One prompt's file; `name` is what the native side knows it by. */
export type PromptFile = {name: `${Language}/${PromptId}`; path: string};

/** The file of every prompt in these languages. `cacheDir` is what `cacheFolder` says, and where `makePrompts` wrote to. */
export function promptFiles(languages: readonly Language[], cacheDir: string): PromptFile[] {
	return languages.flatMap(language => locatePrompts(language, cacheDir).map(({name, path}) => ({name, path})));
}

/** `made`: joined or spoken by machine at set-up time; else a recording as it was installed. */
export type LocatedPrompt = PromptFile & {made: boolean; parts: readonly Part[]};

export function locatePrompts(language: Language, cacheDir: string): LocatedPrompt[] {
	const catalogue = loadCatalogue(language);
	return catalogue.prompts.map(({id, parts}) => {
		const [only, ...more] = parts;
		const recording = only && more.length === 0 && 'recording' in only ? only.recording : undefined;
		const path = recording === undefined
			? join(cacheDir, 'prompts', language, `${id}-${fingerprint(catalogue, parts)}.wav`)
			: recordingPath(catalogue, recording);
		return {name: `${language}/${id}`, path, made: recording === undefined, parts};
	});
}

/** What a made file sounds like decides its name: changed words are another file, and nothing stale is ever played. */
function fingerprint(catalogue: Catalogue, parts: readonly Part[]): string {
	return createHash('sha256').update(JSON.stringify([recipe, catalogue.voice, catalogue.recordings, parts])).digest('hex').slice(0, 12);
}

export const recordingPath = (catalogue: Catalogue, name: string): string => join(soundsFolder, catalogue.recordings ?? '', `${name}.g722`);

/** Hold music, each piece a file, in the order of their names. Throws BAD_PROMPT when it isn't installed. */
export function musicFiles(): string[] {
	try {
		return readdirSync(musicFolder).filter(name => name.endsWith('.g722')).sort().map(name => join(musicFolder, name));
	} catch (cause) {
		throw new PartylineError('BAD_PROMPT', `The hold music is not in ${musicFolder}; install asterisk-moh-opsound-g722.`, {cause});
	}
}

/** The folder for what was made once and can be made again; the set-up script has the same rule. */
export function cacheFolder(environment: {XDG_CACHE_HOME?: string | undefined; HOME?: string | undefined}): string {
	return join(environment.XDG_CACHE_HOME || join(environment.HOME ?? '/root', '.cache'), 'partyline');
}
