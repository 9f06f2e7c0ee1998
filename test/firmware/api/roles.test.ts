import test from 'ava';
import type {AccessRole} from '../../../firmware/contract/index.js';
import {operationsOf} from './openapi.js';
import {liveCall, participant, room} from './fake-rooms.js';
import {RunningBox} from './running-box.js';

const ranks = ['none', 'user', 'organizer', 'admin'];

const walk = test.macro({
	title: (_, role: AccessRole | 'none') => `somebody with the role ${role} may do what every route says, and nothing else`,
	async exec(t, role: AccessRole | 'none') {
		const box = await RunningBox.start(t);
		const token = role === 'none' ? '' : await box.token(role);
		const operations = await operationsOf(box);
		t.true(operations.length > 30);
		for (const {method, path, role: needed} of operations) {
			if (path === '/api/v1/events' && role !== 'none') continue;
			const {status} = await box.ask(method, path.replace('{number}', '8000').replace('{id}', 'nobody'), {token});
			const allowed = ranks.indexOf(role) >= ranks.indexOf(needed);
			if (allowed) t.false([401, 403].includes(status), `${method} ${path}: ${status}`);
			else t.is(status, role === 'none' ? 401 : 403, `${method} ${path}`);
		}
	},
});
for (const role of ['none', 'user', 'organizer', 'admin'] as const) test(walk, role);

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
