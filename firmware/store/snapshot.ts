import {stat} from 'node:fs/promises';
import type {Settings} from '../contract/index.js';
import {migrate} from './migrate.js';
import {migrations} from './migrations/index.js';
import {endOpenCalls} from './recovery.js';
import {readSettings} from './settings.js';
import {Connection, damaged} from './sql.js';

const busyMs = 5000;

/**
 * Writes a whole copy of a data folder's database to `target`, a file that does not exist, while a box may be at work on it. Log-ins
 * stay behind; so does what is known of recordings, unless they are wanted. `version` is the database's.
 */
export async function copyDatabase(source: string, target: string, {recordings}: {recordings: boolean}): Promise<{version: number}> {
	const connection = await Connection.open(source, 'read-write');
	try {
		await connection.run(`PRAGMA busy_timeout = ${busyMs}`);
		await connection.run('VACUUM INTO ?', [target]);
	} finally {
		await connection.close();
	}
	return onDatabase(target, async copy => {
		await copy.script(`DELETE FROM sessions; ${recordings ? '' : 'DELETE FROM recordings;'} VACUUM`);
		const row = await copy.get<{user_version: number}>('PRAGMA user_version');
		return {version: row?.user_version ?? 0};
	});
}

/**
 * Proves that a database from elsewhere is whole, and brings it to this version. Calls that were up when it was copied end there. Throws
 * DATABASE_DAMAGED or DATABASE_TOO_NEW. It is left as one file, without a journal.
 */
export async function adoptDatabase(path: string, copiedAt: Date): Promise<void> {
	await onDatabase(path, async connection => {
		const findings = await connection.all<{integrity_check: string}>('PRAGMA integrity_check(3)');
		const bad = findings.map(row => row.integrity_check).filter(finding => finding !== 'ok');
		if (bad.length > 0) throw damaged(path, bad.join('; '));
		await migrate(connection, path, migrations);
		await readSettings(connection, path);
		await endOpenCalls(connection, copiedAt.toISOString());
	});
}

/** The settings in a database that may be in use. Throws DATABASE_DAMAGED or DATABASE_TOO_NEW, and what SQLite throws where there is none. */
export async function settingsIn(path: string): Promise<Settings> {
	const connection = await Connection.open(path, 'read-only');
	try {
		await connection.run(`PRAGMA busy_timeout = ${busyMs}`);
		return await readSettings(connection, path);
	} finally {
		await connection.close();
	}
}

/** Numbers of what people know a box by, and by what it is reached. */
export type DatabaseContents = {users: number; conferences: number; network: Settings['network']};

export async function contentsOf(path: string): Promise<DatabaseContents> {
	return onDatabase(path, async connection => {
		const {network} = await readSettings(connection, path);
		const row = await connection.get<{users: number; conferences: number}>('SELECT (SELECT count(*) FROM users) AS users, (SELECT count(*) FROM conferences) AS conferences');
		return {users: row?.users ?? 0, conferences: row?.conferences ?? 0, network};
	});
}

/**
 * Adds to `into` what `from` knows and the box goes on with: its recordings, whose files are kept, as they are now, and its audit log, which nobody
 * can have the box forget by a backup. Done again it adds nothing.
 */
export async function mergeKept(from: string, into: string): Promise<void> {
	if (!await exists(from)) return;
	await onDatabase(into, async connection => {
		await connection.run('ATTACH DATABASE ? AS before', [from]);
		const recordings = await commonColumns(connection, 'recordings');
		if (recordings !== '') {
			await connection.run(`UPDATE main.recordings SET (${recordings}) = (SELECT ${recordings} FROM before.recordings AS known WHERE known.id = recordings.id) WHERE id IN (SELECT id FROM before.recordings)`);
			await connection.run(`INSERT OR IGNORE INTO main.recordings (${recordings}) SELECT ${recordings} FROM before.recordings`);
		}
		const audit = await commonColumns(connection, 'audit', 'id');
		if (audit !== '') await connection.run(`INSERT INTO main.audit (${audit}) SELECT ${audit} FROM before.audit WHERE (${audit}) NOT IN (SELECT ${audit} FROM main.audit) ORDER BY id`);
		await connection.run('DETACH DATABASE before');
	});
}

/** Those that a table has in both databases; empty where one has no such table. */
async function commonColumns(connection: Connection, table: string, but = ''): Promise<string> {
	const columnsIn = async (database: string) => (await connection.all<{name: string}>(`PRAGMA ${database}.table_info(${table})`)).map(({name}) => name);
	const there = new Set(await columnsIn('before'));
	return (await columnsIn('main')).filter(name => there.has(name) && name !== but).join(', ');
}

/** Moves all that is in the journal into the file itself, so that the file alone is the database. */
export async function settleDatabase(path: string): Promise<void> {
	if (!await exists(path)) return;
	await onDatabase(path, connection => connection.script('PRAGMA wal_checkpoint(TRUNCATE)'));
}

async function onDatabase<T>(path: string, work: (connection: Connection) => Promise<T>): Promise<T> {
	const connection = await Connection.open(path, 'read-write');
	try {
		return await work(connection);
	} finally {
		await connection.close();
	}
}

async function exists(path: string): Promise<boolean> {
	return stat(path).then(({size}) => size > 0, () => false);
}
