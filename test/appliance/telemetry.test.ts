import test from 'ava';
import type {AuditEntry} from '../../firmware/contract/index.js';
import {startBox} from '../support/box.js';
import {startCallers} from '../support/callers.js';
import {freeTcpPort} from '../support/free-port.js';
import {startMosquitto} from '../support/mosquitto.js';
import {watchMqtt} from '../support/mqtt-watcher.js';

const conferences = [{kind: 'static', extension: '8000', pin: '1234', first: 'silence', description: 'Board'}] as const;

test.serial('a caller is seen over MQTT, muted by a command, and gone when he hangs up', async t => {
	const port = await freeTcpPort();
	const box = await startBox({conferences, settings: {mqtt: {broker: 'embedded', port}, metrics: {enabled: true}}});
	t.teardown(() => box.stop());
	const watcher = await watchMqtt(t, `mqtt://127.0.0.1:${port}`, {protocolVersion: 4});
	t.is(await watcher.text('partyline/status'), 'online');
	const callers = await startCallers(t, box);
	const other = await callers.enter('8000', {keys: '1234#', number: '0301234567'});
	const {call, participant} = await callers.enter('8000', {keys: '1234#', number: '0309876543'});
	const topic = `partyline/room/8000/participant/${participant.id}`;
	t.like(await watcher.json(topic), {number: '•••543', muted: false});
	await watcher.json('partyline/conference/8000', ({participants}: {participants: number}) => participants === 2);

	await call.say(700);
	await other.call.hears(700);
	await watcher.json(topic, ({talking}: {talking: boolean}) => talking);
	await watcher.publish('partyline/command/participant.mute', {id: 'one', participant: participant.id});
	t.deepEqual(await watcher.json('partyline/answer/one'), {id: 'one', ok: true, code: null, message: ''});
	await watcher.json(topic, ({muted}: {muted: boolean}) => muted);
	await other.call.hearsNoMore(700);
	await watcher.publish('partyline/command/participant.hand', {participant: participant.id});
	await watcher.json(topic, ({hand}: {hand: boolean}) => hand);
	await watcher.publish('partyline/command/participant.floor', {participant: participant.id});
	await watcher.json(topic, ({hand, floor, muted}: {hand: boolean; floor: boolean; muted: boolean}) => floor && !hand && !muted);
	await other.call.hears(700);

	const metrics = await (await fetch(`http://127.0.0.1:${box.httpPort}/metrics`)).text();
	t.regex(metrics, /^partyline_participants 2$/m);
	t.regex(metrics, /^partyline_mqtt_up 1$/m);
	const ready = await fetch(`http://127.0.0.1:${box.httpPort}/readyz`);
	t.deepEqual([ready.status, await ready.json()], [200, {status: 'ready'}]);
	const {items} = await box.api<{items: AuditEntry[]}>('GET', '/audit');
	t.true(items.some(({kind, action, subject, outcome}) => kind === 'mqtt' && action === 'participant.mute' && subject === participant.id && outcome === 'done'));

	await call.hangUp();
	await watcher.text(topic, text => text === '');
	const everything = watcher.messages.all.map(({text}) => text).join('\n');
	for (const secret of ['1234#', '"1234"', '0309876543', '0301234567']) t.false(everything.includes(secret), secret);
});

test.serial('a box that loses its power is offline at the broker, and online again without what was live', async t => {
	const broker = await startMosquitto(t);
	const url = `mqtt://127.0.0.1:${broker.port}`;
	const settings = {mqtt: {broker: 'external', url}} as const;
	const box = await startBox({conferences, settings});
	const watcher = await watchMqtt(t, url);
	const callers = await startCallers(t, box);
	const {participant} = await callers.enter('8000', {keys: '1234#'});
	const topic = `partyline/room/8000/participant/${participant.id}`;
	await watcher.json(topic);
	await box.kill();
	await watcher.text('partyline/status', text => text === 'offline');
	t.true(watcher.tree.has(topic));
	const after = watcher.count;
	const again = await startBox({dataDir: box.dataDir, settings});
	t.teardown(() => again.stop());
	await watcher.messages.waitFor('the box to be back', message => message.topic === 'partyline/status' && message.text === 'online', {after});
	await watcher.text(topic, text => text === '');
	await watcher.json('partyline/conference/8000', ({live}: {live: boolean}) => !live);
	t.false(watcher.tree.has('partyline/room/8000'));
	await again.halt();
	t.is(watcher.tree.get('partyline/status'), 'offline');
});
