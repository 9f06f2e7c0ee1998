import type {Static} from '@sinclair/typebox';
import type {Conference, LineView, SpanView, TrunkView} from '../contract/index.js';
import type {deviceDiscovery} from './discovery-schema.js';
import {homeAssistantPrefix, level} from './topics.js';

type Discovery = Static<typeof deviceDiscovery>;
type Component = Discovery['components'][string];

export type Announced = {
	/** What all topics of the box begin with. */
	topic: string;
	boxName: string;
	version: string;
	conferences: readonly Conference[];
	lines: readonly LineView[];
	spans: readonly SpanView[];
	trunks: readonly TrunkView[];
	/** Commands are taken; without them there is nothing to switch. */
	commands: boolean;
};

/** What tells Home Assistant of the box: the box, each conference, each line and each trunk are devices. By the whole topic. */
export function discovery(announced: Announced): Map<string, unknown> {
	const {topic, conferences, lines, spans, trunks} = announced;
	const devices = [
		boxDevice(announced),
		...conferences.map(conference => conferenceDevice(announced, conference)),
		...lines.filter(({kind}) => kind !== 'bearer').map(({id, name, kind}) =>
			connectivityDevice(announced, {key: `line-${id}`, name, model: `Line (${kind})`, topic: `line/${level(id)}`, up: lineIsUp})),
		...spans.filter(({dChannel}) => dChannel !== null).map(({id, name, type}) =>
			connectivityDevice(announced, {key: `span-${id}`, name, model: `${type} span`, topic: `span/${level(id)}`, up: 'value_json.dChannel == \'up\''})),
		...trunks.map(({id, name}) =>
			connectivityDevice(announced, {key: `trunk-${id}`, name, model: 'SIP trunk', topic: `trunk/${level(id)}`, up: 'value_json.state in [\'registered\', \'up\']'})),
	];
	return new Map(devices.map(device => [`${discoveryPrefix(topic)}${device.key}/config`, device.discovery]));
}

/** What the topics of this box's devices begin with; others' devices on the same broker have other topics. */
export const discoveryPrefix = (topic: string): string => `${homeAssistantPrefix}device/${nodeOf(topic)}--`;

const lineIsUp = 'value_json.state not in [\'no-battery\', \'alarm\', \'missing\', \'off\']';
/** Home Assistant takes letters, digits, hyphen and underscore. */
const nodeOf = (topic: string): string => topic.replaceAll('/', '-');
const safe = (id: string): string => id.replaceAll(/[^a-zA-Z0-9_-]/g, '-');
const onOff = (condition: string): string => `{{ 'ON' if ${condition} else 'OFF' }}`;

type Device = {key: string; discovery: Discovery};
type Described = {key: string; name: string; model: string; components: Record<string, Partial<Component> & Pick<Component, 'platform' | 'name'>>};

function deviceOf({topic, version}: Announced, {key, name, model, components}: Described): Device {
	const identifier = `${nodeOf(topic)}--${safe(key)}`;
	const box = `${nodeOf(topic)}--box`;
	const complete = Object.entries(components).map(([id, component]): [string, Component] => [id, {
		unique_id: `${identifier}-${id}`, availability: [{topic: `${topic}/status`}], availability_mode: 'all', ...component,
	}]);
	return {
		key: safe(key),
		discovery: {
			device: {identifiers: [identifier], name, manufacturer: 'Partyline', model, ...(identifier === box ? {sw_version: version} : {via_device: box})},
			origin: {name: 'Partyline', sw_version: version},
			components: Object.fromEntries(complete),
		},
	};
}

function boxDevice(announced: Announced): Device {
	const state_topic = `${announced.topic}/box`;
	const number = (name: string, field: string, icon: string) =>
		({platform: 'sensor', name, state_topic, value_template: `{{ value_json.${field} }}`, state_class: 'measurement', icon} as const);
	return deviceOf(announced, {
		key: 'box', name: announced.boxName, model: 'Audio conference box',
		components: {
			participants: number('Participants', 'participants', 'mdi:account-group'),
			rooms: number('Rooms', 'rooms', 'mdi:forum'),
			calls: number('Calls', 'calls', 'mdi:phone'),
			alarms: {platform: 'binary_sensor', name: 'Alarms', state_topic, value_template: onOff('value_json.alarms > 0'), device_class: 'problem'},
			'free-disk': {
				platform: 'sensor', name: 'Free disk', state_topic, value_template: '{{ value_json.freeBytes }}', device_class: 'data_size', state_class: 'measurement',
				unit_of_measurement: 'B', entity_category: 'diagnostic',
			},
		},
	});
}

function conferenceDevice(announced: Announced, {extension, kind, description}: Conference): Device {
	const state_topic = `${announced.topic}/conference/${extension}`;
	return deviceOf(announced, {
		key: `conference-${extension}`, name: description === '' ? `Conference ${extension}` : description, model: `Conference (${kind})`,
		components: {
			live: {platform: 'binary_sensor', name: 'Live', state_topic, value_template: onOff('value_json.live'), device_class: 'running'},
			participants: {
				platform: 'sensor', name: 'Participants', state_topic, value_template: '{{ value_json.participants }}', state_class: 'measurement', icon: 'mdi:account-group',
			},
			...(kind === 'static' && announced.commands ? roomControls(announced.topic, extension) : {}),
		},
	});
}

/** Of a conference with one room, for as long as it is live. */
function roomControls(topic: string, extension: string): Described['components'] {
	const state_topic = `${topic}/conference/${extension}`;
	const availability = [{topic: `${topic}/status`}, {topic: state_topic, value_template: '{{ \'online\' if value_json.live else \'offline\' }}'}];
	const payload = (fields: object) => JSON.stringify({room: extension, ...fields});
	const onOffSwitch = (name: string, {field, command, icon}: {field: string; command: string; icon: string}) => ({
		platform: 'switch', name, state_topic, availability, icon, qos: 1,
		value_template: onOff(`value_json.${field}`), state_on: 'ON', state_off: 'OFF',
		command_topic: `${topic}/command/${command}`, payload_on: payload({on: true}), payload_off: payload({on: false}),
	} as const);
	return {
		lock: onOffSwitch('Locked', {field: 'locked', command: 'room.lock', icon: 'mdi:lock'}),
		record: onOffSwitch('Recording', {field: 'recording', command: 'room.record', icon: 'mdi:record-rec'}),
		'mute-all': onOffSwitch('All muted', {field: 'allMuted', command: 'room.mute-all', icon: 'mdi:microphone-off'}),
		lecture: onOffSwitch('Lecture', {field: 'lecture', command: 'room.lecture', icon: 'mdi:human-male-board'}),
		end: {platform: 'button', name: 'End', availability, icon: 'mdi:phone-hangup', qos: 1, command_topic: `${topic}/command/room.end`, payload_press: payload({})},
	};
}

type Connectivity = {key: string; name: string; model: string; topic: string; up: string};

/** A device whose one entity has the device's own name. */
function connectivityDevice(announced: Announced, {key, name, model, topic, up}: Connectivity): Device {
	const connected = {platform: 'binary_sensor', name: null, state_topic: `${announced.topic}/${topic}`, value_template: onOff(up), device_class: 'connectivity'} as const;
	return deviceOf(announced, {key, name: name === '' ? model : name, model, components: {connected}});
}
