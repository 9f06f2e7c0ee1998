import {execFile} from 'node:child_process';
import {existsSync} from 'node:fs';
import {mkdir, rename, writeFile} from 'node:fs/promises';
import {dirname} from 'node:path';
import {promisify} from 'node:util';
import {PartylineError, type Language} from '../contract/index.js';
import {loadCatalogue, type Catalogue} from './catalogue.js';
import {locatePrompts, recordingPath, type LocatedPrompt} from './files.js';
import {fromRaw, join, sampleRateHz, setLevel, toWav, trim} from './sound.js';

const run = promisify(execFile);
/** About where the recorded voices are: on average -15.7 dBov (Italian) to -18.5 (French). */
const speechDbov = -18;
const pauseMs = 40;
const atOnce = 2;

export type MakeOptions = {
	languages: readonly Language[];
	/** As for `promptFiles`. */
	cacheDir: string;
	/** Program that turns the G.722 file named by its argument into raw PCM16 at 16 kHz on standard output. */
	g722Decoder: string;
};

/** Makes the files that `promptFiles` names and that aren't there yet, with espeak-ng and sox. Returns how many it made. Throws BAD_PROMPT. */
export async function makePrompts(options: MakeOptions): Promise<number> {
	const missing = options.languages.flatMap(language => {
		const catalogue = loadCatalogue(language);
		return locatePrompts(language, options.cacheDir).filter(({made, path}) => made && !existsSync(path)).map(prompt => ({prompt, catalogue}));
	});
	const waiting = missing.values();
	await Promise.all(Array.from({length: atOnce}, async () => {
		for (const work of waiting) await makePrompt(work, options.g722Decoder);
	}));
	return missing.length;
}

type Work = {prompt: LocatedPrompt; catalogue: Catalogue};

async function makePrompt({prompt, catalogue}: Work, g722Decoder: string): Promise<void> {
	try {
		const pieces = await Promise.all(prompt.parts.map(part => 'say' in part
			? say(part.say, catalogue.voice)
			: decode(recordingPath(catalogue, part.recording), g722Decoder)));
		await mkdir(dirname(prompt.path), {recursive: true});
		await writeFile(`${prompt.path}.${process.pid}`, toWav(join(pieces.map(trim), pauseMs)));
		await rename(`${prompt.path}.${process.pid}`, prompt.path);
	} catch (cause) {
		throw new PartylineError('BAD_PROMPT', `The prompt "${prompt.name}" can not be made: ${cause instanceof Error ? cause.message : String(cause)}`, {cause});
	}
}

async function say(words: string, voice: Catalogue['voice']): Promise<Int16Array> {
	const spoken = await output('espeak-ng', ['-v', voice.name, '-s', String(voice.wordsPerMinute), '-p', String(voice.pitch), '--stdout', '--', words]);
	const converting = run('sox', ['-t', 'wav', '-', '-t', 'raw', '-e', 'signed', '-b', '16', '-r', String(sampleRateHz), '-', 'highpass', '120'], rawOutput);
	converting.child.stdin?.end(spoken);
	return setLevel(fromRaw((await converting).stdout), speechDbov);
}

async function decode(path: string, g722Decoder: string): Promise<Int16Array> {
	return fromRaw(await output(g722Decoder, [path]));
}

const rawOutput = {encoding: 'buffer', maxBuffer: 64 * 1024 * 1024} as const;

async function output(program: string, args: readonly string[]): Promise<Buffer> {
	return (await run(program, args, rawOutput)).stdout;
}
