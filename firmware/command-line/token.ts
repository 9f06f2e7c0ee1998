import {createToken} from '../api/index.js';
import {systemClock} from '../lib/clock.js';
import {createLog} from '../lib/log.js';
import {openStore} from '../store/index.js';
import type {TokenCommand} from './arguments.js';
import {noteOf} from './set-up.js';

const dayMs = 24 * 3_600_000;

/** Makes an API token in a data folder, whether a box runs on it or not, and prints it: it is not to be seen again. */
export async function createTokenVerb({dataDir, role, name, days, scopes}: TokenCommand): Promise<number> {
	const store = await openStore({dataDir, log: createLog('error'), clock: systemClock, by: 'tool'});
	try {
		const expiresAt = new Date(systemClock.now().getTime() + days * dayMs).toISOString();
		const {result} = await store.audit.addWith(() => noteOf('token create', name), () => createToken(store, {role, name, expiresAt, ...(scopes && {scopes})}));
		process.stdout.write(`${result.token}\n`);
		return 0;
	} finally {
		await store.close();
	}
}
