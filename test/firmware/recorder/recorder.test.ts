import test from 'ava';
import {Value} from '@sinclair/typebox/value';
import {settings as settingsSchema, type DomainEvent, type RecordingView, type RoomId, type UserId} from '../../../firmware/contract/index.js';
import {Recorder, type RecorderPorts, type RecordingEnd} from '../../../firmware/recorder/index.js';
import {staticConference} from '../../support/conferences.js';
import {ManualClock, settled} from '../../support/manual-clock.js';

type Watcher = Parameters<RecorderPorts['audio']['record']>[1]['watcher'];
const whole: RecordingEnd = {reason: 'stopped', bytes: 5000, durationMs: 9000, detail: ''};

const megabyte = 1e6;
const ann = 'ann' as UserId;

/** The disk, and what Ann's recordings take of her quota of 10 MB: those that have ended, and the one that runs. */
type Disk = {freeBytes: number; broken?: boolean; used?: number; running?: number; looked?: Promise<void>};

/** A recorder on such a disk, and a room of Ann's that asks it to record. */
function setUp(disk: Disk) {
	const clock = new ManualClock();
	const kept: RecordingView[] = [];
	const events: DomainEvent[] = [];
	const said: string[] = [];
	let watcher: Watcher | undefined;
	const recorder = new Recorder({
		clock,
		settings: () => Value.Parse(settingsSchema, {}),
		quota: async organizer => organizer === ann ? {name: 'Ann', bytes: 10 * megabyte} : undefined,
		fileBytes: async () => disk.running ?? 0,
		async freeBytes() {
			await disk.looked;
			return disk.freeBytes;
		},
		tell: event => events.push(event),
		report: () => said.push('reported'),
		table: {
			path: id => `/data/${id}`,
			usedBytes: async () => disk.used ?? 0,
			async put(recording) {
				if (disk.broken) throw new Error('disk I/O error');
				kept.push(recording);
			},
		},
		audio: {
			record(_room, options) {
				watcher = options.watcher;
				return () => said.push('audio stopped');
			},
		},
	});
	const running = recorder.start({
		room: 'room-1' as RoomId, conference: staticConference({organizer: ann}), number: null,
		started: () => said.push('started'), refused: why => said.push(`refused: ${why}`), ended: why => said.push(why === null ? 'ended' : `ended: ${why}`),
	});
	return {clock, recorder, running, kept, events, said, disk, watcher: () => watcher};
}

test('a recording is listed while it runs and complete when it has ended', async t => {
	const {recorder, running, kept, said, watcher} = setUp({freeBytes: 1e12});
	await settled();
	watcher()?.started();
	running.stop();
	watcher()?.ended(whole);
	await recorder.settled();
	t.deepEqual(kept.map(({state, bytes}) => [state, bytes]), [['running', 0], ['complete', 5000]]);
	t.deepEqual(said, ['started', 'audio stopped', 'ended']);
});

test('no recording starts when the disk is nearly full, and the admin is told', async t => {
	const {recorder, kept, said, events} = setUp({freeBytes: 1e6});
	await recorder.settled();
	t.deepEqual(said, ['refused: failed']);
	t.deepEqual(kept, []);
	t.is(events[0]?.kind, 'alarm');
});

test('a running recording ends with a warning when the disk fills up', async t => {
	const disk = {freeBytes: 1e12};
	const {clock, kept, said, watcher, recorder} = setUp(disk);
	await settled();
	watcher()?.started();
	disk.freeBytes = 1e6;
	await clock.advance(5000);
	t.true(said.includes('audio stopped'));
	watcher()?.ended(whole);
	await recorder.settled();
	t.like(kept.at(-1), {state: 'cut-short', bytes: 5000});
	t.is(said.at(-1), 'ended: failed');
	t.is(clock.pending, 0);
});

test('a recording that breaks off while the room on the disk is looked at is looked after no more', async t => {
	const {clock, watcher, recorder, disk} = setUp({freeBytes: 1e12});
	await settled();
	watcher()?.started();
	let look: () => void = () => undefined;
	disk.looked = new Promise(resolve => look = resolve);
	await clock.advance(5000);
	watcher()?.ended({...whole, reason: 'io-error', detail: 'Input/output error'});
	await recorder.settled();
	look();
	await settled();
	t.is(clock.pending, 0);
});

test('a write error in the file ends the recording with a warning', async t => {
	const {kept, said, watcher, recorder} = setUp({freeBytes: 1e12});
	await settled();
	watcher()?.started();
	watcher()?.ended({...whole, reason: 'io-error', detail: 'Input/output error'});
	await recorder.settled();
	t.like(kept.at(-1), {state: 'cut-short', cutShort: 'failed'});
	t.is(said.at(-1), 'ended: failed');
});

test('a database that can\'t be written to refuses the recording and nothing else', async t => {
	const {said, recorder} = setUp({freeBytes: 1e12, broken: true});
	await recorder.settled();
	t.deepEqual(said, ['reported', 'refused: failed']);
});

test('a recording that is stopped before it has begun ends all the same', async t => {
	const {running, said, watcher, recorder} = setUp({freeBytes: 1e12});
	running.stop();
	await settled();
	t.true(said.includes('audio stopped'));
	watcher()?.ended({...whole, bytes: 0, durationMs: 0});
	await recorder.settled();
	t.is(said.at(-1), 'ended');
});

const alarms = (events: readonly DomainEvent[], code: string) => events.flatMap(event => event.kind === 'alarm' && event.code === code ? [event.active] : []);

test('no recording starts when the organizer\'s quota is used up, and the reason is told', async t => {
	const {recorder, kept, said, events} = setUp({freeBytes: 1e12, used: 10 * megabyte});
	await recorder.settled();
	t.deepEqual(said, ['refused: quota']);
	t.deepEqual(kept, []);
	t.deepEqual(alarms(events, 'recording-failed'), [true]);
	t.true(await recorder.isQuotaFull(ann));
});

test('a recording that was begun within the quota may go a little beyond it, and then ends', async t => {
	const disk = {freeBytes: 1e12, used: 9 * megabyte, running: 0};
	const {clock, kept, said, watcher, recorder} = setUp(disk);
	await settled();
	watcher()?.started();
	disk.running = 1.9 * megabyte;
	await clock.advance(5000);
	t.false(said.includes('audio stopped'));
	disk.running = 2.1 * megabyte;
	await clock.advance(5000);
	t.true(said.includes('audio stopped'));
	watcher()?.ended(whole);
	await recorder.settled();
	t.like(kept.at(-1), {state: 'cut-short', cutShort: 'quota-full'});
	t.is(said.at(-1), 'ended: quota');
});

test('the admin is warned at 80 % of a quota, once, and no longer when recordings were deleted', async t => {
	const disk = {freeBytes: 1e12, used: 7 * megabyte, running: 0};
	const {clock, events, watcher, recorder} = setUp(disk);
	await settled();
	watcher()?.started();
	disk.running = 1.5 * megabyte;
	await clock.advance(10_000);
	t.deepEqual(alarms(events, 'quota:ann'), [true]);
	disk.used = 1 * megabyte;
	recorder.reviewQuotas();
	await settled();
	t.deepEqual(alarms(events, 'quota:ann'), [true, false]);
});

test('recordings of nobody\'s conferences have no quota', async t => {
	const {recorder} = setUp({freeBytes: 1e12, used: 100 * megabyte});
	t.false(await recorder.isQuotaFull(null));
});
