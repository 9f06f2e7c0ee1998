import test from 'ava';
import {loadEngine} from '../../addons/index.js';
import {Dialog, offer, RawSip} from '../support/raw-sip.js';
import {localOptions} from './options.js';
import {askWithPassword} from './sip-peer.js';
import {SipSide} from './sip-side.js';

const engine = loadEngine();
const side = new SipSide(engine);
engine.start(localOptions({flood: {perSecond: 5, burst: 20}}), events => side.take(events));
test.after.always(() => engine.stop(3000));
const anna = {phone: 1, user: 'anna', password: 'correct horse'};
engine.setPhones([anna]);
engine.setAdmission({guests: 'known', banned: ['127.0.0.66'], trusted: []});

const body = (raw: RawSip) => offer(raw.address, 40_990);

test('a scanner gets no answer, and is told of', async t => {
	const raw = await RawSip.open(t, side.callee, {address: '127.0.0.31'});
	for (const method of ['OPTIONS', 'REGISTER', 'INVITE']) await raw.send(new Dialog(raw, '100').request(method, {headers: ['User-Agent: Friendly-Scanner/1.8']}));
	const told = await side.hears('sip.refused', event => event.reason === 'scanner');
	t.deepEqual({address: told.address, userAgent: told.userAgent}, {address: '127.0.0.31', userAgent: 'Friendly-Scanner/1.8'});
	t.is(await raw.ping(), 200, 'others at the same address are answered');
	t.is(raw.received.all.length, 1);
});

test('a banned address gets no answer until the ban ends', async t => {
	const raw = await RawSip.open(t, side.callee, {address: '127.0.0.66'});
	await raw.send(new Dialog(raw, '100').request('OPTIONS'));
	const told = await side.hears('sip.dropped', event => event.address === '127.0.0.66');
	t.is(told.dropped, 1);
	engine.setAdmission({guests: 'known', banned: [], trusted: []});
	t.is(await raw.ping(), 200);
	t.is(raw.received.all.length, 1);
});

test('where only known callers are welcome, a guest is asked for a password, then refused', async t => {
	const raw = await RawSip.open(t, side.callee, {address: '127.0.0.32'});
	const dialog = new Dialog(raw, '8000');
	t.is((await raw.ask(dialog.request('INVITE', {body: body(raw)}))).status, 401);
	t.is((await raw.ask(dialog.request('INVITE', {body: body(raw)}))).status, 403);
	const told = await side.hears('sip.refused', event => event.address === '127.0.0.32');
	t.is(told.reason, 'guest');
	t.false(side.events.all.some(event => event.kind === 'leg.incoming' && event.address.startsWith('127.0.0.32')));
});

test('a guest who does not come back with a password is told of', async t => {
	const raw = await RawSip.open(t, side.callee, {address: '127.0.0.33'});
	t.is((await raw.ask(new Dialog(raw, '8000').request('INVITE', {body: body(raw)}))).status, 401);
	t.is((await side.hears('sip.refused', event => event.address === '127.0.0.33', {withinMs: 20_000})).reason, 'guest');
});

test('where only known callers are welcome, a phone with its password is', async t => {
	const raw = await RawSip.open(t, side.callee, {address: '127.0.0.34'});
	const answered = askWithPassword(raw, new Dialog(raw, '8001'), {method: 'INVITE', credentials: anna, algorithm: 'SHA-256', headers: ['User-Agent: Linphone/5.1'], body: body(raw)});
	const {leg, phone} = await side.hears('leg.incoming', event => event.dialled === '8001');
	t.is(phone, 1);
	engine.hangUp(leg, 486);
	t.is((await answered).status, 486);
});

test('a flood of registrations is dropped, and told of', async t => {
	const raw = await RawSip.open(t, side.callee, {address: '127.0.0.35'});
	for (let i = 0; i < 60; i++) await raw.send(new Dialog(raw, '100').request('REGISTER'));
	t.true((await side.hears('sip.flood', event => event.address === '127.0.0.35')).dropped > 0);
});
