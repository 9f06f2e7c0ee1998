import {spawn, type ChildProcess} from 'node:child_process';
import {once} from 'node:events';
import {createServer} from 'node:net';
import {createInterface} from 'node:readline';

export const targetCore = 0;
export const generatorCore = 1;

export type ChildOptions = {
	command: string;
	words: readonly string[];
	shield: boolean;
	/** A line of standard output that says that the target can be called. */
	ready: (line: string) => boolean;
};

/** A target's process, on its own core. `pid` is the target's: taskset, chrt and chroot become what they start. */
export type Child = {pid: number; readyLine: string; stop(): Promise<void>};

const readyMs = 30_000;
const stopMs = 15_000;

/** Starts a process and waits for its ready line. Throws with what it printed when it ends or stays silent. */
export async function startChild({command, words, shield, ready}: ChildOptions): Promise<Child> {
	const pinned = ['taskset', '-c', String(targetCore), command, ...words];
	const [first = '', ...rest] = shield ? ['chrt', '-r', '1', ...pinned] : pinned;
	const child = spawn(first, rest, {stdio: ['ignore', 'pipe', 'pipe']});
	const printed: string[] = [];
	child.stderr.on('data', chunk => printed.push(String(chunk)));
	const readyLine = await new Promise<string>((resolve, reject) => {
		const fail = (why: string) => reject(new Error(`${command} ${why}:\n${printed.join('')}`));
		const timer = setTimeout(() => {
			child.kill('SIGKILL');
			fail('was not ready in time');
		}, readyMs);
		child.once('exit', () => fail('ended'));
		child.once('error', error => fail(error.message));
		createInterface(child.stdout).on('line', line => {
			printed.push(`${line}\n`);
			if (!ready(line)) return;
			clearTimeout(timer);
			resolve(line);
		});
	});
	return {pid: child.pid ?? 0, readyLine, stop: () => stopChild(child)};
}

async function stopChild(child: ChildProcess): Promise<void> {
	if (child.exitCode !== null || child.signalCode !== null) return;
	const ended = once(child, 'exit');
	child.kill('SIGTERM');
	const timer = setTimeout(() => child.kill('SIGKILL'), stopMs);
	await ended;
	clearTimeout(timer);
}

/** A port that is free now; for targets that can't pick one themselves. */
export async function freePort(): Promise<number> {
	const server = createServer().listen(0, '127.0.0.1');
	await once(server, 'listening');
	const address = server.address();
	server.close();
	await once(server, 'close');
	if (address === null || typeof address === 'string') throw new Error('no free port');
	return address.port;
}
