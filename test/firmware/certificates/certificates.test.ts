import {X509Certificate} from 'node:crypto';
import {once} from 'node:events';
import {readdir, stat, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {connect, createServer} from 'node:tls';
import type {AddressInfo} from 'node:net';
import test, {type ExecutionContext} from 'ava';
import {BoxOfCertificates, makePair} from './box-of-certificates.js';

const dayMs = 24 * 3_600_000;
const lasts = ({notBefore, notAfter}: {notBefore: string; notAfter: string}) => (Date.parse(notAfter) - Date.parse(notBefore)) / dayMs;

test('a new box has an authority of its own, and a certificate for all its names that browsers take', async t => {
	const box = await BoxOfCertificates.start(t);
	const view = box.certificates.view();
	t.like(view, {source: 'own', issuer: 'Partyline Office authority'});
	t.deepEqual(view.names.sort(), ['127.0.0.1', '192.0.2.10', 'conference', 'conference.local', 'localhost']);
	t.true(lasts(view) <= 397);
	const authority = new X509Certificate(box.certificates.authority());
	t.true(authority.ca);
	t.is(view.authority?.fingerprint, authority.fingerprint256);
	t.is(Math.round(lasts({notBefore: authority.validFrom, notAfter: authority.validTo})), 3650);
	t.is(authority.publicKey.asymmetricKeyDetails?.namedCurve, 'prime256v1');
});

test('whoever trusts the authority alone connects by every name without a warning, and by no other', async t => {
	const box = await BoxOfCertificates.start(t);
	const {certificate, key} = box.certificates.current;
	const server = createServer({cert: certificate, key});
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	t.teardown(() => server.close());
	const {port} = server.address() as AddressInfo;
	const visit = async (servername: string) => {
		const socket = connect({port, host: '127.0.0.1', servername, ca: box.certificates.authority()});
		await once(socket, 'secureConnect').finally(() => socket.destroy());
	};
	for (const name of ['localhost', 'conference', 'conference.local']) await t.notThrowsAsync(visit(name), name);
	await t.throwsAsync(visit('elsewhere.example'), {code: 'ERR_TLS_CERT_ALTNAME_INVALID'});
});

test('keys are for the box alone, and nothing of their making is left', async t => {
	const box = await BoxOfCertificates.start(t);
	await box.certificates.upload(await makePair(t));
	t.deepEqual((await readdir(box.folder)).sort(), ['authority.pem', 'own.pem', 'uploaded.pem']);
	for (const name of await readdir(box.folder)) t.is((await stat(join(box.folder, name))).mode & 0o777, 0o600, name);
});

test('a restart changes neither authority nor certificate', async t => {
	const box = await BoxOfCertificates.start(t);
	const before = box.certificates.view();
	await box.restart();
	t.deepEqual(box.certificates.view(), before);
});

const renewed = test.macro({
	title: (title = '') => `the certificate is made anew by the same authority ${title}, and whoever shows it is told`,
	async exec(t, change: (box: BoxOfCertificates) => void, days: number, name: string) {
		const box = await BoxOfCertificates.start(t);
		const before = box.certificates.view();
		let told = 0;
		box.certificates.subscribe(() => told += 1);
		await box.pass(0.1);
		t.is(told, 0);
		change(box);
		await box.pass(days);
		const after = box.certificates.view();
		t.is(told, 1);
		t.not(after.fingerprint, before.fingerprint);
		t.deepEqual(after.authority, before.authority);
		t.true(after.names.includes(name), after.names.join());
		t.true(Date.parse(after.notAfter) - box.clock.now().getTime() > 360 * dayMs);
	},
});
test('when the machine has another address', renewed, box => box.machine = {hostName: 'conference', addresses: ['198.51.100.4']}, 0.1, '198.51.100.4');
test('when the admin names it', renewed, ({settings}) => settings.network.hostName = 'Meet.Example.org', 0.1, 'meet.example.org');
test('30 days before its end', renewed, () => undefined, 367, 'conference');

test('a machine whose name is no host name still gets a certificate', async t => {
	const box = await BoxOfCertificates.start(t);
	box.machine = {hostName: 'my_box, DNS:evil.example', addresses: []};
	await box.restart();
	t.deepEqual(box.certificates.view().names.sort(), ['127.0.0.1', 'localhost']);
});

test('a box named in any script, with any sign, has an authority that tells its name', async t => {
	const box = await BoxOfCertificates.start(t);
	box.settings.box.name = 'Büro / 会議 + \\ "A=B", $x';
	await writeFile(join(box.folder, 'authority.pem'), '');
	await box.restart();
	const {subject} = new X509Certificate(box.certificates.authority());
	t.true(subject.includes('会議'), subject);
	t.is(subject.split('\n').length, 1);
});

const damaged = test.macro({
	title: (title = '') => `the file of ${title} is made anew at the next start, with a line in the log`,
	async exec(t, name: string, makeContent: (old: string, other: string) => string, keepsAuthority: boolean) {
		const box = await BoxOfCertificates.start(t);
		const before = box.certificates.view();
		const other = await makePair(t);
		await writeFile(join(box.folder, name), makeContent(await box.read(name), other.key));
		box.logged.length = 0;
		await box.restart();
		t.true(box.logged.some(line => line.includes('damaged')), box.logged.join(''));
		t.is(box.certificates.view().authority?.fingerprint === before.authority?.fingerprint, keepsAuthority);
		const signer = new X509Certificate(box.certificates.authority());
		t.true(new X509Certificate(box.certificates.current.certificate).verify(signer.publicKey));
		const [kept] = [box.certificates.view()];
		await box.restart();
		t.deepEqual(box.certificates.view(), kept);
	},
});
test('an authority that is empty', damaged, 'authority.pem', () => '', false);
test('an authority that is cut off', damaged, 'authority.pem', old => old.slice(0, -100), false);
test('an authority with another key', damaged, 'authority.pem', (old, key) => key + old.slice(old.indexOf('-----BEGIN CERT')), false);
test('a certificate that is cut off', damaged, 'own.pem', old => old.slice(0, 300), true);
test('a certificate that is garbled', damaged, 'own.pem', old => old.replace(/M/g, '#'), true);

test('what a power cut left half done is forgotten', async t => {
	const box = await BoxOfCertificates.start(t);
	const before = box.certificates.view();
	await writeFile(join(box.folder, 'own.pem.next'), 'half');
	await writeFile(join(box.folder, 'uploaded.pem.next'), 'half');
	await box.restart();
	t.deepEqual(box.certificates.view(), before);
});

test('an uploaded certificate is shown with those that lead to its authority, survives a restart, and is left again', async t => {
	const box = await BoxOfCertificates.start(t);
	const own = box.certificates.view();
	const {leaf, chain} = await makeChain(t);
	let told = 0;
	box.certificates.subscribe(() => told += 1);
	const done = await box.certificates.upload({certificate: chain, key: leaf.key});
	t.true(done.ok);
	t.is(told, 1);
	t.like(box.certificates.view(), {source: 'uploaded', names: ['box.example'], authority: null, issuer: 'between.example'});
	t.is(box.certificates.current.certificate.match(/BEGIN CERTIFICATE/g)?.length, 2);
	await box.restart();
	t.like(box.certificates.view(), {source: 'uploaded', names: ['box.example']});
	t.deepEqual(await box.certificates.useOwn(), own);
	await box.restart();
	t.deepEqual(box.certificates.view(), own);
	t.is(box.alarms.size, 0);
});

const refused = test.macro({
	title: (title = '') => `an uploaded certificate ${title} is refused, and the field is named`,
	async exec(t, make: (t: ExecutionContext) => Promise<{certificate: string; key: string}>, path: string, message: RegExp) {
		const box = await BoxOfCertificates.start(t);
		const before = box.certificates.view();
		const done = await box.certificates.upload(await make(t));
		t.false(done.ok);
		const problems = done.ok ? [] : done.problems;
		t.deepEqual(problems.map(problem => problem.path), [path], JSON.stringify(problems));
		t.regex(problems[0]?.message ?? '', message);
		t.deepEqual(box.certificates.view(), before);
	},
});
test('that is none', refused, async t => ({...await makePair(t), certificate: 'hello'}), '/certificate', /no certificate in PEM/);
test('that is damaged', refused, async t => {
	const {certificate, key} = await makePair(t);
	return {certificate: certificate.replace('\nMI', '\nXX'), key};
}, '/certificate', /Certificate 1 is damaged/);
test('with the key of another', refused, async t => ({...await makePair(t), key: (await makePair(t)).key}), '/key', /not that of the certificate/);
test('with a key that is none', refused, async t => ({...await makePair(t), key: 'hello'}), '/key', /no private key in PEM/);
test('with an encrypted key', refused, async t => ({...await makePair(t), key: '-----BEGIN ENCRYPTED PRIVATE KEY-----\nAAAA\n-----END ENCRYPTED PRIVATE KEY-----'}), '/key', /encrypted/);
test('in the wrong order', refused, async t => {
	const {leaf, between} = await makeChain(t);
	return {certificate: between.certificate + leaf.certificate, key: leaf.key};
}, '/certificate', /certificate 2: it has to come first/);
test('with one between that did not sign it', refused, async t => {
	const {leaf} = await makeChain(t);
	return {certificate: leaf.certificate + (await makePair(t, {isAuthority: true})).certificate, key: leaf.key};
}, '/certificate', /Certificate 2 did not sign certificate 1/);
test('for no host', refused, t => makePair(t, {withoutHost: true}), '/certificate', /names no host/);
test('with a short key', refused, t => makePair(t, {key: ['rsa:1024']}), '/key', /2048 bits or more; this one has 1024/);
test('with a key that browsers do not know', refused, t => makePair(t, {key: ['ed25519']}), '/key', /RSA, and for ECDSA with P-256 or P-384; this one is for ed25519/);
for (const curve of ['secp521r1', 'secp256k1', 'brainpoolP256r1']) {
	test(`with a key on the curve ${curve}, with which Chromium connects to nobody`, refused, t => makePair(t, {key: ['ec', '-pkeyopt', `ec_paramgen_curve:${curve}`]}), '/key', new RegExp(`this one is for ${curve}`));
}
test('with a weak signature', refused, async t => makePair(t, {signer: await makePair(t, {isAuthority: true, key: ['rsa:2048']}), key: ['rsa:2048', '-md5']}), '/certificate', /TLS refuses it/);

test('an uploaded certificate that has ended is refused, and so is one that is not good yet', async t => {
	const box = await BoxOfCertificates.start(t);
	const pair = await makePair(t, {days: 90});
	await box.pass(91);
	const late = await box.certificates.upload(pair);
	t.regex(late.ok ? '' : late.problems[0]?.message ?? '', /ended on/);
	const behind = await BoxOfCertificates.start(t);
	await behind.pass(-10);
	const early = await behind.certificates.upload(pair);
	t.regex(early.ok ? '' : early.problems[0]?.message ?? '', /good from/);
});

test('an uploaded certificate raises an alarm 30 days before its end, and after it the box shows its own', async t => {
	const box = await BoxOfCertificates.start(t);
	await box.certificates.upload(await makePair(t, {days: 90}));
	await box.pass(59);
	t.is(box.alarms.size, 0);
	await box.pass(2);
	t.deepEqual([...box.alarms.keys()], ['certificate-ends']);
	t.is(box.certificates.view().source, 'uploaded');
	await box.pass(30);
	t.deepEqual([...box.alarms.keys()], ['certificate-refused']);
	t.is(box.certificates.view().source, 'own');
	await box.certificates.useOwn();
	t.is(box.alarms.size, 0);
});

test('a damaged uploaded certificate is an alarm; the box shows its own until another comes', async t => {
	const box = await BoxOfCertificates.start(t);
	const pair = await makePair(t);
	await box.certificates.upload(pair);
	await writeFile(join(box.folder, 'uploaded.pem'), 'damaged');
	await box.restart();
	t.is(box.certificates.view().source, 'own');
	t.deepEqual([...box.alarms.keys()], ['certificate-refused']);
	await box.certificates.upload(pair);
	t.is(box.certificates.view().source, 'uploaded');
	t.is(box.alarms.size, 0);
});

test('a box whose clock is behind after a power cut keeps its certificates', async t => {
	const box = await BoxOfCertificates.start(t);
	await box.certificates.upload(await makePair(t));
	const before = [box.certificates.view(), box.certificates.authority()];
	await box.pass(-3000);
	await box.restart();
	t.deepEqual([box.certificates.view(), box.certificates.authority()], before);
	t.is(box.alarms.size, 0);
});

test('no key gets into the log', async t => {
	const box = await BoxOfCertificates.start(t);
	const pair = await makePair(t);
	await box.certificates.upload(pair);
	await box.certificates.upload({...pair, certificate: 'hello'});
	t.true(box.logged.length > 0);
	t.notRegex(box.logged.join(''), /PRIVATE KEY/);
});

async function makeChain(t: ExecutionContext) {
	const root = await makePair(t, {name: 'root.example', isAuthority: true});
	const between = await makePair(t, {name: 'between.example', isAuthority: true, signer: root});
	const leaf = await makePair(t, {signer: between});
	return {leaf, between, chain: leaf.certificate + between.certificate};
}
