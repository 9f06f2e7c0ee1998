import {open, type FileHandle} from 'node:fs/promises';
import {lastPage, longestPageBytes, pageAt} from './ogg-page.js';

const windowBytes = 256 * 1024;
const granulesPerMs = 48n;
const opusHead = Buffer.from('OpusHead');

/**
 * Size in bytes and duration in milliseconds of an Ogg Opus file, however it ended: last granule position less pre-skip,
 * at 48 kHz (RFC 7845, 4). What follows the last whole page is not counted. A file that is not Ogg Opus has the duration 0.
 * Throws what `open` throws.
 */
export async function measureOpus(path: string): Promise<{bytes: number; durationMs: number}> {
	const file = await open(path, 'r');
	try {
		const {size} = await file.stat();
		return {bytes: size, durationMs: await durationOf(file, size)};
	} finally {
		await file.close();
	}
}

async function durationOf(file: FileHandle, size: number): Promise<number> {
	const head = headOf(await read(file, 0, Math.min(size, longestPageBytes)));
	if (head === undefined) return 0;
	const granule = await lastGranule(file, size, head.serial);
	return granule <= head.preSkip ? 0 : Number((granule - head.preSkip) / granulesPerMs);
}

/** The first page holds the identification header alone (RFC 7845, 5.1). */
function headOf(start: Buffer): {serial: number; preSkip: bigint} | undefined {
	const page = pageAt(start, 0);
	if (page === undefined || page.body.length < 19 || !page.body.subarray(0, 8).equals(opusHead)) return undefined;
	return {serial: page.serial, preSkip: BigInt(page.body.readUInt16LE(10))};
}

/** Looks from the end towards the start: after a power cut there may be a long stretch of zeros behind the last page. */
async function lastGranule(file: FileHandle, size: number, serial: number): Promise<bigint> {
	for (let end = size; end > 0; end -= windowBytes) {
		const from = Math.max(0, end - windowBytes);
		const window = await read(file, from, Math.min(size, end + longestPageBytes) - from);
		const page = lastPage(window, serial);
		if (page !== undefined) return page.granule;
	}
	return 0n;
}

async function read(file: FileHandle, position: number, bytes: number): Promise<Buffer> {
	const buffer = Buffer.alloc(bytes);
	const {bytesRead} = await file.read(buffer, 0, bytes, position);
	return buffer.subarray(0, bytesRead);
}
