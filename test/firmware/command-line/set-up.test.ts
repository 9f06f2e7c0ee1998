import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join, resolve} from 'node:path';
import {text} from 'node:stream/consumers';
import test, {type ExecutionContext} from 'ava';
import {createLog} from '../../../firmware/lib/log.js';
import {systemClock} from '../../../firmware/lib/clock.js';
import {openStore} from '../../../firmware/store/index.js';

async function newFolder(t: ExecutionContext): Promise<string> {
	const folder = await mkdtemp(join(tmpdir(), 'partyline-data-'));
	t.teardown(() => rm(folder, {recursive: true, force: true}));
	return folder;
}

/** What a verb answers that is typed as words, with this on its standard input. */
async function typed(words: readonly string[], input: string): Promise<{code: number | null; said: string; complaint: string}> {
	const child = spawn(process.execPath, [resolve('build/firmware/main.js'), ...words], {stdio: 'pipe'});
	child.stdin.end(input);
	const [said, complaint, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close') as Promise<[number | null]>]);
	return {code, said, complaint};
}

async function storeIn(t: ExecutionContext, dataDir: string) {
	const store = await openStore({dataDir, log: createLog('silent'), clock: systemClock, by: 'tool'});
	t.teardown(() => store.close());
	return store;
}

test('a script sets a box up, gives somebody a new password, and both are in the audit log', async t => {
	const dataDir = await newFolder(t);
	const words = ['setup', '--admin', 'Kim', '--password-file', '-', '--name', 'Office', '--country', 'de', '--language', 'de', '--time-zone', 'Europe/Berlin', '--extension', '8000', '--pin', '1234', '--data', dataDir];
	const done = await typed(words, 'Correct horse\n');
	t.is(done.code, 0, done.complaint);
	t.regex(done.said, /Kim can log in/);
	const store = await storeIn(t, dataDir);
	t.like((await store.sessions.logIn('Kim', 'Correct horse'))?.view, {role: 'admin'});
	t.like(await store.settings.read(), {box: {name: 'Office', language: 'de', timeZone: 'Europe/Berlin'}, lines: {country: 'de'}});
	t.like(await store.conferences.list(), [{extension: '8000', pin: '1234'}]);
	const again = await typed(words, 'Correct horse\n');
	t.is(again.code, 1);
	t.regex(again.complaint, /set up already.*CONFLICT/);
	const renewed = await typed(['user', 'password', 'kim', '--password-file', '-', '--data', dataDir], 'Another horse\n');
	t.is(renewed.code, 0, renewed.complaint);
	t.is(await store.sessions.logIn('Kim', 'Correct horse'), undefined);
	t.like((await store.sessions.logIn('Kim', 'Another horse'))?.view, {role: 'admin'});
	const {items} = await store.audit.list({}, {limit: 10});
	t.like(items, [{kind: 'command-line', action: 'user password', subject: 'kim'}, {kind: 'command-line', action: 'setup', subject: 'Kim'}]);
});

test('a backup of an older version is put in place in a folder that no box ever had, checked without touching it before', async t => {
	const dataDir = join(await newFolder(t), 'new', 'data');
	const file = resolve('test/firmware/backup/database-2.partyline');
	const looked = await typed(['restore', file, '--json', '--data', dataDir], '');
	t.like(JSON.parse(looked.said), {checked: {boxName: 'Old office', users: 2, conferences: 2}});
	t.deepEqual(await (await storeIn(t, dataDir)).users.list(), []);
	const done = await typed(['restore', file, '--data', dataDir], '');
	t.is(done.code, 0, done.complaint);
	t.regex(done.said, /The backup of "Old office".*without recordings, users: 2, conferences: 2, is in place/);
	t.like((await (await storeIn(t, dataDir)).sessions.logIn('Kim', 'Correct horse'))?.view, {role: 'admin'});
	const wrong = await typed(['restore', '-', '--data', dataDir], 'no backup');
	t.is(wrong.code, 1);
	t.regex(wrong.complaint, /damaged, or no backup.*BAD_BACKUP/);
	t.like(await (await storeIn(t, dataDir)).users.list(), [{name: 'Kim'}, {name: 'Robin'}]);
});

test('a script whose answers are wrong is told which, and sets nothing up', async t => {
	const dataDir = await newFolder(t);
	const weak = await typed(['setup', '--admin', 'Kim', '--password-file', '-', '--data', dataDir], 'weak\n');
	t.is(weak.code, 1);
	t.regex(weak.complaint, /password must have at least 8 characters/);
	t.false(weak.complaint.includes('weak'));
	const wrong = await typed(['setup', '--admin', 'Kim', '--password-file', '-', '--time-zone', 'Mars/Base', '--extension', 'x', '--data', dataDir], 'Correct horse\n');
	t.regex(wrong.complaint, /conference\/extension/);
	t.regex((await typed(['user', 'password', 'Nobody', '--password-file', '-', '--data', dataDir], 'Correct horse\n')).complaint, /There is no user "Nobody"/);
	t.deepEqual(await (await storeIn(t, dataDir)).users.list(), []);
});
