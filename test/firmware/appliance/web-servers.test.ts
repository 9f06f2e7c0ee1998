import {once} from 'node:events';
import type {IncomingMessage} from 'node:http';
import {request} from 'node:https';
import {createServer, type AddressInfo} from 'node:net';
import test, {type ExecutionContext} from 'ava';
import {pino} from 'pino';
import {doorsOf, listenAddress} from '../../../firmware/appliance/box-system.js';
import type {Doors, Settings} from '../../../firmware/contract/index.js';
import {startWebServers, type WebServers, type WebServersParts} from '../../../firmware/appliance/web-servers.js';
import {RunningBox} from '../api/running-box.js';
import {BoxOfCertificates, makePair} from '../certificates/box-of-certificates.js';

type Rig = {web: WebServers; own: BoxOfCertificates; alarms: string[]};

async function start(t: ExecutionContext, network: Partial<Settings['network']>, more: Partial<WebServersParts> = {}): Promise<Rig> {
	const [box, own] = await Promise.all([RunningBox.start(t), BoxOfCertificates.start(t)]);
	const alarms: string[] = [];
	const web = await startWebServers({
		api: box.api, address: '127.0.0.1', httpPort: 0, httpsPort: undefined, certificates: own.certificates, log: pino({level: 'silent'}),
		settings: {...own.settings.network, ...network}, alarm: ({message}) => alarms.push(message), ...more,
	});
	t.teardown(() => web.close());
	return {web, own, alarms};
}

/** A port that another program listens on. */
async function takenPort(t: ExecutionContext): Promise<number> {
	const other = createServer();
	other.listen(0, '127.0.0.1');
	await once(other, 'listening');
	t.teardown(() => other.close());
	return (other.address() as AddressInfo).port;
}

const statusByHttp = async ({web}: Rig) => (await fetch(`http://127.0.0.1:${web.httpPort}/api/openapi.json`, {redirect: 'manual'})).status;

test('with HTTPS off there is HTTP alone', async t => {
	const rig = await start(t, {https: 'off'});
	t.is(rig.web.httpsPort, null);
	t.is(await statusByHttp(rig), 200);
});

test('with HTTPS beside it, HTTP still answers', async t => {
	const rig = await start(t, {https: 'on'}, {httpsPort: 0});
	t.not(rig.web.httpsPort, null);
	t.is(await statusByHttp(rig), 200);
});

test('with HTTPS alone, HTTP leads there, and browsers are told to insist once a known authority has signed', async t => {
	const rig = await start(t, {https: 'only'}, {httpsPort: 0});
	t.is(await statusByHttp(rig), 308);
	const strictness = async () => (await byHttps(rig)).headers['strict-transport-security'];
	t.is(await strictness(), undefined);
	await rig.own.certificates.upload(await makePair(t, {name: 'localhost'}));
	t.is(await strictness(), 'max-age=31536000');
	await rig.own.certificates.useOwn();
	t.is(await strictness(), undefined);
});

test('the command line switches HTTPS off whatever the settings say, and HTTP answers', async t => {
	const rig = await start(t, {https: 'only'}, {httpsPort: 'off'});
	t.is(rig.web.httpsPort, null);
	t.is(await statusByHttp(rig), 200);
});

test('where another program has the port for HTTPS, the box starts with an alarm', async t => {
	const port = await takenPort(t);
	const rig = await start(t, {https: 'on', httpsPort: port});
	t.is(rig.web.httpsPort, null);
	t.is(await statusByHttp(rig), 200);
	t.is(rig.alarms.length, 1);
	t.true(rig.alarms[0]?.includes(String(port)), rig.alarms[0]);
});

test('where there is nothing but HTTPS, or it was asked for by name, a port that is taken is told at once', async t => {
	const port = await takenPort(t);
	await t.throwsAsync(start(t, {https: 'only', httpsPort: port}), {code: 'PORT_IN_USE', message: /--https/});
	await t.throwsAsync(start(t, {https: 'on'}, {httpsPort: port}), {code: 'PORT_IN_USE', message: /--https/});
});

test('where HTTP can not start, HTTPS does not stay alone', async t => {
	const httpPort = await takenPort(t);
	await t.throwsAsync(start(t, {https: 'on'}, {httpPort, httpsPort: 0}), {code: 'PORT_IN_USE', message: /--http\)/});
});

test('the box is for this machine or for the office as the settings say, or as it was started', t => {
	const network = {hostName: '', https: 'on', httpsPort: 8443} as const;
	t.is(listenAddress(undefined, {...network, access: 'this-machine'}), '127.0.0.1');
	t.is(listenAddress(undefined, {...network, access: 'office'}), '0.0.0.0');
	t.is(listenAddress('192.0.2.7', {...network, access: 'office'}), '192.0.2.7');
});

async function byHttps({web, own}: Rig) {
	const sent = request({host: '127.0.0.1', servername: 'localhost', port: web.httpsPort, path: '/healthz', agent: false, ca: [own.certificates.authority(), own.certificates.current.certificate]});
	sent.end();
	const [response] = await once(sent, 'response') as [IncomingMessage];
	response.resume();
	return response;
}

const given = {address: undefined, httpPort: 8080, httpsPort: undefined};
const network: Settings['network'] = {access: 'office', hostName: '', https: 'on', httpsPort: 8443};
const doors = test.macro((t, start: Parameters<typeof doorsOf>[0], settings: Partial<Settings['network']>, expected: Partial<Doors>) =>
	t.deepEqual(doorsOf(start, {...network, ...settings}), {http: 8080, https: 8443, httpsOnly: false, thisMachineAlone: false, ...expected}));
test('pages are told of HTTP and HTTPS as the settings have them', doors, given, {}, {});
test('with HTTPS off there is none', doors, given, {https: 'off'}, {https: null});
test('with HTTPS alone HTTP leads there', doors, given, {https: 'only', httpsPort: 9443}, {https: 9443, httpsOnly: true});
test('what the box was started with goes before the settings', doors, {...given, httpsPort: 'off'}, {https: 'only'}, {https: null});
test('so does its port', doors, {...given, httpsPort: 10_443}, {https: 'off'}, {https: 10_443});
test('free ports are not known before', doors, {...given, httpPort: 0, httpsPort: 0}, {https: 'only'}, {http: null, https: null});
test('a box for its own machine says so', doors, given, {access: 'this-machine'}, {thisMachineAlone: true});
test('also one that was started so', doors, {...given, address: '127.0.0.1'}, {}, {thisMachineAlone: true});
test('one that was started for all is for all', doors, {...given, address: '0.0.0.0'}, {access: 'this-machine'}, {});
