import {writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import test from 'ava';
import type {RecordingView} from '../../firmware/contract/index.js';
import {startBox, type Box} from '../support/box.js';
import {startCallers} from '../support/callers.js';
import {canMount, mountSmallDisk} from '../support/small-disk.js';
import {decodeOpus, loudest, usual} from '../support/wav.js';

const quiet = {kind: 'static', first: 'silence', entryTone: 'off', exitTone: 'off', pin: '1234', leaderPin: '4321'} as const;
const onSmallDisk = await canMount() ? test : test.skip;
const conferences = ['8000', '8001'].map(extension => ({...quiet, extension}));

test('the leader records: all are told, so is who comes later, and the file holds what was said', async t => {
	const box = await startBox({conferences});
	t.teardown(() => box.stop());
	const callers = await startCallers(t, box);
	const leader = await callers.enter('8000', {keys: '4321#', codecs: ['PCMA']});
	const participant = await callers.enter('8000', {keys: '1234#', codecs: ['opus']});
	await participant.call.hearsSilence();
	await leader.call.hearsSilence();
	await Promise.all([leader.call.hearsSound(), participant.call.hearsSound(), leader.call.press('*8')]);
	const {recording: started} = await recordingIs(box, 'running');
	await Promise.all([leader.call.hearsSilence(), participant.call.hearsSilence()]);
	const late = await callers.enter('8000', {keys: '1234#'});
	await late.call.hearsSound();
	await leader.call.say(650);
	await participant.call.say(3050);
	await leader.call.hears(3050);
	await participant.call.hears(650);
	await participant.call.measure(600);
	const before = box.eventCount;
	await leader.call.press('*8');
	const {recording} = await recordingIs(box, 'complete', before);
	t.is(recording.id, started.id);
	const audio = await download(box, recording);
	t.true(Math.abs(audio.seconds * 1000 - recording.durationMs) < 100, `${audio.seconds} s decoded, ${recording.durationMs} ms told`);
	for (const hz of [650, 3050]) t.true(Math.abs(usual(audio, hz) + 20) < 2, `${hz} Hz was recorded at ${usual(audio, hz)} dBov`);
	const {points} = await box.api<{points: number[]}>('GET', `/recordings/${recording.id}/waveform?points=20`);
	t.is(points.length, 20);
	t.true(Math.max(...points) > 0.1 && Math.min(...points) < 0.05, points.join(' '));
	await box.api('DELETE', `/recordings/${recording.id}`);
	t.deepEqual(await box.recordings(), []);
	t.is((await box.request('GET', `/recordings/${recording.id}/audio`)).status, 404);
});

test('when the organizer\'s quota is used up no recording starts: the page is told why, and so is the room', async t => {
	const box = await startBox({conferences});
	t.teardown(() => box.stop());
	const {id: organizer} = await box.api<{id: string}>('POST', '/users', {name: 'Ann', password: 'Correct horse', role: 'organizer', recordingQuotaMegabytes: 0});
	await box.api('PATCH', `/conferences/${(await box.conference('8000')).id}`, {organizer});
	const leader = await (await startCallers(t, box)).enter('8000', {keys: '4321#'});
	await leader.call.hearsSilence();
	const refusal = await box.request('POST', `/rooms/${(await box.room('8000')).id}/recording`);
	t.is(refusal.status, 507);
	t.like(await refusal.json(), {error: {code: 'QUOTA_FULL'}});
	await Promise.all([leader.call.hearsSound(), leader.call.press('*8')]);
	await box.event('alarm', ({code, active}) => code === `quota:${organizer}` && active);
	t.deepEqual(await box.recordings(), []);
});

test('a recording that a power cut ended is listed as cut short at the next start, and plays up to the last second', async t => {
	const box = await startBox({conferences});
	const callers = await startCallers(t, box);
	const leader = await callers.enter('8001', {keys: '4321#'});
	const participant = await callers.enter('8001', {keys: '1234#'});
	await box.api('POST', `/rooms/${(await box.room('8001')).id}/recording`);
	const {recording: {id}} = await recordingIs(box, 'running');
	await leader.call.say(650);
	await participant.call.hears(650);
	await participant.call.measure(3000);
	await box.kill();
	const again = await startBox({conferences: [], dataDir: box.dataDir});
	t.teardown(() => again.stop());
	const [found] = await again.recordings();
	t.like(found, {id, state: 'cut-short'});
	const audio = await download(again, found);
	t.true(audio.seconds >= 2, `only ${audio.seconds} s`);
	t.true(loudest(audio, 650) > -23);
	t.is((await again.room('8001').catch(() => undefined)), undefined);
});

onSmallDisk('a full disk ends the recording with a warning to all; the calls go on, and what was recorded plays', async t => {
	const disk = await mountSmallDisk({megabytes: 8});
	t.teardown(() => disk.unmount());
	const box = await startBox({dataDir: disk.path, conferences, settings: {recording: {reserveMegabytes: 1}}});
	t.teardown(async () => void await box.halt());
	const callers = await startCallers(t, box);
	const leader = await callers.enter('8000', {keys: '4321#'});
	const participant = await callers.enter('8000', {keys: '1234#'});
	await Promise.all([leader.call.hearsSilence(), participant.call.hearsSilence()]);
	const {id} = await box.room('8000');
	await Promise.all([leader.call.hearsSound(), participant.call.hearsSound(), box.api('POST', `/rooms/${id}/recording`)]);
	const {recording: running} = await recordingIs(box, 'running');
	await participant.call.hearsSilence();
	const before = box.eventCount;
	await Promise.all([participant.call.hearsSound({withinMs: 15_000}), fill(disk.path)]);
	const {recording} = await recordingIs(box, 'cut-short', before);
	t.is(recording.id, running.id);
	await box.event('alarm', ({active}) => active, {after: before});
	await participant.call.hearsSilence();
	await leader.call.say(650);
	await participant.call.hears(650);
	t.true((await download(box, recording)).seconds > 1);
});

async function recordingIs(box: Box, state: RecordingView['state'], after = 0) {
	return box.event('recording.changed', ({recording}) => recording.state === state, {after, withinMs: 15_000});
}

async function download(box: Box, recording: RecordingView | undefined) {
	const response = await box.request('GET', `/recordings/${recording?.id}/audio`);
	if (response.headers.get('content-type') !== 'audio/ogg') throw new Error(`The download is ${response.status} ${response.headers.get('content-type')}`);
	return decodeOpus(new Uint8Array(await response.arrayBuffer()));
}

/** Writes until there is no room for another byte. */
async function fill(folder: string): Promise<void> {
	const block = Buffer.alloc(256 * 1024);
	for (let i = 0; ; i++) {
		try {
			await writeFile(join(folder, `filler-${i}`), block);
		} catch (error) {
			if ((error as NodeJS.ErrnoException).code === 'ENOSPC') return;
			throw error;
		}
	}
}
