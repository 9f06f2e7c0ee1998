import test, {type ExecutionContext} from 'ava';
import {loadEngine} from '../../addons/index.js';
import {startPhone} from '../support/phone.js';
import {offer, RawSip} from '../support/raw-sip.js';
import {headerOf} from '../support/sip-message.js';
import {localOptions} from './options.js';
import {SipPeer} from './sip-peer.js';
import {SipSide} from './sip-side.js';

const engine = loadEngine();
const side = new SipSide(engine);
engine.start(localOptions({maxCalls: 30}), events => side.take(events));
test.after.always(() => engine.stop(3000));

test('a phone that the box calls rings, is answered, and both hear each other in a room', async t => {
	const phone = await startPhone(t, side.callee);
	const leg = side.call(await phone.uri(), {number: '8000', name: 'The "Box"'});
	t.true(leg > 0);
	const {from} = await phone.events.waitFor('a call', event => event.event === 'incoming') as {from: string};
	t.regex(from, /"The \\"Box\\"" <sip:8000@127.0.0.1>/);
	const call = await phone.incoming();
	await phone.command('answer', {call: call.name, status: 180});
	await side.hearsOf(leg, 'leg.alerting');
	const media = await call.answer();
	t.is(media.codec, 'opus');
	const told = await side.hearsOf(leg, 'leg.media');
	t.deepEqual({codec: told.codec, rateHz: told.rateHz}, {codec: 'opus', rateHz: 48_000});
	await side.hearsOf(leg, 'leg.answered');
	engine.openRoom(1);
	t.true(engine.enter(leg, 1));
	await call.hangUp();
	const ended = await side.hearsOf(leg, 'leg.ended');
	t.deepEqual({by: ended.by, status: ended.status}, {by: 'caller', status: 200});
	engine.closeRoom(1);
});

test('two phones that the box calls hear each other, encrypted', async t => {
	const [first, second] = [await startPhone(t, side.callee), await startPhone(t, side.callee)];
	engine.openRoom(2);
	const legs = [side.call(await first.uri()), side.call(await second.uri())];
	const calls = [await first.incoming(), await second.incoming()] as const;
	const media = [await calls[0].answer(), await calls[1].answer()];
	t.deepEqual(media.map(({encrypted}) => encrypted), [true, true]);
	for (const leg of legs) {
		await side.hearsOf(leg, 'leg.answered');
		t.true((await side.hearsOf(leg, 'leg.media')).encrypted);
		engine.enter(leg, 2);
	}
	await calls[0].say(440);
	t.true(await calls[1].hears(440) < 5000);
	await calls[1].press('5');
	t.is((await side.hearsOf(legs[1]!, 'leg.digit')).digit, '5');
	await calls[0].hold();
	t.true((await side.hearsOf(legs[0]!, 'leg.held')).held);
	for (const leg of legs) engine.hangUp(leg, 200);
	for (const call of calls) t.true((await call.ended()).bye);
	engine.closeRoom(2);
});

const peerOf = async (t: ExecutionContext) => new SipPeer(await RawSip.open(t, side.callee));
const uriOf = (peer: SipPeer) => `sip:8000@${peer.raw.here}`;

const endsWith = test.macro(async (t, status: number) => {
	const peer = await peerOf(t);
	const leg = side.call(uriOf(peer));
	await peer.answer(await peer.asked('INVITE'), status);
	await peer.asked('ACK');
	const ended = await side.hearsOf(leg, 'leg.ended');
	t.deepEqual({by: ended.by, status: ended.status, reason: ended.reason}, {by: 'caller', status, reason: 'Because'});
	t.false(engine.hangUp(leg, 487));
});
test('a busy phone is told as busy', endsWith, 486);
test('a number that does not exist is told as such', endsWith, 404);
test('a phone that sends the call elsewhere ends it: nobody makes the box call others', endsWith, 302);
test('a server that wants a password that nobody gave ends the call', endsWith, 407);

test('a call that nobody answers is cancelled, and over at once for the box', async t => {
	const peer = await peerOf(t);
	const leg = side.call(uriOf(peer));
	const invite = await peer.asked('INVITE');
	await peer.answer(invite, 180);
	await side.hearsOf(leg, 'leg.alerting');
	t.true(engine.hangUp(leg, 487, 'no answer'));
	const ended = await side.hearsOf(leg, 'leg.ended');
	t.deepEqual({by: ended.by, status: ended.status, reason: ended.reason}, {by: 'box', status: 487, reason: 'no answer'});
	await peer.answer(await peer.asked('CANCEL'), 200);
	await peer.answer(invite, 487);
	t.is(headerOf(await peer.asked('ACK'), 'call-id'), headerOf(invite, 'call-id'));
});

test('a call that is hung up before any sign of life is cancelled at the first', async t => {
	const peer = await peerOf(t);
	const leg = side.call(uriOf(peer));
	const invite = await peer.asked('INVITE');
	t.true(engine.hangUp(leg, 487));
	await side.hearsOf(leg, 'leg.ended');
	await peer.answer(invite, 180);
	await peer.answer(await peer.asked('CANCEL'), 200);
	await peer.answer(invite, 487);
	t.is((await peer.asked('ACK')).method, 'ACK');
});

test('a call that is answered while it is cancelled is hung up', async t => {
	const peer = await peerOf(t);
	const leg = side.call(uriOf(peer));
	const invite = await peer.asked('INVITE');
	await peer.answer(invite, 180);
	await side.hearsOf(leg, 'leg.alerting');
	engine.hangUp(leg, 487);
	await peer.asked('CANCEL');
	await peer.accept(invite);
	await peer.asked('ACK');
	await peer.answer(await peer.asked('BYE'), 200);
	t.false(side.events.all.some(event => event.kind === 'leg.answered' && event.leg === leg));
});

test('what is heard before the answer is not for the room', async t => {
	const peer = await peerOf(t);
	const leg = side.call(uriOf(peer));
	const invite = await peer.asked('INVITE');
	await peer.answer(invite, 183, {body: offer(peer.raw.address, 40_994)});
	await side.hearsOf(leg, 'leg.alerting');
	t.false(side.events.all.some(event => event.kind === 'leg.media' && event.leg === leg));
	await peer.answer(invite, 200, {body: offer(peer.raw.address, 40_994)});
	const media = await side.hearsOf(leg, 'leg.media');
	t.is(media.codec, 'pcmu');
	await side.hearsOf(leg, 'leg.answered');
	engine.hangUp(leg, 200);
	await peer.answer(await peer.asked('BYE'), 200);
	await side.hearsOf(leg, 'leg.ended');
});

test('a second telephone that answers the same call is hung up, and the first stays', async t => {
	const peer = await peerOf(t);
	const leg = side.call(uriOf(peer));
	const invite = await peer.asked('INVITE');
	await peer.accept(invite);
	await side.hearsOf(leg, 'leg.answered');
	const fork = {...invite, headers: new Map(invite.headers).set('to', [`${headerOf(invite, 'to')};tag=second`])};
	await peer.accept(fork);
	const bye = await peer.asked('BYE');
	t.regex(headerOf(bye, 'to'), /tag=second/);
	await peer.answer(bye, 200);
	engine.hangUp(leg, 200);
	const own = await peer.asked('BYE');
	t.regex(headerOf(own, 'to'), /tag=peer/);
	await peer.answer(own, 200);
});

test('the box offers its codecs in their order', async t => {
	const peer = await peerOf(t);
	const leg = side.call(uriOf(peer));
	const invite = await peer.asked('INVITE');
	const names = [...invite.body.matchAll(/a=rtpmap:\d+ ([\w-]+)\//g)].map(match => match[1]);
	const order = /m=audio \d+ (\S+) ([\d ]+)/.exec(invite.body);
	t.is(order?.[1], 'RTP/AVP');
	t.deepEqual(names.slice(0, 5), ['opus', 'G722', 'PCMA', 'PCMU', 'telephone-event']);
	t.regex(invite.body, /a=crypto:/);
	await peer.answer(invite, 603);
	t.is((await side.hearsOf(leg, 'leg.ended')).status, 603);
});

test('a server whose name does not exist is told as unreachable, in words', async t => {
	const leg = side.call(`sip:8000@${'x'.repeat(70)}.invalid`);
	const ended = await side.hearsOf(leg, 'leg.ended');
	t.deepEqual({by: ended.by, status: ended.status}, {by: 'network', status: 503});
	t.regex(ended.reason, /was not found/);
});

test('a server is found by its name', async t => {
	const peer = await peerOf(t);
	const leg = side.call(uriOf(peer).replace('127.0.0.1', 'localhost'));
	await peer.answer(await peer.asked('INVITE'), 486);
	t.is((await side.hearsOf(leg, 'leg.ended')).status, 486);
});

test('a connection that is refused is told as unreachable', async t => {
	const ended = await side.hearsOf(side.call('sip:8000@127.0.0.1:1;transport=tcp'), 'leg.ended');
	t.deepEqual({by: ended.by, status: ended.status}, {by: 'network', status: 503});
});

test('a trunk that does not exist takes no call', async t => {
	const ended = await side.hearsOf(side.call('sip:8000@127.0.0.1', {trunk: 99}), 'leg.ended');
	t.deepEqual({status: ended.status, reason: ended.reason}, {status: 503, reason: 'There is no such trunk.'});
});

test('a server that answers is probed as alive, one that does not as silent', async t => {
	const peer = await peerOf(t);
	engine.probe(1, {uri: uriOf(peer), trunk: 0, timeoutMs: 5000});
	await peer.answer(await peer.asked('OPTIONS'), 200);
	const alive = await side.hears('sip.probed', event => event.probe === 1);
	t.deepEqual({status: alive.status, reason: alive.reason}, {status: 200, reason: 'OK'});
	t.true(alive.ms > 0 && alive.ms < 5000);
	engine.probe(2, {uri: uriOf(peer), trunk: 0, timeoutMs: 100});
	t.is((await side.hears('sip.probed', event => event.probe === 2)).status, 408);
});

test.serial('a full box makes no call', async t => {
	const peer = await peerOf(t);
	const legs: number[] = [];
	for (let leg = side.call(uriOf(peer)); leg !== 0; leg = side.call(uriOf(peer))) legs.push(leg);
	t.is(engine.stats().legs, 30);
	for (const leg of legs) engine.hangUp(leg, 487);
	for (const leg of legs) await side.hearsOf(leg, 'leg.ended');
	t.true(side.call('sip:8000@127.0.0.1', {trunk: 99}) > 0);
});
