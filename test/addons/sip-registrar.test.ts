import test from 'ava';
import {loadEngine} from '../../addons/index.js';
import {startPhone} from '../support/phone.js';
import {Dialog, offer, RawSip} from '../support/raw-sip.js';
import {headerOf, type SipMessage} from '../support/sip-message.js';
import {localOptions} from './options.js';
import {authorization, challengeOf, PhoneHead, SipPeer} from './sip-peer.js';
import {TcpPhone} from './tcp-phone.js';
import {SipSide} from './sip-side.js';

const engine = loadEngine();
const side = new SipSide(engine);
engine.start(localOptions(), events => side.take(events));
test.after.always(() => engine.stop(3000));

const anna = {phone: 1, user: 'anna', password: 'correct horse'};
const bert = {phone: 2, user: 'bert', password: 'battery'};
const staff = ['c', 'd', 'e', 'f', 'g', 'h'].map((user, index) => ({phone: 10 + index, user, password: `secret-${user}`}));
engine.setPhones([anna, bert, ...staff]);

let callIds = 0;
const headOf = (raw: RawSip, user: string, program?: string) => new PhoneHead(raw, user, {callId: `call-${++callIds}`, program});
const contacts = (answer: SipMessage) => answer.headers.get('contact') ?? [];

for (const [algorithm, program] of [['MD5', 'Desk phone/1.0'], ['SHA-256', 'Linphone/5.1']] as const) {
	test.serial(`a phone registers with its password by ${algorithm}, and is told how long that holds`, async t => {
		const raw = await RawSip.open(t, side.callee);
		const after = side.events.all.length;
		const answer = await headOf(raw, 'anna', program).registers(anna, [`Contact: <sip:anna@${raw.here}>;expires=600`], {algorithm});
		t.is(answer.status, 200);
		t.deepEqual(contacts(answer), [`<sip:anna@${raw.here}>;expires=600`]);
		const told = await side.hears('phone.binding', event => event.phone === 1, {after});
		t.deepEqual({contact: told.contact, address: told.address, transport: told.transport, userAgent: told.userAgent, expiresSeconds: told.expiresSeconds},
			{contact: `sip:anna@${raw.here}`, address: raw.here, transport: 'udp', userAgent: program, expiresSeconds: 600});
		const gone = await headOf(raw, 'anna', program).registers(anna, ['Contact: *', 'Expires: 0'], {algorithm});
		t.is(gone.status, 200);
		t.deepEqual(contacts(gone), []);
		await side.hears('phone.binding', event => event.phone === 1 && event.expiresSeconds === 0, {after});
	});
}

test('a phone that is not known for it is not asked for a digest that it may not know', async t => {
	const raw = await RawSip.open(t, side.callee);
	const asked = await raw.ask(headOf(raw, 'anna').register());
	t.deepEqual((asked.headers.get('www-authenticate') ?? []).map(value => /algorithm=([\w-]+)/.exec(value)?.[1]), ['MD5']);
});

test('a stranger and a phone with a wrong password are refused alike, and told of', async t => {
	const statuses: unknown[] = [];
	for (const [user, reason, address] of [['anna', 'wrong-password', '127.0.0.21'], ['nobody', 'unknown-user', '127.0.0.22']] as const) {
		const raw = await RawSip.open(t, side.callee, {address});
		const head = headOf(raw, user);
		const asked = await raw.ask(head.register());
		const answer = await raw.ask(head.register({headers: [authorization('REGISTER', {user, password: 'guess'}, challengeOf(asked))]}));
		statuses.push([asked.status, answer.status, [...answer.headers.keys()].sort()]);
		const told = await side.hears('sip.refused', event => event.address === address);
		t.deepEqual({reason: told.reason, count: told.count, userAgent: told.userAgent}, {reason, count: 1, userAgent: 'Desk phone/1.0'});
	}
	t.deepEqual(statuses[0], statuses[1]);
});

test('a log-in that was overheard serves nobody a second time', async t => {
	const raw = await RawSip.open(t, side.callee);
	const head = headOf(raw, 'bert');
	const challenge = challengeOf(await raw.ask(head.register()));
	const proof = authorization('REGISTER', bert, challenge);
	t.is((await raw.ask(head.register({headers: [proof]}))).status, 200);
	const again = await raw.ask(head.register({headers: [proof]}));
	t.is(again.status, 401);
	t.true(challengeOf(again).stale);
	t.is((await raw.ask(head.register({headers: [authorization('REGISTER', bert, challenge, {count: 2})]}))).status, 200);
});

test('nobody registers in the name of another', async t => {
	const raw = await RawSip.open(t, side.callee);
	t.is((await headOf(raw, 'anna').registers(bert, [`Contact: <sip:x@${raw.here}>`])).status, 403);
});

const isAnswered = test.macro(async (t, headers: readonly string[], status: number) => {
	const raw = await RawSip.open(t, side.callee);
	const answer = await headOf(raw, 'c').registers({user: 'c', password: 'secret-c'}, headers);
	t.is(answer.status, status);
	if (status === 423) t.is(headerOf(answer, 'min-expires'), '60');
	if (status === 420) t.is(headerOf(answer, 'unsupported'), 'tomatoes');
});
test('a registration for less than a minute is too brief', isAnswered, ['Contact: <sip:c@192.0.2.1>;expires=10'], 423);
test('all contacts can only be taken away', isAnswered, ['Contact: *', 'Expires: 60'], 400);
test('all contacts are not taken away beside a new one', isAnswered, ['Contact: *', 'Contact: <sip:c@192.0.2.1>', 'Expires: 0'], 400);
test('a contact that is no SIP address is refused', isAnswered, ['Contact: <mailto:c@example.com>'], 400);
test('an extension that the box does not know is named', isAnswered, ['Require: tomatoes'], 420);

test('a phone with a sixth address loses the first', async t => {
	const raw = await RawSip.open(t, side.callee);
	const credentials = {user: 'd', password: 'secret-d'};
	const head = headOf(raw, 'd');
	let answer: SipMessage | undefined;
	for (let i = 1; i <= 6; i++) answer = await head.registers(credentials, [`Contact: <sip:d${i}@192.0.2.${i}>;expires=300`]);
	t.deepEqual(contacts(answer!).map(value => /192\.0\.2\.(\d)/.exec(value)?.[1]), ['2', '3', '4', '5', '6']);
	t.is((await side.hears('phone.binding', event => event.phone === 11 && event.expiresSeconds === 0)).contact, `sip:d1@${raw.here}`);
});

test('a registration that was overtaken by a newer one changes nothing', async t => {
	const raw = await RawSip.open(t, side.callee);
	const credentials = {user: 'e', password: 'secret-e'};
	const head = headOf(raw, 'e');
	await head.registers(credentials, [`Contact: <sip:e@${raw.here}>;expires=300`]);
	const challenge = challengeOf(await raw.ask(head.register({sequence: 1})));
	const late = head.register({sequence: 1, headers: [`Contact: <sip:e@${raw.here}>;expires=0`, authorization('REGISTER', credentials, challenge)]});
	t.is((await raw.ask(late)).status, 500);
	t.is(contacts(await head.registers(credentials, [], {})).length, 1);
});

test('a phone behind a router is called where it is, not where it says', async t => {
	const raw = await RawSip.open(t, side.callee, {address: '127.0.0.23'});
	const answer = await headOf(raw, 'f').registers({user: 'f', password: 'secret-f'}, ['Contact: <sip:f@10.9.8.7:5062;line=3>;expires=300']);
	t.deepEqual(contacts(answer), ['<sip:f@10.9.8.7:5062;line=3>;expires=300']);
	const {contact} = await side.hears('phone.binding', event => event.phone === 13);
	t.is(contact, `sip:f@${raw.here};line=3`);
	const peer = new SipPeer(raw);
	const leg = side.call(contact);
	const invite = await peer.asked('INVITE');
	await peer.answer(invite, 486);
	t.is((await side.hearsOf(leg, 'leg.ended')).status, 486);
});

test('a phone that is no longer of the box loses its registration', async t => {
	const raw = await RawSip.open(t, side.callee);
	const credentials = {user: 'h', password: 'secret-h'};
	t.is((await headOf(raw, 'h').registers(credentials, [`Contact: <sip:h@${raw.here}>;expires=300`])).status, 200);
	engine.setPhones([anna, bert, ...staff.filter(({user}) => user !== 'h')]);
	await side.hears('phone.binding', event => event.phone === 15 && event.expiresSeconds === 0);
});

test('who calls in the name of a phone without its password is nobody', async t => {
	const phone = await startPhone(t, side.callee, {address: '127.0.0.24'});
	const call = await phone.call('8000', {number: 'anna'});
	t.is((await call.ended()).status, 401);
	t.false(side.events.all.some(event => event.kind === 'leg.incoming' && event.address.startsWith('127.0.0.24')));
});

test('a phone that proves itself calls as what it is, and guests call as before', async t => {
	const raw = await RawSip.open(t, side.callee, {address: '127.0.0.25'});
	const [asPhone, asGuest] = [new Dialog(raw, '8001'), new Dialog(raw, '8002')];
	await raw.send(asGuest.request('INVITE', {body: offer(raw.address, 40_996)}));
	const guest = await side.hears('leg.incoming', event => event.dialled === '8002');
	t.deepEqual({phone: guest.phone, trunk: guest.trunk}, {phone: 0, trunk: 0});
	const invite = {headers: ['P-Asserted-Identity: <sip:anna@partyline>'], body: offer(raw.address, 40_996)};
	const asked = await raw.ask(asPhone.request('INVITE', invite));
	t.is(asked.status, 401);
	const proof = authorization('INVITE', anna, challengeOf(asked), {uri: `sip:8001@${raw.there}`});
	await raw.send(asPhone.request('INVITE', {...invite, headers: [...invite.headers, proof]}));
	const told = await side.hears('leg.incoming', event => event.dialled === '8001');
	t.is(told.phone, 1);
	engine.hangUp(guest.leg, 486);
	engine.hangUp(told.leg, 486);
});

test('a phone that registers over TCP is called over its connection, and is gone with it', async t => {
	const phone = await TcpPhone.connect(t, side.callee);
	const credentials = {user: 'g', password: 'secret-g'};
	const asked = await phone.ask(phone.register('g', 1));
	t.is(asked.status, 401);
	const proof = authorization('REGISTER', credentials, challengeOf(asked));
	t.is((await phone.ask(phone.register('g', 2, ['Contact: <sip:g@10.9.8.7:5060;transport=tcp>;expires=300', proof]))).status, 200);
	const told = await side.hears('phone.binding', event => event.phone === 14);
	t.deepEqual({contact: told.contact, transport: told.transport}, {contact: `sip:g@${phone.here};transport=tcp`, transport: 'tcp'});
	const leg = side.call(told.contact);
	const invite = await phone.received.waitFor('a call', ({method}) => method === 'INVITE');
	t.regex(invite.start, /^INVITE sip:g@127\.0\.0\.1:\d+;transport=tcp SIP/);
	engine.hangUp(leg, 487);
	phone.hangUp();
	t.is((await side.hears('phone.binding', event => event.phone === 14 && event.expiresSeconds === 0)).contact, told.contact);
});
