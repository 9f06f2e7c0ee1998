import {mkdir, open as openFile, readFile, readdir, rm, stat, truncate, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import test, {type ExecutionContext} from 'ava';
import {PartylineError, type ErrorCode} from '../../../firmware/contract/index.js';
import {dynamicInput, staticInput} from './builders.js';
import {dataDir, mounted, open, tamper} from './data-dir.js';

/** The box refuses, names the path, and says what to do. */
async function refuses(t: ExecutionContext, path: string, code: ErrorCode): Promise<string> {
	const error = await t.throwsAsync(async () => {
		const store = await open(path);
		await store.close();
	}, {instanceOf: PartylineError});
	t.is(error.code, code);
	t.true(error.message.includes(path), error.message);
	return error.message;
}

async function filledFolder(t: ExecutionContext): Promise<{path: string; file: string}> {
	const path = await dataDir(t);
	const store = await open(path);
	for (let n = 0; n < 200; n++) await store.conferences.create({...staticInput, extension: String(7000 + n), description: 'x'.repeat(200)});
	await store.close();
	return {path, file: join(path, 'partyline.db')};
}

const damage = test.macro({
	title: (title = '') => `a database ${title} is refused and left as it is`,
	async exec(t, spoil: (file: string) => Promise<void>) {
		const {path, file} = await filledFolder(t);
		await spoil(file);
		const before = await readFile(file);
		const message = await refuses(t, path, 'DATABASE_DAMAGED');
		t.regex(message, /backup/);
		t.deepEqual(await readFile(file), before);
	},
});

async function overwrite(file: string, position: number, bytes: Buffer): Promise<void> {
	const handle = await openFile(file, 'r+');
	await handle.write(bytes, 0, bytes.length, position);
	await handle.close();
}

test('whose header is spoilt', damage, file => overwrite(file, 0, Buffer.alloc(100, 7)));
test('of other content', damage, file => writeFile(file, 'no database at all'.repeat(1000)));
test('with spoilt pages', damage, file => overwrite(file, 4096, Buffer.alloc(40_960, 0xa5)));
test('cut in half', damage, async file => truncate(file, Math.floor((await stat(file)).size / 8192) * 4096));

test('a database of another program is refused and left as it is', async t => {
	const path = await dataDir(t);
	await tamper(path, 'CREATE TABLE recipes (name TEXT)');
	const before = await readFile(join(path, 'partyline.db'));
	t.regex(await refuses(t, path, 'DATABASE_DAMAGED'), /recipes/);
	t.deepEqual(await readFile(join(path, 'partyline.db')), before);
});

test('a database of a newer version is refused and left as it is', async t => {
	const {path, file} = await filledFolder(t);
	await tamper(path, 'PRAGMA user_version = 900');
	const before = await readFile(file);
	t.regex(await refuses(t, path, 'DATABASE_TOO_NEW'), /900/);
	t.deepEqual(await readFile(file), before);
});

test('settings of a newer version are refused', async t => {
	const {path} = await filledFolder(t);
	await tamper(path, `INSERT INTO settings (id, version, document) VALUES (1, 77, '{}')`);
	t.regex(await refuses(t, path, 'DATABASE_TOO_NEW'), /77/);
});

const badSettings = test.macro({
	title: (title = '') => `stored settings ${title} are refused`,
	async exec(t, document: string, finding: RegExp) {
		const {path} = await filledFolder(t);
		await tamper(path, `INSERT INTO settings (id, version, document) VALUES (1, 1, '${document}')`);
		t.regex(await refuses(t, path, 'DATABASE_DAMAGED'), finding);
	},
});
test('that are no JSON', badSettings, '{', /no JSON/);
test('out of bounds', badSettings, '{"history": {"days": -1}}', /\/history\/days/);
test('of an unknown name', badSettings, '{"horoscope": {}}', /\/horoscope/);

test('a second box on the same data folder is refused, and comes up when the first has ended', async t => {
	const path = await dataDir(t);
	const first = await open(path);
	await refuses(t, path, 'DATA_IN_USE');
	await first.conferences.create(staticInput);
	await first.close();
	const second = await open(path);
	t.is((await second.conferences.list()).length, 1);
	await second.close();
});

test('a box that was refused leaves the folder free', async t => {
	const {path} = await filledFolder(t);
	await tamper(path, 'PRAGMA user_version = 900');
	await refuses(t, path, 'DATABASE_TOO_NEW');
	await refuses(t, path, 'DATABASE_TOO_NEW');
});

test('a file where the data folder should be is a clear error', async t => {
	const path = join(await dataDir(t), 'data');
	await writeFile(path, 'mine');
	await refuses(t, path, 'DATA_READ_ONLY');
	t.is(await readFile(path, 'utf8'), 'mine');
});

test('a data folder below a file is a clear error', async t => {
	const path = await dataDir(t);
	await writeFile(join(path, 'file'), '');
	await refuses(t, join(path, 'file', 'data'), 'DATA_READ_ONLY');
});

test('a data folder on a read-only disk is a clear error', async t => {
	const path = await mounted(t, 'ro');
	if (path !== undefined) await refuses(t, path, 'DATA_READ_ONLY');
	else t.pass();
});

test('a data folder on a full disk is a clear error', async t => {
	const path = await mounted(t, 'size=32k');
	if (path !== undefined) await refuses(t, path, 'DISK_FULL');
	else t.pass();
});

test('a disk that fills up while the box runs refuses changes, loses nothing, and takes changes again when there is room', async t => {
	const path = await mounted(t, 'size=1m');
	if (path === undefined) return t.pass();
	const store = await open(path);
	await store.conferences.create(staticInput);
	const {token} = await store.tokens.create({name: 'script', role: 'user', expiresAt: null});
	const filler = await openFile(join(path, 'filler'), 'w');
	await t.throwsAsync(async () => {
		for (;;) await filler.write(Buffer.alloc(4096));
	}, {code: 'ENOSPC'});
	await filler.close();
	const error = await t.throwsAsync(async () => {
		for (let n = 0; n < 1000; n++) await store.conferences.create({...dynamicInput, extension: String(4000 + n), description: 'x'.repeat(200)});
	}, {instanceOf: PartylineError});
	t.is(error.code, 'DISK_FULL');
	t.true((await store.conferences.list()).some(({extension}) => extension === '8000'));
	t.like(await store.tokens.find(token), {name: 'script'}, 'it lets programs in');
	await rm(join(path, 'filler'));
	t.like(await store.conferences.create(dynamicInput), {extension: '8500'});
	await store.close();
	const again = await open(path);
	t.true((await again.conferences.list()).some(({extension}) => extension === '8500'));
	await again.close();
});

test('the data folder is closed to other users, and so is the database', async t => {
	const path = join(await dataDir(t), 'a', 'data');
	const store = await open(path);
	t.is((await stat(path)).mode & 0o777, 0o700);
	for (const name of await readdir(path)) t.is((await stat(join(path, name))).mode & 0o077, 0, name);
	await store.close();
});

test('a folder that somebody else made keeps its mode', async t => {
	const path = join(await dataDir(t), 'open');
	await mkdir(path, {mode: 0o755});
	const store = await open(path);
	t.is((await stat(path)).mode & 0o777, 0o755);
	t.is((await stat(join(path, 'partyline.db'))).mode & 0o777, 0o600);
	await store.close();
});
