import {execFileSync} from 'node:child_process';
import {utimes, writeFile} from 'node:fs/promises';
import test, {type ExecutionContext} from 'ava';
import type {RecordingId, RecordingView} from '../../../firmware/contract/index.js';
import {call, recording} from './builders.js';
import {dataDir, open, tamper} from './data-dir.js';
import {opusFile, unfinishedPage} from './opus-file.js';

/** What the box says of a recording whose file was so when the power went. */
async function afterPowerCut(t: ExecutionContext, file: Buffer | undefined) {
	const path = await dataDir(t);
	const id = 'r1' as RecordingId;
	const before = await open(path);
	await before.recordings.put(recording(id, {state: 'running', durationMs: 0, bytes: 0}));
	if (file) await writeFile(before.recordings.path(id), file);
	await before.close();
	const store = await open(path);
	t.teardown(() => store.close());
	return store.recordings.get(id);
}

const whole = opusFile(5);
const longTail = Buffer.alloc(700_000);

const cutShort = test.macro({
	title: (title = '') => `a recording ${title} is cut short by the power and keeps what was recorded`,
	async exec(t, file: Buffer, durationMs: number) {
		const found = await afterPowerCut(t, file);
		t.like(found, {state: 'cut-short', durationMs, bytes: file.length});
		t.is(found?.cutShort, 'box-stopped');
	},
});

test('of five whole seconds', cutShort, whole, 5000);
test('with half of a last page', cutShort, whole.subarray(0, whole.length - 1000), 4000);
test('with a byte missing', cutShort, whole.subarray(0, -1), 4000);
test('with half of a last header', cutShort, Buffer.concat([whole, whole.subarray(-4077, -4065)]), 5000);
test('with a spoilt last page', cutShort, Buffer.concat([whole.subarray(0, -1), Buffer.from([0xee])]), 4000);
test('with zeros behind it', cutShort, Buffer.concat([whole, longTail]), 5000);
test('with a page on which no packet ends', cutShort, Buffer.concat([whole, unfinishedPage()]), 5000);
test('with another stream behind it', cutShort, Buffer.concat([whole, opusFile(9, 1)]), 5000);
test('with nothing but its headers', cutShort, opusFile(0), 0);
test('of an empty file', cutShort, Buffer.alloc(0), 0);
test('that is no Ogg', cutShort, Buffer.from('RIFF but not OggS'.repeat(100)), 0);
test('of ten minutes', cutShort, opusFile(600), 600_000);

test('a recording whose file was never made is cut short with nothing', async t => {
	t.like(await afterPowerCut(t, undefined), {state: 'cut-short', durationMs: 0, bytes: 0, cutShort: 'nothing-recorded'});
});

test('the duration of a file by the reference encoder is right to the millisecond', async t => {
	const pcm = Buffer.alloc(48_000 * 2 * 3 + 4800 * 2);
	let file: Buffer;
	try {
		file = execFileSync('opusenc', ['--quiet', '--raw', '--raw-rate', '48000', '--raw-chan', '1', '-', '-'], {input: pcm, stdio: ['pipe', 'pipe', 'ignore']});
	} catch {
		t.log('opusenc is not installed; not tried');
		return t.pass();
	}
	t.like(await afterPowerCut(t, file), {durationMs: 3100});
});

test('a complete recording is left as it is', async t => {
	const path = await dataDir(t);
	const before = await open(path);
	const done = recording('r1');
	await before.recordings.put(done);
	await before.close();
	const store = await open(path);
	t.teardown(() => store.close());
	t.deepEqual(await store.recordings.get(done.id), done);
});

test('calls that were up when the power went end with box-stopped, at the last moment the box is known to have lived', async t => {
	const path = await dataDir(t);
	const before = await open(path);
	const open1 = call('a', {endedAt: null, outcome: null});
	const ended = call('b');
	await before.calls.put(open1);
	await before.calls.put(ended);
	await before.close();
	const lived = new Date('2026-01-05T08:20:00.000Z');
	await utimes(`${path}/partyline.db`, lived, lived);
	const store = await open(path);
	t.teardown(() => store.close());
	const {items} = await store.calls.list({}, {limit: 10});
	t.deepEqual(items, [ended, {...open1, endedAt: lived.toISOString(), outcome: 'box-stopped'}]);
});

test('a tool of the command line leaves the running box\'s calls and recordings open', async t => {
	const path = await dataDir(t);
	const box = await open(path);
	await box.calls.put(call('a', {endedAt: null, outcome: null}));
	await box.recordings.put(recording('r1', {state: 'running'}));
	const tool = await open(path, {by: 'tool'});
	const {token} = await tool.tokens.create({name: 'script', role: 'admin', expiresAt: null});
	await tool.close();
	t.like((await box.calls.list({}, {limit: 1})).items[0], {outcome: null});
	t.like(await box.recordings.get('r1' as RecordingId), {state: 'running'});
	t.like(await box.tokens.find(token), {name: 'script', role: 'admin'});
	await box.close();
});

const sentences = test.macro({
	title: (_, sentence: string) => `a recording of which an older version said "${sentence}" is cut short by that`,
	async exec(t, sentence: string, cutShort: RecordingView['cutShort']) {
		const path = await dataDir(t);
		const before = await open(path);
		await before.recordings.put(recording('old'));
		await before.close();
		await tamper(path, `UPDATE recordings SET cut_short = '${sentence}'; ALTER TABLE recordings RENAME COLUMN cut_short TO detail; PRAGMA user_version = 3`);
		const store = await open(path);
		t.teardown(() => store.close());
		t.is((await store.recordings.get('old' as RecordingId))?.cutShort, cutShort);
	},
});
test(sentences, '', null);
test(sentences, 'The disk is nearly full.', 'disk-full');
test(sentences, 'The quota for recordings is used up; delete some.', 'quota-full');
test(sentences, 'The box stopped during the recording.', 'box-stopped');
test(sentences, 'The box stopped before anything was recorded.', 'nothing-recorded');
test(sentences, 'Input/output error', 'failed');
