import {access, open, readdir, rm} from 'node:fs/promises';
import {join} from 'node:path';
import {synced} from '../lib/synced.js';

const marker = 'factory-reset';
/** Held while this is done, so that no other box begins. */
const lockPrefix = 'partyline.lock';

/** From now on nothing in the data folder is wanted any more: the next start deletes it. On the disk when this resolves. */
export async function markForFactoryReset(dataDir: string): Promise<void> {
	const file = await open(join(dataDir, marker), 'w', 0o600);
	try {
		await file.sync();
	} finally {
		await file.close();
	}
	await synced(dataDir);
}

/**
 * Deletes everything in a folder that was marked, the mark last: when power goes in between, the next start goes on. Answers whether it
 * was marked. To be called alone in the folder, before the store is opened.
 */
export async function finishFactoryReset(dataDir: string): Promise<boolean> {
	if (!await exists(join(dataDir, marker))) return false;
	const names = (await readdir(dataDir)).filter(name => name !== marker && !name.startsWith(lockPrefix));
	for (const name of names) await rm(join(dataDir, name), {recursive: true, force: true});
	await synced(dataDir);
	await rm(join(dataDir, marker));
	await synced(dataDir);
	return true;
}

async function exists(path: string): Promise<boolean> {
	return access(path).then(() => true, () => false);
}
