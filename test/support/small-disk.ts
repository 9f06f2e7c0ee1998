import {execFile} from 'node:child_process';
import {mkdtemp, rmdir} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {promisify} from 'node:util';

const run = promisify(execFile);

/** Whether this process may mount: a disk of a few megabytes needs root. */
export async function canMount(): Promise<boolean> {
	try {
		const disk = await mountSmallDisk({megabytes: 1});
		await disk.unmount();
		return true;
	} catch {
		return false;
	}
}

export type SmallDisk = {path: string; unmount(): Promise<void>};

/** A file system of its own, in memory. */
export async function mountSmallDisk({megabytes, options = ''}: {megabytes: number; options?: string}): Promise<SmallDisk> {
	const path = await mkdtemp(join(tmpdir(), 'partyline-disk-'));
	try {
		await run('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m${options}`, 'tmpfs', path]);
	} catch (error) {
		await rmdir(path);
		throw error;
	}
	return {
		path,
		async unmount() {
			await run('umount', ['--lazy', path]);
			await rmdir(path);
		},
	};
}
