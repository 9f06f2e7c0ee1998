import test from 'ava';
import type {SipPhoneId, TrunkId} from '../../../firmware/contract/index.js';
import {SipPhones, type BindingSignal, type KeptBinding, type SipPhoneSetUp} from '../../../firmware/sip/index.js';
import {rig} from './rig.js';

const id = 'desk' as SipPhoneId;
const desk: SipPhoneSetUp = {id, name: 'Desk', user: 'desk', password: 'x', extension: '30', owner: null};
const binding = (contact: string, expiresSeconds: number): BindingSignal =>
	({phone: id, contact, address: '192.0.2.5:5060', transport: 'udp', userAgent: 'Desk 1.0', expiresSeconds});

function setUp(kept: readonly KeptBinding[] = []) {
	const parts = rig();
	const phones: unknown[] = [];
	const disk = new Map(kept.map(one => [one.contact, one]));
	const sip = new SipPhones({
		...parts.ports, engine: {setPhones: all => void phones.push(all)},
		keep: {put: one => void disk.set(one.contact, one), remove: (_phone, contact) => void disk.delete(contact)},
	});
	sip.start([desk], kept);
	return {...parts, sip, phones, disk};
}
const call = {number: '30', called: '30', callerNumber: '8000', callerName: 'Board'};

test('a phone that registers is shown with its place, and kept for a restart of the box', t => {
	const {sip, phones, disk, last} = setUp();
	t.deepEqual(phones, [[{phone: id, user: 'desk', password: 'x'}]]);
	t.deepEqual(sip.diallers(id), []);
	sip.take(binding('sip:desk@192.0.2.5', 60));
	const expected = {contact: 'sip:desk@192.0.2.5', address: '192.0.2.5:5060', transport: 'udp', userAgent: 'Desk 1.0', expiresAt: '2026-01-05T09:01:00.000Z'} as const;
	t.deepEqual(last('sip-phone.changed')?.phone, {id, name: 'Desk', user: 'desk', extension: '30', owner: null, bindings: [expected]});
	t.deepEqual([...disk.values()], [{phone: id, ...expected}]);
});

test('a phone that was registered before a restart can be called, until its registration runs out', async t => {
	const {sip, disk, clock} = setUp([{phone: id, contact: 'sip:desk@192.0.2.5', address: '192.0.2.5:5060', transport: 'udp', userAgent: '', expiresAt: '2026-01-05T09:01:00.000Z'}]);
	t.is(sip.diallers(id).length, 1);
	await clock.advance(65_001);
	t.deepEqual(sip.diallers(id), []);
	t.deepEqual([...disk.values()], []);
	t.is(clock.pending, 0);
});

test('a phone that refreshes in time stays, and one that signs off is gone at once', async t => {
	const {sip, clock} = setUp();
	sip.take(binding('sip:desk@192.0.2.5', 60));
	await clock.advance(50_000);
	sip.take(binding('sip:desk@192.0.2.5', 60));
	await clock.advance(50_000);
	t.is(sip.diallers(id).length, 1);
	sip.take(binding('sip:desk@192.0.2.5', 0));
	t.deepEqual(sip.view()[0]?.bindings, []);
});

const jumps = test.macro(async (t, byMs: number) => {
	const {sip, clock, disk} = setUp([{phone: id, contact: 'sip:desk@192.0.2.5', address: '192.0.2.5:5060', transport: 'udp', userAgent: '', expiresAt: '2026-01-05T09:01:00.000Z'}]);
	clock.setSystemTime(byMs);
	sip.take(binding('sip:desk@192.0.2.6', 120));
	await clock.advance(60_000);
	t.is(sip.view()[0]?.bindings.length, 2);
	await clock.advance(5000);
	t.deepEqual([...disk.keys()], ['sip:desk@192.0.2.6']);
	await clock.advance(60_000);
	t.deepEqual(sip.diallers(id), []);
	t.is(clock.pending, 0);
});
test('a phone stays registered for as long as was granted, though the time of the box is set forward by hours', jumps, 5 * 3_600_000);
test('a phone is no longer registered after what was granted, though the time of the box is set back by hours', jumps, -5 * 3_600_000);

test('what a box with a wrong date kept of a phone counts for no longer than the box ever grants', async t => {
	const {sip, clock} = setUp([{phone: id, contact: 'sip:desk@192.0.2.5', address: '192.0.2.5:5060', transport: 'udp', userAgent: '', expiresAt: '2031-01-05T09:01:00.000Z'}]);
	await clock.advance(7_200_000);
	t.is(sip.diallers(id).length, 1);
	await clock.advance(5000);
	t.deepEqual(sip.diallers(id), []);
});

test('all places where a phone has registered ring at once', t => {
	const {sip, dialled} = setUp();
	sip.take(binding('sip:desk@192.0.2.5', 60));
	sip.take(binding('sip:desk@192.0.2.6;transport=tcp', 60));
	sip.diallers(id)[0]?.dial(call);
	t.like(dialled, [{called: '30', name: 'Desk', line: 'Phone Desk'}]);
	t.deepEqual(dialled[0]?.targets.map(({uri, trunk, callerNumber}) => [uri, trunk, callerNumber]), [
		['sip:desk@192.0.2.5', null, '8000'], ['sip:desk@192.0.2.6;transport=tcp', null, '8000'],
	]);
});

test('a phone with a new password has to register again, and one with a new name has not', t => {
	const {sip, phones, disk} = setUp();
	sip.take(binding('sip:desk@192.0.2.5', 60));
	sip.put({...desk, name: 'Front desk'});
	t.is(sip.view()[0]?.bindings.length, 1);
	sip.put({...desk, password: 'y'});
	t.deepEqual(phones.at(-1), [{phone: id, user: 'desk', password: 'y'}]);
	t.deepEqual(sip.view()[0]?.bindings, []);
	t.is(disk.size, 0);
});

test('a phone that is deleted can neither log in nor be called', t => {
	const {sip, phones, last} = setUp();
	sip.take(binding('sip:desk@192.0.2.5', 60));
	sip.remove(id);
	t.deepEqual(phones.at(-1), []);
	t.deepEqual(sip.diallers(id), []);
	t.is(last('sip-phone.removed')?.phone, id);
	sip.take(binding('sip:desk@192.0.2.5', 60));
	t.deepEqual(sip.view(), []);
});

test('a caller at a phone is shown by its extension, whatever the phone says', t => {
	const {sip} = setUp();
	const origin = {trunk: null, phone: id, number: 'desk', name: '', dialled: '8000'};
	t.deepEqual(sip.party(origin), {line: 'Phone Desk', number: '30', name: 'Desk'});
	sip.put({...desk, extension: null});
	t.deepEqual(sip.party({...origin, name: 'Ann'}), {line: 'Phone Desk', number: 'desk', name: 'Ann'});
	t.is(sip.party({...origin, phone: null, trunk: 'x' as TrunkId}), undefined);
});
