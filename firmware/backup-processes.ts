import {spawn, type ChildProcess, type ChildProcessByStdio} from 'node:child_process';
import {constants, setPriority} from 'node:os';
import {PassThrough, type Duplex, type Readable, type Writable} from 'node:stream';
import {text} from 'node:stream/consumers';
import {fileURLToPath} from 'node:url';
import type {Backups, Restored} from './api/index.js';
import type {ErrorCode} from './contract/index.js';
import type {Log} from './lib/log.js';

const program = fileURLToPath(new URL('main.js', import.meta.url));
/** The child's file descriptor that brings the passphrase: an argument or a variable would be seen by others. */
const passphraseFile = 'fd:3';

/**
 * Makes and reads backups by the command line's own verbs, in a process of low priority each: packing and encrypting take whole seconds
 * of a processor, which calls must not miss. What runs is ended with the box.
 */
export class BackupProcesses implements Backups {
	readonly #dataDir: string;
	readonly #log: Log;
	readonly #running = new Set<ChildProcess>();

	constructor(dataDir: string, log: Log) {
		this.#dataDir = dataDir;
		this.#log = log;
	}

	make({recordings, passphrase}: {recordings: boolean; passphrase: string | null}): Readable {
		const child = this.#spawn(['backup', '-', ...(recordings ? ['--recordings'] : [])], passphrase);
		const content = new PassThrough();
		// The output ends when the child dies, too: it is whole only once the child said so.
		child.stdout.pipe(content, {end: false});
		child.on('close', code => {
			if (code === 0) return content.end();
			this.#log.error({code}, 'a backup could not be made');
			content.destroy(new Error('the backup could not be made'));
		});
		content.on('error', () => undefined);
		content.on('close', () => child.kill());
		child.stdin.end();
		return content;
	}

	async restore(file: Readable, passphrase: string | null): Promise<Restored> {
		const child = this.#spawn(['restore', '-', '--json'], passphrase);
		const closed = new Promise<void>(resolve => child.on('close', () => resolve()));
		const [answer] = await Promise.all([text(child.stdout), feed(file, child.stdin), closed]);
		return understood(answer) ?? {ok: false, code: 'INTERNAL', message: 'The backup could not be read.'};
	}

	stop(): void {
		for (const child of this.#running) child.kill();
	}

	#spawn(words: readonly string[], passphrase: string | null) {
		const secret = passphrase === null ? [] : ['--passphrase-file', passphraseFile];
		const child = spawn(process.execPath, [program, ...words, ...secret, '--data', this.#dataDir], {stdio: ['pipe', 'pipe', 'inherit', 'pipe']}) as ChildProcessByStdio<Writable, Readable, null>;
		this.#running.add(child);
		child.on('close', () => this.#running.delete(child));
		child.on('error', error => this.#log.error({err: error}, 'a backup could not be begun'));
		if (child.pid !== undefined) lower(child.pid);
		const pipe = child.stdio[3] as Duplex;
		// A pipe whose end nobody reads keeps the child from being seen to close.
		pipe.resume();
		pipe.on('error', () => undefined);
		pipe.end(`${passphrase ?? ''}\n`);
		child.stdin.on('error', () => undefined);
		return child;
	}
}

/** A child that has refused reads no further: the rest is let go by, so that who sends it hears the answer. Who breaks off leaves a part, which is refused. */
function feed(file: Readable, input: Writable): Promise<void> {
	return new Promise(resolve => {
		input.on('error', () => {
			file.unpipe(input);
			file.resume();
		});
		file.on('close', () => {
			input.end();
			resolve();
		});
		file.pipe(input);
	});
}

function lower(pid: number): void {
	try {
		setPriority(pid, constants.priority.PRIORITY_LOW);
	} catch {
		// It has ended already.
	}
}

type Said = {manifest: {boxName: string; madeAt: string; version: string; recordings: boolean}} | {code: ErrorCode; message: string};

function understood(line: string): Restored | undefined {
	if (line === '') return undefined;
	const said = JSON.parse(line) as Said;
	if ('code' in said) return {ok: false, ...said};
	const {boxName, madeAt, version, recordings} = said.manifest;
	return {ok: true, backup: {boxName, madeAt, version, recordings}};
}
