import {rm} from 'node:fs/promises';
import {join} from 'node:path';
import test from 'ava';
import {RunningBox, type Answer} from './running-box.js';

const codeOf = ({body}: Answer) => (body as {error: {code: string}}).error.code;

/** Asks for a backup and fetches it, as the page does. */
async function backup(box: RunningBox, wanted: object): Promise<{file: Buffer; name: string; path: string}> {
	const {body} = await box.ask('POST', '/backups', {body: wanted});
	const {path} = body as {path: string};
	const response = await fetch(box.origin + path, {headers: {authorization: `Bearer ${await box.token('admin')}`}});
	return {file: Buffer.from(await response.arrayBuffer()), name: response.headers.get('content-disposition') ?? '', path};
}

async function restore(box: RunningBox, file: Buffer, passphrase?: string): Promise<{status: number; body: unknown}> {
	const headers: Record<string, string> = {authorization: `Bearer ${await box.token('admin')}`, 'content-type': 'application/octet-stream'};
	if (passphrase !== undefined) headers['x-partyline-passphrase'] = Buffer.from(passphrase).toString('base64');
	const response = await fetch(`${box.origin}/api/v1/backups/restore`, {method: 'POST', headers, body: new Uint8Array(file)});
	return {status: response.status, body: await response.json()};
}

test('an admin takes a backup of one box, and the next start of another has all that was on the first', async t => {
	const [from, to] = await Promise.all([RunningBox.start(t), RunningBox.start(t)]);
	await from.ask('POST', '/conferences', {body: {kind: 'static', extension: '8000', pin: '1234'}});
	const {file, name} = await backup(from, {recordings: true, passphrase: 'Größe, zähl!'});
	t.regex(name, /office-.*\.partyline\.age/);
	t.like(await restore(to, file, 'Größe, zähl!'), {status: 200, body: {boxName: 'Partyline', recordings: true}});
	t.deepEqual((await to.store.conferences.list()).length, 0, 'nothing changes before the restart');
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
	t.is(codeOf(await restore(box, file, 'wrong horse') as Answer), 'WRONG_PASSPHRASE');
	t.is(codeOf(await box.ask('POST', '/backups', {body: {passphrase: 'short'}})), 'INVALID_INPUT');
	t.false(box.logged.join().includes('correct horse'));
});

test('a backup that can not be made breaks off, and is never taken for a whole one', async t => {
	const box = await RunningBox.start(t);
	const {body} = await box.ask('POST', '/backups', {body: {}});
	await rm(join(box.dataDir, 'partyline.db'));
	const whole = fetch(box.origin + (body as {path: string}).path, {headers: {authorization: `Bearer ${await box.token('admin')}`}}).then(response => response.arrayBuffer());
	await t.throwsAsync(whole);
});
