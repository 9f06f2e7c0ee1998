import {PartylineError} from '../contract/index.js';
import {damaged, type Connection} from './sql.js';

/**
 * Brings a database to the newest version, each migration in a transaction of its own.
 * Throws DATABASE_TOO_NEW, or DATABASE_DAMAGED for one that isn't ours; neither is touched then.
 */
export async function migrate(connection: Connection, path: string, migrations: readonly string[]): Promise<void> {
	const version = await versionOf(connection);
	if (version > migrations.length) {
		throw new PartylineError('DATABASE_TOO_NEW', `The database ${path} has version ${version}; this Partyline knows ${migrations.length} at most. Install the newer Partyline again, or restore a backup made before it. The database was left as it is.`);
	}
	if (version === 0) await expectEmpty(connection, path);
	for (let next = version; next < migrations.length; next++) await advance(connection, next, migrations);
}

async function versionOf(connection: Connection): Promise<number> {
	const row = await connection.get<{user_version: number}>('PRAGMA user_version');
	return row?.user_version ?? 0;
}

async function expectEmpty(connection: Connection, path: string): Promise<void> {
	const table = await connection.get<{name: string}>('SELECT name FROM sqlite_master LIMIT 1');
	if (table !== undefined) throw damaged(path, `it has no version, but holds "${table.name}"; is it another program's?`);
}

/** The version is read again inside: a command-line tool and the box may start in the same moment. */
async function advance(connection: Connection, from: number, migrations: readonly string[]): Promise<void> {
	await connection.run('BEGIN IMMEDIATE');
	try {
		if (await versionOf(connection) === from) {
			await connection.script(`${migrations[from]}; PRAGMA user_version = ${from + 1};`);
		}
		await connection.run('COMMIT');
	} catch (error) {
		await connection.run('ROLLBACK').catch(() => undefined);
		throw error;
	}
}
