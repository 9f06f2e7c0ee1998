import {readFile, stat, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import test from 'ava';
import type {ConferenceId, RecordingId, UserId} from '../../../firmware/contract/index.js';
import {ManualClock} from '../../support/manual-clock.js';
import {call, dynamicInput, recording, staticInput} from './builders.js';
import {dataDir, open, reopen} from './data-dir.js';

test('everything that was saved is there after a restart', async t => {
	const path = await dataDir(t);
	const before = await open(path);
	const first = await before.conferences.create(staticInput);
	const second = await before.conferences.create(dynamicInput);
	const settings = await before.settings.read();
	await before.settings.write({...settings, box: {name: 'Office', language: 'de', timeZone: 'Europe/Berlin'}});
	await before.calls.put(call('a'));
	await before.recordings.put(recording('r'));
	const {token} = await before.tokens.create({name: 'script', role: 'organizer', expiresAt: null});
	await before.users.create({name: 'Kim', password: 'Correct horse', role: 'admin'});
	const {secret} = await before.sessions.create({user: null, name: 'link', role: 'user'});

	const after = await reopen(before, path);
	t.deepEqual(await after.conferences.list(), [first, second].flatMap(made => typeof made === 'string' ? [] : [made]));
	t.like(await after.settings.read(), {box: {name: 'Office', language: 'de', timeZone: 'Europe/Berlin'}, sip: {udpPort: 5060}});
	t.deepEqual((await after.calls.list({}, {limit: 9})).items, [call('a')]);
	t.deepEqual((await after.recordings.list({}, {limit: 9})).items, [recording('r')]);
	t.like(await after.tokens.find(token), {name: 'script', role: 'organizer'});
	t.like((await after.sessions.logIn('kim', 'Correct horse'))?.view, {name: 'Kim', role: 'admin'});
	t.like(await after.sessions.find(secret), {name: 'link', role: 'user'});
	await after.close();
});

test('a box that was never set up has the defaults, no conference and nobody who may log in', async t => {
	const store = await open(await dataDir(t));
	t.like(await store.settings.read(), {box: {name: 'Partyline', language: 'en'}, keypad: {mute: '##1'}, history: {days: 93}});
	t.deepEqual(await store.conferences.list(), []);
	t.deepEqual(await store.users.list(), []);
	t.deepEqual(await store.tokens.list(), []);
	await store.close();
});

test('settings that break a rule are not stored, and the place is named', async t => {
	const store = await open(await dataDir(t));
	const settings = await store.settings.read();
	const bad = {...settings, sip: {...settings.sip, udpPort: null, tcpPort: null}};
	await t.throwsAsync(() => store.settings.write(bad), {code: 'INVALID_INPUT'});
	const unknown = {...settings, horoscope: true};
	await t.throwsAsync(() => store.settings.write(unknown), {code: 'INVALID_INPUT'});
	t.deepEqual(await store.settings.read(), settings);
	await store.close();
});

test('two conferences never get the same extension, even in the same instant', async t => {
	const store = await open(await dataDir(t));
	const results = await Promise.all([1, 2, 3, 4].map(() => store.conferences.create(staticInput)));
	t.is(results.filter(result => result === 'extension-taken').length, 3);
	t.is((await store.conferences.list()).length, 1);
	await store.close();
});

test('a conference is replaced whole, and its extension can not become another one\'s', async t => {
	const store = await open(await dataDir(t));
	const first = await store.conferences.create(staticInput);
	const second = await store.conferences.create(dynamicInput);
	if (typeof first === 'string' || typeof second === 'string') return t.fail();
	t.is(await store.conferences.replace({...second, extension: '8000'}), 'extension-taken');
	t.is(await store.conferences.replace({...second, description: 'New'}), 'replaced');
	t.is(await store.conferences.replace({...second, id: 'nobody' as ConferenceId, extension: '1'}), 'not-found');
	t.like(await store.conferences.get(second.id), {description: 'New', extension: '8500'});
	t.true(await store.conferences.delete(first.id));
	t.false(await store.conferences.delete(first.id));
	await store.close();
});

test('a long history comes page by page, newest first, each call once', async t => {
	const store = await open(await dataDir(t));
	for (let n = 0; n < 25; n++) await store.calls.put(call(`c${n}`, {startedAt: `2026-01-05T08:00:${String(Math.floor(n / 3)).padStart(2, '0')}.000Z`}));
	const seen: string[] = [];
	let cursor: string | undefined;
	do {
		const page = await store.calls.list({}, {limit: 4, ...(cursor === undefined ? {} : {cursor})});
		t.true(page.items.length <= 4);
		seen.push(...page.items.map(({startedAt, id}) => `${startedAt} ${id}`));
		cursor = page.next ?? undefined;
	} while (cursor !== undefined);
	t.is(new Set(seen).size, 25);
	t.deepEqual(seen, [...seen].sort().reverse());
	await store.close();
});

test('the history is filtered by time, conference and part of a number', async t => {
	const store = await open(await dataDir(t));
	await store.calls.put(call('a', {number: '100', startedAt: '2026-01-01T00:00:00.000Z'}));
	await store.calls.put(call('b', {number: '205', startedAt: '2026-01-02T00:00:00.000Z', conference: 'c2' as ConferenceId}));
	const ids = async (filter: Parameters<typeof store.calls.list>[0]) => (await store.calls.list(filter, {limit: 9})).items.map(({id}) => String(id));
	t.deepEqual(await ids({from: new Date('2026-01-02T00:00:00Z')}), ['b']);
	t.deepEqual(await ids({to: new Date('2026-01-02T00:00:00Z')}), ['a']);
	t.deepEqual(await ids({conference: 'c2' as ConferenceId}), ['b']);
	t.deepEqual(await ids({number: '10'}), ['a']);
	t.deepEqual(await ids({number: '%'}), []);
	await store.close();
});

test('calls older than the days kept are deleted, those that still last stay', async t => {
	const clock = new ManualClock(new Date('2026-05-01T00:00:00Z'));
	const store = await open(await dataDir(t), {clock});
	await store.calls.put(call('old'));
	await store.calls.put(call('lasting', {endedAt: null}));
	await store.calls.put(call('new', {startedAt: '2026-04-30T00:00:00.000Z'}));
	t.is(await store.deleteOldHistory(), 1);
	t.deepEqual((await store.calls.list({}, {limit: 9})).items.map(({id}) => String(id)), ['new', 'lasting']);
	await store.close();
});

test('a deleted recording is gone with its file, and one whose file is gone can be deleted', async t => {
	const store = await open(await dataDir(t));
	const id = 'r1' as RecordingId;
	await store.recordings.put(recording(id));
	await writeFile(store.recordings.path(id), 'audio');
	await store.recordings.delete(id);
	await t.throwsAsync(stat(store.recordings.path(id)), {code: 'ENOENT'});
	t.is(await store.recordings.get(id), undefined);
	await store.recordings.put(recording(id));
	await store.recordings.delete(id);
	t.is(await store.recordings.get(id), undefined);
	await store.close();
});

test('a token is good until it expires or is deleted, and its last use is kept to the minute', async t => {
	const clock = new ManualClock();
	const store = await open(await dataDir(t), {clock});
	const {token, id} = await store.tokens.create({name: 'a', role: 'user', expiresAt: new Date(clock.now().getTime() + 3_600_000).toISOString()});
	t.is((await store.tokens.list())[0]?.lastUsedAt, null);
	await store.tokens.find(token);
	t.is((await store.tokens.list())[0]?.lastUsedAt, clock.now().toISOString());
	await clock.advance(3_600_000);
	t.is(await store.tokens.find(token), undefined);
	t.is(await store.tokens.find('something else'), undefined);
	t.true(await store.tokens.delete(id));
	await store.close();
});

test('a log-in ends after a week', async t => {
	const clock = new ManualClock();
	const store = await open(await dataDir(t), {clock});
	const {secret} = await store.sessions.create({user: null, name: 'link', role: 'admin'});
	await clock.advance(7 * 24 * 3_600_000 - 1);
	t.truthy(await store.sessions.find(secret));
	await clock.advance(1);
	t.is(await store.sessions.find(secret), undefined);
	await store.close();
});

test('a user\'s log-ins end with a new password, a new role, or the user', async t => {
	const store = await open(await dataDir(t));
	await store.users.create({name: 'Root', password: 'password 1', role: 'admin'});
	const user = await store.users.create({name: 'Kim', password: 'password 2', role: 'user'});
	if (typeof user === 'string') return t.fail();
	const logIn = () => store.sessions.create({user: user.id, name: user.name, role: user.role});
	const ends = [() => store.users.change(user.id, {password: 'password 3'}), () => store.users.change(user.id, {role: 'organizer'}), () => store.users.delete(user.id)];
	for (const end of ends) {
		const {secret} = await logIn();
		await end();
		t.is(await store.sessions.find(secret), undefined);
	}
	await store.close();
});

test('the last admin stays, names differ by more than case, and a wrong password is refused', async t => {
	const store = await open(await dataDir(t));
	const admin = await store.users.create({name: 'Kim', password: 'password 1', role: 'admin'});
	if (typeof admin === 'string') return t.fail();
	t.is(await store.users.create({name: 'KIM', password: 'password 2', role: 'user'}), 'name-taken');
	t.is(await store.users.delete(admin.id), 'last-admin');
	t.is(await store.users.change(admin.id, {role: 'user'}), 'last-admin');
	t.is(await store.users.change('nobody' as UserId, {role: 'user'}), 'not-found');
	t.is(await store.sessions.logIn('Kim', 'password 2'), undefined);
	t.is(await store.sessions.logIn('Robin', 'password 1'), undefined);
	t.like((await store.sessions.logIn('Kim', 'password 1'))?.view, {user: admin.id});
	await store.close();
});

test('neither a token nor a password nor a cookie\'s secret is in the database', async t => {
	const path = await dataDir(t);
	const store = await open(path);
	const {token} = await store.tokens.create({name: 'a', role: 'user', expiresAt: null});
	const {secret} = await store.sessions.create({user: null, name: 'link', role: 'admin'});
	await store.users.create({name: 'Kim', password: 'Correct horse battery', role: 'admin'});
	await store.close();
	const content = await readFile(join(path, 'partyline.db'), 'latin1');
	for (const hidden of [token, secret, 'Correct horse battery']) t.false(content.includes(hidden));
});
