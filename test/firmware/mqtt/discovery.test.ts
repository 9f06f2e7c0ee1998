import test from 'ava';
import type {SpanView} from '../../../firmware/contract/index.js';
import {dynamicConference, staticConference} from '../../support/conferences.js';
import {freeTcpPort} from '../../support/free-port.js';
import {watchMqtt} from '../../support/mqtt-watcher.js';
import {boardRoom, outsideLine, WatchedBox} from './watched-box.js';

type Entity = {platform: string; unique_id: string; state_topic?: string; command_topic?: string; value_template?: string; payload_on?: string; payload_press?: string; availability: {topic: string}[]};
type Device = {device: {identifiers: string[]; name: string; via_device?: string}; origin: {name: string}; components: Record<string, Entity>};

const ofBox = {protocolVersion: 4} as const;
const configOf = (device: string) => `homeassistant/device/partyline--${device}/config`;

async function announced(t: Parameters<typeof watchMqtt>[0], prepare: (box: WatchedBox) => void = () => undefined) {
	const box = new WatchedBox({broker: 'embedded', port: await freeTcpPort()});
	prepare(box);
	await box.start(t).up();
	const watcher = await watchMqtt(t, `mqtt://127.0.0.1:${box.settings.mqtt.port}`, ofBox);
	await watcher.text('partyline/status');
	const devices = () => new Map([...watcher.tree].filter(([topic]) => topic.startsWith('homeassistant/')).map(([topic, text]) => [topic, JSON.parse(text) as Device]));
	return {box, watcher, devices};
}

test('Home Assistant finds the box, its conferences, lines and trunks as devices', async t => {
	const {devices} = await announced(t, box => {
		box.conferences = [staticConference({description: 'Board'}), dynamicConference()];
		const span = {id: 'span1', card: 'card', type: 'E1', name: 'E1', alarms: [], clock: 'line', dChannel: 'up', config: null} as unknown as SpanView;
		box.lines = {cards: [], spans: [span], lines: [outsideLine('fxo/1'), outsideLine('b1', {kind: 'bearer'})]};
	});
	t.deepEqual([...devices().keys()].sort(), ['box', 'conference-8000', 'conference-8500', 'line-fxo-1', 'span-span1', 'trunk-trunk1'].map(configOf));
});

test('every entity has an id of its own, a state or command that the box knows, and says when it can not be known', async t => {
	const {devices, watcher} = await announced(t);
	const all = [...devices().values()];
	const entities = all.flatMap(({components}) => Object.values(components));
	t.is(new Set(entities.map(({unique_id}) => unique_id)).size, entities.length);
	for (const {device, origin} of all) {
		t.is(device.identifiers.length, 1);
		t.is(origin.name, 'Partyline');
	}
	const box = all.find(({device}) => device.via_device === undefined);
	t.deepEqual(Object.keys(box?.components ?? {}), ['participants', 'rooms', 'calls', 'alarms', 'free-disk']);
	t.true(all.filter(device => device !== box).every(({device}) => device.via_device === box?.device.identifiers[0]));
	for (const {state_topic, availability, platform, command_topic} of entities) {
		if (state_topic !== undefined) await watcher.json(state_topic);
		t.is(state_topic === undefined, platform === 'button');
		t.is(availability[0]?.topic, 'partyline/status');
		t.is(command_topic !== undefined, platform === 'switch' || platform === 'button');
	}
});

test('what a switch of Home Assistant sends is a command that the box carries out', async t => {
	const {box, watcher, devices} = await announced(t);
	box.happens({kind: 'room.opened', room: boardRoom});
	const {lock, record, 'mute-all': muteAll, lecture, end} = devices().get(configOf('conference-8000'))?.components ?? {};
	for (const [id, {command_topic = '', payload_on, payload_press}] of [lock, record, muteAll, lecture, end].flatMap(entity => entity ?? []).entries()) {
		await watcher.publish(command_topic, {id: String(id), ...JSON.parse(payload_on ?? payload_press ?? '{}') as object});
		await watcher.json(`partyline/answer/${id}`);
	}
	t.deepEqual(box.live.asked, [{room: {locked: true}}, 'start recording', {room: {allMuted: true}}, {room: {lecture: true}}, 'end']);
});

test('a conference that is new is announced, and one that was deleted vanishes', async t => {
	const {box, watcher, devices} = await announced(t);
	const added = staticConference({extension: '8001'});
	box.conferences = [...box.conferences, added];
	box.happens({kind: 'conference.changed', conference: added.id});
	await box.clock.advance(100);
	await watcher.json(configOf('conference-8001'));
	box.conferences = [staticConference({description: 'Board'})];
	box.happens({kind: 'conference.deleted', conference: added.id});
	await box.clock.advance(100);
	await watcher.text(configOf('conference-8001'), text => text === '');
	await watcher.text('partyline/conference/8001', text => text === '');
	t.true(devices().has(configOf('conference-8000')));
});

test('a conference with another number is announced at the new one alone', async t => {
	const {box, watcher, devices} = await announced(t);
	box.conferences = box.conferences.map(conference => ({...conference, extension: '8042'}));
	box.happens({kind: 'conference.changed', conference: boardRoom.conference});
	await box.clock.advance(100);
	await watcher.json(configOf('conference-8042'));
	await watcher.text(configOf('conference-8000'), text => text === '');
	await watcher.text('partyline/conference/8000', text => text === '');
	t.true(devices().has(configOf('conference-8042')));
});

test('when Home Assistant comes back, it is told everything again', async t => {
	const {box, watcher} = await announced(t);
	await box.clock.advance(5000);
	const after = watcher.count;
	await watcher.publish('homeassistant/status', 'online');
	for (const topic of [configOf('box'), configOf('conference-8000'), 'partyline/box', 'partyline/status']) {
		await watcher.messages.waitFor(topic, message => message.topic === topic, {after});
	}
	t.pass();
});

test('Home Assistant is told nothing where the settings say so', async t => {
	const {box, watcher} = await announced(t);
	await box.change({homeAssistant: false});
	await box.clock.advance(100);
	await watcher.closed();
	const later = await watchMqtt(t, `mqtt://127.0.0.1:${(await box.up()).settings.mqtt.port}`, ofBox);
	for (const topic of ['status', 'box', 'conference/8000', 'trunk/trunk1']) await later.text(`partyline/${topic}`);
	t.deepEqual([...later.tree.keys()].filter(topic => topic.startsWith('homeassistant/')), []);
});
