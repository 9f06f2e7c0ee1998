import test from 'ava';
import type {LineId, SpanId} from '../../../firmware/contract/index.js';
import {EventReader} from './event-reader.js';
import {fxs, pri} from './fake-lines.js';
import {RunningBox} from './running-box.js';

test('a user sees cards, spans and lines, and what is measured on one', async t => {
	const box = await RunningBox.start(t);
	const token = await box.token('user');
	t.like((await box.ask('GET', '/lines', {token})).body, {cards: [{id: 'card1'}], spans: [{id: 'pri1'}], lines: [{id: 'line1'}, {id: 'line2'}, {id: 'bearer1'}]});
	t.like((await box.ask('GET', '/lines/line1/figures', {token})).body, {receiveDbm0: -32, echoReturnLossDb: 12});
	t.is((await box.ask('GET', '/lines/line9/figures', {token})).status, 404);
});

test('an admin sets up a line: what is absent stays, and it is kept', async t => {
	const box = await RunningBox.start(t);
	const {status, body} = await box.ask('PATCH', '/lines/line1', {body: {extension: '21', receiveGainDb: 3}});
	t.is(status, 200);
	t.like(body, {id: 'line1', config: {...fxs, extension: '21', receiveGainDb: 3}});
	t.deepEqual(await box.store.lines.list(), [{id: 'line1' as LineId, config: {...fxs, extension: '21', receiveGainDb: 3}}]);
	t.like((await box.ask('GET', '/dial-plan/21')).body, {free: false});
});

test('an admin sets up a span: what is absent stays, and it is kept', async t => {
	const box = await RunningBox.start(t);
	const inboundNumbers = [{dialled: '8000', target: '8500'}];
	t.like((await box.ask('PATCH', '/spans/pri1', {body: {inboundNumbers, side: 'network'}})).body, {config: {...pri, inboundNumbers, side: 'network'}});
	t.deepEqual(await box.store.spans.list(), [{id: 'pri1' as SpanId, config: {...pri, inboundNumbers, side: 'network'}}]);
});

const wrong = test.macro({
	title: (_, path: string, body: object) => `${JSON.stringify(body)} for ${path} is refused at its field, and nothing is kept`,
	async exec(t, path: string, body: object, field: string, status: number = 400) {
		const box = await RunningBox.start(t);
		await box.ask('POST', '/conferences', {body: {kind: 'static', extension: '8000'}});
		const answer = await box.ask('PATCH', path, {body});
		t.is(answer.status, status, answer.text);
		t.like(answer.body, {error: {problems: [{path: field}]}});
		t.deepEqual(await box.store.lines.list(), []);
		t.deepEqual(await box.store.spans.list(), []);
	},
});
test(wrong, '/lines/line1', {receiveGainDb: 13}, '/receiveGainDb');
test(wrong, '/lines/line1', {extension: 'x'}, '/extension');
test(wrong, '/lines/line1', {extension: '8000'}, '/extension', 409);
test(wrong, '/lines/line1', {answerRings: 3}, '/answerRings');
test(wrong, '/lines/line1', {colour: 'red'}, '/colour');
test(wrong, '/lines/line2', {target: '8001'}, '/target');
test(wrong, '/lines/line2', {answerRings: 0}, '/answerRings');
test(wrong, '/spans/pri1', {side: 'left'}, '/side');
test(wrong, '/spans/pri1', {inboundNumbers: [{dialled: '', target: '8000'}]}, '/inboundNumbers/0/dialled');

test('two phones can\'t have the same extension', async t => {
	const box = await RunningBox.start(t);
	await box.store.lines.put('elsewhere' as LineId, {...fxs, extension: '21'});
	t.like(await box.ask('PATCH', '/lines/line1', {body: {extension: '21'}}), {status: 409, body: {error: {problems: [{path: '/extension'}]}}});
});

test('a bearer channel is set up with its span, and an unknown line not at all', async t => {
	const box = await RunningBox.start(t);
	for (const path of ['/lines/bearer1', '/lines/line9', '/spans/pri9']) t.is((await box.ask('PATCH', path, {body: {name: 'x'}})).status, 404, path);
});

test('an admin tries a line and reads what was found, or why it can\'t be tried', async t => {
	const box = await RunningBox.start(t);
	t.like(await box.ask('POST', '/lines/line1/tests', {body: {action: 'line-check'}}), {status: 201, body: {ok: true, findings: [{code: 'found-digits-box', values: {}, message: 'The box hears the digits.'}]}});
	t.deepEqual(box.lines.asked, ['line-check on line1']);
	box.lines.answer = {ok: false, code: 'CONFLICT', message: 'A call is up on this line.'};
	t.like(await box.ask('POST', '/lines/line1/tests', {body: {action: 'ring'}}), {status: 409, body: {error: {message: 'A call is up on this line.'}}});
	t.is((await box.ask('POST', '/lines/line1/tests', {body: {action: 'explode'}})).status, 400);
	t.is((await box.ask('POST', '/lines/line1/tests', {body: {action: 'ring'}, token: await box.token('organizer')})).status, 403);
});

test('a form can be drawn from what the box says of set-ups', async t => {
	const box = await RunningBox.start(t);
	t.like((await box.ask('GET', '/lines/schema')).body, {span: {properties: {side: {title: 'Side', default: 'user'}}}, line: {anyOf: [{properties: {extension: {title: 'Extension'}}}]}});
});

test('countries and the control board are told', async t => {
	const box = await RunningBox.start(t);
	t.deepEqual((await box.ask('GET', '/countries')).body, [{code: 'de', name: 'Germany'}]);
	t.like((await box.ask('GET', '/board')).body, {state: 'none'});
});

const full = {message: 'The audit log could not be written.', reason: {code: 'audit-failed', values: {}}} as const;
test('a page that is opened later is told of lines, telephones and the alarms that are still raised', async t => {
	const box = await RunningBox.start(t);
	box.alarms.push({code: 'audit-failed', ...full});
	const reader = await EventReader.open(box, await box.token('user'));
	t.teardown(() => reader.close());
	const [state] = await reader.events(1);
	t.like(state, {data: {
		lines: {lines: [{id: 'line1'}, {id: 'line2'}, {id: 'bearer1'}]}, alarms: [{code: 'audit-failed', ...full}],
		simulator: {running: true, phones: [{id: 'handset-1', display: '•••678'}]},
	}});
});
