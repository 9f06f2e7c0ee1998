import {createSocket} from 'node:dgram';
import {once} from 'node:events';
import {mkdtemp, rm, writeFile} from 'node:fs/promises';
import {createServer, type AddressInfo} from 'node:net';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import test from 'ava';
import {loadEngine} from '../../addons/index.js';
import {makeCertificates} from '../support/test-authority.js';
import {localOptions, thrownBy, type Options} from './options.js';

const engine = loadEngine();
const folder = await mkdtemp(join(tmpdir(), 'partyline-start-'));
test.after.always(async () => rm(folder, {recursive: true}));

const codeOf = (options: Options) => thrownBy(() => engine.start(options, () => {})).code;

// One engine in a process: what refuses it and what starts it at last is one story.
test('an engine that was refused says why, holds no port, and starts when all is well', async t => {
	const taken = createSocket('udp4').bind(0, '127.0.0.1');
	await once(taken, 'listening');
	const {port} = taken.address();
	t.is(codeOf(localOptions({udpPort: port})), 'PORT_IN_USE');

	t.is(codeOf(localOptions({address: '192.0.2.1'})), 'BAD_ADDRESS');
	t.is(codeOf(localOptions({address: 'here'})), 'BAD_ADDRESS');

	const notPem = join(folder, 'not.pem');
	await writeFile(notPem, 'hello');
	const tls = (certificatePath: string) => localOptions({tls: {port: 0, certificatePath, keyPath: notPem}});
	t.is(codeOf(tls(join(folder, 'missing.pem'))), 'BAD_CERTIFICATE');
	t.is(codeOf(tls(notPem)), 'BAD_CERTIFICATE');

	const server = createServer().listen(0, '127.0.0.1');
	await once(server, 'listening');
	const {server: {certificate: certificatePath, key: keyPath}} = await makeCertificates(t);
	t.is(codeOf(localOptions({tls: {port: (server.address() as AddressInfo).port, certificatePath, keyPath}})), 'PORT_IN_USE');
	server.close();

	t.is(codeOf({...localOptions(), prompts: [{name: 'hello', path: join(folder, 'missing.wav')}]}), 'BAD_PROMPT');
	const unknownCodec: readonly unknown[] = [{...localOptions(), codecs: ['mp3']}, () => {}];
	t.is(thrownBy(() => Reflect.apply(engine.start, engine, unknownCodec)).name, 'TypeError');
	t.is(thrownBy(() => engine.ports()).code, 'NOT_READY');

	taken.close();
	await once(taken, 'close');
	engine.start(localOptions({udpPort: port}), () => {});
	t.is(engine.ports().udp, port);
	await engine.stop(1000);
	const again = createSocket('udp4').bind(port, '127.0.0.1');
	await once(again, 'listening');
	again.close();
	t.false(engine.ring(1));
	t.is(thrownBy(() => engine.start(localOptions(), () => {})).code, 'CONFLICT');
});
