import test, {type ExecutionContext} from 'ava';
import {tokenScopes, type AccessRole, type TokenScope} from '../../../firmware/contract/index.js';
import {operationsOf, type Operation} from './openapi.js';
import {liveCall, participant, room} from './fake-rooms.js';
import {RunningBox} from './running-box.js';

const ranks = ['none', 'user', 'organizer', 'admin'];

/** Whose part of the API it is: what a token must be good for to change it, and who may. A new part has to be given its place here. */
const changes: Record<string, {scope: TokenScope; role: AccessRole | 'none'}> = {
	rooms: {scope: 'control', role: 'organizer'}, participants: {scope: 'control', role: 'organizer'}, simulator: {scope: 'control', role: 'organizer'},
	recordings: {scope: 'configure', role: 'organizer'}, conferences: {scope: 'configure', role: 'organizer'},
	session: {scope: 'configure', role: 'none'}, sessions: {scope: 'configure', role: 'user'}, setup: {scope: 'configure', role: 'none'},
	...Object.fromEntries([
		'settings', 'lines', 'spans', 'routes', 'trunks', 'sip-phones', 'bans', 'users', 'tokens', 'backups', 'system', 'certificate',
	].map(part => [part, {scope: 'configure', role: 'admin'} as const])),
};
const readByAnybody = ['/api/v1/setup', '/api/v1/certificate/authority'];

test('every route declares who may do it and what a token must be good for', async t => {
	for (const {method, path, role, scope} of await operationsOf(await RunningBox.start(t))) {
		const name = `${method} ${path}`;
		if (method === 'GET') {
			t.is(scope, 'read', name);
			t.is(role === 'none', readByAnybody.includes(path), name);
			continue;
		}
		const declared = changes[path.split('/')[3] ?? ''];
		if (!declared) {
			t.fail(`${name} belongs to a part that has no place in this test`);
			continue;
		}
		t.is(scope, declared.scope, name);
		t.true(ranks.indexOf(role) >= ranks.indexOf(declared.role), `${name} needs at least the role ${declared.role}`);
	}
});

/** How somebody sends a request, and what he is: the box's answer is as `allowed` says. */
type Visitor = {headers: (box: RunningBox) => Promise<Record<string, string>>; allowed: (operation: Operation) => 'yes' | 401 | 403};

const own = {'x-partyline': 'page'};
const foreign = {'origin': 'http://evil.example', 'sec-fetch-site': 'cross-site'};
const isChange = ({method}: Operation) => method !== 'GET';
const byRank = (role: AccessRole) => ({role: needed}: Operation) => ranks.indexOf(role) >= ranks.indexOf(needed) ? 'yes' : 403;

const nobody: Visitor = {headers: async () => own, allowed: ({role}) => role === 'none' ? 'yes' : 401};
const cookie = (role: AccessRole, proof: Record<string, string>): Visitor => ({
	async headers(box) {
		const {secret} = await box.store.sessions.create({user: null, name: role, role});
		return {cookie: `partyline=${secret}`, ...proof};
	},
	allowed: operation => byRank(role)(operation) === 'yes' && isChange(operation) && proof !== own ? 403 : byRank(role)(operation),
});
const token = (role: AccessRole, scopes: readonly TokenScope[]): Visitor => ({
	async headers(box) {
		const made = await box.store.tokens.create({name: role, role, scopes: [...scopes], expiresAt: null});
		return {authorization: `Bearer ${made.token}`, ...foreign};
	},
	allowed: operation => byRank(role)(operation) === 'yes' && (operation.role === 'none' || scopes.some(scope => scope === operation.scope)) ? 'yes' : 403,
});

const visitors: Record<string, Visitor> = {
	'nobody in particular': nobody,
	...Object.fromEntries((['user', 'organizer', 'admin'] as const).flatMap(role => [
		[`a log-in of the role ${role}`, cookie(role, own)], [`a token of the role ${role}`, token(role, tokenScopes)],
	])),
	...Object.fromEntries(tokenScopes.map(scope => [`an admin's token that is good to ${scope}`, token('admin', [scope])])),
	'an admin\'s log-in on the page of another site': cookie('admin', foreign),
	'an admin\'s log-in with nothing that tells where it comes from': cookie('admin', {}),
};

const walk = test.macro(async (t: ExecutionContext, {headers, allowed}: Visitor) => {
	const box = await RunningBox.start(t);
	const operations = await operationsOf(box);
	t.true(operations.length > 60);
	for (const operation of operations) {
		const expected = allowed(operation);
		const {method, path} = operation;
		// Those who may get a stream that does not end, or a program that reads the upload.
		if (expected === 'yes' && ['/api/v1/events', '/api/v1/backups/restore'].includes(path)) continue;
		const {status} = await box.ask(method, path.replace('{number}', '8000').replace('{address}', '192.0.2.1').replace(/\{\w+\}/g, 'nobody'), {token: '', headers: await headers(box)});
		if (expected === 'yes') t.false([401, 403].includes(status), `${method} ${path}: ${status}`);
		else t.is(status, expected, `${method} ${path}`);
	}
});
for (const [who, visitor] of Object.entries(visitors)) test(`${who} may do what every route says, and nothing else`, walk, visitor);

test('a change that is refused for its role changes nothing', async t => {
	const box = await RunningBox.start(t);
	await box.ask('PATCH', '/rooms/room1', {token: await box.token('user'), body: {locked: true}});
	await box.ask('DELETE', '/participants/leg1', {token: ''});
	await box.ask('POST', '/conferences', {token: await box.token('organizer'), body: {kind: 'static', extension: '8000'}});
	t.deepEqual(box.rooms.asked, []);
	t.deepEqual((await box.ask('GET', '/conferences')).body, []);
});

test('a user sees who calls with the number masked, an organizer sees it whole', async t => {
	const box = await RunningBox.start(t);
	for (const path of ['/rooms', '/rooms/room1', '/calls/live']) {
		const masked = await box.ask('GET', path, {token: await box.token('user')});
		t.false(masked.text.includes('12345678'), path);
		t.true(masked.text.includes('+49•••678'), path);
		const whole = await box.ask('GET', path, {token: await box.token('organizer')});
		t.true(whole.text.includes('+493012345678'), path);
	}
});

test('a user sees the number of somebody whom the box calls masked, wherever it stands', async t => {
	const box = await RunningBox.start(t);
	box.rooms.calls = () => [{...liveCall('leg1'), direction: 'out', dialled: '+493012345678'}];
	const {text} = await box.ask('GET', '/calls/live', {token: await box.token('user')});
	t.false(text.includes('12345678'));
	t.true((await box.ask('GET', '/calls/live')).text.includes('"dialled":"+493012345678"'));
});

test('only an admin sees a PIN', async t => {
	const box = await RunningBox.start(t);
	await box.ask('POST', '/conferences', {body: {kind: 'static', extension: '8000', pin: '135792', leaderPin: '246813'}});
	for (const role of ['user', 'organizer'] as const) {
		const {text} = await box.ask('GET', '/conferences', {token: await box.token(role)});
		t.false(/135792|246813/.test(text));
		t.true(text.includes('"pin":"•••"'));
	}
	t.true((await box.ask('GET', '/conferences')).text.includes('"pin":"135792"'));
});

const masks = test.macro({
	title: (_, number: string, shown: string) => `a user sees the number "${number}" as "${shown}", also where a phone sends it as its name`,
	async exec(t, number: string, shown: string) {
		const box = await RunningBox.start(t);
		box.rooms.rooms = () => [{...room('room1'), participants: [{...participant('leg1'), number, name: number}]}];
		const {body} = await box.ask('GET', '/rooms', {token: await box.token('user')});
		t.like((body as object[])[0], {participants: [{number: shown, name: shown}]});
	},
});
test(masks, '', '');
test(masks, '101', '•••');
test(masks, '654321', '•••21');
test(masks, '03012345678', '•••678');
test(masks, '+4930123123', '+49•••123');
