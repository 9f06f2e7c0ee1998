import {setUpByCommand} from '../api/index.js';
import {discardBackup} from '../backup/index.js';
import {madeName, type AuditEntry} from '../contract/index.js';
import {systemClock} from '../lib/clock.js';
import {createLog} from '../lib/log.js';
import {openStore, type Store} from '../store/index.js';
import type {SetUpCommand} from './admin-arguments.js';
import {secretIn} from './secret-file.js';

/** Does what the first run on the page does, for scripts. A box that runs on the folder lets the admin log in at once and takes up the rest at its next start. */
export async function setUpVerb({dataDir, admin: adminName, passwordFile, boxName, country, language, timeZone, extension, pin}: SetUpCommand): Promise<number> {
	const password = await secretIn(passwordFile, 'password');
	const conference = extension === undefined ? null : {kind: 'static' as const, extension, ...(pin === undefined ? {} : {pin})};
	const given = Object.entries({boxName, country, language, timeZone}).filter(([, value]) => value !== undefined);
	await withStore(dataDir, async store => {
		await store.audit.addWith(() => noteOf('setup', adminName), () => setUpByCommand(store, {...Object.fromEntries(given), adminName, password, conference}));
		// What was chosen last holds: a backup that still waits would undo it at the next start.
		await discardBackup(dataDir);
	});
	process.stdout.write(`The box is set up; ${adminName} can log in. A box that runs on ${dataDir} now takes up its settings and conference when it is started again.\n`);
	return 0;
}

/** What the audit log says of a verb. */
export function noteOf(action: string, subject: string): Omit<AuditEntry, 'id'> {
	return {at: systemClock.now().toISOString(), kind: 'command-line', name: madeName('command-line'), address: '', action, subject, detail: '', outcome: 'done'};
}

/** A data folder opened beside a box that may run on it. */
export async function withStore<T>(dataDir: string, work: (store: Store) => Promise<T>): Promise<T> {
	const store = await openStore({dataDir, log: createLog('error'), clock: systemClock, by: 'tool'});
	try {
		return await work(store);
	} finally {
		await store.close();
	}
}
