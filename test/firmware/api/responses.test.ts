import {writeFile} from 'node:fs/promises';
import {Ajv} from 'ajv';
import test from 'ava';
import {call, recording} from '../store/builders.js';
import {operationsOf, type Operation} from './openapi.js';
import {RunningBox, type Answer} from './running-box.js';

const trunk = {name: 'Provider', host: 'sip.example', user: 'box'};
const phone = {name: 'Desk', user: 'desk', extension: '30'};
const route = {prefix: '0', class: 'external', via: {kind: 'lines', of: 'fxo'}};

/** Everything that can be listed has something in it. */
async function furnish(box: RunningBox): Promise<Record<string, string>> {
	const ids = await Promise.all([
		box.ask('POST', '/conferences', {body: {kind: 'static', extension: '8000', pin: '1234', language: 'de'}}),
		box.ask('POST', '/users', {body: {name: 'Kim', password: 'Correct horse', role: 'user'}}),
		box.ask('POST', '/tokens', {body: {name: 'x', role: 'user'}}),
		box.ask('POST', '/routes', {body: route}),
		box.ask('POST', '/trunks', {body: trunk}),
		box.ask('POST', '/sip-phones', {body: phone}),
	]);
	const [conference, user, token, way, provider, desk] = ids.map(({body}) => (body as {id: string}).id);
	await box.ask('POST', '/conferences', {body: {kind: 'dynamic', extension: '8500'}});
	await box.ask('PATCH', '/settings', {body: {entry: {portal: '8888'}}});
	await box.ask('POST', '/bans', {body: {address: '203.0.113.7'}});
	await box.store.calls.put(call('a'));
	const kept = recording('rec1');
	await box.store.recordings.put(kept);
	await writeFile(box.store.recordings.path(kept.id), 'audio');
	return {conferences: conference ?? '', users: user ?? '', tokens: token ?? '', routes: way ?? '', trunks: provider ?? '', 'sip-phones': desk ?? '', bans: '203.0.113.7', schemas: 'user', recordings: 'rec1', rooms: 'room1', 'dial-plan': '8000', lines: 'line1', spans: 'pri1', simulator: 'handset-1'};
}

const queries: Record<string, string> = {'/api/v1/routes/way': '?number=0'};
const changes: Record<string, object> = {
	'PATCH lines': {name: 'Kitchen'}, 'PATCH spans': {overlap: false}, 'POST lines': {action: 'ring'}, 'PATCH conferences': {description: 'New'}, 'PATCH users': {role: 'organizer'}, 'PATCH settings': {box: {name: 'New'}},
	'POST conferences': {kind: 'dynamic', extension: '8600'}, 'POST users': {name: 'Robin', password: 'Correct horse', role: 'user'},
	'POST backups': {recordings: false}, 'POST system': {boxName: 'Office'}, 'POST certificate': {certificate: 'good', key: 'good'}, 'POST tokens': {name: 'y', role: 'organizer'}, 'POST routes': {...route, prefix: '00'}, 'PATCH routes': {strip: 1}, 'POST trunks': {...trunk, name: 'Other'}, 'PATCH trunks': {user: 'other'},
	'POST sip-phones': {name: 'Hall', user: 'hall'}, 'PATCH sip-phones': {name: 'Entrance'}, 'POST bans': {address: '203.0.113.8'}, 'POST rooms': {number: '20'}, 'POST session': {name: 'Kim', password: 'Correct horse'},
};

/** A box is set up once, and a restore needs a backup: their own tests show what is answered then. */
const elsewhere = ['POST /api/v1/setup', ...['backups', 'setup'].flatMap(door => [`POST /api/v1/${door}/restore`, `POST /api/v1/${door}/restore/{id}`])];

test('every answer has the form that the documentation says, with nothing in it that is not said there', async t => {
	const box = await RunningBox.start(t);
	const ids = await furnish(box);
	const ajv = new Ajv({strict: false, formats: {'date-time': /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/}});
	for (const operation of await operationsOf(box)) {
		if (operation.response === undefined || elsewhere.includes(`${operation.method} ${operation.path}`)) continue;
		const answer = await perform(box, operation, ids);
		const check = ajv.compile(closed(operation.response) as object);
		t.true(answer.status < 300, `${operation.method} ${operation.path}: ${answer.text}`);
		t.true(check(answer.body), `${operation.method} ${operation.path}: ${ajv.errorsText(check.errors)}`);
	}
});

function perform(box: RunningBox, {method, path}: Operation, ids: Record<string, string>): Promise<Answer> {
	const [, , , group = ''] = path.split('/');
	const body = changes[`${method} ${group}`];
	return box.ask(method, path.replace(/\{\w+\}/, ids[group] ?? 'none') + (queries[path] ?? ''), body === undefined ? {} : {body});
}

function closed(schema: unknown): unknown {
	if (Array.isArray(schema)) return schema.map(closed);
	if (typeof schema !== 'object' || schema === null) return schema;
	const inner = Object.fromEntries(Object.entries(schema).map(([key, value]) => [key, closed(value)]));
	return 'properties' in schema ? {...inner, additionalProperties: false} : inner;
}

test('every route is documented with a summary and has its own place', async t => {
	const box = await RunningBox.start(t);
	const operations = await operationsOf(box);
	for (const {summary, path} of operations) t.true(summary.length > 5, path);
	t.is(new Set(operations.map(({method, path}) => `${method} ${path}`)).size, operations.length);
});
