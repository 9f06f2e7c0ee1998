import test from 'ava';
import {Bans, isIn, type RefusedSignal} from '../../../firmware/sip/index.js';
import {rig} from './rig.js';

const attacker = '203.0.113.7';

function setUp(settings: Partial<{banFailures: number; banMinutes: number; neverBan: string[]}> = {}) {
	const parts = rig();
	const disk = new Map<string, object>();
	const security = {guests: 'anybody' as const, banFailures: 3, banMinutes: 60, neverBan: [], ...settings};
	const bans = new Bans({
		...parts.ports, settings: () => security, trusted: () => [{network: '192.0.2.0/24'}],
		keep: {put: ban => void disk.set(ban.address, ban), remove: address => void disk.delete(address)},
	});
	const refuse = (reason: RefusedSignal['reason'], count = 1, address = attacker) => bans.refused({address, reason, count, userAgent: ''});
	return {...parts, bans, disk, refuse};
}

test('who gives too many wrong passwords is shut out, for as long as the settings say', async t => {
	const {bans, disk, refuse, clock, counted, last} = setUp();
	refuse('wrong-password', 2);
	t.deepEqual(bans.addresses(), []);
	refuse('unknown-user');
	const ban = {address: attacker, reason: 'wrong-password', since: '2026-01-05T09:00:00.000Z', until: '2026-01-05T10:00:00.000Z'} as const;
	t.deepEqual(bans.view(), [{...ban, dropped: 0}]);
	t.deepEqual([...disk.values()], [ban]);
	t.is(counted.admissions, 1);
	await clock.advance(3_600_000);
	t.deepEqual(bans.addresses(), []);
	t.is(last('ban.removed')?.address, attacker);
	t.deepEqual([disk.size, counted.admissions, clock.pending], [0, 2, 0]);
});

test('failures count for ten minutes', async t => {
	const {bans, refuse, clock} = setUp();
	refuse('wrong-password', 2);
	await clock.advance(600_000);
	refuse('wrong-password', 2);
	t.deepEqual(bans.addresses(), []);
});

test('a scanner is shut out at its first request', t => {
	const {bans, refuse} = setUp({banFailures: 100});
	refuse('scanner');
	t.like(bans.view(), [{address: attacker, reason: 'scanner'}]);
});

test('one number that is nobody\'s may be dialled over and over, but not one after the other', t => {
	const {bans} = setUp();
	for (let i = 0; i < 9; i++) bans.offence(attacker, 'unknown-numbers', '8009');
	t.deepEqual(bans.addresses(), []);
	bans.offence(attacker, 'unknown-numbers', '8010');
	bans.offence(attacker, 'unknown-numbers', '8011');
	t.like(bans.view(), [{reason: 'unknown-numbers'}]);
});

const exempt = test.macro({
	title: (_, who: string) => `${who} is never banned`,
	exec(t, _: string, address: string, neverBan: string[] = []) {
		const {bans, refuse} = setUp({neverBan});
		refuse('wrong-password', 50, address);
		bans.offence(address, 'scanner');
		t.deepEqual(bans.addresses(), []);
		t.truthy(bans.problem(address)?.message);
	},
});
test(exempt, 'this machine', '127.0.0.1');
test(exempt, 'a trunk', '192.0.2.77');
test(exempt, 'a network of the settings', '198.51.100.9', ['198.51.100.0/28']);
test(exempt, 'an address of the settings', '198.51.100.9', ['198.51.100.9']);

test('nobody is banned by failures when the settings say so, but an admin can', t => {
	const {bans, refuse, disk} = setUp({banFailures: 0});
	refuse('wrong-password', 50);
	refuse('scanner');
	t.deepEqual(bans.addresses(), []);
	t.is(bans.problem(attacker), undefined);
	t.like(bans.ban({address: attacker, minutes: null}), {reason: 'by-admin', until: null});
	t.like(disk.get(attacker), {reason: 'by-admin'});
});

test('an admin undoes a ban, and what counted against the address is forgotten', t => {
	const {bans, refuse, disk} = setUp();
	refuse('wrong-password', 3);
	t.true(bans.undo(attacker));
	t.false(bans.undo(attacker));
	t.is(disk.size, 0);
	refuse('wrong-password', 2);
	t.deepEqual(bans.addresses(), []);
});

test('bans that were kept hold after a restart, but for those that have ended meanwhile', t => {
	const {bans, disk} = setUp();
	const kept = {address: attacker, reason: 'flood', since: '2026-01-05T08:00:00.000Z', until: '2026-01-05T09:30:00.000Z'} as const;
	const ended = {...kept, address: '203.0.113.8', until: '2026-01-05T08:59:00.000Z'};
	disk.set(ended.address, ended);
	bans.start([kept, ended]);
	t.deepEqual(bans.addresses(), [attacker]);
	t.is(disk.size, 0);
});

test('the page is told how many requests were dropped', t => {
	const {bans, last} = setUp();
	bans.ban({address: attacker, minutes: 5});
	bans.dropped(attacker, 3);
	bans.dropped(attacker, 4);
	bans.dropped('203.0.113.99', 4);
	t.like(last('ban.changed')?.ban, {address: attacker, dropped: 7});
});

const within = test.macro({
	title: (_, address: string, network: string, is: boolean) => `${address} is ${is ? '' : 'not '}in ${network}`,
	exec: (t, address: string, network: string, is: boolean) => t.is(isIn(address, network), is),
});
test(within, '192.0.2.7', '192.0.2.0/24', true);
test(within, '192.0.3.7', '192.0.2.0/24', false);
test(within, '255.255.255.255', '0.0.0.0/0', true);
test(within, '192.0.2.7', '192.0.2.7', true);
test(within, '192.0.2.8', '192.0.2.7/32', false);
test(within, '192.0.2.256', '0.0.0.0/0', false);
test(within, '192.0.2.7', '192.0.2.0/33', false);
