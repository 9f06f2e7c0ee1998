import {execFileSync} from 'node:child_process';
import {readdirSync, readFileSync} from 'node:fs';

const nsPerS = 1e9;

/** User and system time of all threads that a process has now, in seconds; with a name, of the threads so called alone. */
export function threadsCpuS(pid: number, name?: string): number {
	const threads = readdirSync(`/proc/${pid}/task`).map(id => `/proc/${pid}/task/${id}`);
	return threads.filter(thread => name === undefined || read(`${thread}/comm`).trim() === name)
		.reduce((sum, thread) => sum + Number(read(`${thread}/schedstat`).split(' ')[0]) / nsPerS, 0);
}

/** A thread may end between its listing and its reading. */
function read(path: string): string {
	try {
		return readFileSync(path, 'utf8');
	} catch {
		return '';
	}
}

/** All threads of a process, and those that they start, run on this core from now on. */
export function pin(pid: number, core: number): void {
	execFileSync('taskset', ['-a', '-c', '-p', String(core), String(pid)], {stdio: 'ignore'});
}
