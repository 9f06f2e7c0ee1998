import {mkdtemp, readFile, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import test, {type ExecutionContext} from 'ava';
import type {RecordingId} from '../../../firmware/contract/index.js';
import {Waveforms} from '../../../firmware/recorder/index.js';

const id = 'rec1' as RecordingId;

/** A recording of ten seconds that was silent but for its fourth. `made` counts how often its peaks were read. */
async function setUp(t: ExecutionContext) {
	const folder = await mkdtemp(join(tmpdir(), 'partyline-peaks-'));
	t.teardown(() => rm(folder, {recursive: true, force: true}));
	const path = (recording: RecordingId) => join(folder, `${recording}.opus`);
	const peaksPath = (recording: RecordingId) => join(folder, `${recording}.peaks`);
	const reported: unknown[] = [];
	const made: string[] = [];
	let atOnce = 0;
	const readPeaks = async (file: string) => {
		t.is(++atOnce, 1, 'two files are read at once');
		await new Promise(setImmediate);
		made.push(file);
		atOnce -= 1;
		return Uint8Array.from({length: 100}, (_, i) => Math.floor(i / 10) === 3 ? 255 : 51);
	};
	await writeFile(path(id), 'audio');
	const waveforms = new Waveforms({readPeaks, path, peaksPath, report: error => reported.push(error)});
	return {waveforms, path, peaksPath, made, reported};
}

test('a recording is seen in as many stretches as asked for, each as loud as its loudest part', async t => {
	const {waveforms} = await setUp(t);
	t.deepEqual(await waveforms.points(id, 5), [0.2, 1, 0.2, 0.2, 0.2]);
	t.is((await waveforms.points(id, 600)).length, 100);
	t.deepEqual(await waveforms.points(id, 1), [1]);
});

test('what was made once is kept, until the recording is another or what was kept is damaged', async t => {
	const {waveforms, path, peaksPath, made} = await setUp(t);
	const first = await waveforms.points(id, 10);
	t.deepEqual(await waveforms.points(id, 10), first);
	t.is(made.length, 1);
	const kept = await readFile(peaksPath(id));
	for (const damaged of [Buffer.alloc(0), kept.subarray(0, 15), kept.subarray(0, -1), Buffer.concat([kept.subarray(0, 40), Buffer.from([1]), kept.subarray(41)])]) {
		await writeFile(peaksPath(id), damaged);
		t.deepEqual(await waveforms.points(id, 10), first);
	}
	t.is(made.length, 5);
	await writeFile(path(id), 'longer audio');
	await waveforms.points(id, 10);
	t.is(made.length, 6);
});

test('two who look at once at several recordings wait for one after the other, and each is read once', async t => {
	const {waveforms, path, made} = await setUp(t);
	const other = 'rec2' as RecordingId;
	await writeFile(path(other), 'audio');
	await Promise.all([waveforms.points(id, 3), waveforms.points(other, 3), waveforms.points(id, 4)]);
	t.is(made.length, 2);
});

test('a waveform that can\'t be kept is seen all the same', async t => {
	const {path, made, reported} = await setUp(t);
	const waveforms = new Waveforms({readPeaks: async () => Uint8Array.of(255), path, peaksPath: () => '/nowhere/peaks', report: error => reported.push(error)});
	t.deepEqual(await waveforms.points(id, 3), [1]);
	t.is(reported.length, 1);
	t.is(made.length, 0);
});
