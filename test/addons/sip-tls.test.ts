import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import test, {type ExecutionContext} from 'ava';
import {loadEngine, type CertificateFault, type TrunkOptions} from '../../addons/index.js';
import {RawRtp} from '../support/raw-rtp.js';
import {headerOf, mediaPortOf, type SipMessage} from '../support/sip-message.js';
import {newMasterKey, openSrtp, sealSrtp} from '../support/srtp.js';
import {pem, TestAuthority, type Pair} from '../support/test-authority.js';
import {TlsSip} from '../support/tls-sip.js';
import {localOptions, thrownBy} from './options.js';
import {SipPeer} from './sip-peer.js';
import {SipSide} from './sip-side.js';

/** The box listens on no TLS port of its own: it calls by TLS all the same. */
const engine = loadEngine();
const side = new SipSide(engine);
engine.start(localOptions(), events => side.take(events));

const folder = await mkdtemp(join(tmpdir(), 'partyline-tls-'));
const [known, stranger] = [await TestAuthority.create(folder, 'Known'), await TestAuthority.create(folder, 'Stranger')];
const strangerPem = await pem(stranger.certificate);
/** What OpenSSL takes for the system's. */
process.env['SSL_CERT_FILE'] = known.certificate;
process.env['SSL_CERT_DIR'] = folder;
test.after.always(async () => {
	await engine.stop(3000);
	await rm(folder, {recursive: true, force: true});
});

const optionsOf = (peer: SipPeer<TlsSip>, host = 'localhost'): TrunkOptions => ({
	host: `${host}:${peer.raw.port}`, transport: 'tls', user: '5558', authUser: '', password: 'provider secret', outboundProxy: '', nameServer: '', register: true, expiresSeconds: 300,
	srtp: 'required', authorities: 'system', authority: '',
});
let trunks = 0;
let names = 0;

const show = async (t: ExecutionContext, pair: Pair) => new SipPeer(await TlsSip.listen(t, pair));
const signed = async (extensions: string, {by = known, days = 2} = {}) => by.sign(`server-${++names}`, extensions, days);

async function grant(peer: SipPeer<TlsSip>, register: SipMessage): Promise<void> {
	await peer.answer(register, 200, {headers: [`Contact: ${headerOf(register, 'contact')};expires=300`]});
}

/** A trunk that has registered. */
async function registered(t: ExecutionContext, peer: SipPeer<TlsSip>, options: TrunkOptions): Promise<number> {
	const trunk = ++trunks;
	engine.putTrunk(trunk, options);
	await grant(peer, await peer.asked('REGISTER'));
	t.is((await side.hears('trunk.state', event => event.trunk === trunk && event.state !== 'registering')).state, 'registered');
	return trunk;
}

const believes = test.macro({
	title: (title = '') => `a trunk registers with a server whose certificate ${title}`,
	async exec(t, extensions: string, host: string) {
		const peer = await show(t, await signed(extensions));
		await registered(t, peer, optionsOf(peer, host));
		t.deepEqual(peer.raw.askedFor, [host === 'localhost' ? host : false]);
	},
});
test('is made out to its name', believes, 'subjectAltName=DNS:other.example,DNS:LocalHost\n', 'localhost');
test('is made out to its SIP domain', believes, 'subjectAltName=URI:sip:localhost\n', 'localhost');
test('is made out to its address', believes, 'subjectAltName=IP:127.0.0.1\n', '127.0.0.1');

const doubts = test.macro({
	title: (title = '') => `a trunk sends nothing to a server whose certificate ${title}, and says so`,
	async exec(t, made: () => Promise<Pair>, fault: CertificateFault, change: Partial<TrunkOptions> = {}) {
		const peer = await show(t, await made());
		const trunk = ++trunks;
		engine.putTrunk(trunk, {...optionsOf(peer), ...change});
		const told = await side.hears('trunk.state', event => event.trunk === trunk && event.state !== 'registering');
		t.deepEqual({state: told.state, certificate: told.certificate}, {state: 'rejected', certificate: fault});
		const asked = ++trunks;
		engine.putTrunk(asked, {...optionsOf(peer), ...change, register: false});
		engine.probe(asked, {uri: `sip:localhost:${peer.raw.port};transport=tls`, trunk: asked, timeoutMs: 5000});
		const probed = await side.hears('sip.probed', event => event.probe === asked);
		t.deepEqual({status: probed.status, certificate: probed.certificate}, {status: 408, certificate: fault});
		t.deepEqual(peer.raw.received.all, []);
	},
});
const localhost = 'subjectAltName=DNS:localhost\n';
test('is made out to another', doubts, () => signed('subjectAltName=DNS:other.example,URI:sip:box@localhost,IP:127.0.0.1\n'), 'wrong-name');
test('is made out to all names of a domain', doubts, () => signed('subjectAltName=DNS:*\n'), 'wrong-name');
test('has ended', doubts, () => signed(localhost, {days: -1}), 'expired');
test('is that of a client', doubts, () => signed(`${localhost}extendedKeyUsage=clientAuth\n`), 'unfit');
test('is signed by nobody known', doubts, () => signed(localhost, {by: stranger}), 'unknown-authority');
test('is signed by another than the one given', doubts, () => signed(localhost), 'unknown-authority', {authorities: 'given', authority: strangerPem});

test('a trunk believes the authority that an admin gave, the server\'s own certificate, or anybody if he wants that', async t => {
	const server = await signed(localhost, {by: stranger});
	const peer = await show(t, server);
	for (const authority of [stranger.certificate, server.certificate]) {
		engine.removeTrunk(await registered(t, peer, {...optionsOf(peer), authorities: 'given', authority: await pem(authority)}));
		await peer.answer(await peer.asked('REGISTER'), 200);
	}
	const other = await show(t, await signed('subjectAltName=DNS:other.example\n', {by: stranger, days: -1}));
	await registered(t, other, {...optionsOf(other), authorities: 'any'});
});

test('a certificate that can not be read is not shown, and the box says which', t => {
	const path = join(folder, 'missing.pem');
	t.like(thrownBy(() => engine.renewCertificate({certificatePath: path, keyPath: path})), {code: 'BAD_CERTIFICATE'});
});

test('a trunk that is to verify from now on leaves the connection that it had', async t => {
	const peer = await show(t, await signed(localhost, {by: stranger}));
	const trunk = await registered(t, peer, {...optionsOf(peer), authorities: 'any'});
	engine.putTrunk(trunk, optionsOf(peer));
	await peer.answer(await peer.asked('REGISTER'), 200);
	const told = await side.hears('trunk.state', event => event.trunk === trunk && event.state === 'rejected');
	t.is(told.certificate, 'unknown-authority');
	t.is(peer.raw.received.all.length, 2);
});

test('a call by a trunk that demands encryption is SRTP on the wire, both ways', async t => {
	const peer = await show(t, await signed(localhost));
	const trunk = await registered(t, peer, optionsOf(peer));
	const rtp = await RawRtp.open();
	t.teardown(() => rtp.close());
	const leg = side.call(`sip:8000@localhost:${peer.raw.port};transport=tls`, {trunk});
	const invite = await peer.asked('INVITE');
	t.regex(invite.body, /m=audio \d+ RTP\/SAVP /);
	const boxKey = /a=crypto:(\d+) AES_CM_128_HMAC_SHA1_80 inline:([\w+/=]+)/.exec(invite.body);
	const ownKey = newMasterKey();
	await peer.accept(invite, [
		'v=0', 'o=- 1 1 IN IP4 127.0.0.1', 's=-', 'c=IN IP4 127.0.0.1', 't=0 0', `m=audio ${rtp.port} RTP/SAVP 0`, 'a=rtpmap:0 PCMU/8000',
		`a=crypto:${boxKey?.[1]} AES_CM_128_HMAC_SHA1_80 inline:${ownKey.toString('base64')}`, '',
	].join('\r\n'));
	t.true((await side.hearsOf(leg, 'leg.media')).encrypted);
	await side.hearsOf(leg, 'leg.answered');
	engine.openRoom(1);
	engine.enter(leg, 1);
	const packet = await rtp.next();
	const opened = openSrtp(packet, Buffer.from(boxKey?.[2] ?? '', 'base64'));
	t.is(opened?.length, 160, 'the box\'s packet opens with the key that came by TLS');
	t.notDeepEqual(packet.subarray(12, 172), opened);
	t.is(openSrtp(packet, ownKey), undefined);
	const loud = Buffer.from(Array.from({length: 160}, (_, i) => i % 16 < 8 ? 0x80 : 0x00));
	for (let i = 1; i <= 40; i++) {
		await rtp.send(sealSrtp({payloadType: 0, sequence: i, timestamp: i * 160, ssrc: 7}, loud, ownKey), mediaPortOf(invite));
		await rtp.next();
	}
	await side.events.waitFor('talking', event => event.kind === 'seat.talking' && event.leg === leg && event.talking);
	engine.hangUp(leg, 200);
	await peer.answer(await peer.asked('BYE'), 200);
	await side.hearsOf(leg, 'leg.ended');
	engine.closeRoom(1);
});
