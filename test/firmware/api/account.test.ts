import test, {type ExecutionContext} from 'ava';
import {admin, RunningBox} from './running-box.js';

const own = {'x-partyline': 'page'};

/** A browser that is logged in with a name and a password. */
async function logIn(box: RunningBox, credentials: {name: string; password: string} = admin, headers: Record<string, string> = {}) {
	const answer = await box.ask('POST', '/session', {token: '', headers: {...own, ...headers}, body: credentials});
	const cookie = answer.headers.get('set-cookie')?.split(';')[0] ?? '';
	const ask = (method: string, path: string, body?: object) => box.ask(method, path, {token: '', headers: {...own, cookie}, ...(body && {body})});
	return {status: answer.status, cookie, ask, isIn: async () => (await ask('GET', '/session')).status === 200};
}

async function boxWithTwoBrowsers(t: ExecutionContext) {
	const box = await RunningBox.start(t);
	return {box, here: await logIn(box), there: await logIn(box)};
}

test('somebody who changes the password stays logged in here and is out everywhere else', async t => {
	const {box, here, there} = await boxWithTwoBrowsers(t);
	t.is((await here.ask('PATCH', '/session/password', {old: admin.password, password: 'Another-Sesame-1'})).status, 204);
	t.deepEqual([await here.isIn(), await there.isIn()], [true, false]);
	t.is((await logIn(box)).status, 401);
	t.is((await logIn(box, {name: 'admin', password: 'Another-Sesame-1'})).status, 201);
});

test('a password is changed by who knows the old one alone, and guessing is throttled', async t => {
	const {box, here, there} = await boxWithTwoBrowsers(t);
	for (let n = 0; n < 5; n++) {
		const {status, body} = await here.ask('PATCH', '/session/password', {old: `guess ${n}`, password: 'Another-Sesame-1'});
		t.is(status, 401);
		t.like(body, {error: {code: 'WRONG_PASSWORD', problems: [{path: '/old'}]}});
	}
	t.is((await here.ask('PATCH', '/session/password', {old: admin.password, password: 'Another-Sesame-1'})).status, 429);
	t.deepEqual([await here.isIn(), await there.isIn()], [true, true]);
	t.is((await logIn(box)).status, 201);
});

test('a new password that the policy refuses is refused at its field', async t => {
	const {here} = await boxWithTwoBrowsers(t);
	for (const password of ['Short1', 'no capitals here', 'NO SMALL LETTERS']) {
		const {status, body} = await here.ask('PATCH', '/session/password', {old: admin.password, password});
		t.is(status, 400, password);
		t.like(body, {error: {problems: [{path: '/password', message: 'must have at least 8 characters, with upper and lower case letters'}]}});
	}
});

test('a token and somebody who came by a link have no password to change', async t => {
	const box = await RunningBox.start(t);
	const {code} = box.api.createLoginLink('admin');
	const answer = await box.ask('POST', '/session', {token: '', headers: own, body: {code}});
	const cookie = answer.headers.get('set-cookie')?.split(';')[0] ?? '';
	const body = {old: admin.password, password: 'Another-Sesame-1'};
	t.is((await box.ask('PATCH', '/session/password', {token: '', headers: {...own, cookie}, body})).status, 409);
	t.is((await box.ask('PATCH', '/session/password', {body})).status, 409);
	t.is((await logIn(box)).status, 201);
});

test('somebody logs out everywhere', async t => {
	const {here, there} = await boxWithTwoBrowsers(t);
	t.is((await here.ask('DELETE', '/sessions')).status, 204);
	t.deepEqual([await here.isIn(), await there.isIn()], [false, false]);
});

test('a cookie from before the log-in is worth nothing after it', async t => {
	const box = await RunningBox.start(t);
	const planted = await logIn(box);
	const victim = await logIn(box, admin, {cookie: planted.cookie});
	t.not(victim.cookie, planted.cookie);
	t.deepEqual([await planted.isIn(), await victim.isIn()], [false, true]);
});

test('somebody has 20 log-ins at most; the oldest ends first', async t => {
	const box = await RunningBox.start(t);
	const [{id} = {id: ''}] = await box.store.users.list();
	const secrets: string[] = [];
	for (let n = 0; n < 21; n++) {
		const {secret} = await box.store.sessions.create({user: id as never, name: 'admin', role: 'admin'});
		secrets.push(secret);
		await box.clock.advance(1000);
	}
	t.is(await box.store.sessions.find(secrets[0] ?? ''), undefined);
	t.truthy(await box.store.sessions.find(secrets[1] ?? ''));
});

test('somebody who is renamed is seen by the new name at once, and everybody is told that people changed', async t => {
	const box = await RunningBox.start(t);
	const {body} = await box.ask('POST', '/users', {body: {name: 'Kim', password: 'Correct horse', role: 'user', recordingQuotaMegabytes: 5, dailySpend: 2.5}});
	t.like(body, {recordingQuotaMegabytes: 5, dailySpend: 2.5});
	const kim = await logIn(box, {name: 'Kim', password: 'Correct horse'});
	const {id} = body as {id: string};
	await box.ask('PATCH', `/users/${id}`, {body: {name: 'Kim B'}});
	t.like((await kim.ask('GET', '/session')).body, {name: 'Kim B', user: id});
	await box.ask('DELETE', `/users/${id}`);
	t.deepEqual(box.told, ['users', 'users', 'users']);
	t.false(await kim.isIn());
});

test('a token does what it is good for', async t => {
	const box = await RunningBox.start(t);
	const {body} = await box.ask('POST', '/tokens', {body: {name: 'panel', role: 'admin', scopes: ['read', 'control']}});
	t.like(body, {scopes: ['read', 'control']});
	const {token} = body as {token: string};
	t.is((await box.ask('GET', '/settings', {token})).status, 200);
	t.is((await box.ask('PATCH', '/rooms/room1', {token, body: {locked: true}})).status, 204);
	const refused = await box.ask('PATCH', '/settings', {token, body: {box: {name: 'x'}}});
	t.is(refused.status, 403);
	t.true(refused.text.includes('configure'));
	t.is((await box.ask('POST', '/tokens', {body: {name: 'x', role: 'user', scopes: []}})).status, 400);
	t.is((await box.ask('POST', '/tokens', {body: {name: 'x', role: 'user', scopes: ['fly']}})).status, 400);
});

test('secrets in settings are shown as dots, and dots sent back leave them', async t => {
	const box = await RunningBox.start(t);
	const set = await box.ask('PATCH', '/settings', {body: {mqtt: {user: 'box', password: 'Broker-Secret'}}});
	t.like(set.body, {settings: {mqtt: {user: 'box', password: '••••••••', clientKey: ''}}});
	t.like((await box.ask('GET', '/settings')).body, {mqtt: {password: '••••••••'}});
	await box.ask('PATCH', '/settings', {body: {mqtt: {user: 'other', password: '••••••••'}}});
	t.like(await box.store.settings.read(), {mqtt: {user: 'other', password: 'Broker-Secret'}});
	t.like((await box.ask('PATCH', '/settings', {body: {mqtt: {password: ''}}})).body, {settings: {mqtt: {user: 'other', password: ''}}});
	t.false(box.logged.join('').includes('Broker-Secret'));
});
