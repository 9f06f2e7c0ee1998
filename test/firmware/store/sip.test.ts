import test from 'ava';
import {Value} from '@sinclair/typebox/value';
import {trunkInput, type SipPhoneId, type SipPhoneInput, type TrunkInput, type UserId} from '../../../firmware/contract/index.js';
import {call} from './builders.js';
import {dataDir, open, reopen} from './data-dir.js';

const trunk: TrunkInput = Value.Parse(trunkInput, {name: 'Provider', host: 'sip.example:5061', transport: 'tls', user: 'box', password: 'Secret-1', trusted: ['192.0.2.0/24'], maxCalls: 4});
const phone: SipPhoneInput = {name: 'Desk', user: 'desk', password: 'Secret-2', extension: '30', owner: null};
const binding = {contact: 'sip:desk@192.0.2.5', address: '192.0.2.5:5060', transport: 'udp', userAgent: 'Desk 1', expiresAt: '2026-01-05T09:01:00.000Z'} as const;

test('trunks, phones, where they are registered, and bans are as they were after a restart', async t => {
	const path = await dataDir(t);
	const before = await open(path);
	const made = await before.trunks.create(trunk);
	const desk = await before.sipPhones.create(phone);
	if (typeof made === 'string' || typeof desk === 'string') return t.fail();
	await before.sipPhones.putBinding({phone: desk.id, ...binding});
	await before.sipPhones.putBinding({phone: desk.id, ...binding, userAgent: 'Desk 2'});
	await before.bans.put({address: '203.0.113.7', reason: 'scanner', since: '2026-01-05T09:00:00.000Z', until: null});
	const after = await reopen(before, path);
	t.deepEqual(await after.trunks.list(), [{...trunk, id: made.id}]);
	t.deepEqual(await after.sipPhones.list(), [{...phone, id: desk.id}]);
	t.deepEqual(await after.sipPhones.bindings(), [{phone: desk.id, ...binding, userAgent: 'Desk 2'}]);
	t.deepEqual(await after.bans.list(), [{address: '203.0.113.7', reason: 'scanner', since: '2026-01-05T09:00:00.000Z', until: null}]);
	await after.bans.delete('203.0.113.7');
	t.deepEqual(await after.bans.list(), []);
	await after.close();
});

test('two trunks never get the same name, in whatever case', async t => {
	const store = await open(await dataDir(t));
	const first = await store.trunks.create(trunk);
	t.is(await store.trunks.create({...trunk, name: 'PROVIDER'}), 'name-taken');
	const second = await store.trunks.create({...trunk, name: 'Other'});
	if (typeof first === 'string' || typeof second === 'string') return t.fail();
	t.is(await store.trunks.replace({...second, name: 'provider'}), 'name-taken');
	t.is(await store.trunks.replace({...second, host: 'other.example'}), 'replaced');
	t.is((await store.trunks.get(second.id))?.host, 'other.example');
	t.true(await store.trunks.delete(first.id));
	t.is(await store.trunks.replace(first), 'not-found');
	await store.close();
});

test('two phones never get the same user name or extension, and none belongs to nobody known', async t => {
	const store = await open(await dataDir(t));
	const desk = await store.sipPhones.create(phone);
	t.is(await store.sipPhones.create({...phone, user: 'DESK', extension: null}), 'user-taken');
	t.is(await store.sipPhones.create({...phone, user: 'hall'}), 'extension-taken');
	t.is(await store.sipPhones.create({...phone, user: 'hall', extension: null, owner: 'nobody' as UserId}), 'no-owner');
	const hall = await store.sipPhones.create({...phone, user: 'hall', extension: null});
	if (typeof desk === 'string' || typeof hall === 'string') return t.fail();
	t.is(await store.sipPhones.replace({...hall, extension: '30'}), 'extension-taken');
	t.is(await store.sipPhones.replace({...hall, extension: '31'}), 'replaced');
	t.is(await store.sipPhones.replace({...hall, id: 'gone' as SipPhoneId, user: 'gone'}), 'not-found');
	await store.close();
});

test('a phone that is deleted takes its registrations along, and gets no new ones', async t => {
	const store = await open(await dataDir(t));
	const desk = await store.sipPhones.create(phone);
	if (typeof desk === 'string') return t.fail();
	await store.sipPhones.putBinding({phone: desk.id, ...binding});
	await store.sipPhones.removeBinding(desk.id, 'sip:elsewhere');
	t.is((await store.sipPhones.bindings()).length, 1);
	t.true(await store.sipPhones.delete(desk.id));
	await store.sipPhones.putBinding({phone: desk.id, ...binding});
	t.deepEqual(await store.sipPhones.bindings(), []);
	await store.close();
});

test('a phone stays when its owner is deleted', async t => {
	const store = await open(await dataDir(t));
	await store.users.create({name: 'admin', password: 'Correct horse', role: 'admin'});
	const owner = await store.users.create({name: 'Kim', password: 'Correct horse', role: 'user'});
	if (typeof owner === 'string') return t.fail();
	await store.sipPhones.create({...phone, owner: owner.id});
	await store.users.delete(owner.id);
	t.like(await store.sipPhones.list(), [{user: 'desk', owner: null}]);
	await store.close();
});

test('what calls have cost today is known after a restart', async t => {
	const store = await open(await dataDir(t));
	await store.calls.put(call('before', {by: 'kim', cost: 1, endedAt: '2026-01-04T23:59:00.000Z'}));
	await store.calls.put(call('free', {endedAt: '2026-01-05T08:00:00.000Z'}));
	await store.calls.put(call('dear', {by: 'kim', byUser: 'u1' as UserId, cost: 2.5, endedAt: '2026-01-05T08:30:00.000Z'}));
	await store.calls.put(call('lasts', {by: 'bob', cost: 0, endedAt: null}));
	t.deepEqual(await store.calls.costsSince(new Date('2026-01-05T00:00:00Z')), [{by: 'kim', byUser: 'u1' as UserId, cost: 2.5, endedAt: '2026-01-05T08:30:00.000Z'}]);
	await store.close();
});
