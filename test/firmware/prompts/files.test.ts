import {mkdtemp, readFile, rm, stat, utimes} from 'node:fs/promises';
import {existsSync, readdirSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join, resolve} from 'node:path';
import test from 'ava';
import {language} from '../../../firmware/contract/index.js';
import {cacheFolder, makePrompts, musicFiles, promptFiles, promptIds} from '../../../firmware/prompts/index.js';

const languages = language.anyOf.map(({const: name}) => name);
/** Built by the set-up; its name carries a hash of its source. */
const decoder = readdirSync('build').filter(name => /^g722-to-raw-\w+$/.test(name)).map(name => resolve('build', name))[0] ?? '';

const folder = async (): Promise<string> => mkdtemp(join(tmpdir(), 'partyline-prompts-'));

test('a box in any language finds a file for each of its prompts where the set-up made them', t => {
	const files = promptFiles(languages, cacheFolder({HOME: process.env.HOME, XDG_CACHE_HOME: process.env.XDG_CACHE_HOME}));
	t.is(files.length, languages.length * promptIds.length);
	t.deepEqual(files.filter(({path}) => !existsSync(path)), []);
});

test('prompts are named by language and sentence', t => {
	t.true(promptFiles(['it'], '/nowhere').some(({name}) => name === 'it/enter-pin'));
});

test('a made prompt is a 16 kHz mono WAVE file that begins with speech, not with silence', async t => {
	const cacheDir = await folder();
	const made = await makePrompts({languages: ['de'], cacheDir, g722Decoder: decoder});
	const files = promptFiles(['de'], cacheDir);
	t.is(made, files.length);
	for (const {path, name} of files) {
		const wav = await readFile(path);
		t.is(wav.toString('latin1', 0, 4) + wav.toString('latin1', 8, 16), 'RIFFWAVEfmt ');
		t.deepEqual([wav.readUInt16LE(22), wav.readUInt32LE(24), wav.readUInt16LE(34)], [1, 16_000, 16]);
		t.is(wav.readUInt32LE(40), wav.length - 44);
		t.true(loudest(wav.subarray(44, 44 + 2 * 16 * 150)) > 500, `${name} starts late`);
	}
	await rm(cacheDir, {recursive: true});
});

test('a recorded voice and the machine in one sentence are joined into one file', async t => {
	const cacheDir = await folder();
	await makePrompts({languages: ['en'], cacheDir, g722Decoder: decoder});
	const wav = await readFile(promptFiles(['en'], cacheDir).find(({name}) => name === 'en/number-21')?.path ?? '');
	const seconds = (wav.length - 44) / 32_000;
	t.true(seconds > 0.6 && seconds < 2.5, `"twenty-one" lasts ${seconds} s`);
	await rm(cacheDir, {recursive: true});
});

test('a second set-up makes no prompt anew', async t => {
	const cacheDir = await folder();
	const options = {languages: ['de'] as const, cacheDir, g722Decoder: decoder};
	await makePrompts(options);
	const [first] = promptFiles(['de'], cacheDir);
	const past = new Date('2001-01-01');
	await utimes(first?.path ?? '', past, past);
	t.is(await makePrompts(options), 0);
	t.deepEqual((await stat(first?.path ?? '')).mtime, past);
	await rm(cacheDir, {recursive: true});
});

test('who sets up without the decoder is told which prompt could not be made', async t => {
	const cacheDir = await folder();
	await t.throwsAsync(makePrompts({languages: ['en'], cacheDir, g722Decoder: '/nowhere/decoder'}), {code: 'BAD_PROMPT', message: /"en\/[\w-]+" can not be made.*\/nowhere\/decoder/});
	await rm(cacheDir, {recursive: true});
});

test('hold music is there', t => {
	t.true(musicFiles().length > 0);
	t.true(musicFiles().every(path => existsSync(path)));
});

test('what can be made again is kept where the user keeps caches', t => {
	t.is(cacheFolder({HOME: '/home/ann'}), '/home/ann/.cache/partyline');
	t.is(cacheFolder({HOME: '/home/ann', XDG_CACHE_HOME: ''}), '/home/ann/.cache/partyline');
	t.is(cacheFolder({HOME: '/home/ann', XDG_CACHE_HOME: '/var/cache'}), '/var/cache/partyline');
});

function loudest(samples: Buffer): number {
	return Array.from({length: samples.length >> 1}, (_, i) => Math.abs(samples.readInt16LE(i * 2))).reduce((most, sample) => Math.max(most, sample), 0);
}
