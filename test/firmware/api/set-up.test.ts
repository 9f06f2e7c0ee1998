import {Value} from '@sinclair/typebox/value';
import test from 'ava';
import {trunkInput} from '../../../firmware/contract/index.js';
import {RunningBox, type Answer} from './running-box.js';

const own = {'x-partyline': 'page'};
const answers = {adminName: 'Kim', password: 'Correct horse', boxName: 'Office', country: 'de', language: 'de', timeZone: 'Europe/Berlin', access: 'office'};
const conference = {kind: 'static', extension: '8000', pin: '1234', description: 'Round'};
const trunk = {name: 'Provider', kind: 'register', host: 'sip.example', user: '100', password: 'Trunk-Secret-1'};

const setUp = (box: RunningBox, body: object) => box.ask('POST', '/setup', {token: '', body, headers: own});
const problemsOf = ({body}: Answer) => (body as {error: {problems: {path: string}[]}}).error.problems.map(({path}) => path);

test('a new box says that it is to be set up, and suggests a country, a language, a time zone and a free number', async t => {
	const box = await RunningBox.start(t, {fresh: true});
	await box.ask('POST', '/conferences', {body: conference});
	const {status, body} = await box.ask('GET', '/setup', {token: ''});
	t.is(status, 200);
	t.like(body, {needed: true, suggested: {extension: '8001', timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone}});
});

test('a new box does nothing for anybody but what sets it up', async t => {
	const box = await RunningBox.start(t, {fresh: true});
	const {code} = box.api.createLoginLink('admin');
	for (const [method, path, body] of [['GET', '/session'], ['GET', '/rooms'], ['POST', '/session', {code}], ['POST', '/session', {name: 'admin', password: 'x'}], ['DELETE', '/rooms/room1']] as const) {
		const answer = await box.ask(method, path, {token: '', headers: own, ...(body && {body})});
		t.is(answer.status, 403, `${method} ${path}`);
		t.like(answer.body, {error: {code: 'SETUP_NEEDED'}});
	}
	t.is((await box.ask('GET', '/rooms', {token: await box.token('user')})).status, 200);
	t.is((await box.ask('GET', '/certificate/authority', {token: ''})).status, 200);
});

test('who sets a new box up is its admin, logged in, and everything is as it was answered', async t => {
	const box = await RunningBox.start(t, {fresh: true});
	const {status, headers, body} = await setUp(box, {...answers, conference, trunk});
	t.is(status, 201);
	t.like(body, {name: 'Kim', role: 'admin'});
	const cookie = headers.get('set-cookie')?.split(';')[0] ?? '';
	t.like((await box.ask('GET', '/session', {token: '', headers: {cookie}})).body, {name: 'Kim', role: 'admin'});
	t.like((await box.ask('GET', '/setup', {token: ''})).body, {needed: false, cards: [], suggested: {addresses: []}}, 'strangers learn no more');
	t.like((await box.ask('GET', '/settings')).body, {box: {name: 'Office', language: 'de', timeZone: 'Europe/Berlin'}, lines: {country: 'de'}, network: {access: 'office'}});
	t.like((await box.ask('GET', '/conferences')).body, [{extension: '8000', pin: '1234', record: 'on-demand', organizer: null}]);
	t.like(await box.store.trunks.list(), [{name: 'Provider', password: 'Trunk-Secret-1', expiresSeconds: 300}]);
	t.deepEqual(box.told, ['settings of Office', 'users', 'created 8000']);
	t.like(box.sip.trunks(), [{name: 'Provider'}]);
	t.is((await box.ask('POST', '/session', {token: '', headers: own, body: {name: 'Kim', password: 'Correct horse'}})).status, 201);
});

test('a box is set up without a conference and a trunk, and once', async t => {
	const box = await RunningBox.start(t, {fresh: true});
	t.is((await setUp(box, {adminName: 'Kim', password: 'Correct horse'})).status, 201);
	t.deepEqual((await box.ask('GET', '/conferences')).body, []);
	const again = await setUp(box, {adminName: 'Robin', password: 'Correct horse'});
	t.is(again.status, 409);
	t.like((await box.ask('GET', '/users')).body, [{name: 'Kim'}]);
	t.false((await box.ask('GET', '/users')).text.includes('Robin'));
});

test('of two who set a new box up in the same instant one does', async t => {
	const box = await RunningBox.start(t, {fresh: true});
	const both = await Promise.all(['Kim', 'Robin'].map(adminName => setUp(box, {...answers, adminName})));
	t.deepEqual(both.map(({status}) => status).sort(), [201, 409]);
	t.is(((await box.ask('GET', '/users')).body as unknown[]).length, 1);
});

test('another site can not set a new box up', async t => {
	const box = await RunningBox.start(t, {fresh: true});
	const {status} = await box.ask('POST', '/setup', {token: '', body: answers, headers: {'origin': 'http://evil.example', 'sec-fetch-site': 'cross-site'}});
	t.is(status, 403);
	t.like((await box.ask('GET', '/setup', {token: ''})).body, {needed: true});
});

const refused = test.macro({
	title: (title = '') => `a set-up ${title} is refused at its place, and nothing of it is kept`,
	async exec(t, change: object, status: number, path: string) {
		const box = await RunningBox.start(t, {fresh: true});
		await box.ask('POST', '/conferences', {body: {kind: 'static', extension: '8001'}});
		await box.store.users.create({name: 'Robin', password: 'Correct horse', role: 'user'});
		await box.store.trunks.create(Value.Parse(trunkInput, {...trunk, name: 'Taken'}));
		const before = await Promise.all(['/settings', '/users', '/conferences'].map(async place => (await box.ask('GET', place)).text));
		const answer = await setUp(box, {...answers, conference, trunk, ...change});
		t.is(answer.status, status, answer.text);
		t.deepEqual(problemsOf(answer), [path]);
		t.deepEqual(await Promise.all(['/settings', '/users', '/conferences'].map(async place => (await box.ask('GET', place)).text)), before);
		t.is((await box.store.trunks.list()).length, 1);
		t.deepEqual(box.told, ['created 8001']);
		t.like((await box.ask('GET', '/setup', {token: ''})).body, {needed: true});
	},
});
test('with a short password', refused, {password: 'Short1'}, 400, '/password');
test('with a password in small letters', refused, {password: 'correct horse'}, 400, '/password');
test('with a name that is taken', refused, {adminName: 'robin'}, 409, '/adminName');
test('with a time zone that is none', refused, {timeZone: 'Europe/Atlantis'}, 400, '/timeZone');
test('with a country that is none', refused, {country: 'Germany'}, 400, '/country');
test('with a number that is in use', refused, {conference: {...conference, extension: '8001'}}, 409, '/conference/extension');
test('with a number that is none', refused, {conference: {...conference, extension: 'x'}}, 400, '/conference/extension');
test('with the PIN as leader PIN', refused, {conference: {...conference, leaderPin: '1234'}}, 400, '/conference/leaderPin');
test('with an organizer that there is not', refused, {conference: {...conference, organizer: 'nobody'}}, 400, '/conference/organizer');
test('with a conference of no kind', refused, {conference: {extension: '8000'}}, 400, '/conference/kind');
test('with a trunk to nowhere', refused, {trunk: {...trunk, host: ''}}, 400, '/trunk/host');
test('with a trunk whose name is taken', refused, {trunk: {...trunk, name: 'taken'}}, 409, '/trunk/name');
test('with a trunk whose calls go to nobody', refused, {trunk: {...trunk, number: '9999'}}, 400, '/trunk/number');

test('the calls of the first trunk may go to the first conference', async t => {
	const box = await RunningBox.start(t, {fresh: true});
	const {status, text} = await setUp(box, {...answers, conference, trunk: {...trunk, number: '8000'}});
	t.is(status, 201, text);
});

test('a password that is refused is told what it must have', async t => {
	const box = await RunningBox.start(t, {fresh: true});
	const {text} = await setUp(box, {...answers, password: 'correct horse'});
	t.true(text.includes('must have at least 8 characters, with upper and lower case letters'), text);
});
