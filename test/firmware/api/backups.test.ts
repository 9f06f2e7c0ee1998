import {randomBytes} from 'node:crypto';
import {readdir, rm, truncate, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import test from 'ava';
import {finishRestore} from '../../../firmware/backup/index.js';
import {admin, RunningBox, type Answer} from './running-box.js';

const idOf = ({body}: {body: unknown}) => (body as {id: string}).id;
const codeOf = ({body}: Answer) => (body as {error: {code: string}}).error.code;

/** Asks for a backup and fetches it, as the page does. */
async function backup(box: RunningBox, wanted: object): Promise<{file: Buffer; name: string; path: string}> {
	const {body} = await box.ask('POST', '/backups', {body: wanted});
	const {path} = body as {path: string};
	const response = await fetch(box.origin + path, {headers: {authorization: `Bearer ${await box.token('admin')}`}});
	return {file: Buffer.from(await response.arrayBuffer()), name: response.headers.get('content-disposition') ?? '', path};
}

type Sent = {passphrase?: string; path?: string; token?: string};

async function restore(box: RunningBox, file: Buffer, {passphrase, path = '/backups/restore', token}: Sent = {}): Promise<{status: number; body: unknown}> {
	const bearer = token ?? await box.token('admin');
	const headers: Record<string, string> = {'content-type': 'application/octet-stream', 'x-partyline': 'page', ...(bearer !== '' && {authorization: `Bearer ${bearer}`})};
	if (passphrase !== undefined) headers['x-partyline-passphrase'] = Buffer.from(passphrase).toString('base64');
	const response = await fetch(`${box.origin}/api/v1${path}`, {method: 'POST', headers, body: new Uint8Array(file)});
	return {status: response.status, body: await response.json()};
}

test('an admin takes a backup of one box, and the next start of another has all that was on the first', async t => {
	const [from, to] = await Promise.all([RunningBox.start(t), RunningBox.start(t)]);
	await from.ask('POST', '/conferences', {body: {kind: 'static', extension: '8000', pin: '1234'}});
	const {file, name} = await backup(from, {recordings: true, passphrase: 'Größe, zähl!'});
	t.regex(name, /office-.*\.partyline\.age/);
	const checked = await restore(to, file, {passphrase: 'Größe, zähl!'});
	t.like(checked, {status: 201, body: {boxName: 'Partyline', recordings: true, users: 1, conferences: 1}});
	t.deepEqual((await to.store.conferences.list()).length, 0, 'nothing changes before the restart');
	await to.stop();
	t.false(await finishRestore(to.dataDir), 'and nothing that was not agreed to');
	await to.start();
	t.is((await to.ask('POST', `/backups/restore/${idOf(checked)}`)).status, 404);
	const again = await restore(to, file, {passphrase: 'Größe, zähl!'});
	t.is((await to.ask('POST', `/backups/restore/${idOf(checked)}`)).status, 404, 'of another check');
	const accepted = await to.ask('POST', `/backups/restore/${idOf(again)}`);
	t.is(accepted.status, 201);
	t.like(accepted.body, {restarts: true, wayBack: {next: {https: 8443, httpsOnly: false}}});
	t.deepEqual(to.system.asked, ['restart']);
	await to.stop();
	t.true(await finishRestore(to.dataDir));
	await to.start();
	t.like(await to.store.conferences.list(), [{extension: '8000', pin: '1234'}]);
});

test('whoever stands before a new box puts a backup of another one in place, and then logs in as there', async t => {
	const [from, to] = await Promise.all([RunningBox.start(t), RunningBox.start(t, {fresh: true})]);
	await from.ask('POST', '/conferences', {body: {kind: 'static', extension: '8000'}});
	await from.ask('PATCH', '/settings', {body: {network: {https: 'only', httpsPort: 9443}}});
	const {file} = await backup(from, {passphrase: 'correct horse'});
	const door = {path: '/setup/restore', token: ''};
	t.is(codeOf(await restore(to, file, door) as Answer), 'WRONG_PASSPHRASE');
	t.is(codeOf(await restore(to, file.subarray(0, 3000), {...door, passphrase: 'correct horse'}) as Answer), 'BAD_BACKUP');
	const checked = await restore(to, file, {...door, passphrase: 'correct horse'});
	t.like(checked, {status: 201, body: {boxName: 'Partyline', users: 1, conferences: 1, recordings: false}});
	t.like((await to.ask('GET', '/setup', {token: ''})).body, {needed: true});
	const accepted = await to.ask('POST', `/setup/restore/${idOf(checked)}`, {token: '', headers: {'x-partyline': 'page'}});
	t.like(accepted.body, {restarts: true, wayBack: {next: {https: 9443, httpsOnly: true}}}, 'where the box is to be found then');
	await to.stop();
	t.true(await finishRestore(to.dataDir));
	await to.start();
	t.like((await to.ask('GET', '/setup', {token: ''})).body, {needed: false});
	t.is((await to.ask('POST', '/session', {token: '', headers: {'x-partyline': 'page'}, body: admin})).status, 201);
	t.like(await to.store.conferences.list(), [{extension: '8000'}]);
	const {items} = (await to.ask('GET', '/audit?action=/setup/restore')).body as {items: {action: string; outcome: string}[]};
	t.deepEqual(items.map(({action, outcome}) => `${action} ${outcome}`), ['POST /setup/restore/:id done', 'POST /setup/restore done', 'POST /setup/restore BAD_BACKUP', 'POST /setup/restore WRONG_PASSPHRASE']);
});

test('of a box that is set up strangers can put no backup in place, not even one that they sent before', async t => {
	const [from, to] = await Promise.all([RunningBox.start(t), RunningBox.start(t, {fresh: true})]);
	const {file} = await backup(from, {});
	const door = {path: '/setup/restore', token: ''};
	const checked = await restore(to, file, door);
	const answers = {adminName: 'Kim', password: 'Correct horse'};
	t.is((await to.ask('POST', '/setup', {token: '', headers: {'x-partyline': 'page'}, body: answers})).status, 201);
	t.is((await to.ask('POST', `/setup/restore/${idOf(checked)}`, {token: '', headers: {'x-partyline': 'page'}})).status, 409);
	t.is((await restore(to, file, door)).status, 409);
	t.deepEqual(to.system.asked, []);
	t.false((await readdir(to.dataDir)).some(name => name.startsWith('restore-')), 'nor does it wait for the next start');
});

test('another site can not have a new box take a backup', async t => {
	const box = await RunningBox.start(t, {fresh: true});
	const headers = {'content-type': 'application/octet-stream', 'origin': 'http://evil.example', 'sec-fetch-site': 'cross-site'};
	t.is((await fetch(`${box.origin}/api/v1/setup/restore`, {method: 'POST', headers, body: 'x'})).status, 403);
});

test('whoever has a new box check one bad file after another is shut out for a while', async t => {
	const box = await RunningBox.start(t, {fresh: true});
	const send = () => box.ask('POST', '/setup/restore', {token: '', raw: 'no backup', headers: {'x-partyline': 'page', 'content-type': 'application/octet-stream'}});
	const answers = await Promise.all(Array.from({length: 20}, send));
	t.is(answers.filter(({status}) => status === 400).length, 1, 'one is checked at a time');
	t.regex((await send()).text, /wait a quarter of an hour/);
});

test('a backup can be fetched once, and by nobody but an admin', async t => {
	const box = await RunningBox.start(t);
	const {path} = await backup(box, {recordings: false});
	t.is((await box.ask('GET', path)).status, 404);
	t.is((await box.ask('POST', '/backups', {body: {}, token: await box.token('organizer')})).status, 403);
	t.is((await box.ask('POST', '/backups', {body: {}, token: ''})).status, 401);
	const {body} = await box.ask('POST', '/backups', {body: {}});
	t.is((await box.ask('GET', (body as {path: string}).path, {token: await box.token('organizer')})).status, 403);
});

test('a backup that was asked for long ago is not handed out', async t => {
	const box = await RunningBox.start(t);
	const {body} = await box.ask('POST', '/backups', {body: {}});
	await box.clock.advance(6 * 60_000);
	t.is((await box.ask('GET', (body as {path: string}).path)).status, 404);
});

test('a file that is no backup, a wrong passphrase and a short passphrase are refused in words', async t => {
	const box = await RunningBox.start(t);
	const answer = await restore(box, Buffer.from('Dear diary'.repeat(100_000)));
	t.is(answer.status, 400);
	t.is(codeOf(answer as Answer), 'BAD_BACKUP');
	const {file} = await backup(box, {passphrase: 'correct horse'});
	t.is(codeOf(await restore(box, file, {passphrase: 'wrong horse'}) as Answer), 'WRONG_PASSPHRASE');
	t.is(codeOf(await box.ask('POST', '/backups', {body: {passphrase: 'short'}})), 'INVALID_INPUT');
	t.false(box.logged.join().includes('correct horse'));
});

/** Begins to fetch a backup that was asked for. */
async function fetchOf(box: RunningBox, {body}: Answer): Promise<Response> {
	return fetch(box.origin + (body as {path: string}).path, {headers: {authorization: `Bearer ${await box.token('admin')}`}});
}

test('a backup that can not be begun is refused in words', async t => {
	const box = await RunningBox.start(t);
	const asked = await box.ask('POST', '/backups', {body: {}});
	await rm(join(box.dataDir, 'partyline.db'));
	const response = await fetchOf(box, asked);
	t.is(response.status, 400);
	t.regex(await response.text(), /There is no box's data/);
});

test('a backup that can not be finished breaks off, and is never taken for a whole one', async t => {
	const box = await RunningBox.start(t);
	const recording = join(box.dataDir, 'recordings', 'r.opus');
	await writeFile(recording, randomBytes(16e6));
	const response = await fetchOf(box, await box.ask('POST', '/backups', {body: {recordings: true}}));
	t.is(response.status, 200);
	const reader = response.body?.getReader();
	for (let bytes = 0; bytes < 1e6;) bytes += (await reader?.read())?.value?.length ?? 1e6;
	await truncate(recording, 1000);
	await t.throwsAsync(async () => {
		while (!(await reader?.read())?.done);
	});
});
