import {stat} from 'node:fs/promises';
import {migrate} from './migrate.js';
import {migrations} from './migrations/index.js';
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
 * Proves that a database from elsewhere is whole, and brings it to this version. Throws DATABASE_DAMAGED or DATABASE_TOO_NEW.
 * It is left as one file, without a journal.
 */
export async function adoptDatabase(path: string): Promise<void> {
	await onDatabase(path, async connection => {
		const findings = await connection.all<{integrity_check: string}>('PRAGMA integrity_check(3)');
		const bad = findings.map(row => row.integrity_check).filter(finding => finding !== 'ok');
		if (bad.length > 0) throw damaged(path, bad.join('; '));
		await migrate(connection, path, migrations);
		await readSettings(connection, path);
	});
}

/** What the box of a database is called. */
export function readBoxName(path: string): Promise<string> {
	return onDatabase(path, async connection => (await readSettings(connection, path)).box.name);
}

/** Adds to `into` what `from` alone knows of recordings: their files are kept, so must be what is known of them. */
export async function mergeRecordings(from: string, into: string): Promise<void> {
	if (!await exists(from)) return;
	await onDatabase(into, async connection => {
		await connection.run('ATTACH DATABASE ? AS before', [from]);
		const there = await connection.all<{name: string}>('PRAGMA before.table_info(recordings)');
		const known = await connection.all<{name: string}>('PRAGMA main.table_info(recordings)');
		const columns = known.map(({name}) => name).filter(name => there.some(column => column.name === name)).join(', ');
		if (columns !== '') await connection.run(`INSERT OR IGNORE INTO main.recordings (${columns}) SELECT ${columns} FROM before.recordings`);
		await connection.run('DETACH DATABASE before');
	});
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
