import type {Clock} from '../lib/clock.js';
import type {Log} from '../lib/log.js';
import {banTable, type BanTable} from './bans.js';
import {auditTable, type AuditTable} from './audit.js';
import {callTable, type CallTable} from './calls.js';
import {conferenceTable, type ConferenceTable} from './conferences.js';
import {Database} from './database.js';
import {lockDataFolder, prepareDataFolder, type DataFolder} from './data-folder.js';
import {lineTable, spanTable, type LineTable, type SpanTable} from './lines.js';
import {migrate} from './migrate.js';
import {migrations} from './migrations/index.js';
import {recordingTable, type RecordingTable} from './recordings.js';
import {closeWhatWasOpen, lastWritten} from './recovery.js';
import {routeTable, type RouteTable} from './routes.js';
import {sipPhoneTable, type SipPhoneTable} from './sip-phones.js';
import {sessionTable, type SessionTable} from './sessions.js';
import {setUp, type SetUpDone, type SetUpInput, type SetUpRefusal} from './set-up.js';
import {readSettings, settingsTable, type SettingsTable} from './settings.js';
import {Connection, damaged} from './sql.js';
import {tokenTable, type TokenTable} from './tokens.js';
import {trunkTable, type TrunkTable} from './trunks.js';
import {userTable, type UserTable} from './users.js';

/** All that the box keeps. A change is on the disk when its promise resolves. */
export interface Store {
	readonly conferences: ConferenceTable;
	readonly settings: SettingsTable;
	readonly recordings: RecordingTable;
	readonly calls: CallTable;
	readonly tokens: TokenTable;
	readonly users: UserTable;
	readonly sessions: SessionTable;
	readonly lines: LineTable;
	readonly spans: SpanTable;
	readonly routes: RouteTable;
	readonly trunks: TrunkTable;
	readonly sipPhones: SipPhoneTable;
	readonly bans: BanTable;
	readonly audit: AuditTable;
	/** Gives a box without an admin its first settings, admin, conference and trunk: all of it or nothing. */
	setUp(input: SetUpInput): Promise<SetUpDone | SetUpRefusal>;
	/** Deletes calls older than `settings.history.days`, and what is as old, and a year at least, in the audit log; to be called once a day. The number of calls deleted. */
	deleteOldHistory(): Promise<number>;
	/** Of the library that keeps it all. */
	sqliteVersion(): Promise<string>;
	close(): Promise<void>;
}

export type StoreOptions = {
	dataDir: string;
	log: Log;
	clock: Clock;
	/**
	 * The box locks the folder and closes what a killed one left open; a tool, such as a verb of the command line, does neither and
	 * may be used while the box runs.
	 */
	by?: 'box' | 'tool';
};

const busyMs = 5000;
const auditDaysAtLeast = 365;

/**
 * Opens the data folder, making it when there is none. Throws DATA_READ_ONLY, DISK_FULL, DATA_IN_USE, DATABASE_DAMAGED or
 * DATABASE_TOO_NEW with a message that names the path and says what to do; a database that is refused is not touched.
 */
export async function openStore(options: StoreOptions): Promise<Store> {
	const {dataDir, log, by = 'box'} = options;
	const folder = await prepareDataFolder(dataDir, log);
	const unlock = by === 'box' ? await lockDataFolder(dataDir, folder.lock) : async () => undefined;
	try {
		return await openLocked(options, folder, unlock);
	} catch (error) {
		await unlock();
		throw error;
	}
}

/** Does something to a data folder that nobody else uses meanwhile. Throws what `openStore` does for the folder. */
export async function aloneInDataFolder<T>(dataDir: string, log: Log, work: () => Promise<T>): Promise<T> {
	const folder = await prepareDataFolder(dataDir, log);
	const unlock = await lockDataFolder(dataDir, folder.lock);
	try {
		return await work();
	} finally {
		await unlock();
	}
}

async function openLocked({log, clock, by = 'box'}: StoreOptions, folder: DataFolder, unlock: () => Promise<void>): Promise<Store> {
	const lastAlive = await lastWritten([folder.database, `${folder.database}-wal`]);
	const database = await openDatabase(folder.database);
	try {
		await readSettings(database.read, folder.database);
		const recordings = recordingTable(database, folder.recordings);
		if (by === 'box') await closeWhatWasOpen({database, recordings, log, lastAlive});
		return storeOf({database, recordings, clock, path: folder.database, unlock});
	} catch (error) {
		await database.close();
		throw error;
	}
}

type Parts = {database: Database; recordings: RecordingTable; clock: Clock; path: string; unlock: () => Promise<void>};

function storeOf({database, recordings, clock, path, unlock}: Parts): Store {
	const settings = settingsTable(database, path);
	const calls = callTable(database);
	const audit = auditTable(database);
	return {
		conferences: conferenceTable(database),
		settings,
		recordings,
		calls,
		tokens: tokenTable(database, clock),
		users: userTable(database),
		sessions: sessionTable(database, clock),
		lines: lineTable(database),
		spans: spanTable(database),
		routes: routeTable(database),
		trunks: trunkTable(database),
		sipPhones: sipPhoneTable(database),
		bans: banTable(database),
		audit,
		setUp: input => setUp(database, input),
		async deleteOldHistory() {
			const {history} = await settings.read();
			const before = (days: number) => new Date(clock.now().getTime() - days * 24 * 3_600_000);
			await audit.deleteBefore(before(Math.max(history.days, auditDaysAtLeast)));
			return calls.deleteBefore(before(history.days));
		},
		async sqliteVersion() {
			const row = await database.read.get<{version: string}>('SELECT sqlite_version() AS version');
			return row?.version ?? '';
		},
		async close() {
			await database.close();
			await unlock();
		},
	};
}

async function openDatabase(path: string): Promise<Database> {
	const writer = await Connection.open(path, 'read-write');
	try {
		await writer.run(`PRAGMA busy_timeout = ${busyMs}`);
		await expectSound(writer, path);
		await migrate(writer, path, migrations);
		await writer.script('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON');
		const reader = await Connection.open(path, 'read-only');
		await reader.run(`PRAGMA busy_timeout = ${busyMs}`);
		return new Database(writer, reader);
	} catch (error) {
		await writer.close();
		throw error;
	}
}

async function expectSound(connection: Connection, path: string): Promise<void> {
	const findings = await connection.all<{quick_check: string}>('PRAGMA quick_check(3)');
	const bad = findings.map(row => row.quick_check).filter(finding => finding !== 'ok');
	if (bad.length > 0) throw damaged(path, bad.join('; '));
}
