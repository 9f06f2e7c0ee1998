import test from 'ava';
import type {LineConfig, LineId, RouteInput, SpanConfig, SpanId} from '../../../firmware/contract/index.js';
import {dataDir, open, reopen} from './data-dir.js';

const handset: LineConfig = {kind: 'fxs', name: '', enabled: true, receiveGainDb: 0, transmitGainDb: -3, echo: 'auto', digits: 'auto', extension: '20', callerId: true};
const span: SpanConfig = {
	name: 'Exchange', enabled: true, switchType: 'euroisdn', side: 'user', overlap: true, inboundNumbers: [{dialled: '100', target: '8000'}], lastDigits: 4,
	otherwise: null, outgoing: true, callerNumber: '0305550', receiveGainDb: 0, transmitGainDb: 0, echo: 'auto',
};
const route: RouteInput = {prefix: '0', order: 100, class: 'external', strip: 1, prepend: '', pricePerMinute: 0, via: {kind: 'lines', of: 'fxo'}};

test('lines, spans and routes are as they were after a restart', async t => {
	const path = await dataDir(t);
	const before = await open(path);
	await before.lines.put('card-1' as LineId, handset);
	await before.lines.put('card-1' as LineId, {...handset, name: 'Kitchen'});
	await before.spans.put('e1' as SpanId, span);
	const made = await before.routes.create(route);
	const after = await reopen(before, path);
	t.deepEqual(await after.lines.list(), [{id: 'card-1' as LineId, config: {...handset, name: 'Kitchen'}}]);
	t.deepEqual(await after.spans.list(), [{id: 'e1' as SpanId, config: span}]);
	t.deepEqual(await after.routes.list(), typeof made === 'string' ? [] : [made]);
	await after.close();
});

test('two handsets never get the same extension', async t => {
	const store = await open(await dataDir(t));
	t.is(await store.lines.put('card-1' as LineId, handset), 'kept');
	t.is(await store.lines.put('card-2' as LineId, handset), 'extension-taken');
	t.is(await store.lines.put('card-2' as LineId, {...handset, extension: null}), 'kept');
	t.is(await store.lines.put('card-3' as LineId, {...handset, extension: null}), 'kept');
	await store.close();
});

test('two routes never get the same prefix and order', async t => {
	const store = await open(await dataDir(t));
	const first = await store.routes.create(route);
	t.is(await store.routes.create(route), 'order-taken');
	const second = await store.routes.create({...route, order: 7});
	if (typeof first === 'string' || typeof second === 'string') return t.fail();
	t.is(await store.routes.replace({...second, order: 100}), 'order-taken');
	t.is(await store.routes.replace({...second, prefix: '00'}), 'replaced');
	t.true(await store.routes.delete(first.id));
	t.is(await store.routes.replace(first), 'not-found');
	t.deepEqual(await store.routes.list(), [{...second, prefix: '00'}]);
	await store.close();
});

test('what somebody may call is kept with him', async t => {
	const store = await open(await dataDir(t));
	const mayCall = {external: true, international: false, premium: true};
	await store.users.create({name: 'Kim', password: 'Correct horse', role: 'organizer', mayCall});
	t.like((await store.sessions.logIn('Kim', 'Correct horse'))?.view, {mayCall});
	const {token} = await store.tokens.create({name: 'script', role: 'organizer', expiresAt: null});
	t.like(await store.tokens.find(token), {mayCall: {external: false, international: false, premium: false}});
	await store.close();
});
