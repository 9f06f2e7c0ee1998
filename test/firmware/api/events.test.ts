import {subscribe, unsubscribe} from 'node:diagnostics_channel';
import {once} from 'node:events';
import type {IncomingMessage, ServerResponse} from 'node:http';
import {connect} from 'node:net';
import {setImmediate} from 'node:timers/promises';
import test, {type ExecutionContext} from 'ava';
import {alarmOf, told, type DomainEvent, type LegId, type RoomId} from '../../../firmware/contract/index.js';
import {EventReader} from './event-reader.js';
import {liveCall, participant} from './fake-rooms.js';
import {RunningBox} from './running-box.js';

const at = '2026-01-05T09:00:00.000Z';
const alarm = (message: string): DomainEvent => ({...alarmOf('x', told('audit-failed'), {at: new Date(at), active: true}), message});
const joined: DomainEvent = {kind: 'participant.joined', at, room: 'room1' as RoomId, participant: participant('leg2')};

async function follow(t: ExecutionContext, box: RunningBox, role: 'user' | 'organizer' = 'organizer'): Promise<EventReader> {
	const reader = await EventReader.open(box, await box.token(role));
	t.teardown(() => reader.close());
	return reader;
}

test('a page is first told the state, then every event in order', async t => {
	const box = await RunningBox.start(t);
	const reader = await follow(t, box);
	const [state] = await reader.events(1);
	t.like(state, {kind: 'state', data: {rooms: [{id: 'room1'}], calls: [{id: 'leg1'}], box: {name: 'Office', version: '1.2.3', startedAt: '2026-01-05T08:00:00.000Z'}}});
	box.events.emit(joined);
	for (let n = 0; n < 50; n++) box.events.emit(alarm(`number ${n}`));
	const events = await reader.events(51);
	t.like(events[0], {kind: 'participant.joined', data: {participant: {number: '+493012345678'}}});
	t.deepEqual(events.slice(1).map(({data}) => data['message']), Array.from({length: 50}, (_, n) => `number ${n}`));
	t.deepEqual(events.map(({id}) => Number(id)), Array.from({length: 51}, (_, n) => n + 1));
});

test('a page that comes again is told the state anew', async t => {
	const box = await RunningBox.start(t);
	const first = await follow(t, box);
	await first.events(1);
	first.close();
	box.events.emit(joined);
	const second = await follow(t, box);
	const [state] = await second.events(1);
	t.is(state?.kind, 'state');
	box.events.emit(alarm('next'));
	t.like((await second.events(1))[0], {kind: 'alarm'});
});

test('a user follows events with masked numbers', async t => {
	const box = await RunningBox.start(t);
	const reader = await follow(t, box, 'user');
	box.events.emit(joined);
	box.events.emit({kind: 'call.started', at, call: liveCall('leg2')});
	const events = await reader.events(3);
	t.false(JSON.stringify(events).includes('12345678'));
	t.like(events[1], {data: {participant: {number: '+49•••678'}}});
	t.like(events[2], {data: {call: {number: '+49•••678', name: 'Kim'}}});
});

test('a stream with nothing to say gives a sign of life every 15 seconds, which browsers hand to the page', async t => {
	const box = await RunningBox.start(t);
	const reader = await follow(t, box);
	await reader.events(1);
	await box.clock.advance(15_000);
	t.like(await reader.next(), {kind: 'heartbeat', data: {}});
});

test('a stream ends with the token that opened it', async t => {
	const box = await RunningBox.start(t);
	const {id, token} = await box.store.tokens.create({name: 'short', role: 'user', expiresAt: null});
	const reader = await EventReader.open(box, token);
	await reader.events(1);
	await box.store.tokens.delete(id);
	await box.clock.advance(15_000);
	t.is(await reader.next(), undefined);
});

test('a client that does not read loses its place with its token', async t => {
	const box = await RunningBox.start(t);
	const {id, token} = await box.store.tokens.create({name: 'deaf', role: 'user', expiresAt: null});
	const asked = new Promise<ServerResponse>(resolve => {
		const look = (message: unknown) => {
			const {request, response} = message as {request: IncomingMessage; response: ServerResponse};
			if (request.headers.authorization === `Bearer ${token}`) resolve(response);
		};
		subscribe('http.server.request.start', look);
		t.teardown(async () => void unsubscribe('http.server.request.start', look));
	});
	await deafClient(t, box, token);
	const response = await asked;
	while (response.writableLength === 0) {
		box.events.emit(alarm('x'.repeat(60_000)));
		await setImmediate();
	}
	t.false(response.destroyed);
	const closed = once(response, 'close');
	await box.store.tokens.delete(id);
	await box.clock.advance(15_000);
	await closed;
});

/** A client that asks for the stream and never reads. */
async function deafClient(t: ExecutionContext, box: RunningBox, token?: string) {
	const {port} = new URL(box.origin);
	const socket = connect({host: '127.0.0.1', port: Number(port)});
	t.teardown(() => socket.destroy());
	socket.on('error', () => {
		// Cut off, as it should be.
	});
	await once(socket, 'connect');
	socket.write(`GET /api/v1/events HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${token ?? await box.token('user')}\r\n\r\n`);
	await once(socket, 'readable');
	return socket;
}

test('a client that does not read is cut off, and harms no other', async t => {
	const box = await RunningBox.start(t);
	const socket = await deafClient(t, box);
	const other = await follow(t, box);
	await other.events(1);
	const big = alarm('x'.repeat(60_000));
	for (let n = 0; n < 400; n++) {
		box.events.emit(big);
		await other.events(1);
	}
	socket.resume();
	let received = 0;
	socket.on('data', data => {
		received += data.length;
	});
	await once(socket, 'close');
	t.true(received < 400 * 60_000, String(received));
	box.events.emit(joined);
	t.like((await other.events(1))[0], {kind: 'participant.joined'});
});

test('levels are left out for a client that is behind, and nothing else is', async t => {
	const box = await RunningBox.start(t);
	const reader = await follow(t, box);
	await reader.events(1);
	for (let n = 0; n < 4; n++) box.events.emit(alarm('x'.repeat(60_000)));
	const levels: DomainEvent = {kind: 'levels', at, participants: {leg1: -20}};
	box.events.emit(levels);
	box.events.emit(joined);
	const behind = await reader.events(5);
	t.deepEqual(behind.map(({kind}) => kind), ['alarm', 'alarm', 'alarm', 'alarm', 'participant.joined']);
	box.events.emit(levels);
	t.like((await reader.events(1))[0], {kind: 'levels', data: {participants: {['leg1' as LegId]: -20}}});
});

test('a box that stops ends the streams and its port at once', async t => {
	const box = await RunningBox.start(t);
	const reader = await follow(t, box);
	await reader.events(1);
	await box.stop();
	t.is(await reader.next(), undefined);
	await t.throwsAsync(fetch(box.origin));
	await box.start();
});
