import {request as httpRequest} from 'node:http';
import test from 'ava';
import {createToken} from '../../../firmware/api/index.js';
import type {UserId, UserView} from '../../../firmware/contract/index.js';
import {overtake} from '../store/data-dir.js';
import {RunningBox} from './running-box.js';

const own = {'x-partyline': 'page'};
const kim = {name: 'Kim', password: 'Correct horse', role: 'organizer'};

/** The cookie that a log-in sets, as the browser sends it back. */
function cookieIn(headers: Headers): string {
	return headers.get('set-cookie')?.split(';')[0] ?? '';
}

async function boxWithKim(t: Parameters<typeof RunningBox.start>[0]) {
	const box = await RunningBox.start(t);
	await box.store.users.create({...kim, role: 'organizer'});
	const logIn = (body: object, headers: Record<string, string> = own) => box.ask('POST', '/session', {token: '', body, headers});
	return {box, logIn};
}

test('somebody with a name and a password logs in, is who he is, and logs out', async t => {
	const {box, logIn} = await boxWithKim(t);
	const {status, headers, body} = await logIn({name: 'kim', password: kim.password});
	t.is(status, 201);
	t.like(body, {name: 'Kim', role: 'organizer'});
	const setCookie = headers.get('set-cookie') ?? '';
	for (const part of ['HttpOnly', 'SameSite=Strict', 'Path=/']) t.true(setCookie.includes(part), setCookie);
	const cookie = cookieIn(headers);
	t.like((await box.ask('GET', '/session', {token: '', headers: {cookie}})).body, {name: 'Kim', role: 'organizer'});
	t.is((await box.ask('DELETE', '/session', {token: '', headers: {cookie, ...own}})).status, 204);
	t.is((await box.ask('GET', '/session', {token: '', headers: {cookie}})).status, 401);
});

test('a log-in survives a restart', async t => {
	const {box, logIn} = await boxWithKim(t);
	const cookie = cookieIn((await logIn({name: 'Kim', password: kim.password})).headers);
	await box.stop();
	await box.start();
	t.like((await box.ask('GET', '/session', {token: '', headers: {cookie}})).body, {name: 'Kim'});
});

const anotherPassword = `UPDATE users SET password = 'another' WHERE name = 'Kim'`;

test('somebody whose rights are taken away while he logs in does not have them afterwards', async t => {
	const {box} = await boxWithKim(t);
	const {users, sessions} = box.store;
	const [user] = (await users.list()).filter(({name}) => name === 'Kim');
	if (!user) return t.fail();
	const logsIn = sessions.logIn('Kim', kim.password);
	await users.change(user.id, {role: 'user'});
	t.like((await logsIn)?.view, {role: 'user'});
	t.is(await overtake(box.dataDir, box.store, {sql: anotherPassword, work: () => sessions.logIn('Kim', kim.password)}), undefined);
});

test('a password that an admin sets is not undone by a change that was begun with the old one', async t => {
	const {box, logIn} = await boxWithKim(t);
	const cookie = cookieIn((await logIn({name: 'Kim', password: kim.password})).headers);
	const [user] = (await box.store.users.list()).filter(({name}) => name === 'Kim');
	const work = () => box.store.users.changePassword(user?.id ?? 'gone' as UserId, {old: kim.password, password: 'Mine again 1', keep: cookie});
	t.is(await overtake(box.dataDir, box.store, {sql: anotherPassword, work}), 'wrong-password');
	t.is(await box.store.sessions.logIn('Kim', 'Mine again 1'), undefined);
});

const takenAway = test.macro({
	title: (title = '') => `a request whose second half comes after ${title} is refused`,
	async exec(t, takeAway: (box: RunningBox, user: UserId) => Promise<unknown>) {
		const box = await RunningBox.start(t);
		const {id} = await box.store.users.create({name: 'Kim', password: kim.password, role: 'admin'}) as UserView;
		const {headers} = await box.ask('POST', '/session', {token: '', headers: own, body: {name: 'Kim', password: kim.password}});
		const body = JSON.stringify({name: 'Back door', password: 'Correct horse', role: 'admin'});
		const request = httpRequest(`${box.origin}/api/v1/users`, {
			method: 'POST', headers: {...own, 'cookie': cookieIn(headers), 'content-type': 'application/json', 'content-length': body.length},
		});
		const answered = new Promise<number | undefined>(resolve => request.on('response', response => resolve(response.resume().statusCode)));
		const arrived = new Promise<void>(resolve => {
			const {find} = box.store.sessions;
			box.store.sessions.find = async secret => find(secret).finally(() => resolve());
		});
		request.write(body.slice(0, 20));
		await arrived;
		await takeAway(box, id);
		request.end(body.slice(20));
		t.is(await answered, 401);
		t.false((await box.store.users.list()).some(({name}) => name === 'Back door'));
	},
});
test('its sender is an admin no longer', takenAway, (box, user) => box.store.users.change(user, {role: 'user'}));
test('its sender was deleted', takenAway, (box, user) => box.store.users.delete(user));
test('its sender was logged out everywhere', takenAway, (box, user) => box.store.sessions.deleteOf(user));

test('a wrong password and an unknown name get the same answer', async t => {
	const {logIn} = await boxWithKim(t);
	const wrong = await logIn({name: 'Kim', password: 'wrong'});
	const unknown = await logIn({name: 'Robin', password: 'wrong'});
	t.is(wrong.status, 401);
	t.is(wrong.text, unknown.text);
	t.is((await logIn({name: 'Kim'})).status, 400);
	t.is((await logIn({})).status, 400);
});

test('whoever guesses passwords shuts out that name from his address alone, and soon his address', async t => {
	const {logIn} = await boxWithKim(t);
	for (let n = 0; n < 5; n++) t.is((await logIn({name: 'Kim', password: `guess ${n}`})).status, 401);
	const stopped = await logIn({name: 'KIM', password: kim.password});
	t.is(stopped.status, 429);
	t.like(stopped.body, {error: {code: 'TOO_MANY_REQUESTS'}});
	t.truthy(stopped.headers.get('retry-after'));
	const statuses: number[] = [];
	for (let n = 0; n < 20; n++) statuses.push((await logIn({name: `name ${n}`, code: 'guess'})).status);
	t.is(statuses[0], 401);
	t.is(statuses.at(-1), 429);
});

test('guessing at a name from one address does not shut out its owner at another', async t => {
	const {box, logIn} = await boxWithKim(t);
	for (let n = 0; n < 6; n++) await logIn({name: 'Kim', password: `guess ${n}`});
	t.is((await logIn({name: 'Kim', password: kim.password})).status, 429);
	const status = await new Promise((resolve, reject) => {
		const {port} = new URL(box.origin);
		const request = httpRequest({host: '127.0.0.1', port, localAddress: '127.0.0.9', path: '/api/v1/session', method: 'POST', headers: {'content-type': 'application/json'}});
		request.on('response', response => resolve(response.resume().statusCode));
		request.on('error', reject);
		request.end(JSON.stringify({name: 'Kim', password: kim.password}));
	});
	t.is(status, 201);
});

test('log-ins that succeed are not counted', async t => {
	const {logIn} = await boxWithKim(t);
	for (let n = 0; n < 6; n++) t.is((await logIn({name: 'Kim', password: kim.password})).status, 201);
});

test('the code of a log-in link works once', async t => {
	const {box, logIn} = await boxWithKim(t);
	const {code, path} = box.api.createLoginLink('admin');
	t.true(path.endsWith(code));
	const first = await logIn({code});
	t.is(first.status, 201);
	t.like((await box.ask('GET', '/session', {token: '', headers: {cookie: cookieIn(first.headers)}})).body, {role: 'admin'});
	t.is((await logIn({code})).status, 401);
	t.is((await logIn({code: 'something'})).status, 401);
});

test('the code of a log-in link is of no use after an hour', async t => {
	const {box, logIn} = await boxWithKim(t);
	const {code} = box.api.createLoginLink('admin');
	await box.clock.advance(3_600_000);
	t.is((await logIn({code})).status, 401);
});

const sites = test.macro({
	title: (title = '') => `a change by cookie ${title}`,
	async exec(t, headers: (origin: string) => Record<string, string>, status: number) {
		const box = await RunningBox.start(t);
		const {code} = box.api.createLoginLink('organizer');
		const cookie = cookieIn((await box.ask('POST', '/session', {token: '', body: {code}, headers: own})).headers);
		const answer = await box.ask('DELETE', '/participants/leg1', {token: '', headers: {cookie, ...headers(box.origin)}});
		t.is(answer.status, status, answer.text);
		t.is(box.rooms.asked.length, status === 204 ? 1 : 0);
	},
});
test('from the box\'s own page is done', sites, () => ({'sec-fetch-site': 'same-origin'}), 204);
test('with the page\'s header is done', sites, () => own, 204);
test('from the same origin in an old browser is done', sites, origin => ({origin}), 204);
test('from another site is refused', sites, origin => ({'sec-fetch-site': 'cross-site', origin}), 403);
test('from another port of the same machine is refused', sites, () => ({'sec-fetch-site': 'same-site'}), 403);
test('from another origin in an old browser is refused', sites, () => ({origin: 'http://evil.example'}), 403);
test('from a page without an origin is refused', sites, () => ({origin: 'null'}), 403);
test('of which nothing tells where it comes from is refused', sites, () => ({}), 403);

test('another site can not log somebody in', async t => {
	const {logIn} = await boxWithKim(t);
	t.is((await logIn({name: 'Kim', password: kim.password}, {origin: 'http://evil.example'})).status, 403);
});

test('a token is shown once, works, and is of no use once it is deleted', async t => {
	const box = await RunningBox.start(t);
	const made = await box.ask('POST', '/tokens', {body: {name: 'script', role: 'user'}});
	t.is(made.status, 201);
	const {id, token} = made.body as {id: string; token: string};
	t.like((await box.ask('GET', '/session', {token})).body, {name: 'script', role: 'user'});
	t.false((await box.ask('GET', '/tokens')).text.includes(token));
	t.is((await box.ask('DELETE', `/tokens/${id}`)).status, 204);
	t.is((await box.ask('GET', '/session', {token})).status, 401);
	t.is((await box.ask('DELETE', `/tokens/${id}`)).status, 404);
});

test('the command line makes the first token, and refuses one that is not valid', async t => {
	const box = await RunningBox.start(t);
	const {token} = await createToken(box.store, {role: 'admin', name: 'first', expiresAt: null});
	t.is((await box.ask('GET', '/users', {token})).status, 200);
	await t.throwsAsync(createToken(box.store, {role: 'admin', name: '', expiresAt: null}), {code: 'INVALID_INPUT', message: /name/});
	await t.throwsAsync(createToken(box.store, {role: 'admin', name: 'a', expiresAt: 'soon'}), {code: 'INVALID_INPUT', message: /expiresAt/});
});

test('an admin adds, changes and removes people, but not the last admin', async t => {
	const box = await RunningBox.start(t, {fresh: true});
	const made = await box.ask('POST', '/users', {body: {...kim, role: 'admin'}});
	t.is(made.status, 201);
	t.deepEqual(Object.keys(made.body as object).sort(), ['dailySpend', 'id', 'mayCall', 'name', 'recordingQuotaMegabytes', 'role']);
	const path = `/users/${(made.body as {id: string}).id}`;
	t.is((await box.ask('POST', '/users', {body: {...kim, name: 'KIM'}})).status, 409);
	t.is((await box.ask('POST', '/users', {body: {...kim, name: 'Short', password: '1234567'}})).status, 400);
	t.is((await box.ask('PATCH', path, {body: {role: 'user'}})).status, 409);
	t.is((await box.ask('DELETE', path)).status, 409);
	await box.ask('POST', '/users', {body: {...kim, name: 'Robin', role: 'admin'}});
	t.like((await box.ask('PATCH', path, {body: {name: 'Kim B', role: 'user'}})).body, {name: 'Kim B', role: 'user'});
	t.is((await box.ask('DELETE', path)).status, 204);
	t.is((await box.ask('PATCH', path, {body: {role: 'user'}})).status, 404);
});

test('no secret is in the log, nor in an answer where it does not belong', async t => {
	const {box, logIn} = await boxWithKim(t);
	const {code} = box.api.createLoginLink('admin');
	const byCode = await logIn({code});
	const byName = await logIn({name: 'Kim', password: kim.password});
	await logIn({name: 'Kim', password: 'another secret'});
	await box.ask('POST', '/conferences', {body: {kind: 'static', extension: '8000', pin: '135792', leaderPin: '246813'}});
	await box.ask('POST', '/conferences', {body: {kind: 'static', extension: '8000', pin: '135792x'}});
	await box.ask('POST', '/users', {body: {name: 'New', password: 'brand new secret', role: 'user'}});
	await box.ask('POST', '/users', {raw: '{"name": "New", "password": "brand new secret"'});
	const made = await box.ask('POST', '/tokens', {body: {name: 'x', role: 'user'}});
	const {token} = made.body as {token: string};
	const cookies = [byCode, byName].map(({headers}) => cookieIn(headers).split('=')[1] ?? '');
	const secrets = [code, kim.password, 'another secret', 'brand new secret', token, await box.token('admin'), ...cookies];
	t.true(cookies.every(cookie => cookie.length > 20));
	const log = box.logged.join('');
	t.true(box.logged.length > 0);
	for (const secret of [...secrets, '135792', '246813']) t.false(log.includes(secret), secret);
	const reads = ['/tokens', '/users', '/session', '/settings', '/conferences', '/box', '/dial-plan', '/recordings', '/calls'];
	for (const path of reads) {
		const {text} = await box.ask('GET', path);
		for (const secret of secrets) t.false(text.includes(secret), `${path}: ${secret}`);
	}
	const errors = [await box.ask('POST', '/users', {body: {name: 'x', password: 'brand new secret', role: 'king'}}), await box.ask('PATCH', '/conferences/x', {body: {pin: '135792x'}})];
	for (const {status, text} of errors) {
		t.is(status, 400);
		t.false(/brand new secret|135792/.test(text), text);
	}
});
