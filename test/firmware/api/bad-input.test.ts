import test from 'ava';
import {startHttp} from '../../../firmware/api/index.js';
import type {Reason} from '../../../firmware/contract/index.js';
import {operationsOf, type Schema} from './openapi.js';
import {RunningBox} from './running-box.js';

const strange: readonly unknown[] = [null, true, -1, 1e308, '', 'x'.repeat(3000), '\u0000', [[]], {kind: 'static'}, {toString: 1}];

/** Bodies that fit the schema nowhere, or everywhere but at one place. */
function strangeBodies(schema: Schema | undefined): unknown[] {
	const properties = schema?.anyOf?.flatMap(member => Object.keys(member.properties ?? {})) ?? Object.keys(schema?.properties ?? {});
	return [...strange, ...[...new Set(properties)].flatMap(name => strange.map(value => ({[name]: value})))];
}

test('no body, path or query of the wrong form makes the box fail', async t => {
	const box = await RunningBox.start(t);
	const operations = await operationsOf(box);
	let asked = 0;
	for (const {method, path, body, query} of operations) {
		const target = path.replace(/\{\w+\}/, 'x');
		if (path === '/api/v1/events') continue;
		const bodies = body === undefined || path === '/api/v1/session' ? [] : strangeBodies(body).map(value => ({path: target, body: value}));
		const paths = path.includes('{') ? ['%00', '%F0%9F%92%A9', '..%2f..', 'y'.repeat(2000), '%E0%A4%A'].map(id => ({path: path.replace(/\{\w+\}/, id), body: {}})) : [];
		const queries = query.flatMap(name => ['', '%00', '-1', '1e999', '[]', '99999999999999999999'].map(value => ({path: `${target}?${name}=${value}`, body: {}})));
		for (const variant of [...bodies, ...paths, ...queries]) {
			const {status, text} = await box.ask(method, variant.path, method === 'GET' ? {} : {body: variant.body});
			t.true(status < 500, `${method} ${variant.path} ${JSON.stringify(variant.body)}: ${status} ${text}`);
			asked += 1;
		}
	}
	t.true(asked > 500, String(asked));
	t.deepEqual(box.logged.filter(line => line.includes('a request failed')), []);
});

const badRequest = test.macro({
	title: (title = '') => `${title} is a clear error`,
	async exec(t, request: {method?: string; path?: string; raw?: string; headers?: Record<string, string>}, status: number, code: string) {
		const box = await RunningBox.start(t);
		const {method = 'POST', path = '/conferences', ...rest} = request;
		const answer = await box.ask(method, path, rest);
		t.is(answer.status, status, answer.text);
		t.like(answer.body, {error: {code}});
		t.true(Array.isArray((answer.body as {error: {problems: unknown}}).error.problems));
	},
});
test('malformed JSON', badRequest, {raw: '{"kind":'}, 400, 'INVALID_INPUT');
test('JSON that is no object', badRequest, {raw: '"static"'}, 400, 'INVALID_INPUT');
test('no body', badRequest, {}, 400, 'INVALID_INPUT');
test('an empty body', badRequest, {raw: ''}, 400, 'INVALID_INPUT');
test('a body of 1 MB', badRequest, {raw: JSON.stringify({kind: 'x'.repeat(1_000_000)})}, 413, 'TOO_LARGE');
test('a body of another type', badRequest, {raw: 'kind=static', headers: {'content-type': 'application/x-www-form-urlencoded'}}, 415, 'WRONG_TYPE');
test('a body in another character set', badRequest, {raw: '{}', headers: {'content-type': 'application/json; charset=klingon'}}, 415, 'WRONG_TYPE');
test('a body in an unknown encoding', badRequest, {raw: '{}', headers: {'content-encoding': 'zip'}}, 415, 'WRONG_TYPE');
test('a body said to be compressed that is not', badRequest, {raw: '{}', headers: {'content-encoding': 'gzip'}}, 400, 'INVALID_INPUT');
test('an unknown route', badRequest, {method: 'GET', path: '/horoscope'}, 404, 'NOT_FOUND');
test('an unknown method', badRequest, {method: 'PUT', raw: '{}'}, 404, 'NOT_FOUND');
test('a path that can not be decoded', badRequest, {method: 'GET', path: '/conferences/%E0%A4%A'}, 400, 'INVALID_INPUT');

const wrong = {name: 'Provider', kind: 'register', host: 'sip.example', user: 'box'};
const finding = test.macro({
	title: (title = '') => `${title} is told at its place by a code, for the words of any language`,
	async exec(t, body: object, path: string, reason: Reason, route?: string) {
		const box = await RunningBox.start(t);
		const {status, body: answer} = await box.ask('POST', route ?? '/trunks', {body});
		t.is(status, 400);
		const found = (answer as {error: {problems: {path: string; code: string; values: object}[]}}).error.problems.find(problem => problem.path === path);
		t.like(found, reason);
	},
});
test('a field that is missing', finding, {...wrong, host: undefined}, '/host', {code: 'missing', values: {}});
test('a field that may not be empty', finding, {...wrong, name: ''}, '/name', {code: 'missing', values: {}});
test('a field that is not known', finding, {...wrong, colour: 'red'}, '/colour', {code: 'unknown-field', values: {}});
test('a text that is too long', finding, {...wrong, name: 'x'.repeat(61)}, '/name', {code: 'long', values: {n: 60}});
test('a text of the wrong form', finding, {...wrong, host: 'no host!'}, '/host', {code: 'pattern', values: {}});
test('a number out of its bounds', finding, {...wrong, expiresSeconds: 5}, '/expiresSeconds', {code: 'between', values: {minimum: 60, maximum: 7200}});
test('half a number', finding, {...wrong, expiresSeconds: 60.5}, '/expiresSeconds', {code: 'whole', values: {}});
test('a number that may be absent and is out of its bounds', finding, {...wrong, maxCalls: 0}, '/maxCalls', {code: 'between', values: {minimum: 1, maximum: 1000}});
test('something else than the choices', finding, {...wrong, transport: 'pigeon'}, '/transport', {code: 'not-a-choice', values: {}});
test('something of another kind', finding, {...wrong, enabled: 'yes'}, '/enabled', {code: 'wrong-kind', values: {}});
test('an entry of a list', finding, {...wrong, trusted: ['192.0.2.1', 'office']}, '/trusted/1', {code: 'line', values: {line: 'office'}});
test('a list that is too long', finding, {...wrong, trusted: Array.from({length: 33}, () => '192.0.2.1')}, '/trusted', {code: 'many', values: {n: 32}});
test('a password that is too weak', finding, {name: 'Ann', password: 'short', role: 'user'}, '/password', {code: 'weak-password', values: {}}, '/users');
test('an empty list', finding, {name: 'HA', role: 'user', scopes: []}, '/scopes', {code: 'none', values: {}}, '/tokens');
test('what a union of several is to be', finding, {kind: 'square'}, '/kind', {code: 'not-a-choice', values: {}}, '/conferences');
test('a rule that no schema can say', finding, {...wrong, user: ''}, '/user', {code: 'user-to-register', values: {}});

test('what goes wrong inside is told to the log, not to the caller', async t => {
	const box = await RunningBox.start(t);
	box.rooms.rooms = () => {
		throw new Error('the inside of the box');
	};
	const {status, text} = await box.ask('GET', '/rooms');
	t.is(status, 500);
	t.false(text.includes('inside of the box'));
	t.true(box.logged.some(line => line.includes('the inside of the box')));
});

test('a port that is taken is a clear error', async t => {
	const box = await RunningBox.start(t);
	const port = Number(new URL(box.origin).port);
	await t.throwsAsync(startHttp({api: box.api, address: '127.0.0.1', port}), {code: 'PORT_IN_USE', message: new RegExp(String(port))});
});

const badAddress = test.macro({
	title: (_, address: string) => `the address ${address} is a clear error`,
	async exec(t, address: string) {
		const box = await RunningBox.start(t);
		await t.throwsAsync(startHttp({api: box.api, address, port: 0}), {code: 'BAD_ADDRESS', message: new RegExp(address)});
	},
});
test(badAddress, '192.0.2.1');
