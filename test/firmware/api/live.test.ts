import {mkdir, rm, stat, writeFile} from 'node:fs/promises';
import test from 'ava';
import type {RecordingId} from '../../../firmware/contract/index.js';
import {call, recording} from '../store/builders.js';
import {RunningBox} from './running-box.js';

const control = test.macro({
	title: (title = '') => `an organizer can ${title}`,
	async exec(t, method: string, path: string, body: object | undefined, asked: unknown) {
		const box = await RunningBox.start(t);
		const request = {token: await box.token('organizer'), ...(body === undefined ? {} : {body})};
		t.is((await box.ask(method, path, request)).status, 204);
		t.deepEqual(box.rooms.asked, [asked]);
		t.is((await box.ask(method, path.replace(/room1|leg1/, 'gone'), request)).status, 404);
		box.rooms.answer = {ok: false, code: 'DISK_FULL', message: 'No room on the disk.'};
		const refused = await box.ask(method, path, request);
		t.is(refused.status, 507);
		t.like(refused.body, {error: {code: 'DISK_FULL', message: 'No room on the disk.'}});
	},
});
test('lock a room', control, 'PATCH', '/rooms/room1', {locked: true}, {room: {locked: true}});
test('mute all', control, 'PATCH', '/rooms/room1', {allMuted: true}, {room: {allMuted: true}});
test('start recording', control, 'POST', '/rooms/room1/recording', undefined, 'start recording');
test('stop recording', control, 'DELETE', '/rooms/room1/recording', undefined, 'stop recording');
test('end a conference', control, 'DELETE', '/rooms/room1', undefined, 'end');
test('mute somebody and turn him up', control, 'PATCH', '/participants/leg1', {muted: true, gainInDb: 6}, {participant: {muted: true, gainInDb: 6}});
test('disconnect somebody', control, 'DELETE', '/participants/leg1', undefined, 'disconnect');

const badChange = test.macro({
	title: (title = '') => `${title} is refused`,
	async exec(t, path: string, body: object) {
		const box = await RunningBox.start(t);
		t.is((await box.ask('PATCH', path, {body})).status, 400);
		t.deepEqual(box.rooms.asked, []);
	},
});
test('a gain above 24 dB', badChange, '/participants/leg1', {gainInDb: 25});
test('a change of nothing', badChange, '/participants/leg1', {});
test('muting by a word', badChange, '/participants/leg1', {muted: 'yes'});
test('an unknown change of a room', badChange, '/rooms/room1', {colour: 'red'});

test('a room is shown alone, and one that has closed is not found', async t => {
	const box = await RunningBox.start(t);
	t.like((await box.ask('GET', '/rooms/room1')).body, {id: 'room1', participants: [{id: 'leg1'}]});
	t.is((await box.ask('GET', '/rooms/room2')).status, 404);
});

const audio = Buffer.from(Array.from({length: 10_000}, (_, n) => n % 251));

async function boxWithRecording(t: Parameters<typeof RunningBox.start>[0], change: Parameters<typeof recording>[1] = {}) {
	const box = await RunningBox.start(t);
	await box.store.recordings.put(recording('rec1', {bytes: audio.length, ...change}));
	await mkdir(box.store.recordings.folder, {recursive: true});
	const path = box.store.recordings.path('rec1' as RecordingId);
	await writeFile(path, audio);
	const download = async (headers: Record<string, string> = {}) => {
		const response = await fetch(`${box.origin}/api/v1/recordings/rec1/audio`, {headers: {authorization: `Bearer ${await box.token('organizer')}`, ...headers}});
		return {status: response.status, headers: response.headers, bytes: Buffer.from(await response.arrayBuffer())};
	};
	return {box, path, download};
}

test('a recording is downloaded whole, under a name that says what it is', async t => {
	const {download} = await boxWithRecording(t);
	const {status, headers, bytes} = await download();
	t.is(status, 200);
	t.is(headers.get('content-type'), 'audio/ogg');
	t.is(headers.get('content-disposition'), 'attachment; filename=conference-8000-2026-01-05-0800.opus');
	t.deepEqual(bytes, audio);
});

const range = test.macro({
	title: (_, header: string) => `a player that asks for ${header} gets just that`,
	async exec(t, header: string, from: number, to: number) {
		const {download} = await boxWithRecording(t);
		const {status, headers, bytes} = await download({range: header});
		t.is(status, 206);
		t.is(headers.get('content-range'), `bytes ${from}-${to - 1}/10000`);
		t.deepEqual(bytes, audio.subarray(from, to));
	},
});
test(range, 'bytes=0-99', 0, 100);
test(range, 'bytes=9000-', 9000, 10_000);
test(range, 'bytes=-500', 9500, 10_000);

test('a range behind the end is a clear error', async t => {
	const {download} = await boxWithRecording(t);
	const {status, headers, bytes} = await download({range: 'bytes=20000-'});
	t.is(status, 416);
	t.regex(headers.get('content-type') ?? '', /json/);
	t.regex(bytes.toString(), /BAD_RANGE/);
});

test('a recording is listed, shown, and deleted with its file', async t => {
	const {box, path} = await boxWithRecording(t);
	t.like((await box.ask('GET', '/recordings')).body, {items: [{id: 'rec1', bytes: 10_000}], next: null});
	t.like((await box.ask('GET', '/recordings?conference=other')).body, {items: []});
	t.like((await box.ask('GET', '/recordings/rec1')).body, {id: 'rec1', state: 'complete'});
	t.is((await box.ask('DELETE', '/recordings/rec1')).status, 204);
	await t.throwsAsync(stat(path), {code: 'ENOENT'});
	t.is((await box.ask('GET', '/recordings/rec1/audio')).status, 404);
	t.deepEqual(box.told, ['recording rec1']);
});

test('a running recording can be heard but not deleted', async t => {
	const {box, download} = await boxWithRecording(t, {state: 'running'});
	t.is((await download()).status, 200);
	t.is((await box.ask('DELETE', '/recordings/rec1')).status, 409);
	t.is((await box.ask('GET', '/recordings/rec1')).status, 200);
});

test('a recording is seen as so many peaks, but not while it runs', async t => {
	const {box} = await boxWithRecording(t);
	t.deepEqual((await box.ask('GET', '/recordings/rec1/waveform?points=3')).body, {points: [0.5, 0.5, 0.5]});
	t.is((await box.ask('GET', '/recordings/rec1/waveform?points=0')).status, 400);
	t.is((await box.ask('GET', '/recordings/none/waveform')).status, 404);
	await box.store.recordings.put(recording('rec1', {state: 'running'}));
	t.is((await box.ask('GET', '/recordings/rec1/waveform')).status, 409);
});

test('an organizer sees and deletes recordings of own conferences and of nobody\'s, an admin all', async t => {
	const box = await RunningBox.start(t);
	const users = await Promise.all(['Ann', 'Bob'].map(name => box.store.users.create({name, password: 'Correct horse', role: 'organizer', recordingQuotaMegabytes: 1})));
	const [ann, bob] = users.map(user => user === 'name-taken' ? undefined : user.id);
	if (!ann || !bob) return t.fail('no users');
	for (const [id, organizer] of [['a', ann], ['b', bob], ['n', null]] as const) await box.store.recordings.put(recording(id, {organizer, bytes: 1000}));
	const login = await box.ask('POST', '/session', {body: {name: 'Ann', password: 'Correct horse'}, token: ''});
	const cookie = (login.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
	const ask = (method: string, path: string) => box.ask(method, path, {token: '', headers: {cookie, 'sec-fetch-site': 'same-origin'}});
	const idsOf = ({body}: {body: unknown}) => (body as {items: {id: string}[]}).items.map(({id}) => id).sort();
	t.deepEqual(idsOf(await ask('GET', '/recordings')), ['a', 'n']);
	t.deepEqual(idsOf(await box.ask('GET', '/recordings', {token: await box.token('organizer')})), ['n']);
	t.deepEqual(idsOf(await box.ask('GET', '/recordings')), ['a', 'b', 'n']);
	t.deepEqual((await ask('GET', '/recordings/usage')).body, [{organizer: ann, name: 'Ann', bytes: 1000, quotaBytes: 1_000_000}, {organizer: null, name: '', bytes: 1000, quotaBytes: null}]);
	for (const path of ['/recordings/b', '/recordings/b/audio', '/recordings/b/waveform']) t.is((await ask('GET', path)).status, 404);
	t.deepEqual([(await ask('DELETE', '/recordings/b')).status, (await ask('DELETE', '/recordings/a')).status, (await ask('DELETE', '/recordings/n')).status], [404, 204, 204]);
});

test('a room is made a lecture, a participant given the floor, and somebody who left called again', async t => {
	const box = await RunningBox.start(t);
	t.is((await box.ask('PATCH', '/rooms/room1', {body: {lecture: true}})).status, 204);
	t.is((await box.ask('PATCH', '/participants/leg1', {body: {hand: false, floor: true}})).status, 204);
	t.is((await box.ask('POST', '/rooms/room1/left/leg9/call')).status, 201);
	t.is((await box.ask('POST', '/rooms/room2/left/leg9/call')).status, 404);
	t.like(box.rooms.asked, [{room: {lecture: true}}, {participant: {hand: false, floor: true}}, {callAgain: 'leg9', by: {role: 'admin'}}]);
});

test('a recording whose file is gone says so in JSON', async t => {
	const {box, path} = await boxWithRecording(t);
	await rm(path);
	const {status, body} = await box.ask('GET', '/recordings/rec1/audio');
	t.is(status, 404);
	t.like(body, {error: {code: 'NOT_FOUND'}});
});

test('the history comes page by page and filtered', async t => {
	const box = await RunningBox.start(t);
	for (let n = 0; n < 5; n++) await box.store.calls.put(call(`c${n}`, {startedAt: `2026-01-05T08:00:0${n}.000Z`, number: `10${n}`}));
	const first = await box.ask('GET', '/calls?limit=2');
	t.like(first.body, {items: [{id: 'c4'}, {id: 'c3'}]});
	const {next} = first.body as {next: string};
	t.like((await box.ask('GET', `/calls?limit=3&cursor=${next}`)).body, {items: [{id: 'c2'}, {id: 'c1'}, {id: 'c0'}], next: null});
	t.like((await box.ask('GET', '/calls?number=103')).body, {items: [{id: 'c3'}]});
	t.like((await box.ask('GET', '/calls?from=2026-01-05T09:00:03%2B01:00')).body, {items: [{id: 'c4'}, {id: 'c3'}]});
	for (const bad of ['limit=0', 'limit=x', 'cursor=zzz', 'from=yesterday', 'from=2016-12-31T23:59:60Z', 'colour=red', 'limit=1&limit=2']) {
		t.is((await box.ask('GET', `/calls?${bad}`)).status, 400, bad);
	}
});

test('the health is told without a log-in, with the reason when calls can not be taken', async t => {
	const box = await RunningBox.start(t);
	t.deepEqual((await box.ask('GET', '/healthz', {token: ''})).body, {status: 'ok'});
	box.health = {ready: false, why: 'SIP is starting.'};
	const {status, body} = await box.ask('GET', '/healthz', {token: ''});
	t.is(status, 503);
	t.deepEqual(body, {status: 'not ready', why: 'SIP is starting.'});
	t.like((await box.ask('GET', '/box')).body, {version: '1.2.3', ready: false, ports: {udp: 5060}});
});
