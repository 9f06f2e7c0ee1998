import test, {type ExecutionContext} from 'ava';
import {loadEngine, type TrunkOptions} from '../../addons/index.js';
import {freeTcpPort, freeUdpPort} from '../support/free-port.js';
import {startNameServer, type Service} from '../support/name-server.js';
import {RawSip} from '../support/raw-sip.js';
import {headerOf} from '../support/sip-message.js';
import {makeCertificates} from '../support/test-authority.js';
import {TlsSip} from '../support/tls-sip.js';
import {localOptions} from './options.js';
import {SipPeer} from './sip-peer.js';
import {SipSide} from './sip-side.js';

const engine = loadEngine();
const side = new SipSide(engine);
engine.start(localOptions(), events => side.take(events));
test.after.always(() => engine.stop(3000));

const provider: TrunkOptions = {
	host: 'provider.test', transport: 'udp', user: '5558', authUser: '', password: '', outboundProxy: '', nameServer: '', register: false, expiresSeconds: 300,
	srtp: 'off', authorities: 'any', authority: '',
};

/** A name server that knows the provider's servers, the one at `dead` before the one at `alive`. */
async function namesOf(t: ExecutionContext, service: string, {dead, alive}: {dead: number; alive: number}): Promise<string> {
	const second: Service = {priority: 20, port: alive, target: 'second.provider.test'};
	const first: Service = {priority: 10, port: dead, target: 'first.provider.test'};
	return startNameServer(t, {
		services: {[`${service}.provider.test`]: [second, first]},
		addresses: {'first.provider.test': '127.0.0.1', 'second.provider.test': '127.0.0.1'},
	});
}
const portOf = (here: string) => Number(here.split(':')[1]);

test('a call goes to the next server of a trunk\'s name when the first does not answer', async t => {
	const peer = new SipPeer(await RawSip.open(t, side.callee));
	const nameServer = await namesOf(t, '_sip._udp', {dead: await freeUdpPort(), alive: portOf(peer.raw.here)});
	engine.putTrunk(1, {...provider, nameServer});
	engine.probe(1, {uri: 'sip:provider.test', trunk: 1, timeoutMs: 300});
	const options = await peer.asked('OPTIONS');
	t.is(options.start, 'OPTIONS sip:provider.test SIP/2.0');
	await peer.answer(options, 200);
	t.is((await side.hears('sip.probed', event => event.probe === 1)).status, 200);
	const leg = side.call('sip:8000@provider.test', {trunk: 1});
	const invite = await peer.asked('INVITE');
	t.is(invite.start, 'INVITE sip:8000@provider.test SIP/2.0');
	await peer.answer(invite, 486);
	t.is((await side.hearsOf(leg, 'leg.ended')).status, 486);
});

test('a call goes to the next server when the one that answered a moment ago is gone', async t => {
	const {server} = await makeCertificates(t);
	const [first, second] = [await TlsSip.listen(t, server), new SipPeer(await TlsSip.listen(t, server))];
	const nameServer = await namesOf(t, '_sips._tcp', {dead: first.port, alive: second.raw.port});
	engine.putTrunk(4, {...provider, transport: 'tls', nameServer});
	engine.probe(4, {uri: 'sip:provider.test;transport=tls', trunk: 4, timeoutMs: 5000});
	const there = new SipPeer(first);
	await there.answer(await there.asked('OPTIONS'), 200);
	await side.hears('sip.probed', event => event.probe === 4);
	await first.close();
	const leg = side.call('sip:8000@provider.test;transport=tls', {trunk: 4});
	await second.answer(await second.asked('INVITE'), 180);
	await side.hearsOf(leg, 'leg.alerting');
	engine.hangUp(leg, 487);
	await side.hearsOf(leg, 'leg.ended');
	t.is(side.events.all.filter(event => 'leg' in event && event.leg === leg && event.kind === 'leg.ended').length, 1);
});

test('a call that no server takes ends once, and the box is free for the next', async t => {
	const nameServer = await namesOf(t, '_sip._tcp', {dead: await freeTcpPort(), alive: await freeTcpPort()});
	engine.putTrunk(5, {...provider, transport: 'tcp', nameServer});
	engine.probe(5, {uri: 'sip:provider.test;transport=tcp', trunk: 5, timeoutMs: 5000});
	t.is((await side.hears('sip.probed', event => event.probe === 5)).status, 408);
	const leg = side.call('sip:8000@provider.test;transport=tcp', {trunk: 5});
	t.deepEqual((({by, status}) => ({by, status}))(await side.hearsOf(leg, 'leg.ended')), {by: 'network', status: 503});
	t.false(engine.setMuted(leg, true));
});

test('a trunk registers with the next server of its name when the first is not there', async t => {
	const {server} = await makeCertificates(t);
	const peer = new SipPeer(await TlsSip.listen(t, server));
	const nameServer = await namesOf(t, '_sips._tcp', {dead: await freeTcpPort(), alive: peer.raw.port});
	engine.putTrunk(2, {...provider, transport: 'tls', register: true, nameServer});
	const register = await peer.asked('REGISTER');
	await peer.answer(register, 200, {headers: [`Contact: ${headerOf(register, 'contact')};expires=300`]});
	t.is((await side.hears('trunk.state', event => event.trunk === 2 && event.state === 'registered')).status, 200);
	t.deepEqual(peer.raw.askedFor, ['provider.test']);
});

test('a name that its name server does not know is told as such', async t => {
	const nameServer = await startNameServer(t, {});
	engine.putTrunk(3, {...provider, register: true, nameServer});
	const told = await side.hears('trunk.state', event => event.trunk === 3 && event.state === 'unreachable');
	t.deepEqual({status: told.status, reason: told.reason}, {status: 408, reason: `The name 'provider.test' was not found by ${nameServer}.`});
});
