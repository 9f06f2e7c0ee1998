import test from 'ava';
import type {AuditEntry, DomainEvent} from '../../../firmware/contract/index.js';
import {tamper} from '../store/data-dir.js';
import {admin, RunningBox} from './running-box.js';

const own = {'x-partyline': 'page'};
const entries = async (box: RunningBox, query = '') => ((await box.ask('GET', `/audit${query}`)).body as {items: AuditEntry[]; next: string | null});
const newest = async (box: RunningBox) => (await entries(box)).items[0];

test('a change is in the audit log with who, from where, what and how it ended, and reading is not', async t => {
	const box = await RunningBox.start(t);
	await box.ask('GET', '/rooms');
	await box.ask('PATCH', '/rooms/room1', {body: {locked: true}});
	const {items} = await entries(box);
	t.is(items.length, 1);
	t.like(items[0], {kind: 'token', name: 'test admin', address: '127.0.0.1', action: 'PATCH /rooms/:id', subject: 'room1', detail: 'locked: true', outcome: 'done'});
	t.is(items[0]?.at, box.clock.now().toISOString());
});

test('a change that is refused is in the audit log, whatever it is refused for', async t => {
	const box = await RunningBox.start(t);
	const refusals = [
		[await box.token('user'), {}, 'FORBIDDEN'], ['', own, 'NOT_LOGGED_IN'], [await box.token('admin'), {}, 'INVALID_INPUT'],
	] as const;
	for (const [token, headers, outcome] of refusals) {
		await box.ask('POST', '/conferences', {token, headers, body: {kind: 'static', extension: 'x'}});
		t.like(await newest(box), {action: 'POST /conferences', outcome});
	}
	await box.ask('DELETE', '/rooms/gone');
	t.like(await newest(box), {outcome: 'NOT_FOUND', subject: 'gone'});
	const scoped = await box.store.tokens.create({name: 'looks on', role: 'admin', scopes: ['read'], expiresAt: null});
	await box.ask('DELETE', '/rooms/room1', {token: scoped.token});
	t.like(await newest(box), {kind: 'token', name: 'looks on', outcome: 'FORBIDDEN'});
	box.rooms.endRoom = () => {
		throw new Error('the inside of the box');
	};
	await box.ask('DELETE', '/rooms/room1');
	t.like(await newest(box), {outcome: 'INTERNAL'});
});

test('log-ins are in the audit log with the name, also the one that was tried, and log-outs', async t => {
	const box = await RunningBox.start(t);
	const logIn = (body: object) => box.ask('POST', '/session', {token: '', headers: own, body});
	await logIn({name: 'x'.repeat(59), password: 'a secret'});
	t.like(await newest(box), {kind: 'nobody', name: 'x'.repeat(59), action: 'POST /session', outcome: 'WRONG_PASSWORD'});
	const {headers} = await logIn(admin);
	t.like(await newest(box), {kind: 'user', name: 'admin', outcome: 'done'});
	await box.ask('DELETE', '/session', {token: '', headers: {cookie: headers.get('set-cookie')?.split(';')[0] ?? '', ...own}});
	t.like(await newest(box), {kind: 'user', name: 'admin', action: 'DELETE /session', outcome: 'done'});
	await logIn({code: box.api.createLoginLink('admin').code});
	t.like(await newest(box), {kind: 'link', name: 'log-in link', outcome: 'done'});
	for (let n = 0; n < 6; n++) await logIn({name: 'admin', password: 'wrong'});
	t.like(await newest(box), {kind: 'nobody', name: 'admin', outcome: 'TOO_MANY_REQUESTS'});
});

test('whoever floods the box with refused requests does not fill the audit log', async t => {
	const box = await RunningBox.start(t);
	for (let n = 0; n < 305; n++) await box.ask('POST', '/conferences', {token: '', headers: own});
	t.is((await entries(box, '?limit=500')).items.length, 300);
	await box.ask('DELETE', '/rooms/room1');
	t.like(await newest(box), {action: 'DELETE /rooms/:id', outcome: 'done'});
	await box.clock.advance(3_600_000);
	await box.ask('POST', '/conferences', {token: '', headers: own});
	t.like(await newest(box), {outcome: 'NOT_LOGGED_IN'});
});

const detail = test.macro({
	title: (title = '') => `the audit log tells of ${title}`,
	async exec(t, [method, path, body]: [string, string, object], expected: string) {
		const box = await RunningBox.start(t);
		await box.ask(method, path, {body});
		t.is((await newest(box))?.detail, expected);
	},
});
test('fields and their values', detail, ['POST', '/conferences', {kind: 'dynamic', extension: '8500', participantLimit: null}], 'kind: "dynamic", extension: "8500", participantLimit: null');
test('a PIN that it was sent, not which', detail, ['POST', '/conferences', {kind: 'static', extension: '8000', pin: '1234', leaderPin: '4321'}], 'kind: "static", extension: "8000", pin: •••, leaderPin: •••');
test('parts of parts', detail, ['PATCH', '/settings', {box: {name: 'Office'}, mqtt: {user: 'kim', password: 'geheim'}}], 'box.name: "Office", mqtt.user: "kim", mqtt.password: •••');
test('a password that it was sent', detail, ['POST', '/users', {name: 'Kim', password: 'Correct horse', role: 'user', mayCall: {external: true}}], 'name: "Kim", password: •••, role: "user", mayCall.external: true');
test('fields that there are not, without what was in them', detail, ['POST', '/users', {passwort: 'Correct horse'}], 'passwort: •••');
test('keys of a telephone that they were pressed', detail, ['POST', '/simulator/phones/handset-1', {do: 'keys', keys: '8000#1234#'}], 'do: "keys", keys: •••');
test('lists', detail, ['PATCH', '/settings', {sip: {codecs: ['opus', 'pcma']}}], 'sip.codecs: ["opus","pcma"]');
test('long values in short', detail, ['PATCH', '/settings', {mqtt: {certificateAuthority: 'x'.repeat(90)}}], `mqtt.certificateAuthority: "${'x'.repeat(58)}…`);
test('a body of another kind nothing', detail, ['POST', '/conferences', [1, 2]], '');

test('no secret is ever in the audit log', async t => {
	const box = await RunningBox.start(t);
	const secrets = ['Correct horse 1', 'Correct horse 2', '135792', '246813', 'Trunk-Secret-1', 'Broker-Secret', 'Phone-Secret-1', 'BEGIN PRIVATE'];
	await box.ask('POST', '/users', {body: {name: 'Kim', password: secrets[0], role: 'user'}});
	await box.ask('POST', '/session', {token: '', headers: own, body: {name: 'Kim', password: secrets[1]}});
	await box.ask('POST', '/conferences', {body: {kind: 'static', extension: '8000', pin: secrets[2], leaderPin: secrets[3]}});
	await box.ask('POST', '/trunks', {body: {name: 'Provider', host: 'sip.example', user: '100', password: secrets[4]}});
	await box.ask('PATCH', '/settings', {body: {mqtt: {password: secrets[5], clientKey: secrets[7]}}});
	await box.ask('POST', '/sip-phones', {body: {name: 'Desk', user: 'desk', password: secrets[6]}});
	await box.ask('POST', '/certificate', {body: {certificate: 'x', key: secrets[7]}});
	await box.ask('POST', '/backups', {body: {passphrase: secrets[0]}});
	await box.ask('POST', '/setup', {token: '', headers: own, body: {password: secrets[1], trunk: {name: 'x', host: 'y', password: secrets[4]}, conference: {kind: 'static', extension: '8001', pin: secrets[2]}}});
	const {text} = await box.ask('GET', '/audit?limit=100');
	for (const secret of secrets) t.false(text.includes(secret), secret);
	t.true((await entries(box)).items.length >= 8);
});

test('the audit log is filtered by name, action and time, and read page by page', async t => {
	const box = await RunningBox.start(t);
	const organizer = await box.token('organizer');
	await box.ask('PATCH', '/rooms/room1', {body: {locked: true}});
	await box.clock.advance(3_600_000);
	const later = box.clock.now().toISOString();
	await box.ask('PATCH', '/rooms/room1', {token: organizer, body: {locked: false}});
	await box.ask('DELETE', '/participants/leg1', {token: organizer});
	const actions = async (query: string) => (await entries(box, query)).items.map(({action}) => action);
	t.is((await actions('?name=ORGANIZER')).length, 2);
	t.is((await actions('?name=nobody&name=organizer')).length, 2, 'one of several names');
	t.is((await actions('?name=nobody&kind=token')).length, (await actions('')).length, 'or whoever is of a kind');
	t.is((await actions('?kind=link&kind=mqtt')).length, 0);
	t.is((await box.ask('GET', '/audit?kind=robot')).status, 400);
	t.deepEqual(await actions('?action=participants'), ['DELETE /participants/:id']);
	t.deepEqual(await actions(`?from=${later}`), ['DELETE /participants/:id', 'PATCH /rooms/:id']);
	t.deepEqual(await actions(`?to=${later}`), ['PATCH /rooms/:id']);
	const first = await entries(box, '?limit=2');
	t.is(first.items.length, 2);
	const rest = await entries(box, `?limit=2&cursor=${first.next}`);
	t.deepEqual([rest.items.length, rest.next], [1, null]);
	t.is((await box.ask('GET', '/audit?cursor=x')).status, 400);
	t.is((await box.ask('GET', '/audit', {token: organizer})).status, 403);
});

test('the audit log is kept for a year at least, and as long as the history', async t => {
	const box = await RunningBox.start(t);
	await box.ask('PATCH', '/rooms/room1', {body: {locked: true}});
	const dayMs = 24 * 3_600_000;
	await box.clock.advance(364 * dayMs);
	await box.store.deleteOldHistory();
	t.is((await entries(box)).items.length, 1);
	await box.clock.advance(2 * dayMs);
	await box.ask('PATCH', '/settings', {body: {history: {days: 400}}});
	await box.store.deleteOldHistory();
	t.is((await entries(box)).items.length, 2);
	await box.ask('PATCH', '/settings', {body: {history: {days: 30}}});
	await box.store.deleteOldHistory();
	t.is((await entries(box)).items.length, 2);
});

test('a change of what the box keeps is made together with its entry, or not at all', async t => {
	const box = await RunningBox.start(t);
	await box.stop();
	await tamper(box.dataDir, `CREATE TRIGGER broken BEFORE INSERT ON audit WHEN new.outcome = 'done' BEGIN SELECT RAISE(ABORT, 'broken'); END`);
	await box.start();
	t.is((await box.ask('PATCH', '/settings', {body: {box: {name: 'Elsewhere'}}})).status, 500);
	t.is((await box.store.settings.read()).box.name, 'Partyline');
	t.false(box.told.includes('settings of Elsewhere'));
	t.like(await newest(box), {action: 'PATCH /settings', outcome: 'INTERNAL', detail: 'box.name: "Elsewhere"'});
});

test('a change is in the audit log once, whatever became of it', async t => {
	const box = await RunningBox.start(t);
	const kim = {name: 'Kim', password: 'Correct horse', role: 'user'};
	for (const outcome of ['done', 'CONFLICT']) {
		await box.ask('POST', '/users', {body: kim});
		t.like(await newest(box), {action: 'POST /users', outcome});
	}
	await box.ask('DELETE', '/tokens/gone');
	t.like(await newest(box), {action: 'DELETE /tokens/:id', subject: 'gone', outcome: 'NOT_FOUND'});
	t.is((await entries(box)).items.length, 3);
});

test('of changes that are made at the same time each has its own entry', async t => {
	const box = await RunningBox.start(t);
	const names = Array.from({length: 20}, (_, n) => `token ${n}`);
	await Promise.all(names.map(name => box.ask('POST', '/tokens', {body: {name, role: 'user', expiresAt: null}})));
	const {items} = await entries(box);
	t.deepEqual(items.map(({detail}) => /"(.*?)"/.exec(detail)?.[1]).sort(), names.sort());
	t.true(items.every(({outcome}) => outcome === 'done'));
});

test('an audit log that can not be written harms no change of what is live, and raises an alarm until it can', async t => {
	const box = await RunningBox.start(t);
	const alarms: DomainEvent[] = [];
	box.events.subscribe(event => alarms.push(event));
	const {audit} = box.store;
	const add = audit.add;
	audit.add = async () => {
		throw new Error('the disk is gone');
	};
	t.is((await box.ask('PATCH', '/rooms/room1', {body: {locked: true}})).status, 204);
	t.is((await box.ask('PATCH', '/rooms/room1', {body: {locked: false}})).status, 204);
	await entries(box);
	t.like(alarms, [{kind: 'alarm', code: 'audit-failed', active: true}]);
	t.is(box.logged.filter(line => line.includes('the disk is gone') && line.includes('PATCH /rooms/:id')).length, 2);
	audit.add = add;
	await box.ask('PATCH', '/rooms/room1', {body: {locked: true}});
	await entries(box);
	t.like(alarms, [{active: true}, {kind: 'alarm', code: 'audit-failed', active: false}]);
});
