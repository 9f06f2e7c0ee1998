import {chmod, mkdir, open, rm, stat} from 'node:fs/promises';
import {join} from 'node:path';
import {PartylineError} from '../contract/index.js';
import type {Log} from '../lib/log.js';
import {Connection, isBusy} from './sql.js';

export type DataFolder = {database: string; lock: string; recordings: string};

const probeBytes = 64 * 1024;

/**
 * Makes the data folder (mode 0700) and its recordings, and proves that it can be written to.
 * Throws DATA_READ_ONLY or DISK_FULL, naming the path. A folder that was there keeps its mode: it may be anybody's.
 */
export async function prepareDataFolder(path: string, log: Log): Promise<DataFolder> {
	const folder = {database: join(path, 'partyline.db'), lock: join(path, 'partyline.lock'), recordings: join(path, 'recordings')};
	try {
		await mkdir(path, {recursive: true, mode: 0o700});
		await mkdir(folder.recordings, {recursive: true, mode: 0o700});
		await probe(path);
		for (const file of [folder.database, folder.lock]) await makePrivate(file);
	} catch (error) {
		throw explain(error, path);
	}
	if (((await stat(path)).mode & 0o077) !== 0) log.warn({path}, 'the data folder is open to other users of this machine; chmod 700 closes it');
	return folder;
}

/** Held by a running box until it ends, whichever way: the kernel frees the lock of a process that died. Throws DATA_IN_USE. */
export async function lockDataFolder(path: string, lock: string): Promise<() => Promise<void>> {
	const connection = await Connection.open(lock, 'read-write');
	try {
		await connection.run('BEGIN EXCLUSIVE');
	} catch (error) {
		await connection.close();
		if (!isBusy(error)) throw error;
		throw new PartylineError('DATA_IN_USE', `The data folder ${path} is used by another running box. Stop that one, or give this one a folder of its own (--data).`, {cause: error});
	}
	return () => connection.close();
}

/** A disk that is nearly full takes a new file but not its content. */
async function probe(path: string): Promise<void> {
	const name = join(path, `.probe-${process.pid}`);
	try {
		const file = await open(name, 'w', 0o600);
		try {
			await file.writeFile(Buffer.alloc(probeBytes));
			await file.sync();
		} finally {
			await file.close();
		}
	} finally {
		await rm(name, {force: true});
	}
}

/** SQLite gives its -wal and -shm files the mode of the database. */
async function makePrivate(path: string): Promise<void> {
	const file = await open(path, 'a', 0o600);
	await file.close();
	await chmod(path, 0o600);
}

function explain(error: unknown, path: string): unknown {
	const code = error instanceof Error && 'code' in error ? error.code : undefined;
	switch (code) {
		case 'ENOSPC':
		case 'EDQUOT':
			return new PartylineError('DISK_FULL', `The disk of the data folder ${path} is full. Free some space and start again.`, {cause: error});
		case 'EACCES':
		case 'EPERM':
		case 'EROFS':
		// What a recursive mkdir says on a read-only disk.
		case 'ENOENT':
			return new PartylineError('DATA_READ_ONLY', `The data folder ${path} can not be written to (${code}). Give this user the right to, or choose another (--data).`, {cause: error});
		case 'EEXIST':
		case 'ENOTDIR':
			return new PartylineError('DATA_READ_ONLY', `The data folder ${path} can not be made: a file is in the way. Choose another (--data).`, {cause: error});
		default:
			return error;
	}
}
