import {mkdtemp, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import type {ExecutionContext} from 'ava';

const rateHz = 8000;

/** A WAV file of so many seconds of a tone, which any browser plays; it is gone after the test. Resolves with its path. */
export async function toneFile(t: ExecutionContext, seconds: number): Promise<string> {
	const folder = await mkdtemp(join(tmpdir(), 'partyline-tone-'));
	t.teardown(() => rm(folder, {recursive: true, force: true}));
	const path = join(folder, 'tone.wav');
	await writeFile(path, wav(Uint8Array.from({length: seconds * rateHz}, (_, place) => 128 + 40 * Math.sin(place / 3))));
	return path;
}

/** 8 bit, one channel. */
function wav(samples: Uint8Array): Buffer {
	const head = Buffer.alloc(44);
	head.write('RIFF', 0);
	head.writeUInt32LE(36 + samples.length, 4);
	head.write('WAVEfmt ', 8);
	head.writeUInt32LE(16, 16);
	head.writeUInt16LE(1, 20);
	head.writeUInt16LE(1, 22);
	head.writeUInt32LE(rateHz, 24);
	head.writeUInt32LE(rateHz, 28);
	head.writeUInt16LE(1, 32);
	head.writeUInt16LE(8, 34);
	head.write('data', 36);
	head.writeUInt32LE(samples.length, 40);
	return Buffer.concat([head, samples]);
}
