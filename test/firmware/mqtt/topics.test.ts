import {readFile} from 'node:fs/promises';
import {resolve} from 'node:path';
import type {TSchema} from '@sinclair/typebox';
import test from 'ava';
import {Ajv} from 'ajv';
import type {CallRecord, DomainEvent, LegId, RecordingId, RecordingView, SipPhoneView} from '../../../firmware/contract/index.js';
import {topicOf, topics, type Topic} from '../../../firmware/mqtt/index.js';
import {staticConference} from '../../support/conferences.js';
import {freeTcpPort} from '../../support/free-port.js';
import {watchMqtt} from '../../support/mqtt-watcher.js';
import {liveCall} from '../api/fake-rooms.js';
import {boardRoom, outsideLine, provider, somebody, trunkPassword, WatchedBox} from './watched-box.js';

const ofBox = {protocolVersion: 4} as const;

test('the document tells of every topic what the box does', async t => {
	const text = await readFile(resolve('firmware/mqtt/TOPICS.md'), 'utf8');
	const rows = [...text.matchAll(/^\| `([^`]+)` \| (yes|no) \| ([01]) \| (.*?) \| (.*) \|$/gm)].map(([, ...cells]) => cells);
	t.deepEqual(rows.sort(), topics.map(({pattern, retained, qos, schema, what}) => [pattern, retained ? 'yes' : 'no', String(qos), fieldsOf(schema), what]).sort());
});

type Shape = {default?: unknown; properties?: Record<string, unknown>; required?: string[]; anyOf?: {const?: string}[]};

function fieldsOf(schema: TSchema): string {
	const {properties, required = [], anyOf = []}: Shape = schema;
	if (!properties) return anyOf.map(({const: word}) => `the word \`${word}\``).join(' or ');
	return Object.keys(properties).map(name => `\`${name}\`${required.includes(name) ? '' : '?'}`).join(' ');
}

const record: CallRecord = {
	...liveCall('leg1'), answeredAt: '2026-01-05T09:00:00.000Z', endedAt: '2026-01-05T09:01:00.000Z', conference: null, conferenceNumber: null, role: 'participant',
	outcome: 'hung-up', codec: 'opus', cost: 0, by: '', byUser: null,
};
const recording: RecordingView = {
	id: 'recording1' as RecordingId, conference: boardRoom.conference, extension: '8000', number: null, description: 'Board', organizer: null,
	startedAt: '2026-01-05T09:00:00.000Z', durationMs: 1, bytes: 1, state: 'complete', cutShort: null,
};
const desk: SipPhoneView = {
	id: 'phone1' as SipPhoneView['id'], name: 'Desk', user: 'desk-account', extension: '201', owner: null,
	bindings: [{contact: 'sip:desk-account@192.0.2.9', address: '192.0.2.9:5060', transport: 'udp', userAgent: 'Phone 1', expiresAt: '2026-01-05T10:00:00.000Z'}],
};

type Happening = DomainEvent extends infer E ? E extends DomainEvent ? Omit<E, 'at'> : never : never;

const flood = {kind: 'alarm', code: 'sip-flood', message: 'Too many calls.', reason: {code: 'sip-flood', values: {calls: 7, address: '192.0.2.66'}}} as const;

/** A conference from its first call to its end, and what else may happen. */
const session: readonly Happening[] = [
	{kind: 'call.started', call: liveCall('leg1')},
	{kind: 'pin.refused', call: 'leg1' as LegId, conference: boardRoom.conference, throttled: false},
	{kind: 'room.opened', room: boardRoom},
	{kind: 'participant.joined', room: boardRoom.id, participant: somebody('leg1')},
	{kind: 'participant.changed', room: boardRoom.id, participant: somebody('leg1', {talking: true})},
	{kind: 'levels', participants: {leg1: -20}},
	{kind: 'room.changed', room: {...boardRoom, locked: true, left: [{id: 'leg0' as LegId, number: '+493012345678', name: '030 12345678', line: 'SIP', leftAt: '2026-01-05T09:00:00.000Z'}]}},
	{kind: 'recording.changed', recording},
	{kind: 'recording.deleted', recording: recording.id},
	{kind: 'line.changed', line: outsideLine('fxo/1', {state: 'ringing'})},
	{kind: 'trunk.changed', trunk: {...provider, state: 'unreachable', detail: 'It does not answer.'}},
	{kind: 'sip-phone.changed', phone: desk},
	{...flood, active: true},
	{...flood, active: false},
	{kind: 'ban.changed', ban: {address: '192.0.2.66', reason: 'scanner', since: '2026-01-05T09:00:00.000Z', until: null, dropped: 1}},
	{kind: 'ban.removed', address: '192.0.2.66'},
	{kind: 'conference.changed', conference: boardRoom.conference},
	{kind: 'participant.left', room: boardRoom.id, participant: 'leg1' as LegId, outcome: 'hung-up'},
	{kind: 'room.closed', room: boardRoom.id, conference: boardRoom.conference},
	{kind: 'call.ended', call: record},
	{kind: 'conference.deleted', conference: boardRoom.conference},
];

test('everything that is published is as the table says, and holds no PIN, password, or whole number', async t => {
	const box = new WatchedBox({broker: 'embedded', port: await freeTcpPort(), user: 'home-user', password: 'mqtt-secret-4712', clientKey: 'key-secret-4713'});
	box.conferences = [staticConference({pin: '471481', leaderPin: '471582', description: 'Board'})];
	await box.start(t).up();
	const watcher = await watchMqtt(t, `mqtt://127.0.0.1:${box.settings.mqtt.port}`, {...ofBox, username: 'home-user', password: 'mqtt-secret-4712'});
	await watcher.text('partyline/status');
	for (const happening of session) {
		if (happening.kind === 'conference.deleted') box.conferences = [];
		box.happens(happening);
		await box.clock.advance(100);
	}
	await watcher.publish('partyline/command/room.lock', {id: 'last', room: '8000'});
	await watcher.json('partyline/answer/last');
	await watcher.json('partyline/event/conference.deleted');

	const ajv = new Ajv({strict: false, formats: {'date-time': true}});
	const seen = new Set<Topic>();
	for (const {topic, text} of watcher.messages.all) {
		const row = topicOf(topic.replace(/^partyline\//, ''));
		if (!row) {
			t.fail(`${topic} is in no row of the table`);
			continue;
		}
		seen.add(row);
		const isBare = !('properties' in row.schema);
		if (text !== '') t.true(ajv.validate(row.schema, isBare ? text : JSON.parse(text)), `${topic} ${text}: ${ajv.errorsText()}`);
	}
	const unseen = topics.filter(topic => topic.from === 'box' && !seen.has(topic)).map(({pattern}) => pattern);
	t.deepEqual(unseen, ['span/{span}']);
	const all = watcher.messages.all.map(({topic, text}) => `${topic} ${text}`).join('\n');
	for (const secret of [trunkPassword, 'account-user', 'desk-account', 'sip.example', '192.0.2.9', 'mqtt-secret', 'key-secret', '471481', '471582', '12345678']) t.false(all.includes(secret), secret);
	t.true(all.includes('+49•••678'));
});

test('numbers are published whole where the settings want it', async t => {
	const box = await new WatchedBox({broker: 'embedded', port: await freeTcpPort(), maskNumbers: false}).start(t).up();
	const watcher = await watchMqtt(t, `mqtt://127.0.0.1:${box.settings.mqtt.port}`, ofBox);
	box.happens({kind: 'call.started', call: liveCall('leg1')});
	t.like(await watcher.json('partyline/event/call.started'), {call: {number: '+493012345678'}});
});

test('a hundred who talk all at once, and change their minds, are published ten times a second each at most', async t => {
	const box = await new WatchedBox({broker: 'embedded', port: await freeTcpPort()}).start(t).up();
	const watcher = await watchMqtt(t, `mqtt://127.0.0.1:${box.settings.mqtt.port}`, ofBox);
	await watcher.text('partyline/status');
	const ids = Array.from({length: 100}, (_, index) => `leg${index}`);
	box.happens({kind: 'room.opened', room: {...boardRoom, participants: ids.map(id => somebody(id))}});
	await box.clock.advance(100);
	await watcher.json('partyline/room/8000/participant/leg99');
	await box.clock.advance(1000);
	const before = watcher.count;
	for (let moment = 0; moment < 50; ++moment) {
		for (const id of ids) box.happens({kind: 'participant.changed', room: boardRoom.id, participant: somebody(id, {talking: moment % 2 === 0, gainInDb: moment})});
		await box.clock.advance(20);
	}
	const last = ids.map(async id => watcher.json(`partyline/room/8000/participant/${id}`, ({gainInDb}: {gainInDb: number}) => gainInDb === 49));
	await driven(box, Promise.all(last));
	const states = watcher.messages.all.slice(before).filter(({topic}) => topic === 'partyline/room/8000/participant/leg42');
	t.true(states.length >= 9 && states.length <= 12, `${states.length} in a second`);
	t.like(JSON.parse(states.at(-1)?.text ?? ''), {gainInDb: 49, talking: false});
});

/** Lets the time go on until then: a slow connection is tried again. */
async function driven(box: WatchedBox, until: Promise<unknown>): Promise<void> {
	const ended = new AbortController();
	const end = () => ended.abort();
	until.then(end, end);
	while (!ended.signal.aborted) await box.clock.advance(100);
	await until;
}
