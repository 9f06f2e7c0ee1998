import test from 'ava';
import type {LineId} from '../../../firmware/contract/index.js';
import {RunningBox} from './running-box.js';

const route = {prefix: '00', class: 'international', via: {kind: 'span', span: 'pri1'}};

test('an organizer calls a number into a room, and is shown the call', async t => {
	const box = await RunningBox.start(t);
	const {token} = await box.store.tokens.create({name: 'kim', role: 'organizer', mayCall: {external: true, international: false, premium: false}, expiresAt: null});
	const {status, body} = await box.ask('POST', '/rooms/room1/invitations', {token, body: {number: '+49301234'}});
	t.is(status, 201);
	t.like(body, {id: 'leg2', direction: 'out', stage: 'calling'});
	const by = {name: 'kim', user: null, role: 'organizer', mayCall: {external: true, international: false, premium: false}};
	t.deepEqual(box.rooms.asked, [{invite: {number: '+49301234', joinAtOnce: false}, by}]);
	t.is((await box.ask('POST', '/rooms/gone/invitations', {token, body: {number: '1'}})).status, 404);
});

test('an organizer who may not call a number is told so', async t => {
	const box = await RunningBox.start(t);
	box.rooms.answer = {ok: false, code: 'NOT_ALLOWED', message: '0900 is a premium number; you may not call such numbers.'};
	const {status, body} = await box.ask('POST', '/rooms/room1/invitations', {body: {number: '0900'}});
	t.is(status, 403);
	t.like(body, {error: {code: 'NOT_ALLOWED', message: '0900 is a premium number; you may not call such numbers.'}});
});

for (const number of ['', 'kim', '12 34', '++1', '1'.repeat(31)]) {
	test(`calling "${number}" into a room is refused`, async t => {
		const box = await RunningBox.start(t);
		t.is((await box.ask('POST', '/rooms/room1/invitations', {body: {number}})).status, 400);
		t.deepEqual(box.rooms.asked, []);
	});
}

test('an admin adds, changes and deletes a route, and the box is told each time', async t => {
	const box = await RunningBox.start(t);
	const made = await box.ask('POST', '/routes', {body: route});
	t.is(made.status, 201);
	t.like(made.body, {...route, order: 100, strip: 0, prepend: ''});
	const {id} = made.body as {id: string};
	t.like((await box.ask('PATCH', `/routes/${id}`, {body: {prefix: '0', via: {kind: 'lines', of: 'fxo'}}})).body, {id, prefix: '0', class: 'international', via: {kind: 'lines', of: 'fxo'}});
	t.is((await box.ask('PATCH', `/routes/${id}`, {body: {via: {kind: 'line', line: 'line9'}}})).status, 400);
	t.like((await box.ask('GET', '/routes')).body, [{id, prefix: '0'}]);
	t.is((await box.ask('DELETE', `/routes/${id}`)).status, 204);
	t.is((await box.ask('DELETE', `/routes/${id}`)).status, 404);
	t.is((await box.ask('PATCH', `/routes/${id}`, {body: {prefix: '0'}})).status, 404);
	t.deepEqual(box.told, ['route 00', 'route 0', 'route deleted']);
});

test('two routes of one prefix and order are refused, when one is added and when one is changed', async t => {
	const box = await RunningBox.start(t);
	await box.ask('POST', '/routes', {body: route});
	const again = await box.ask('POST', '/routes', {body: route});
	t.is(again.status, 409);
	t.like(again.body, {error: {code: 'CONFLICT', problems: [{path: '/order'}]}});
	const {body} = await box.ask('POST', '/routes', {body: {...route, order: 101}});
	const {id} = body as {id: string};
	t.is((await box.ask('PATCH', `/routes/${id}`, {body: {order: 100}})).status, 409);
	t.like((await box.ask('GET', '/routes')).body, [{order: 100}, {order: 101}]);
});

const bad: Record<string, object> = {
	'a prefix of letters': {prefix: 'abc'}, 'an unknown class': {class: 'lunar'}, 'an order of nought': {order: 0},
	'a way that is none': {via: {kind: 'pigeon'}}, 'a way without its span': {via: {kind: 'span'}}, 'a span that is not there': {via: {kind: 'span', span: 'pri9'}},
	'a bearer channel': {via: {kind: 'line', line: 'bearer1'}}, 'a wish for the impossible': {colour: 'red'},
};
for (const [what, change] of Object.entries(bad)) {
	test(`a route with ${what} is refused`, async t => {
		const box = await RunningBox.start(t);
		t.is((await box.ask('POST', '/routes', {body: {...route, ...change}})).status, 400);
		t.deepEqual((await box.ask('GET', '/routes')).body, []);
	});
}

test('what somebody may call is kept, shown, and changed at once for one who is logged in', async t => {
	const box = await RunningBox.start(t);
	const {body} = await box.ask('POST', '/users', {body: {name: 'Kim', password: 'Correct horse', role: 'organizer'}});
	const {id, mayCall} = body as {id: string; mayCall: object};
	t.deepEqual(mayCall, {external: false, international: false, premium: false});
	const logIn = await box.ask('POST', '/session', {token: '', body: {name: 'Kim', password: 'Correct horse'}, headers: {'x-partyline': '1'}});
	const cookie = logIn.headers.get('set-cookie')?.split(';')[0] ?? '';
	await box.ask('PATCH', `/users/${id}`, {body: {mayCall: {external: true, international: true, premium: false}}});
	t.like((await box.ask('GET', '/session', {token: '', headers: {cookie}})).body, {name: 'Kim', mayCall: {external: true, international: true, premium: false}});
	t.like(((await box.ask('GET', '/users')).body as {name: string}[]).find(({name}) => name === 'Kim'), {mayCall: {external: true}});
});

test('a handset\'s extension is in the dial plan, and no conference and no portal can have it', async t => {
	const box = await RunningBox.start(t);
	await box.store.lines.put('card-1' as LineId, {
		kind: 'fxs', name: 'Kitchen', enabled: true, receiveGainDb: 0, transmitGainDb: 0, echo: 'auto', digits: 'auto', extension: '20', callerId: true,
	});
	t.like((await box.ask('GET', '/dial-plan')).body, [{number: '20', use: 'handset', line: 'card-1', description: 'Kitchen'}]);
	t.like((await box.ask('GET', '/dial-plan/20')).body, {free: false});
	const conference = await box.ask('POST', '/conferences', {body: {kind: 'static', extension: '20'}});
	t.is(conference.status, 409);
	t.true(conference.text.includes('20 is in use already by the phone “Kitchen”.'));
	t.is((await box.ask('PATCH', '/settings', {body: {entry: {portal: '20'}}})).status, 409);
});
