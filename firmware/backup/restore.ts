import {access, mkdir, mkdtemp, readdir, rename, rm, stat} from 'node:fs/promises';
import {join} from 'node:path';
import type {Readable} from 'node:stream';
import {synced} from '../lib/synced.js';
import {adoptDatabase, mergeRecordings, settleDatabase} from '../store/index.js';
import {databaseName, folders, type FolderName, type Manifest} from './manifest.js';
import {readBackup} from './read-backup.js';
import {workPrefix} from './write-backup.js';

/** A folder of this name in a data folder holds a whole backup, proven, that takes the place of what is there at the next start. */
const waiting = 'restore-waiting';
/** What a restore replaced, until the next one. */
const replaced = 'before-restore.db';

/**
 * Makes a backup ready: the box's next start, or `finishRestore`, puts it in place. Until then nothing of what is there is touched.
 * Throws as `readBackup` does, and DATABASE_DAMAGED or DATABASE_TOO_NEW for the database in it.
 */
export async function stageRestore(input: Readable, dataDir: string, passphrase: string | null): Promise<Manifest> {
	await mkdir(dataDir, {recursive: true, mode: 0o700});
	const work = await mkdtemp(join(dataDir, workPrefix));
	try {
		const manifest = await readBackup(input, work, passphrase);
		await adoptDatabase(join(work, databaseName));
		await synced(join(work, databaseName));
		await rm(join(dataDir, waiting), {recursive: true, force: true});
		await rename(work, join(dataDir, waiting));
		await synced(dataDir);
		return manifest;
	} finally {
		await rm(work, {recursive: true, force: true});
	}
}

/**
 * Puts a backup that is ready in place, for the one who has the data folder to himself. Recordings that are here stay, and stay known.
 * Each step may be done again: where the power goes in between, the next start goes on. True when there was one.
 */
export async function finishRestore(dataDir: string): Promise<boolean> {
	await deleteLeftWork(dataDir);
	const from = join(dataDir, waiting);
	if (!await exists(from)) return false;
	const database = join(from, databaseName);
	const present = join(dataDir, databaseName);
	if (await exists(database)) {
		await settleDatabase(present);
		await mergeRecordings(present, database);
		for (const folder of Object.keys(folders) as FolderName[]) await moveIn(join(from, folder), join(dataDir, folder));
		await synced(database);
		await replace(database, present, join(dataDir, replaced));
	}
	await synced(dataDir);
	await rm(from, {recursive: true, force: true});
	return true;
}

/** A journal that stayed behind would be taken for the new database's. */
async function replace(database: string, present: string, old: string): Promise<void> {
	// An empty one is no more than a folder that was just made.
	if (await stat(present).then(({size}) => size > 0, () => false)) await rename(present, old);
	for (const journal of ['-wal', '-shm']) await rm(present + journal, {force: true});
	await rename(database, present);
}

async function moveIn(from: string, to: string): Promise<void> {
	const names = await readdir(from).catch(() => []);
	if (names.length === 0) return;
	await mkdir(to, {recursive: true, mode: 0o700});
	for (const name of names) await rename(join(from, name), join(to, name));
	await synced(to);
}

async function deleteLeftWork(dataDir: string): Promise<void> {
	const names = await readdir(dataDir).catch(() => []);
	for (const name of names.filter(name => name.startsWith(workPrefix))) await rm(join(dataDir, name), {recursive: true, force: true});
}

const exists = (path: string) => access(path).then(() => true, () => false);
