import {randomBytes} from 'node:crypto';
import {mkdir, open as openFile, readdir, rm, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {PassThrough, Readable, Writable} from 'node:stream';
import test, {type ExecutionContext} from 'ava';
import {acceptBackup, checkBackup, finishRestore, writeBackup} from '../../../firmware/backup/index.js';
import {backupVerb} from '../../../firmware/command-line/index.js';
import {PartylineError} from '../../../firmware/contract/index.js';
import type {Store} from '../../../firmware/store/index.js';
import {staticInput} from '../store/builders.js';
import {dataDir, mounted, open} from '../store/data-dir.js';

const megabyte = 1_000_000;

/** A running box whose disk has so many megabytes, of which it keeps five to itself; undefined where this user may not mount. */
async function smallBox(t: ExecutionContext, megabytes: number): Promise<{path: string; store: Store} | undefined> {
	const path = await mounted(t, `size=${megabytes}m`);
	if (path === undefined) return undefined;
	const store = await open(path);
	t.teardown(() => store.close());
	const settings = await store.settings.read();
	await store.settings.write({...settings, recording: {...settings.recording, reserveMegabytes: 1}});
	await store.conferences.create(staticInput);
	return {path, store};
}

/** The backup of a box with a recording of so many bytes that nothing makes shorter. */
async function bigBackup(t: ExecutionContext, bytes: number): Promise<Buffer> {
	const path = await dataDir(t);
	const store = await open(path);
	await store.conferences.create({...staticInput, extension: '9000'});
	await store.close();
	await mkdir(join(path, 'recordings'), {recursive: true});
	await writeFile(join(path, 'recordings', 'long.opus'), randomBytes(bytes));
	const chunks: Buffer[] = [];
	const output = new PassThrough().on('data', (chunk: Buffer) => chunks.push(chunk));
	await writeBackup({dataDir: path, recordings: true, passphrase: null, version: '1.2.3', now: new Date()}, output);
	return Buffer.concat(chunks);
}

async function isFull(t: ExecutionContext, path: string, work: () => Promise<unknown>): Promise<PartylineError> {
	const error = await t.throwsAsync(work, {instanceOf: PartylineError});
	t.is(error.code, 'DISK_FULL');
	t.true(error.message.includes(path), error.message);
	return error;
}

async function fill(path: string): Promise<void> {
	const filler = await openFile(join(path, 'filler'), 'w');
	try {
		for (;;) await filler.write(Buffer.alloc(4096));
	} catch {
		// It is full now.
	} finally {
		await filler.close();
	}
}

/** Nothing but what a running box has itself; and it takes changes. */
async function isUnharmed(t: ExecutionContext, {path, store}: {path: string; store: Store}): Promise<void> {
	const own = /^(partyline\.(db|lock)(-\w+)?|recordings|filler)$/;
	t.deepEqual((await readdir(path)).filter(name => !own.test(name)), []);
	t.like(await store.conferences.list(), [{extension: '8000'}]);
	await rm(join(path, 'filler'), {force: true});
	t.like(await store.conferences.create({...staticInput, extension: '8001'}), {extension: '8001'});
}

test('a backup too big for the disk is refused before it is unpacked, and what runs keeps its room', async t => {
	const box = await smallBox(t, 12);
	if (!box) return t.pass();
	const file = await bigBackup(t, 8 * megabyte);
	await isFull(t, box.path, () => checkBackup(Readable.from([file], {objectMode: false}), box.path, null));
	await isUnharmed(t, box);
});

test('a disk that fills up while a backup is read leaves nothing of it', async t => {
	const box = await smallBox(t, 24);
	if (!box) return t.pass();
	const file = await bigBackup(t, 6 * megabyte);
	const half = Math.floor(file.length / 2);
	const slowly = async function* () {
		yield file.subarray(0, half);
		await fill(box.path);
		yield file.subarray(half);
	};
	const error = await isFull(t, box.path, () => checkBackup(Readable.from(slowly(), {objectMode: false}), box.path, null));
	t.like(error.cause, {code: 'ENOSPC'}, 'it was noticed by writing');
	await isUnharmed(t, box);
	await rm(join(box.path, 'filler'), {force: true});
	t.like(await checkBackup(Readable.from([file], {objectMode: false}), box.path, null), {conferences: 1});
});

test('a full disk refuses to have a backup made', async t => {
	const box = await smallBox(t, 12);
	if (!box) return t.pass();
	const options = {dataDir: box.path, recordings: true, passphrase: null, version: '1.2.3', now: new Date()};
	const nowhere = () => new Writable({write: (_chunk, _encoding, done) => done()});
	await writeFile(join(box.path, 'recordings', 'long.opus'), randomBytes(2 * megabyte));
	await writeBackup(options, nowhere());
	await fill(box.path);
	await isFull(t, box.path, () => writeBackup(options, nowhere()));
	await isUnharmed(t, box);
});

test('a backup that does not fit on the disk where it is to go leaves no part of a file there', async t => {
	const target = await mounted(t, 'size=1m');
	if (target === undefined) return t.pass();
	const path = await dataDir(t);
	await (await open(path)).close();
	await writeFile(join(path, 'recordings', 'long.opus'), randomBytes(4 * megabyte));
	const command = {verb: 'backup', dataDir: path, recordings: true, passphraseFile: null, json: false} as const;
	await isFull(t, target, () => backupVerb({...command, file: join(target, 'box.partyline')}, '1.2.3'));
	t.deepEqual(await readdir(target), []);
	t.false((await readdir(path)).some(name => name.startsWith('.backup-')));
});

test('a backup that was agreed to is put in place when the disk has room again', async t => {
	const path = await mounted(t, 'size=12m');
	if (path === undefined) return t.pass();
	const store = await open(path);
	const settings = await store.settings.read();
	await store.settings.write({...settings, recording: {...settings.recording, reserveMegabytes: 1}});
	await store.close();
	await checkBackup(Readable.from([await bigBackup(t, megabyte)], {objectMode: false}), path, null);
	await acceptBackup(path);
	await fill(path);
	await finishRestore(path).catch((error: unknown) => t.like(error, {code: 'DISK_FULL'}));
	await rm(join(path, 'filler'));
	await finishRestore(path);
	const after = await open(path);
	t.like(await after.conferences.list(), [{extension: '9000'}]);
	await after.close();
});
