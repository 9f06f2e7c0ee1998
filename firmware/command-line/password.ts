import {changePasswordByCommand} from '../api/index.js';
import type {PasswordCommand} from './admin-arguments.js';
import {secretIn} from './secret-file.js';
import {noteOf, withStore} from './set-up.js';

/** Gives somebody who forgot the password a new one, at once, whether a box runs on the folder or not; all log-ins of the user end. */
export async function passwordVerb({dataDir, name, passwordFile}: PasswordCommand): Promise<number> {
	const password = await secretIn(passwordFile, 'password');
	await withStore(dataDir, async store => {
		await store.audit.addWith(() => noteOf('user password', name), () => changePasswordByCommand(store, name, password));
	});
	process.stdout.write(`${name} has the new password, and is logged out everywhere.\n`);
	return 0;
}
