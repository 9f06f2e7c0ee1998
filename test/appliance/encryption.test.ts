import {X509Certificate} from 'node:crypto';
import {once} from 'node:events';
import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {connect} from 'node:tls';
import test, {type ExecutionContext} from 'ava';
import type {CertificateView, LiveCall, TrunkTestResult, TrunkView} from '../../firmware/contract/index.js';
import {startBox, type Box} from '../support/box.js';
import {freshNumber, startCallers} from '../support/callers.js';
import {freeTcpPort} from '../support/free-port.js';
import {startPhone} from '../support/phone.js';
import {pem, TestAuthority} from '../support/test-authority.js';

const quiet = {kind: 'static', pin: null, first: 'silence', entryTone: 'off', exitTone: 'off'} as const;
const conferences = [{...quiet, extension: '8000'}, {...quiet, extension: '8001'}, {...quiet, extension: '8002'}];
const tlsPort = await freeTcpPort();
const [open, strict] = await Promise.all([
	startBox({conferences, settings: {sip: {tlsPort}}}),
	startBox({conferences, settings: {sip: {srtp: 'required', rtpFirstPort: 14_000, rtpLastPort: 14_199}}}),
]);
const folder = await mkdtemp(join(tmpdir(), 'partyline-certificate-'));
test.after.always(async () => {
	await Promise.all([open.stop(), strict.stop()]);
	await rm(folder, {recursive: true, force: true});
});

/** The other box is at 127.0.0.1, so callers are elsewhere. */
async function inRoom(t: ExecutionContext, box: Box, {address, extension}: {address: string; extension: string}) {
	const phone = await startPhone(t, box, {address});
	const call = await phone.call(extension, {number: address.replaceAll('.', ''), srtp: 'mandatory'});
	await call.answered();
	await box.event('participant.joined', ({participant}) => participant.number === address.replaceAll('.', ''), {withinMs: 15_000});
	return call;
}

/** Resolves once the box shows this certificate to who connects. */
async function showsByTls(fingerprint: string): Promise<void> {
	for (let shown = ''; shown !== fingerprint;) {
		const socket = connect({port: tlsPort, host: '127.0.0.1', rejectUnauthorized: false});
		await once(socket, 'secureConnect');
		shown = new X509Certificate(socket.getPeerCertificate().raw).fingerprint256;
		socket.destroy();
	}
}

test.serial('a trunk over TLS with SRTP carries a call both ways, which outlives a new certificate; whom nobody vouches for is not asked', async t => {
	const password = 'Strict-secret-1';
	await open.api('POST', '/sip-phones', {name: 'Strict', user: 'strict', password});
	const trunk = await strict.api<TrunkView>('POST', '/trunks', {
		name: 'Open', host: `localhost:${tlsPort}`, transport: 'tls', srtp: 'required', user: 'strict', password,
		authorities: 'given', authority: await (await open.request('GET', '/certificate/authority')).text(),
	});
	await strict.api('POST', '/routes', {prefix: '9', class: 'external', strip: 1, via: {kind: 'trunk', trunk: trunk.id}});
	await strict.event('trunk.changed', event => event.trunk.state === 'registered', {withinMs: 15_000});
	const here = await inRoom(t, strict, {address: '127.0.0.51', extension: '8002'});
	const there = await inRoom(t, open, {address: '127.0.0.52', extension: '8002'});
	const made = await strict.api<LiveCall>('POST', `/rooms/${(await strict.room('8002')).id}/invitations`, {number: '98002', joinAtOnce: true});
	const {participant} = await open.event('participant.joined', event => event.participant.line === 'Phone Strict', {withinMs: 15_000});
	await strict.event('participant.joined', event => event.participant.id === made.id, {withinMs: 15_000});
	for (const box of [open, strict]) t.true((await box.room('8002')).participants.every(({encrypted}) => encrypted));
	await here.say(650);
	await there.hears(650);
	await here.fallSilent();
	await there.say(850);
	await here.hears(850);

	const authority = await TestAuthority.create(folder);
	const {certificate, key} = await authority.sign('open', 'subjectAltName=DNS:localhost\n');
	const {fingerprint} = await open.api<CertificateView>('POST', '/certificate', {certificate: await pem(certificate), key: await pem(key)});
	await showsByTls(fingerprint);
	await there.fallSilent();
	await here.hearsNoMore(850);
	await there.say(1050);
	await here.hears(1050);
	await open.api('DELETE', `/participants/${participant.id}`);
	t.like((await strict.event('call.ended', event => event.call.id === made.id, {withinMs: 15_000})).call, {outcome: 'hung-up'});

	let after = strict.eventCount;
	await strict.api('PATCH', `/trunks/${trunk.id}`, {authorities: 'system'});
	const {trunk: doubted} = await strict.event('trunk.changed', event => event.trunk.state === 'rejected', {withinMs: 15_000, after});
	t.is(doubted.problem, 'certificate-authority');
	const tested = await strict.api<TrunkTestResult>('POST', `/trunks/${trunk.id}/tests`);
	t.deepEqual(tested.steps.map(({name, problem}) => [name, problem]), [['name', null], ['reach', 'certificate-authority']]);
	after = strict.eventCount;
	await strict.api('PATCH', `/trunks/${trunk.id}`, {authorities: 'given', authority: await pem(authority.certificate)});
	await strict.event('trunk.changed', event => event.trunk.state === 'registered', {withinMs: 15_000, after});
});

test('a caller over TLS with SRTP and one without hear each other, and the API shows who is encrypted', async t => {
	const callers = await startCallers(t, open);
	const safe = await callers.enter('8000', {transport: 'tls', srtp: 'mandatory', codecs: ['PCMA']});
	const plain = await callers.enter('8000', {transport: 'udp', srtp: 'off', codecs: ['PCMA']});
	t.true((await safe.call.media()).encrypted);
	await safe.call.say(650);
	await plain.call.say(950);
	await plain.call.hears(650);
	await safe.call.hears(950);
	const {participants} = await open.room('8000');
	t.deepEqual(participants.map(({number, encrypted}) => [number, encrypted]), [[safe.number, true], [plain.number, false]]);
});

test('where encryption is required a call without it is refused, and one with it is taken', async t => {
	const phone = await startPhone(t, strict);
	const refused = await phone.call('8001', {number: freshNumber(), srtp: 'off'});
	const {status} = await refused.ended();
	t.true(status === 488 || status === 606, `refused with ${status}`);
	const callers = await startCallers(t, strict);
	const {call} = await callers.enter('8001', {srtp: 'mandatory'});
	t.true((await call.media()).encrypted);
});
