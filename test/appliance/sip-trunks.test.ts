import test, {type ExecutionContext} from 'ava';
import type {BanView, LiveCall, SipPhoneView, TrunkTestResult, TrunkView} from '../../firmware/contract/index.js';
import {Baresip} from '../support/baresip.js';
import {startBox} from '../support/box.js';
import {startPhone} from '../support/phone.js';
import {Dialog, RawSip} from '../support/raw-sip.js';

/** Two boxes: the branch has an account at the head office, as a phone there, and calls through it. */
const [branch, office] = await Promise.all([
	startBox({conferences: [{kind: 'static', extension: '8000', pin: null, first: 'silence'}, {kind: 'static', extension: '8001', pin: null, first: 'silence'}]}),
	startBox({conferences: [{kind: 'static', extension: '8100', pin: null, first: 'silence'}, {kind: 'static', extension: '8101', pin: null, first: 'silence'}]}),
]);
const password = 'Branch-secret-1';
const account = await office.api<SipPhoneView>('POST', '/sip-phones', {name: 'Branch', user: 'branch', password, extension: '7000'});
const trunk = await branch.api<TrunkView>('POST', '/trunks', {
	name: 'Head office', host: `127.0.0.1:${office.sip.udp}`, user: 'branch', password, number: '8000',
});
await branch.api('POST', '/routes', {prefix: '9', class: 'external', strip: 1, via: {kind: 'trunk', trunk: trunk.id}});
await branch.event('trunk.changed', event => event.trunk.state === 'registered', {withinMs: 15_000});
await office.event('sip-phone.changed', event => event.phone.id === account.id && event.phone.bindings.length === 1, {withinMs: 15_000});

test.after.always(async () => {
	await Promise.all([branch.stop(), office.stop()]);
});

/** Somebody in a room of a box, at an address of his own: 127.0.0.1 is where the other box is. */
async function inRoom(t: ExecutionContext, box: typeof branch, extension: string, address: string) {
	const phone = await startPhone(t, box, {address});
	const call = await phone.call(extension, {number: address.replaceAll('.', '')});
	await call.answered();
	await box.event('participant.joined', ({participant}) => participant.number === address.replaceAll('.', ''), {withinMs: 15_000});
	return {call, room: await box.room(extension)};
}

test.serial('a box that is registered calls out through its provider, which knows who calls, and both hear each other', async t => {
	const here = await inRoom(t, branch, '8000', '127.0.0.41');
	const there = await inRoom(t, office, '8100', '127.0.0.42');
	const made = await branch.api<LiveCall>('POST', `/rooms/${here.room.id}/invitations`, {number: '98100', joinAtOnce: true});
	t.like(made, {direction: 'out', line: 'Trunk Head office', number: '98100', stage: 'calling'});
	const {participant} = await office.event('participant.joined', event => event.participant.line === 'Phone Branch', {withinMs: 15_000});
	t.is(participant.number, '7000');
	await branch.event('participant.joined', event => event.participant.id === made.id, {withinMs: 15_000});
	await here.call.say(650);
	await there.call.hears(650);
	await here.call.fallSilent();
	await there.call.say(850);
	await here.call.hears(850);
	t.is((await branch.api<TrunkView[]>('GET', '/trunks'))[0]?.calls, 1);
	await office.api('DELETE', `/participants/${participant.id}`);
	const {call: record} = await branch.event('call.ended', event => event.call.id === made.id, {withinMs: 20_000});
	t.like(record, {direction: 'out', outcome: 'hung-up', by: 'ready line', cost: 0});
});

test.serial('a phone that has registered is called into a room by its extension, and its box takes the call where the trunk\'s calls go', async t => {
	const there = await inRoom(t, office, '8101', '127.0.0.43');
	const after = branch.eventCount;
	const made = await office.api<LiveCall>('POST', `/rooms/${there.room.id}/invitations`, {number: '7000', joinAtOnce: true});
	t.like(made, {direction: 'out', line: 'Phone Branch', name: 'Branch'});
	const {participant} = await branch.event('participant.joined', event => event.participant.line === 'Trunk Head office', {withinMs: 15_000, after});
	t.is(participant.number, '8101');
	await office.event('participant.joined', event => event.participant.id === made.id, {withinMs: 15_000});
	await branch.api('DELETE', `/participants/${participant.id}`);
	await office.event('call.ended', event => event.call.id === made.id, {withinMs: 20_000});
});

test.serial('a call that costs more than may be spent in a day is ended, and no more are made', async t => {
	const {currency: _currency, ...limits} = (await branch.api<{calling: Record<string, unknown>}>('GET', '/settings')).calling;
	const here = await inRoom(t, branch, '8001', '127.0.0.44');
	await branch.api('POST', '/routes', {prefix: '98', class: 'external', strip: 1, pricePerMinute: 60, via: {kind: 'trunk', trunk: trunk.id}});
	await branch.api('PATCH', '/settings', {calling: {...limits, dailySpend: 2}});
	const made = await branch.api<LiveCall>('POST', `/rooms/${here.room.id}/invitations`, {number: '98100', joinAtOnce: true});
	const {call} = await branch.event('call.ended', event => event.call.id === made.id, {withinMs: 30_000});
	t.is(call.outcome, 'disconnected');
	t.true(call.cost >= 2, String(call.cost));
	const refused = await branch.request('POST', `/rooms/${here.room.id}/invitations`, {number: '98100'});
	t.is(refused.status, 429);
	t.true((await refused.text()).includes('The calls of this box may cost 2.00 EUR a day, and have today.'));
	await branch.api('PATCH', '/settings', {calling: {dailySpend: null, maxCalls: 0}});
	t.is((await branch.request('POST', `/rooms/${here.room.id}/invitations`, {number: '98100'})).status, 429);
	await branch.api('PATCH', '/settings', {calling: limits});
});

test.serial('a wrong password is said in words, by the trunk and by its test', async t => {
	await branch.api('PATCH', `/trunks/${trunk.id}`, {password: 'Wrong-secret-1'});
	const {trunk: refused} = await branch.event('trunk.changed', event => event.trunk.state === 'rejected', {withinMs: 15_000});
	t.true(['wrong-password', 'forbidden'].includes(refused.problem ?? ''), refused.problem ?? '');
	t.regex(refused.detail, /Check user name/);
	const tested = await branch.api<TrunkTestResult>('POST', `/trunks/${trunk.id}/tests`);
	t.deepEqual(tested.steps.map(({name, ok}) => [name, ok]), [['name', true], ['reach', true], ['log-in', false]]);
	const after = branch.eventCount;
	await branch.api('PATCH', `/trunks/${trunk.id}`, {password});
	await branch.event('trunk.changed', event => event.trunk.state === 'registered', {withinMs: 15_000, after});
	t.true((await branch.api<TrunkTestResult>('POST', `/trunks/${trunk.id}/tests`)).ok);
});

test.serial('a scanner gets no answer and is banned, until an admin undoes it', async t => {
	const scanner = await RawSip.open(t, office, {address: '127.0.0.45'});
	const options = (agent: string) => new Dialog(scanner, '8100').request('OPTIONS', {headers: [`User-Agent: ${agent}`]});
	const after = scanner.received.all.length;
	await scanner.send(options('friendly-scanner'));
	const {ban} = await office.event('ban.changed', event => event.ban.address === '127.0.0.45', {withinMs: 10_000});
	t.is(ban.reason, 'scanner');
	t.is(scanner.received.all.length, after);
	const goesOn = setInterval(() => void scanner.send(options('Desk phone')), 100);
	t.teardown(() => clearInterval(goesOn));
	const dropped = async (more: number) => (await office.event('ban.changed', event => event.ban.address === '127.0.0.45' && event.ban.dropped > more, {withinMs: 10_000})).ban.dropped;
	const first = await dropped(0);
	const answered = scanner.received.all.length;
	await dropped(first);
	clearInterval(goesOn);
	t.is(scanner.received.all.length, answered);
	t.like(await office.api<BanView[]>('GET', '/bans'), [{address: '127.0.0.45', reason: 'scanner'}]);
	await office.api('DELETE', '/bans/127.0.0.45');
	t.is((await scanner.ask(options('Desk phone'))).status, 200);
});

test.serial('a guest is refused when only phones that log in and trunks may call', async t => {
	await office.api('PATCH', '/settings', {security: {guests: 'known'}});
	const guest = await startPhone(t, office, {address: '127.0.0.46'});
	const call = await guest.call('8100');
	const {status} = await call.ended();
	t.true(status >= 400 && status < 500, String(status));
	await office.api('PATCH', '/settings', {security: {guests: 'anybody'}});
	const again = await guest.call('8100');
	await again.answered();
});

test.serial('another maker\'s softphone registers, is called into a room by its extension, and calls a room itself: it is heard in both', async t => {
	const secret = 'Desk-secret-1';
	const desk = await office.api<SipPhoneView>('POST', '/sip-phones', {name: 'Desk', user: 'desk', password: secret, extension: '7001'});
	const registrar = `127.0.0.1:${office.sip.udp}`;
	const baresip = await Baresip.start(t, {user: 'desk', password: secret, registrar}, {toneHz: 440});
	await office.event('sip-phone.changed', ({phone}) => phone.id === desk.id && phone.bindings.length === 1, {withinMs: 15_000});
	const first = await inRoom(t, office, '8100', '127.0.0.47');
	const made = await office.api<LiveCall>('POST', `/rooms/${first.room.id}/invitations`, {number: '7001', joinAtOnce: true});
	await office.event('participant.joined', ({participant}) => participant.id === made.id, {withinMs: 15_000});
	await first.call.hears(440);
	await office.api('DELETE', `/participants/${made.id}`);
	await baresip.told('CALL_CLOSED');
	const second = await inRoom(t, office, '8101', '127.0.0.48');
	await baresip.command('dial', `sip:8101@${registrar}`);
	const {participant} = await office.event('participant.joined', event => event.participant.line === 'Phone Desk' && event.participant.id !== made.id, {withinMs: 15_000});
	t.is(participant.number, '7001');
	await second.call.hears(440);
});

test.serial('where phones are registered outlives a restart of the box', async t => {
	await office.halt();
	const restarted = await startBox({dataDir: office.dataDir});
	t.teardown(() => restarted.halt());
	const [phone] = await restarted.api<SipPhoneView[]>('GET', '/sip-phones');
	t.is(phone?.bindings.length, 1);
});
