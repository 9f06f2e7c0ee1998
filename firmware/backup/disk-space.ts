import {statfs} from 'node:fs/promises';
import {join} from 'node:path';
import {PartylineError} from '../contract/index.js';
import {settingsIn} from '../store/index.js';
import {databaseName} from './manifest.js';

/** The reserve of the settings, where there are none yet. */
const usualReserveBytes = 200e6;
/** For what a running box writes meanwhile: its database and its log. */
const leastBytes = 5e6;

/** What must stay free on the disk of a data folder while a backup is made or read: what a running recording would end without. Below that there is none. */
export async function spaceToKeep(dataDir: string): Promise<number> {
	const reserveBytes = await reserveOf(dataDir);
	return await freeBytes(dataDir) >= reserveBytes ? Math.max(reserveBytes, leastBytes) : leastBytes;
}

/** A database that can't be read is a reason to restore one, not to refuse it. */
async function reserveOf(dataDir: string): Promise<number> {
	return settingsIn(join(dataDir, databaseName)).then(({recording}) => recording.reserveMegabytes * 1e6, () => usualReserveBytes);
}

/** Throws DISK_FULL where a folder's disk has no room for so many bytes beside those to keep. */
export async function expectSpace(folder: string, bytes: number, keepBytes: number): Promise<void> {
	if (await freeBytes(folder) < bytes + keepBytes) throw full(folder);
}

async function freeBytes(folder: string): Promise<number> {
	const {bavail, bsize} = await statfs(folder);
	return bavail * bsize;
}

/** Does something that writes below a folder. Throws DISK_FULL when its disk has no room left, though there was some before. */
export async function withinDisk<T>(folder: string, work: () => Promise<T>): Promise<T> {
	try {
		return await work();
	} catch (error) {
		throw isFull(error) ? full(folder, error) : error;
	}
}

const isFull = (error: unknown): boolean => error instanceof Error && 'code' in error && (error.code === 'ENOSPC' || error.code === 'EDQUOT');
const full = (folder: string, cause?: unknown) => new PartylineError('DISK_FULL', `The disk of ${folder} has no room for this. Free some space and try again.`, {cause});
