import {once} from 'node:events';
import {connect, createServer, type AddressInfo} from 'node:net';
import test from 'ava';
import {connectAsync} from 'mqtt';
import {freeTcpPort} from '../../support/free-port.js';
import {watchMqtt} from '../../support/mqtt-watcher.js';
import {boardRoom, WatchedBox} from './watched-box.js';

const ofBox = {protocolVersion: 4} as const;
const embedded = async (more: object = {}) => ({broker: 'embedded', port: await freeTcpPort(), ...more} as const);
const urlOf = ({settings}: WatchedBox) => `mqtt://127.0.0.1:${settings.mqtt.port}`;

test('the box brings a broker of its own, and a program on the same machine needs no password', async t => {
	const box = await new WatchedBox(await embedded()).start(t).up();
	const watcher = await watchMqtt(t, urlOf(box), ofBox);
	t.is(await watcher.text('partyline/status'), 'online');
	await watcher.json('partyline/conference/8000');
	await watcher.json('homeassistant/device/partyline--box/config');
});

test('with a password, a program without it is refused', async t => {
	const box = await new WatchedBox(await embedded({user: 'home', password: 'a secret'})).start(t).up();
	const knock = async (access: object) => {
		const refused = connectAsync(urlOf(box), {...ofBox, ...access, reconnectPeriod: 0}, false);
		await Promise.race([refused.catch(() => undefined), driven(box, refused)]);
		return refused;
	};
	await t.throwsAsync(knock({}), {message: /Not authorized/});
	await t.throwsAsync(knock({username: 'home', password: 'another'}), {message: /Not authorized/});
	const watcher = await watchMqtt(t, urlOf(box), {...ofBox, username: 'home', password: 'a secret'});
	t.is(await watcher.text('partyline/status'), 'online');
});

/** Lets the time go on that a wrong password costs. */
async function driven(box: WatchedBox, until: Promise<unknown>): Promise<void> {
	const ended = new AbortController();
	const end = () => ended.abort();
	until.then(end, end);
	while (!ended.signal.aborted) await box.clock.advance(1000);
}

test('nobody but the box publishes its state; whoever tries is shown out', async t => {
	const box = await new WatchedBox(await embedded()).start(t).up();
	const watcher = await watchMqtt(t, urlOf(box), ofBox);
	await watcher.text('partyline/status');
	for (const topic of ['partyline/room/8000', 'homeassistant/device/partyline--box/config', 'elsewhere']) {
		const intruder = await watchMqtt(t, urlOf(box), ofBox);
		void intruder.publish(topic, 'forged', {retain: true}).catch(() => undefined);
		await intruder.closed();
	}
	const late = await watchMqtt(t, urlOf(box), ofBox);
	await late.text('partyline/status');
	t.false([...watcher.messages.all, ...late.messages.all].some(({text}) => text === 'forged'));
});

test('a command at the broker of the box is carried out, and others do not see it', async t => {
	const box = await new WatchedBox(await embedded()).start(t).up();
	box.happens({kind: 'room.opened', room: boardRoom});
	const [asker, watcher] = [await watchMqtt(t, urlOf(box), ofBox), await watchMqtt(t, urlOf(box), ofBox)];
	await asker.publish('partyline/command/room.invite', {id: 'one', room: '8000', number: '0301234567'}, {retain: true});
	t.like(await watcher.json('partyline/answer/one'), {ok: true});
	t.like(box.live.asked[0], {invite: {number: '0301234567', joinAtOnce: false}, by: {role: 'user', mayCall: {external: false}}});
	t.false(watcher.messages.all.some(({topic}) => topic.includes('/command/')));
});

test('a packet that is too long ends its connection, and no other', async t => {
	const box = await new WatchedBox(await embedded()).start(t).up();
	const watcher = await watchMqtt(t, urlOf(box), ofBox);
	const intruder = connect(box.settings.mqtt.port, '127.0.0.1');
	intruder.on('error', () => undefined);
	await once(intruder, 'connect');
	// PUBLISH of 200 MB (MQTT 3.1.1, 2.2.3), of which nothing more ever comes.
	intruder.write(Buffer.from([0x30, 0x80, 0x80, 0x80, 0x60]));
	await once(intruder, 'close');
	box.happens({kind: 'room.opened', room: boardRoom});
	await watcher.json('partyline/event/room.opened');
	t.true(watcher.isConnected);
});

test('a payload of a megabyte ends its connection before it is kept', async t => {
	const box = await new WatchedBox(await embedded()).start(t).up();
	const intruder = await watchMqtt(t, urlOf(box), ofBox);
	void intruder.publish('partyline/command/room.end', 'x'.repeat(1_000_000)).catch(() => undefined);
	await intruder.closed();
	t.deepEqual(box.noted, []);
});

test('when another program has the port, the box says so and takes it as soon as it is free', async t => {
	const server = createServer().listen(0, '127.0.0.1');
	await once(server, 'listening');
	const {port} = server.address() as AddressInfo;
	const box = new WatchedBox({broker: 'embedded', port}).start(t);
	t.regex(await box.alarm(true), new RegExp(`localhost:${port}.*another program uses its port`));
	server.close();
	await once(server, 'close');
	await box.clock.advance(1000);
	await box.alarm(false);
	const watcher = await watchMqtt(t, urlOf(box), ofBox);
	t.is(await watcher.text('partyline/status'), 'online');
});

test('switched off, the box lets the port go', async t => {
	const box = await new WatchedBox(await embedded()).start(t).up();
	const watcher = await watchMqtt(t, urlOf(box), ofBox);
	await watcher.text('partyline/status');
	await box.change({broker: 'off'});
	await watcher.closed();
	t.is(box.mqtt.figures.state, 'off');
	const server = createServer().listen(box.settings.mqtt.port, '127.0.0.1');
	await once(server, 'listening');
	server.close();
});
