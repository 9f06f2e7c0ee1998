import {readFile, rename, writeFile} from 'node:fs/promises';
import {crc32} from 'node:zlib';

const magic = Buffer.from('PLPEAKS1');
const headerBytes = magic.length + 8 + 4;

/** The peaks of a recording as they are kept beside it: what they were made from (its length in bytes), a checksum, the peaks. */
export async function readPeaksFile(path: string, audioBytes: number): Promise<Uint8Array | undefined> {
	const file = await readFile(path).catch(() => undefined);
	if (file === undefined || file.length < headerBytes || !file.subarray(0, magic.length).equals(magic)) return undefined;
	const peaks = file.subarray(headerBytes);
	const fits = file.readBigUInt64LE(magic.length) === BigInt(audioBytes) && file.readUInt32LE(magic.length + 8) === crc32(peaks);
	return fits ? peaks : undefined;
}

/** Whole or not at all: a power cut leaves no half of it. */
export async function writePeaksFile(path: string, audioBytes: number, peaks: Uint8Array): Promise<void> {
	const header = Buffer.alloc(headerBytes);
	magic.copy(header);
	header.writeBigUInt64LE(BigInt(audioBytes), magic.length);
	header.writeUInt32LE(crc32(peaks), magic.length + 8);
	const unfinished = `${path}.unfinished`;
	await writeFile(unfinished, Buffer.concat([header, peaks]));
	await rename(unfinished, path);
}
