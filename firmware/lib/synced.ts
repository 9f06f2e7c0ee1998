import {open} from 'node:fs/promises';

/** What was written to a file, or the new names in a folder, are on the disk when this resolves, whatever happens to the power. */
export async function synced(path: string): Promise<void> {
	const handle = await open(path, 'r');
	try {
		await handle.sync();
	} finally {
		await handle.close();
	}
}
