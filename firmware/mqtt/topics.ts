import {Type, type TSchema} from '@sinclair/typebox';
import {
	conferenceInput, domainEvents, lineView, participantView, roomView, sipPhoneView, spanView, trunkView, type DomainEventKind,
} from '../contract/index.js';
import {commandSchemas, type CommandName} from './commands.js';
import {deviceDiscovery} from './discovery-schema.js';

/** What is published at a topic, or taken from it. */
export type Topic = {
	/** Below the topic of the settings, but for Home Assistant's own; a level in braces stands for any one level. */
	readonly pattern: string;
	readonly from: 'box' | 'others';
	readonly retained: boolean;
	readonly qos: 0 | 1;
	/** Of the JSON; of the text where the payload is a bare word. */
	readonly schema: TSchema;
	readonly what: string;
};

const state = (pattern: string, schema: TSchema, what: string): Topic => ({pattern, from: 'box', retained: true, qos: 1, schema, what});
const event = (kind: DomainEventKind, what: string): Topic => ({pattern: `event/${kind}`, from: 'box', retained: false, qos: 1, schema: domainEvents[kind], what});
const command = (name: CommandName, what: string): Topic =>
	({pattern: `command/${name}`, from: 'others', retained: false, qos: 1, schema: commandSchemas[name], what});

const count = Type.Integer({minimum: 0});
const boxSchema = Type.Object({
	name: Type.String(), version: Type.String(), startedAt: Type.String({format: 'date-time'}), ready: Type.Boolean(),
	calls: count, rooms: count, participants: count, alarms: count, freeBytes: Type.Union([count, Type.Null()]),
}, {additionalProperties: false});
const conferenceSchema = Type.Object({
	extension: Type.String(), kind: Type.Index(conferenceInput, ['kind']), description: Type.String(), live: Type.Boolean(), rooms: count, participants: count,
	locked: Type.Boolean(), allMuted: Type.Boolean(), lecture: Type.Boolean(), recording: Type.Boolean(),
}, {additionalProperties: false});
const room = Type.Composite([Type.Omit(roomView, ['participants', 'left']), Type.Object({participants: count})], {additionalProperties: false});
const participant = Type.Omit(participantView, ['quality'], {additionalProperties: false});
const trunk = Type.Pick(trunkView, ['id', 'name', 'enabled', 'kind', 'state', 'detail', 'status', 'since', 'expiresAt', 'calls'], {additionalProperties: false});
const phone = Type.Composite([
	Type.Pick(sipPhoneView, ['id', 'name', 'extension']),
	Type.Object({registered: Type.Boolean(), bindings: Type.Array(Type.Object({
		transport: Type.String(), userAgent: Type.String(), expiresAt: Type.String({format: 'date-time'}),
	}, {additionalProperties: false}))}),
], {additionalProperties: false});
const talking = Type.Object({
	kind: Type.Literal('participant.talking'), at: Type.String({format: 'date-time'}), room: Type.String(), participant: Type.String(), talking: Type.Boolean(),
}, {additionalProperties: false});
const answer = Type.Object({
	id: Type.Union([Type.String(), Type.Null()]), ok: Type.Boolean(), code: Type.Union([Type.String(), Type.Null()]), message: Type.String(),
}, {additionalProperties: false});
const onlineOrOffline = Type.Union([Type.Literal('online'), Type.Literal('offline')]);

/** Every topic of the box; TOPICS.md tells people the same. */
export const topics: readonly Topic[] = [
	state('status', onlineOrOffline, 'whether the box is there; `offline` is its last will'),
	state('box', boxSchema, 'the box as a whole; `alarms` and the others are numbers of them'),
	state('conference/{extension}', conferenceSchema, 'a configured conference, live or not; `locked` and the like are true when they are of any of its rooms'),
	state('room/{room}', room, 'a conference that is live: `room` is the extension, of a dynamic conference the extension, a hyphen and the number that was keyed'),
	{...state('room/{room}/participant/{participant}', participant, 'somebody in the room; `talking` is told, levels are not'), qos: 0},
	state('line/{line}', Type.Omit(lineView, ['config', 'digits', 'echo'], {additionalProperties: false}), 'a telephone line'),
	state('span/{span}', Type.Omit(spanView, ['config'], {additionalProperties: false}), 'the channels of a line card that share one clock'),
	state('trunk/{trunk}', trunk, 'a SIP trunk'),
	state('sip-phone/{phone}', phone, 'a phone that registers'),
	state('alarm/{code}', Type.Object({code: Type.String(), message: Type.String()}, {additionalProperties: false}), 'an alarm, for as long as it is raised'),
	event('call.started', 'a call came in, or the box began one'),
	event('call.ended', 'a call ended, and how'),
	event('room.opened', 'the first one came in'),
	event('room.closed', 'the last one left'),
	event('participant.joined', 'somebody came in'),
	event('participant.left', 'somebody left, and why'),
	{pattern: 'event/participant.talking', from: 'box', retained: false, qos: 0, schema: talking, what: 'somebody began or stopped talking'},
	event('pin.refused', 'a wrong PIN was keyed; which one is not told'),
	event('recording.changed', 'a recording began, or ended'),
	event('recording.deleted', 'a recording was deleted'),
	event('conference.changed', 'a conference was made or changed'),
	event('conference.deleted', 'a conference was deleted'),
	event('ban.changed', 'an address is shut out'),
	event('ban.removed', 'an address is shut out no longer'),
	event('alarm', 'an alarm is raised, or over'),
	command('room.lock', 'nobody else can come in; `on` false: opened again'),
	command('room.mute-all', 'all but leaders are muted; `on` false: heard again'),
	command('room.lecture', 'only leaders, and who has the floor, are heard; `on` false: all again'),
	command('room.record', 'starts recording; `on` false: stops it'),
	command('room.end', 'ends the conference for all'),
	command('room.invite', 'calls a number of this box into the room'),
	command('participant.mute', 'mutes somebody; `on` false: heard again'),
	command('participant.hand', 'raises somebody\'s hand, who asks for the floor so; `on` false: lowers it'),
	command('participant.floor', 'gives somebody the floor: heard in a lecture, and a mute by a leader undone; `on` false: takes it'),
	command('participant.volume', 'what the room hears of somebody, and he of the room, in dB'),
	command('participant.disconnect', 'ends somebody\'s call'),
	{pattern: 'answer/{id}', from: 'box', retained: false, qos: 1, schema: answer, what: 'what came of the command with this `id`'},
	{pattern: 'homeassistant/device/{device}/config', from: 'box', retained: true, qos: 1, schema: deviceDiscovery, what: 'announces the box, a conference, line or trunk to Home Assistant'},
	{pattern: 'homeassistant/status', from: 'others', retained: false, qos: 1, schema: onlineOrOffline, what: 'Home Assistant is back, and is told all again'},
];

/** The domain events that are published as they are. */
export const publishedEvents: ReadonlySet<string> = new Set(topics.flatMap(({pattern}) => pattern.startsWith('event/') ? [pattern.slice(6)] : []));

/** Of Home Assistant's discovery; its topics are not below the box's. */
export const homeAssistantPrefix = 'homeassistant/';

/** The row of the table that a topic belongs to, its prefix taken away; undefined: none does. */
export function topicOf(topic: string): Topic | undefined {
	return byLevels(topic.split('/'));
}

function byLevels(levels: readonly string[]): Topic | undefined {
	return patterns.find(({parts}) => parts.length === levels.length && parts.every((part, index) => part.startsWith('{') || part === levels[index]))?.topic;
}

const patterns = topics.map(topic => ({topic, parts: topic.pattern.split('/')}));

/** An id as one level of a topic (MQTT 3.1.1, 4.7): what would split it, or stand for other topics, becomes a hyphen. */
export const level = (id: string): string => id.replaceAll(/[/+#\u0000-\u001f]/g, '-');
