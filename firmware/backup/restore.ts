import {access, mkdir, mkdtemp, readdir, readFile, rename, rm, stat} from 'node:fs/promises';
import {join} from 'node:path';
import type {Readable} from 'node:stream';
import {PartylineError} from '../contract/index.js';
import {synced} from '../lib/synced.js';
import {adoptDatabase, contentsOf, mergeKept, settleDatabase, type DatabaseContents} from '../store/index.js';
import {spaceToKeep, withinDisk} from './disk-space.js';
import {databaseName, folders, type FolderName, type Manifest} from './manifest.js';
import {readBackup} from './read-backup.js';
import {workPrefix} from './write-backup.js';

/** A folder of this name in a data folder holds a whole backup, proven, that nobody has agreed to yet; the next start deletes it. */
const checked = 'restore-checked';
/** The same, agreed to: it takes the place of what is there at the next start. */
const waiting = 'restore-waiting';
/** What a restore replaced, until the next one. */
const replaced = 'before-restore.db';

/** `otherCertificate`: HTTPS will show a certificate that whoever trusts the present one may not know. */
export type CheckedBackup = Manifest & DatabaseContents & {otherCertificate: boolean};

/** What browsers trust the box by: its own authority, or what was uploaded in its place. */
const trusted = ['authority.pem', 'uploaded.pem'].map(name => join('certificates', name));

/**
 * Unpacks a backup beside what is there, brings it to this version, and tells what is in it; one that was checked before is forgotten.
 * Nothing of what is there is touched. Throws as `readBackup` does, and DATABASE_DAMAGED or DATABASE_TOO_NEW for the database in it.
 */
export async function checkBackup(input: Readable, dataDir: string, passphrase: string | null): Promise<CheckedBackup> {
	await mkdir(dataDir, {recursive: true, mode: 0o700});
	return withinDisk(dataDir, () => unpackBeside(input, dataDir, passphrase));
}

async function unpackBeside(input: Readable, dataDir: string, passphrase: string | null): Promise<CheckedBackup> {
	const folder = await mkdtemp(join(dataDir, workPrefix));
	const database = join(folder, databaseName);
	try {
		const manifest = await readBackup(input, {folder, keepBytes: await spaceToKeep(dataDir)}, passphrase);
		await adoptDatabase(database, new Date(Date.parse(manifest.madeAt) || 0));
		const contents = await contentsOf(database);
		const differ = await Promise.all(trusted.map(path => isOther(join(folder, path), join(dataDir, path))));
		await synced(database);
		await rm(join(dataDir, checked), {recursive: true, force: true});
		await rename(folder, join(dataDir, checked));
		return {...manifest, ...contents, otherCertificate: differ.includes(true)};
	} finally {
		await rm(folder, {recursive: true, force: true});
	}
}

/** The backup that was checked last is put in place by the box's next start, or by `finishRestore`. False: there is none. */
export async function acceptBackup(dataDir: string): Promise<boolean> {
	if (!await exists(join(dataDir, checked))) return false;
	await rm(join(dataDir, waiting), {recursive: true, force: true});
	await rename(join(dataDir, checked), join(dataDir, waiting));
	await synced(dataDir);
	return true;
}

/** No backup waits any more to be put in place. */
export async function discardBackup(dataDir: string): Promise<void> {
	for (const name of [checked, waiting]) await rm(join(dataDir, name), {recursive: true, force: true});
	await synced(dataDir);
}

/**
 * Puts a backup that is ready in place, for the one who has the data folder to himself. Recordings that are here stay, and stay known, and so does who did what here.
 * Each step may be done again: where the power goes in between, the next start goes on. True when there was one.
 */
export async function finishRestore(dataDir: string): Promise<boolean> {
	await deleteLeftWork(dataDir);
	const from = join(dataDir, waiting);
	if (!await exists(from)) return false;
	await withinDisk(dataDir, () => putInPlace(from, dataDir));
	return true;
}

async function putInPlace(from: string, dataDir: string): Promise<void> {
	const database = join(from, databaseName);
	const present = join(dataDir, databaseName);
	if (await exists(database)) {
		await unlessDamaged(() => settleDatabase(present));
		await unlessDamaged(() => mergeKept(present, database));
		for (const folder of Object.keys(folders) as FolderName[]) await moveIn(join(from, folder), join(dataDir, folder), {keep: folder === 'recordings'});
		await synced(database);
		await replace(database, present, join(dataDir, replaced));
	}
	await synced(dataDir);
	await rm(from, {recursive: true, force: true});
}

/** A database that can't be read is what a backup is restored for: what it alone knows is lost then. */
async function unlessDamaged(work: () => Promise<void>): Promise<void> {
	try {
		await work();
	} catch (error) {
		if (!(error instanceof PartylineError && error.code === 'DATABASE_DAMAGED')) throw error;
	}
}

/** A journal that stayed behind would be taken for the new database's. */
async function replace(database: string, present: string, old: string): Promise<void> {
	// An empty one is no more than a folder that was just made.
	if (await stat(present).then(({size}) => size > 0, () => false)) await rename(present, old);
	for (const journal of ['-wal', '-shm']) await rm(present + journal, {force: true});
	await rename(database, present);
}

/** `keep`: a file that is there already stays, such as a recording that still ran when the backup was made. */
async function moveIn(from: string, to: string, {keep}: {keep: boolean}): Promise<void> {
	const there = new Set(keep ? await readdir(to).catch(() => []) : []);
	const names = (await readdir(from).catch(() => [])).filter(name => !there.has(name));
	if (names.length === 0) return;
	await mkdir(to, {recursive: true, mode: 0o700});
	for (const name of names) await rename(join(from, name), join(to, name));
	await synced(to);
}

async function deleteLeftWork(dataDir: string): Promise<void> {
	const names = await readdir(dataDir).catch(() => []);
	for (const name of names.filter(name => name.startsWith(workPrefix) || name === checked)) await rm(join(dataDir, name), {recursive: true, force: true});
}

/** One that a backup has not stays. */
async function isOther(brought: string, present: string): Promise<boolean> {
	const [coming, known] = await Promise.all([brought, present].map(path => readFile(path, 'utf8').catch(() => null)));
	return coming !== null && coming !== known;
}

const exists = (path: string) => access(path).then(() => true, () => false);
