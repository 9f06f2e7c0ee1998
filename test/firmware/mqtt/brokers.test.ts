import {createServer, type AddressInfo} from 'node:net';
import {once} from 'node:events';
import test from 'ava';
import type {LegId, RoomId} from '../../../firmware/contract/index.js';
import {freeTcpPort} from '../../support/free-port.js';
import {startMosquitto} from '../../support/mosquitto.js';
import {watchMqtt} from '../../support/mqtt-watcher.js';
import {makeCertificates, pem} from '../../support/test-authority.js';
import {boardRoom, provider, somebody, WatchedBox} from './watched-box.js';

const external = (port: number) => ({broker: 'external', url: `mqtt://127.0.0.1:${port}`} as const);

test('a watcher who comes later finds the box, its conference, lines and trunks', async t => {
	const broker = await startMosquitto(t);
	const box = new WatchedBox(external(broker.port)).start(t);
	const early = await watchMqtt(t, `mqtt://127.0.0.1:${broker.port}`);
	await early.text('partyline/status', text => text === 'online');
	const late = await watchMqtt(t, `mqtt://127.0.0.1:${broker.port}`);
	t.like(await late.json('partyline/box', ({freeBytes}: {freeBytes: number | null}) => freeBytes !== null), {name: 'Partyline', version: '1.2.3', rooms: 0, freeBytes: 123_000_000});
	t.like(await late.json('partyline/conference/8000'), {extension: '8000', live: false, participants: 0});
	t.like(await late.json('partyline/line/fxo-1'), {name: 'FXO 1', state: 'idle'});
	t.like(await late.json('partyline/trunk/trunk1'), {name: 'Provider', state: 'registered'});
	t.is(await late.text('partyline/status'), 'online');
	t.true(late.messages.all.every(({retained}) => retained));
	t.is(box.mqtt.figures.state, 'up');
});

test('a room and who is in it come and go at the broker', async t => {
	const broker = await startMosquitto(t);
	const box = new WatchedBox(external(broker.port)).start(t);
	const watcher = await watchMqtt(t, `mqtt://127.0.0.1:${broker.port}`);
	await watcher.text('partyline/status');
	box.happens({kind: 'room.opened', room: boardRoom});
	box.happens({kind: 'participant.joined', room: boardRoom.id, participant: somebody('leg1')});
	await box.clock.advance(100);
	t.like(await watcher.json('partyline/room/8000', ({participants}: {participants: number}) => participants === 1), {conference: boardRoom.conference, locked: false});
	t.like(await watcher.json('partyline/room/8000/participant/leg1'), {role: 'participant', number: '+49•••678'});
	t.like(await watcher.json('partyline/conference/8000', ({live}: {live: boolean}) => live), {participants: 1, locked: false});
	t.like(await watcher.json('partyline/event/participant.joined'), {room: 'room1'});

	box.happens({kind: 'room.changed', room: {...boardRoom, locked: true}});
	await box.clock.advance(100);
	await watcher.json('partyline/conference/8000', ({locked}: {locked: boolean}) => locked);

	box.happens({kind: 'participant.left', room: boardRoom.id, participant: 'leg1' as LegId, outcome: 'hung-up'});
	box.happens({kind: 'room.closed', room: boardRoom.id, conference: boardRoom.conference});
	await box.clock.advance(100);
	await watcher.text('partyline/room/8000', text => text === '');
	await watcher.text('partyline/room/8000/participant/leg1', text => text === '');
	await watcher.json('partyline/conference/8000', ({live, participants}: {live: boolean; participants: number}) => !live && participants === 0);
});

test('what a box that lost its power left at the broker is removed when it is back', async t => {
	const broker = await startMosquitto(t);
	const watcher = await watchMqtt(t, `mqtt://127.0.0.1:${broker.port}`);
	const stale = [
		'partyline/room/8000', 'partyline/room/8000/participant/gone', 'partyline/line/gone', 'partyline/alarm/gone', 'partyline/conference/8999', 'partyline/trunk/gone',
		'homeassistant/device/partyline--conference-8999/config',
	];
	const others = ['partyline/command/room.end', 'elsewhere/room/8000', 'homeassistant/device/other--conference-8999/config', 'homeassistant/device/partyline-two--box/config'];
	for (const topic of [...stale, ...others]) await watcher.publish(topic, '{"room":"8000"}', {retain: true});
	const box = new WatchedBox(external(broker.port)).start(t);
	for (const topic of stale) await watcher.text(topic, text => text === '');
	await box.clock.advance(3000);
	t.deepEqual(others.filter(topic => watcher.tree.has(topic)), others);
	t.deepEqual(box.live.asked, []);
});

test('a broker that was restarted is told everything again', async t => {
	const broker = await startMosquitto(t);
	const box = new WatchedBox(external(broker.port)).start(t);
	const before = await watchMqtt(t, `mqtt://127.0.0.1:${broker.port}`);
	await before.text('partyline/status');
	await broker.stop();
	t.regex(await box.alarm(true), /MQTT broker .* closed the connection/);
	box.happens({kind: 'room.opened', room: boardRoom});
	await broker.start();
	const after = await watchMqtt(t, `mqtt://127.0.0.1:${broker.port}`);
	await box.clock.advance(1000);
	await box.alarm(false);
	t.is(await after.text('partyline/status'), 'online');
	await after.json('partyline/room/8000');
	await after.json('partyline/event/room.opened');
	await after.json('partyline/trunk/trunk1');
	t.false(after.tree.has('partyline/alarm/mqtt'));
});

test('a broker that takes the box in and throws it out at once is tried less and less often, until it keeps it', async t => {
	const accept = Buffer.from([0x20, 0x03, 0x00, 0x00, 0x00]);
	let keeps = false;
	let end = () => {};
	const server = createServer(socket => {
		socket.on('error', () => undefined).once('data', () => {
			socket.write(accept);
			end = () => socket.destroy();
			if (!keeps) end();
		});
	});
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	t.teardown(() => server.close());
	const {port} = server.address() as AddressInfo;
	const box = new WatchedBox(external(port));
	const {after} = box.clock;
	const waits: number[] = [];
	box.clock.after = (ms, callback) => {
		if ([1000, 2000, 4000, 8000, 16_000].includes(ms)) waits.push(ms);
		return after.call(box.clock, ms, callback);
	};
	box.start(t);
	let seen = 0;
	for (const waitMs of [1000, 2000, 4000, 8000]) {
		await box.alarm(true, seen);
		t.is(waits.at(-1), waitMs);
		seen = box.told.all.length;
		keeps = waitMs === 8000;
		await box.clock.advance(waitMs);
	}
	await box.up();
	await box.clock.advance(30_000);
	seen = box.told.all.length;
	end();
	await box.alarm(true, seen);
	t.is(waits.at(-1), 1000);
});

test('while there is no broker events wait, a thousand of them, and the oldest make room', async t => {
	const port = await freeTcpPort();
	const box = new WatchedBox(external(port)).start(t);
	t.regex(await box.alarm(true), /does not answer/);
	const waiting = box.mqtt.figures.waiting;
	for (let i = 0; i < 1200; ++i) box.happens({kind: 'recording.deleted', recording: `recording-${i}`});
	t.like(box.mqtt.figures, {state: 'down', waiting: 1000, dropped: 200 + waiting});
	const broker = await startMosquitto(t);
	const watcher = await watchMqtt(t, `mqtt://127.0.0.1:${broker.port}`);
	await box.change({url: `mqtt://127.0.0.1:${broker.port}`});
	await watcher.text('partyline/status', text => text === 'online');
	t.is(box.mqtt.figures.dropped, 200 + waiting);
});

test('a wrong password is said in words, and the right one is taken at once', async t => {
	const broker = await startMosquitto(t, {logIn: {user: 'box', password: 'right one'}});
	const box = new WatchedBox({...external(broker.port), user: 'box', password: 'wrong one'}).start(t);
	t.regex(await box.alarm(true), /does not take the user name and password/);
	const watcher = await watchMqtt(t, `mqtt://127.0.0.1:${broker.port}`, {username: 'box', password: 'right one'});
	await box.change({password: 'right one'});
	await watcher.text('partyline/status', text => text === 'online');
	await box.alarm(false);
});

test('a broker with TLS is used when the box knows its authority and shows its own certificate', async t => {
	const certificates = await makeCertificates(t);
	const broker = await startMosquitto(t, {certificates});
	const url = `mqtts://127.0.0.1:${broker.port}`;
	const own = {clientCertificate: await pem(certificates.client.certificate), clientKey: await pem(certificates.client.key)};
	const certificateAuthority = await pem(certificates.authority);
	const box = new WatchedBox({broker: 'external', url, ...own}).start(t);
	t.regex(await box.alarm(true), /authority that the box does not know/);

	const before = box.told.all.length;
	await box.change({certificateAuthority, clientCertificate: '', clientKey: ''});
	t.regex(await box.alarm(true, before), /refuses the TLS connection/);

	await box.change({...own, clientKey: 'no key at all'});
	await box.told.waitFor('the unreadable key to be told', event => event.kind === 'alarm' && event.active && /can not be read/.test(event.message));

	const watcher = await watchMqtt(t, url, {ca: certificateAuthority, cert: own.clientCertificate, key: own.clientKey});
	await box.change({certificateAuthority, ...own});
	await watcher.text('partyline/status', text => text === 'online');
});

test('a broker that knows MQTT 3.1.1 alone is spoken to in it', async t => {
	const other = await new WatchedBox({broker: 'embedded', port: await freeTcpPort(), password: 'pass', user: 'name', topic: 'broker', homeAssistant: false}).start(t).up();
	const {port, user: username, password} = other.settings.mqtt;
	const watcher = await watchMqtt(t, `mqtt://127.0.0.1:${port}`, {username, password, protocolVersion: 4});
	await watcher.text('broker/status');
	// That broker lets nobody but its box publish state, so commands are the only topics to be told of.
	const box = new WatchedBox({broker: 'external', url: `mqtt://127.0.0.1:${port}`, user: username, password, topic: 'broker/command', homeAssistant: false}).start(t);
	await box.alarm(true);
	await box.clock.advance(1000);
	await box.alarm(false);
	t.is(box.mqtt.figures.state, 'up');
});

test('a broker that accepts connections and says nothing does not hold the box up', async t => {
	const server = createServer(() => undefined).listen(0, '127.0.0.1');
	await once(server, 'listening');
	t.teardown(() => server.close());
	const {port} = server.address() as {port: number};
	const box = new WatchedBox(external(port));
	box.mqtt.start();
	box.happens({kind: 'room.opened', room: {...boardRoom, id: 'room2' as RoomId}});
	await box.mqtt.stop();
	t.is(box.mqtt.figures.state, 'down');
});

test('another topic leaves nothing at the old one but that the box is offline', async t => {
	const broker = await startMosquitto(t);
	const box = new WatchedBox(external(broker.port)).start(t);
	const watcher = await watchMqtt(t, `mqtt://127.0.0.1:${broker.port}`);
	await watcher.text('partyline/status', text => text === 'online');
	await watcher.json('homeassistant/device/partyline--box/config');
	await box.change({topic: 'office/partyline'});
	await watcher.text('office/partyline/status', text => text === 'online');
	t.deepEqual([...watcher.tree].filter(([topic]) => topic.startsWith('partyline/') || topic.includes('/partyline--')), [['partyline/status', 'offline']]);
	t.true(watcher.tree.has('homeassistant/device/office-partyline--box/config'));
	box.trunks = [];
	box.happens({kind: 'trunk.removed', trunk: provider.id});
	await box.clock.advance(100);
	await watcher.text('office/partyline/trunk/trunk1', text => text === '');
	await watcher.text('homeassistant/device/office-partyline--trunk-trunk1/config', text => text === '');
});
