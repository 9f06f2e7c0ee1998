import {once} from 'node:events';
import {createServer, request as httpRequest, type IncomingMessage, type RequestOptions} from 'node:http';
import {request as httpsRequest} from 'node:https';
import type {AddressInfo} from 'node:net';
import {connect} from 'node:tls';
import test, {type ExecutionContext} from 'ava';
import WebSocket from 'ws';
import {startHttp, startHttps, type HttpsServer} from '../../../firmware/api/index.js';
import {BoxOfCertificates} from '../certificates/box-of-certificates.js';
import {admin, RunningBox} from './running-box.js';

type Rig = {box: RunningBox; own: BoxOfCertificates; https: HttpsServer; ca: string; strict: {on: boolean}};

/** A box by HTTPS, with a certificate that its own authority signed. */
async function start(t: ExecutionContext): Promise<Rig> {
	const [box, own] = await Promise.all([RunningBox.start(t), BoxOfCertificates.start(t)]);
	const strict = {on: false};
	const https = await startHttps({api: box.api, address: '127.0.0.1', port: 0, certificate: own.certificates.current, strict: () => strict.on});
	t.teardown(() => https.close());
	return {box, own, https, ca: own.certificates.authority(), strict};
}

type Asked = {response: IncomingMessage; text: string};

/** Over TLS when there is an authority to trust. */
async function ask(port: number, path: string, {ca, body, ...options}: RequestOptions & {ca?: string; body?: unknown} = {}): Promise<Asked> {
	const target = {host: '127.0.0.1', port, path, agent: false, ...options};
	const request = ca === undefined ? httpRequest(target) : httpsRequest({...target, ca});
	request.end(body === undefined ? undefined : JSON.stringify(body));
	const [response] = await once(request, 'response') as [IncomingMessage];
	let text = '';
	for await (const part of response.setEncoding('utf8')) text += part;
	return {response, text};
}

test('a program that trusts the box\'s authority alone reads the API by HTTPS; one that trusts the usual ones does not', async t => {
	const {https, ca} = await start(t);
	const {response, text} = await ask(https.port, '/healthz', {ca});
	t.is(response.statusCode, 200);
	t.is(text, '{"status":"ok"}');
	await t.throwsAsync(ask(https.port, '/healthz', {ca: ''}), {code: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE'});
});

test('the cookie of a log-in by HTTPS is never sent by HTTP, and does not keep anybody from logging in there', async t => {
	const {https, ca} = await start(t);
	const {response} = await ask(https.port, '/api/v1/session', {ca, method: 'POST', headers: {'content-type': 'application/json', 'x-partyline': 'page'}, body: admin});
	t.is(response.statusCode, 201);
	const [cookie = ''] = response.headers['set-cookie'] ?? [];
	// By HTTP a log-in has to have a name of its own: browsers would not let it replace this one.
	for (const part of ['__Host-', 'Path=/', 'Secure', 'HttpOnly', 'SameSite=Strict']) t.true(cookie.includes(part), cookie);
	const session = await ask(https.port, '/api/v1/session', {ca, headers: {cookie: cookie.split(';')[0]}});
	t.like(JSON.parse(session.text), {name: admin.name});
});

test('the sound of a telephone comes by HTTPS too', async t => {
	const {box, https, ca} = await start(t);
	const {id} = box.phones.view().phones[0] ?? {id: 'none'};
	const socket = new WebSocket(`wss://127.0.0.1:${https.port}/api/v1/simulator/phones/${id}/audio`, {ca, headers: {authorization: `Bearer ${await box.token('organizer')}`}});
	t.teardown(() => socket.terminate());
	await t.notThrowsAsync(once(socket, 'open'));
});

test('a new certificate is shown to whoever connects next, and nobody is cut off', async t => {
	const {own, https, ca} = await start(t);
	const visit = async () => {
		const socket = connect({port: https.port, host: '127.0.0.1', servername: 'localhost', ca});
		await once(socket, 'secureConnect');
		t.teardown(() => socket.destroy());
		return socket;
	};
	const first = await visit();
	own.certificates.subscribe(() => https.setCertificate(own.certificates.current));
	own.machine = {hostName: 'renamed', addresses: []};
	await own.pass(0.1);
	const second = await visit();
	t.not(second.getPeerCertificate().fingerprint256, first.getPeerCertificate().fingerprint256);
	t.true(second.getPeerCertificate().subjectaltname?.includes('renamed'));
	first.write('GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n');
	const [answer] = await once(first, 'data') as [Buffer];
	t.true(answer.toString().startsWith('HTTP/1.1 200'));
});

test('browsers are told to insist on HTTPS only where the box does', async t => {
	const {https, ca, strict} = await start(t);
	t.is((await ask(https.port, '/healthz', {ca})).response.headers['strict-transport-security'], undefined);
	strict.on = true;
	t.is((await ask(https.port, '/healthz', {ca})).response.headers['strict-transport-security'], 'max-age=31536000');
});

test('old versions of TLS are refused', async t => {
	const {https, ca} = await start(t);
	await t.throwsAsync(ask(https.port, '/healthz', {ca, maxVersion: 'TLSv1.1', minVersion: 'TLSv1'} as RequestOptions & {ca: string}));
});

async function startLeading(t: ExecutionContext, httpsPort = 8443): Promise<number> {
	const box = await RunningBox.start(t);
	const http = await startHttp({api: box.api, address: '127.0.0.1', port: 0, httpsPort});
	t.teardown(() => http.close());
	return http.port;
}

const led = test.macro({
	title: (title = '') => `where only HTTPS is wanted, HTTP leads there ${title}`,
	async exec(t, request: RequestOptions, httpsPort: number, location: string) {
		const {response} = await ask(await startLeading(t, httpsPort), request.path ?? '/', request);
		t.is(response.statusCode, 308);
		t.is(response.headers.location, location);
		t.is(response.headers['set-cookie'], undefined);
	},
});
test('with path and query', led, {path: '/rooms?a=b%20c', headers: {host: 'box.local:8080'}}, 8443, 'https://box.local:8443/rooms?a=b%20c');
test('with a change', led, {path: '/api/v1/session', method: 'POST', headers: {host: '192.0.2.10'}}, 8443, 'https://192.0.2.10:8443/api/v1/session');
test('without naming the usual port', led, {path: '/', headers: {host: 'box.local'}}, 443, 'https://box.local/');
test('for other methods on what is open to be read', led, {path: '/healthz', method: 'POST', headers: {host: 'box.local'}}, 8443, 'https://box.local:8443/healthz');

test('where only HTTPS is wanted, a request for no host, or for one that is none, is refused', async t => {
	const port = await startLeading(t);
	for (const host of ['evil.example/path', 'a b', 'user@evil.example']) t.is((await ask(port, '/', {headers: {host}})).response.statusCode, 400, host);
});

test('probes and the way to trust the box are open by HTTP even where only HTTPS is wanted', async t => {
	const port = await startLeading(t);
	for (const path of ['/healthz', '/certificate', '/certificate/style.css', '/api/v1/certificate/authority']) t.is((await ask(port, path)).response.statusCode, 200, path);
});

test('anybody gets the authority as a file that systems know how to install', async t => {
	const box = await RunningBox.start(t, {fresh: true});
	const {status, headers, text} = await box.ask('GET', '/certificate/authority', {token: ''});
	t.is(status, 200);
	t.regex(headers.get('content-type') ?? '', /^application\/x-x509-ca-cert/);
	t.regex(headers.get('content-disposition') ?? '', /partyline-authority\.crt/);
	t.regex(text, /^-----BEGIN CERTIFICATE-----/);
});

const spoken = test.macro({
	title: (title = '') => `the page about the authority is in ${title}`,
	async exec(t, accepted: string, language: string) {
		const box = await RunningBox.start(t);
		const {text, response} = await ask(Number(new URL(box.origin).port), '/certificate', {headers: {'accept-language': accepted}});
		t.regex(text, new RegExp(`<html lang="${language}">`));
		t.is(response.headers.vary, 'Accept-Language');
		t.regex(String(response.headers['content-security-policy']), /default-src 'self'/);
	},
});
test('the browser\'s language', spoken, 'de-CH,de;q=0.9,en;q=0.8', 'de');
test('the first that the box speaks', spoken, 'nl,it;q=0.5', 'it');
test('English for all others', spoken, 'nl', 'en');

test('a port that another program has is named, with the option that chooses another', async t => {
	const {box, own} = await start(t);
	const other = createServer();
	other.listen(0, '127.0.0.1');
	await once(other, 'listening');
	t.teardown(() => other.close());
	const {port} = other.address() as AddressInfo;
	const place = {api: box.api, address: '127.0.0.1', port};
	await t.throwsAsync(startHttps({...place, certificate: own.certificates.current, strict: () => false}), {code: 'PORT_IN_USE', message: new RegExp(`HTTPS port ${port} .*--https`)});
	await t.throwsAsync(startHttp(place), {code: 'PORT_IN_USE', message: new RegExp(`HTTP port ${port} .*--http\\)`)});
});

test('a certificate that is uploaded and refused is told at its field, one that is good is shown, and the way back works', async t => {
	const box = await RunningBox.start(t);
	const bad = await box.ask('POST', '/certificate', {body: {certificate: 'bad', key: 'x'}});
	t.is(bad.status, 400);
	t.like(bad.body, {error: {problems: [{path: '/certificate'}]}});
	t.like((await box.ask('POST', '/certificate', {body: {certificate: 'good', key: 'x'}})).body, {source: 'uploaded'});
	t.like((await box.ask('DELETE', '/certificate')).body, {source: 'own'});
});

test('a factory reset needs the name of the box', async t => {
	const box = await RunningBox.start(t);
	const wrong = await box.ask('POST', '/system/factory-reset', {body: {boxName: 'Offis'}});
	t.is(wrong.status, 400);
	t.like(wrong.body, {error: {problems: [{path: '/boxName'}]}});
	t.deepEqual(box.system.asked, []);
	t.like(await box.ask('POST', '/system/factory-reset', {body: {boxName: 'Office'}}), {status: 201, body: {otherCertificate: true}});
	t.like(await box.ask('POST', '/system/restart'), {status: 201, body: {now: {http: 8080}, otherCertificate: false}});
	t.deepEqual(box.system.asked, ['factory reset', 'restart']);
});

test('the log is read by level', async t => {
	const box = await RunningBox.start(t);
	t.is(((await box.ask('GET', '/system/logs')).body as unknown[]).length, 2);
	t.like((await box.ask('GET', '/system/logs?level=error&limit=5')).body, [{level: 'error'}]);
	t.is((await box.ask('GET', '/system/logs?level=all')).status, 400);
});
