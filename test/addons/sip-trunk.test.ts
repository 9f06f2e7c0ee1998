import test, {type ExecutionContext} from 'ava';
import {loadEngine, type TrunkOptions} from '../../addons/index.js';
import {Dialog, offer, RawSip} from '../support/raw-sip.js';
import {headerOf} from '../support/sip-message.js';
import {localOptions} from './options.js';
import {SipPeer} from './sip-peer.js';
import {SipSide} from './sip-side.js';

const engine = loadEngine();
const side = new SipSide(engine);
engine.start(localOptions(), events => side.take(events));
test.after.always(() => engine.stop(3000));

const peerOf = async (t: ExecutionContext) => new SipPeer(await RawSip.open(t, side.callee));
const optionsOf = (peer: SipPeer): TrunkOptions => ({
	host: peer.raw.here, transport: 'udp', user: '5558', authUser: 'auth-5558', password: 'provider secret', outboundProxy: '', nameServer: '', register: true, expiresSeconds: 300, srtp: 'off', authorities: 'system', authority: '',
});
const wants = 'WWW-Authenticate: Digest realm="provider", nonce="n1", algorithm=MD5, qop="auth"';
let trunks = 0;

/** A trunk that has registered. */
async function registered(t: ExecutionContext, options: Partial<TrunkOptions> = {}): Promise<{peer: SipPeer; trunk: number}> {
	const peer = await peerOf(t);
	const trunk = ++trunks;
	engine.putTrunk(trunk, {...optionsOf(peer), ...options});
	const register = await peer.asked('REGISTER');
	await peer.answer(register, 200, {headers: [`Contact: ${headerOf(register, 'contact')};expires=300`]});
	await side.hears('trunk.state', event => event.trunk === trunk && event.state === 'registered');
	return {peer, trunk};
}

test('a trunk registers with its password, and unregisters when it is removed', async t => {
	const peer = await peerOf(t);
	const trunk = ++trunks;
	engine.putTrunk(trunk, optionsOf(peer));
	t.is((await side.hears('trunk.state', event => event.trunk === trunk)).state, 'registering');
	const first = await peer.asked('REGISTER');
	t.regex(headerOf(first, 'to'), /<sip:5558@127\.0\.0\.1>/);
	t.is(headerOf(first, 'expires'), '300');
	await peer.answer(first, 401, {headers: [wants]});
	const second = await peer.asked('REGISTER');
	t.regex(headerOf(second, 'authorization'), /username="auth-5558".*realm="provider"/);
	await peer.answer(second, 200, {headers: [`Contact: ${headerOf(second, 'contact')};expires=120`]});
	const told = await side.hears('trunk.state', event => event.trunk === trunk && event.state === 'registered');
	t.deepEqual({status: told.status, expiresSeconds: told.expiresSeconds}, {status: 200, expiresSeconds: 120});
	engine.removeTrunk(trunk);
	const last = await peer.asked('REGISTER');
	t.is(headerOf(last, 'expires'), '0');
	await peer.answer(last, 200);
});

test('a trunk whose password is wrong is told as rejected', async t => {
	const peer = await peerOf(t);
	const trunk = ++trunks;
	engine.putTrunk(trunk, optionsOf(peer));
	await peer.answer(await peer.asked('REGISTER'), 401, {headers: [wants]});
	await peer.answer(await peer.asked('REGISTER'), 403);
	const told = await side.hears('trunk.state', event => event.trunk === trunk && event.state === 'rejected');
	t.deepEqual({status: told.status, reason: told.reason, expiresSeconds: told.expiresSeconds}, {status: 403, reason: 'Because', expiresSeconds: 0});
	engine.removeTrunk(trunk);
});

test('a trunk whose server is not there is told as unreachable, with the reason', async t => {
	const peer = await peerOf(t);
	const [unnamed, closed] = [++trunks, ++trunks];
	engine.putTrunk(unnamed, {...optionsOf(peer), host: `${'x'.repeat(70)}.invalid`});
	t.regex((await side.hears('trunk.state', event => event.trunk === unnamed && event.state === 'unreachable')).reason, /was not found/);
	engine.putTrunk(closed, {...optionsOf(peer), host: '127.0.0.1:1', transport: 'tcp'});
	t.is((await side.hears('trunk.state', event => event.trunk === closed && event.state === 'unreachable')).status, 408);
	engine.removeTrunk(unnamed);
	engine.removeTrunk(closed);
});

test('a trunk that is replaced unregisters before the new one registers', async t => {
	const {peer, trunk} = await registered(t);
	engine.putTrunk(trunk, {...optionsOf(peer), user: '5559'});
	const last = await peer.asked('REGISTER');
	t.deepEqual([headerOf(last, 'expires'), /sip:(\d+)@/.exec(headerOf(last, 'to'))?.[1]], ['0', '5558']);
	await peer.answer(last, 200);
	const next = await peer.asked('REGISTER');
	t.deepEqual([headerOf(next, 'expires'), /sip:(\d+)@/.exec(headerOf(next, 'to'))?.[1]], ['300', '5559']);
	await peer.answer(next, 200, {headers: [`Contact: ${headerOf(next, 'contact')};expires=300`]});
	engine.removeTrunk(trunk);
	await peer.answer(await peer.asked('REGISTER'), 200);
	t.pass();
});

test('a call by a trunk goes to its server with its password, and says who calls', async t => {
	const {peer, trunk} = await registered(t);
	const leg = side.call('sip:15550123@provider.invalid', {trunk, number: '5558001', name: 'Zoë'});
	const first = await peer.asked('INVITE');
	t.regex(first.start, /^INVITE sip:15550123@provider\.invalid SIP/);
	t.is(headerOf(first, 'route'), '');
	await peer.answer(first, 407, {headers: ['Proxy-Authenticate: Digest realm="provider", nonce="n2", algorithm=SHA-256, qop="auth"']});
	await peer.asked('ACK');
	const second = await peer.asked('INVITE');
	t.regex(headerOf(second, 'proxy-authorization'), /username="auth-5558"/);
	t.regex(headerOf(second, 'from'), /"Zo.+" <sip:5558001@127\.0\.0\.1>/);
	t.regex(headerOf(second, 'p-asserted-identity'), /<sip:5558001@127\.0\.0\.1>/);
	t.notRegex(second.body, /a=crypto:/);
	await peer.accept(second);
	await side.hearsOf(leg, 'leg.answered');
	engine.removeTrunk(trunk);
	await peer.answer(await peer.asked('REGISTER'), 200);
	t.true(engine.setMuted(leg, true), 'the call outlives its trunk');
	engine.hangUp(leg, 200);
	await peer.answer(await peer.asked('BYE'), 200);
	t.is((await side.hearsOf(leg, 'leg.ended')).by, 'box');
});

test('a trunk that demands encryption offers nothing else', async t => {
	const {peer, trunk} = await registered(t, {srtp: 'required'});
	const leg = side.call('sip:1@provider.invalid', {trunk});
	const invite = await peer.asked('INVITE');
	t.regex(invite.body, /m=audio \d+ RTP\/SAVP/);
	t.regex(invite.body, /a=crypto:/);
	await peer.answer(invite, 488);
	t.is((await side.hearsOf(leg, 'leg.ended')).status, 488);
	engine.removeTrunk(trunk);
	await peer.answer(await peer.asked('REGISTER'), 200);
});

test('an outbound proxy gets what is for the provider', async t => {
	const peer = await peerOf(t);
	const trunk = ++trunks;
	engine.putTrunk(trunk, {...optionsOf(peer), host: 'provider.invalid', outboundProxy: peer.raw.here});
	const register = await peer.asked('REGISTER');
	t.is(register.start, 'REGISTER sip:provider.invalid SIP/2.0');
	t.is(headerOf(register, 'route'), `<sip:${peer.raw.here};lr>`);
	await peer.answer(register, 200, {headers: [`Contact: ${headerOf(register, 'contact')};expires=300`]});
	engine.removeTrunk(trunk);
	await peer.answer(await peer.asked('REGISTER'), 200);
});

test('a call from a trunk\'s address is the trunk\'s, the narrowest network first', async t => {
	engine.setAdmission({guests: 'known', banned: [], trusted: [{network: '127.0.9.0/24', trunk: 41}, {network: '127.0.9.7', trunk: 42}]});
	for (const [address, trunk] of [['127.0.9.8', 41], ['127.0.9.7', 42]] as const) {
		const raw = await RawSip.open(t, side.callee, {address});
		await raw.send(new Dialog(raw, `70${trunk}`).request('INVITE', {body: offer(raw.address, 40_992)}));
		const told = await side.hears('leg.incoming', event => event.dialled === `70${trunk}`);
		t.deepEqual({trunk: told.trunk, phone: told.phone}, {trunk, phone: 0});
		engine.hangUp(told.leg, 486);
	}
});
