import {execFile} from 'node:child_process';
import {randomBytes} from 'node:crypto';
import {mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join, resolve} from 'node:path';
import {Readable, Writable} from 'node:stream';
import {promisify} from 'node:util';
import {gunzipSync, gzipSync} from 'node:zlib';
import {Value} from '@sinclair/typebox/value';
import test, {type ExecutionContext} from 'ava';
import {acceptBackup, checkBackup, discardBackup, finishRestore, writeBackup, type BackupOptions} from '../../../firmware/backup/index.js';
import {PartylineError, settings} from '../../../firmware/contract/index.js';
import type {ErrorCode, RecordingId} from '../../../firmware/contract/index.js';
import {call, recording, staticInput} from '../store/builders.js';
import {dataDir, open} from '../store/data-dir.js';

const defaults = Value.Parse(settings, {});
const now = new Date('2026-02-03T10:00:00Z');
const audio = Buffer.from('OggS and so on'.repeat(5000));

/** A box's data folder with a conference, an admin, a call, a recording, a log-in and a certificate. */
async function box(t: ExecutionContext): Promise<string> {
	const path = await dataDir(t);
	const store = await open(path);
	await store.conferences.create(staticInput);
	await store.users.create({name: 'Kim', password: 'Correct horse', role: 'admin'});
	await store.calls.put(call('a'));
	await store.recordings.put(recording('r'));
	await store.sessions.create({user: null, name: 'link', role: 'user'});
	await store.settings.write({...await store.settings.read(), box: {name: 'Office', language: 'de', timeZone: 'Europe/Berlin'}});
	await store.close();
	await writeFile(join(path, 'recordings', 'r.opus'), audio);
	await mkdir(join(path, 'certificates'));
	await writeFile(join(path, 'certificates', 'authority.pem'), 'certificate');
	return path;
}

async function backup(path: string, options: Partial<BackupOptions> = {}): Promise<Buffer> {
	const chunks: Buffer[] = [];
	const output = new Writable({
		write(chunk: Buffer, _encoding, done) {
			chunks.push(chunk);
			done();
		},
	});
	await writeBackup({dataDir: path, recordings: true, passphrase: null, version: '1.2.3', now, ...options}, output);
	return Buffer.concat(chunks);
}

const check = (file: Buffer, path: string, passphrase: string | null = null) => checkBackup(Readable.from([file], {objectMode: false}), path, passphrase);

/** Checked, and agreed to: the next start puts it in place. */
async function stage(file: Buffer, path: string, passphrase: string | null = null) {
	const checked = await check(file, path, passphrase);
	await acceptBackup(path);
	return checked;
}

async function refuses(t: ExecutionContext, file: Buffer, {code, passphrase = null}: {code: ErrorCode; passphrase?: string | null}): Promise<void> {
	const path = await dataDir(t);
	const error = await t.throwsAsync(() => stage(file, path, passphrase), {instanceOf: PartylineError});
	t.is(error.code, code, error.message);
	t.false(await finishRestore(path));
	t.deepEqual((await readdir(path)).filter(name => !name.startsWith('partyline')), [], 'nothing is left of it');
}

test('a backup brings a new box all that the old one had, but its log-ins', async t => {
	const old = await box(t);
	const path = await dataDir(t);
	const manifest = await stage(await backup(old), path);
	t.deepEqual(manifest, {format: 1, version: '1.2.3', madeAt: now.toISOString(), boxName: 'Office', recordings: true, databaseVersion: manifest.databaseVersion, users: 1, conferences: 1, network: defaults.network, otherCertificate: true});
	t.true(await finishRestore(path));
	const store = await open(path);
	t.like((await store.conferences.list())[0], staticInput);
	t.like((await store.sessions.logIn('kim', 'Correct horse'))?.view, {name: 'Kim', role: 'admin'});
	t.deepEqual((await store.calls.list({}, {limit: 9})).items, [call('a')]);
	t.deepEqual((await store.recordings.list({}, {limit: 9})).items, [recording('r')]);
	t.is((await store.settings.read()).box.name, 'Office');
	await store.close();
	t.deepEqual(await readFile(join(path, 'recordings', 'r.opus')), audio);
	t.is(await readFile(join(path, 'certificates', 'authority.pem'), 'utf8'), 'certificate');
	t.is((await stat(join(path, 'certificates', 'authority.pem'))).mode & 0o777, 0o600);
});

test('a backup without recordings is small, and leaves those of the box where it is restored', async t => {
	const old = await box(t);
	const file = await backup(old, {recordings: false});
	t.true(file.length < (await backup(old)).length);
	const path = await dataDir(t);
	const store = await open(path);
	await store.recordings.put(recording('here'));
	await store.close();
	await writeFile(join(path, 'recordings', 'here.opus'), audio);
	await stage(file, path);
	t.true(await finishRestore(path));
	const after = await open(path);
	t.deepEqual((await after.recordings.list({}, {limit: 9})).items, [recording('here')]);
	t.is((await after.conferences.list()).length, 1);
	await after.close();
	t.deepEqual(await readFile(join(path, 'recordings', 'here.opus')), audio);
});

test('a backup is made while the box works, and what was saved before is in it', async t => {
	const path = await box(t);
	const store = await open(path);
	await store.conferences.create({...staticInput, extension: '8100'});
	const [file] = await Promise.all([backup(path), store.conferences.create({...staticInput, extension: '8200'})]);
	await store.close();
	const other = await dataDir(t);
	await stage(file, other);
	await finishRestore(other);
	const restored = await open(other);
	const extensions = (await restored.conferences.list()).map(({extension}) => extension);
	t.deepEqual(extensions.slice(0, 2), ['8000', '8100']);
	await restored.close();
	t.deepEqual((await readdir(path)).filter(name => name.startsWith('.backup-')), []);
});

test('a backup of an older version brings its users, conferences, history, routes and settings', async t => {
	const path = await dataDir(t);
	const checked = await stage(await readFile(resolve('test/firmware/backup/database-2.partyline')), path);
	t.like(checked, {boxName: 'Old office', version: '0.1.0', databaseVersion: 2, users: 2, conferences: 2, recordings: false});
	t.true(await finishRestore(path));
	const store = await open(path);
	t.like((await store.sessions.logIn('Kim', 'Correct horse'))?.view, {role: 'admin'});
	t.like((await store.users.list()).find(({name}) => name === 'Kim'), {recordingQuotaMegabytes: 60, dailySpend: null});
	t.like((await store.sessions.logIn('Robin', 'Another horse'))?.view, {role: 'organizer', mayCall: {external: true, international: false, premium: false}});
	t.like(await store.conferences.list(), [
		{extension: '8000', pin: '1234', leaderPin: '99887', description: 'Board', language: 'fr', participantLimit: 7, ends: 'with-leader', organizer: null},
		{extension: '8500', kind: 'dynamic', record: 'always'},
	]);
	t.like((await store.calls.list({}, {limit: 9})).items, [
		{direction: 'out', number: '030765432', outcome: 'no-answer', cost: 0, by: '', byUser: null}, {direction: 'in', number: '+493012345678', name: 'Ann', codec: 'opus'},
	]);
	t.like(await store.routes.list(), [{prefix: '0', strip: 1, via: {kind: 'lines', of: 'fxo'}, pricePerMinute: 0}]);
	t.like(await store.lines.list(), [{config: {kind: 'fxs', extension: '21', name: 'Kitchen'}}]);
	t.like(await store.tokens.list(), [{name: 'script', role: 'user', scopes: ['read', 'control', 'configure']}]);
	t.like(await store.settings.read(), {
		box: {name: 'Old office', language: 'de', timeZone: 'UTC'}, lines: {country: 'de'}, entry: {portal: '8888', pinTries: 5}, sip: {maxCalls: 40}, history: {days: 400}, mqtt: {topic: 'partyline'},
	});
	t.deepEqual((await store.audit.list({}, {limit: 9})).items, []);
	await store.close();
});

test('nobody has the box forget who did what by a backup of it', async t => {
	const path = await box(t);
	const entry = (subject: string, at: string) => ({at, kind: 'user', name: 'Kim', address: '192.0.2.7', action: 'DELETE /recordings/:id', subject, detail: '', outcome: 'done'} as const);
	const store = await open(path);
	await store.audit.add(entry('before', '2026-01-05T08:00:00.000Z'));
	const file = await backup(path);
	await store.audit.add(entry('after', '2026-01-05T09:00:00.000Z'));
	await store.audit.add(entry('last', '2026-01-05T09:00:00.001Z'));
	await store.close();
	await stage(file, path);
	await finishRestore(path);
	await stage(file, path);
	await finishRestore(path);
	const restored = await open(path);
	t.deepEqual((await restored.audit.list({}, {limit: 9})).items.map(({subject}) => subject), ['last', 'after', 'before']);
	await restored.close();
});

test('a recording that still ran when the backup was made stays whole when it is restored', async t => {
	const path = await box(t);
	const store = await open(path);
	await store.recordings.put(recording('r', {state: 'running', durationMs: 0, bytes: 0}));
	await writeFile(join(path, 'recordings', 'r.opus'), audio.subarray(0, 700));
	const file = await backup(path);
	await store.recordings.put(recording('r'));
	await writeFile(join(path, 'recordings', 'r.opus'), audio);
	await store.close();
	await stage(file, path);
	await finishRestore(path);
	const restored = await open(path);
	t.deepEqual(await restored.recordings.get('r' as RecordingId), recording('r'));
	await restored.close();
	t.deepEqual(await readFile(join(path, 'recordings', 'r.opus')), audio);
});

test('a call that was up when the backup was made ends there in the history, however late it is restored', async t => {
	const path = await box(t);
	const store = await open(path);
	await store.calls.put(call('up', {startedAt: '2026-02-03T09:50:00.000Z', endedAt: null, outcome: null}));
	const file = await backup(path);
	await store.close();
	const other = await dataDir(t);
	await stage(file, other);
	await finishRestore(other);
	const restored = await open(other);
	const {items} = await restored.calls.list({}, {limit: 9});
	t.like(items.find(({id}) => id === 'up'), {endedAt: now.toISOString(), outcome: 'box-stopped'});
	await restored.close();
});

const spoils = test.macro({
	title: (title = '') => `a backup is put in place of a database with ${title}`,
	async exec(t, spoil: (database: Buffer) => Buffer) {
		const path = await box(t);
		const file = await backup(path);
		const present = join(path, 'partyline.db');
		await writeFile(present, spoil(await readFile(present)));
		await t.throwsAsync(open(path), {code: 'DATABASE_DAMAGED'});
		await stage(file, path);
		t.true(await finishRestore(path));
		const store = await open(path);
		t.like((await store.conferences.list())[0], staticInput);
		await store.close();
		t.deepEqual(await readFile(join(path, 'recordings', 'r.opus')), audio);
	},
});
test('a spoilt header', spoils, database => database.fill('x', 0, 100));
test('spoilt pages', spoils, database => database.fill('x', 4096 * 2));
test('its second half missing', spoils, database => database.subarray(0, Math.floor(database.length / 2)));

test('a recording that is deleted while a backup is made is left out, and the rest is whole', async t => {
	const path = await box(t);
	await writeFile(join(path, 'recordings', 'a.opus'), randomBytes(8_000_000));
	const chunks: Buffer[] = [];
	const output = new Writable({
		write(chunk: Buffer, _encoding, done) {
			chunks.push(chunk);
			rm(join(path, 'recordings', 'r.opus'), {force: true}).then(() => done(), done);
		},
	});
	await writeBackup({dataDir: path, recordings: true, passphrase: null, version: '1.2.3', now}, output);
	const other = await dataDir(t);
	await stage(Buffer.concat(chunks), other);
	t.true(await finishRestore(other));
	t.deepEqual(await readdir(join(other, 'recordings')), ['a.opus']);
});

test('until the restore is finished nothing of the box is touched', async t => {
	const file = await backup(await box(t));
	const path = await dataDir(t);
	const store = await open(path);
	await store.conferences.create({...staticInput, extension: '9000'});
	await stage(file, path);
	t.deepEqual((await store.conferences.list()).map(({extension}) => extension), ['9000']);
	await store.close();
});

test('a backup that was looked at, and not agreed to, is not put in place, neither now nor later', async t => {
	const file = await backup(await box(t));
	const path = await dataDir(t);
	await check(file, path);
	t.false(await finishRestore(path));
	t.false(await acceptBackup(path));
	await stage(file, path);
	await discardBackup(path);
	t.false(await finishRestore(path));
	t.deepEqual(await readdir(path), []);
});

test('a restore that was interrupted goes on at the next start', async t => {
	const file = await backup(await box(t));
	const path = await dataDir(t);
	const store = await open(path);
	await store.conferences.create({...staticInput, extension: '9000'});
	await store.close();
	await stage(file, path);
	// As the power may leave it: the recording is in its place, and the old database is out of the way, but the new one not yet in.
	await writeFile(join(path, 'recordings', 'r.opus'), audio);
	await rm(join(path, 'restore-waiting', 'recordings'), {recursive: true});
	await rm(join(path, 'partyline.db'));
	t.true(await finishRestore(path));
	const after = await open(path);
	t.deepEqual((await after.conferences.list()).map(({extension}) => extension), ['8000']);
	await after.close();
	t.false(await finishRestore(path), 'and is over then');
});

test('what a restore replaced can be looked up', async t => {
	const file = await backup(await box(t));
	const path = await dataDir(t);
	const store = await open(path);
	await store.conferences.create({...staticInput, extension: '9000'});
	await store.close();
	await stage(file, path);
	await finishRestore(path);
	t.true((await readdir(path)).includes('before-restore.db'));
});

test('a backup with a passphrase is opened by it, and by the program age', async t => {
	const old = await box(t);
	const file = await backup(old, {passphrase: 'correct horse battery'});
	t.false(file.includes('manifest'));
	const path = await dataDir(t);
	t.is((await stage(file, path, 'correct horse battery')).boxName, 'Office');
	const folder = await mkdtemp(join(tmpdir(), 'partyline-age-'));
	t.teardown(() => rm(folder, {recursive: true}));
	await writeFile(join(folder, 'file.age'), file);
	// age asks for the passphrase at a terminal, so it is given one.
	const command = `printf 'correct horse battery\\n' | script -qec 'age -d -o plain file.age' /dev/null`;
	await promisify(execFile)('sh', ['-c', command], {cwd: folder});
	const plain = gunzipSync(await readFile(join(folder, 'plain')));
	t.true(plain.includes('manifest.json'));
});

test('a wrong passphrase, or none, opens nothing', async t => {
	const file = await backup(await box(t), {passphrase: 'correct horse battery'});
	await refuses(t, file, {code: 'WRONG_PASSPHRASE', passphrase: 'battery'});
	await refuses(t, file, {code: 'WRONG_PASSPHRASE'});
});

test('a backup that was cut short anywhere is refused whole', async t => {
	const file = await backup(await box(t));
	for (const part of [0, 0.01, 0.3, 0.6, 0.9, 0.999]) await refuses(t, file.subarray(0, Math.floor(file.length * part)), {code: 'BAD_BACKUP'});
});

test('a backup with one bit wrong is refused whole', async t => {
	const file = await backup(await box(t));
	// What it says of itself comes first, and may then be refused for that.
	for (const part of [0.2, 0.5, 0.8, 0.95]) await refuses(t, spoilt(file, Math.floor(file.length * part)), {code: 'BAD_BACKUP'});
});

test('a backup whose last checksum is wrong is refused, though all files in it are right', async t => {
	const file = await backup(await box(t));
	await refuses(t, flipped(file, file.length - 6), {code: 'BAD_BACKUP'});
});

test('a backup that was changed and packed again is refused whole', async t => {
	const tar = gunzipSync(await backup(await box(t)));
	const inDatabase = tar.indexOf('SQLite format 3') + 5000;
	const inRecording = tar.indexOf('OggS and so on') + 100;
	for (const place of [inDatabase, inRecording]) await refuses(t, gzipSync(flipped(tar, place)), {code: 'BAD_BACKUP'});
});

/** The first bit from there on that means something: some runs can be told in two ways (RFC 1951, 3.2.5), and are the same file then. */
function spoilt(file: Buffer, from: number): Buffer {
	const whole = gunzipSync(file);
	for (let place = from; place < file.length; place++) {
		const damaged = flipped(file, place);
		if (!unpacked(damaged)?.equals(whole)) return damaged;
	}
	throw new Error('No bit of this file means anything.');
}

function unpacked(file: Buffer): Buffer | undefined {
	try {
		return gunzipSync(file);
	} catch {
		return undefined;
	}
}

function flipped(file: Buffer, place: number): Buffer {
	const damaged = Buffer.from(file);
	damaged[place] = (damaged[place] ?? 0) ^ 1;
	return damaged;
}

test('an encrypted backup with one bit wrong is refused whole', async t => {
	const file = await backup(await box(t), {passphrase: 'Correct horse'});
	await refuses(t, flipped(file, file.length - 100), {code: 'BAD_BACKUP', passphrase: 'Correct horse'});
});

test('a backup that would take all the memory of the box to be opened is refused before that', async t => {
	const file = await backup(await box(t), {passphrase: 'Correct horse'});
	const start = file.subarray(0, 80).toString('latin1').replace(/ 16\n/, ' 20\n');
	t.true(start.includes(' 20\n'));
	await refuses(t, Buffer.concat([Buffer.from(start, 'latin1'), file.subarray(80)]), {code: 'BAD_BACKUP', passphrase: 'Correct horse'});
});

test('a file that is no backup is refused', async t => {
	await refuses(t, Buffer.from('Dear diary'.repeat(1000)), {code: 'BAD_BACKUP'});
	await refuses(t, gzipSync(Buffer.from('Dear diary')), {code: 'BAD_BACKUP'});
	await refuses(t, Buffer.alloc(0), {code: 'BAD_BACKUP'});
});
