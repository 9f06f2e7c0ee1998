import {spawn, type ChildProcess, type ChildProcessByStdio} from 'node:child_process';
import {randomBytes} from 'node:crypto';
import {once} from 'node:events';
import {constants, setPriority} from 'node:os';
import {PassThrough, type Duplex, type Readable, type Writable} from 'node:stream';
import {text} from 'node:stream/consumers';
import {fileURLToPath} from 'node:url';
import type {BackupFacts, Backups, Brought, Checked, Done, Made} from '../api/index.js';
import {acceptBackup, discardBackup, expectRoomForBackup, type CheckedBackup} from '../backup/index.js';
import {refusedWith, told, PartylineError, type ErrorCode} from '../contract/index.js';
import type {Log} from '../lib/log.js';

const program = fileURLToPath(new URL('../main.js', import.meta.url));
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
	/** Of the backup that was checked last. */
	#checked = '';
	#brings: Brought | undefined;

	constructor(dataDir: string, log: Log) {
		this.#dataDir = dataDir;
		this.#log = log;
	}

	async ready(): Promise<Done> {
		try {
			await expectRoomForBackup(this.#dataDir);
			return {ok: true};
		} catch (error) {
			if (error instanceof PartylineError) return {ok: false, code: error.code, message: error.message};
			throw error;
		}
	}

	async make({recordings, passphrase}: {recordings: boolean; passphrase: string | null}): Promise<Made> {
		const child = this.#spawn(['backup', '-', '--json', ...(recordings ? ['--recordings'] : [])], passphrase);
		const complaint = text(child.stderr);
		const content = new PassThrough();
		const begun = once(child.stdout, 'data').then(() => 'begun' as const);
		const closed = new Promise<number | null>(resolve => child.on('close', resolve));
		// The output ends when the child dies, too: it is whole only once the child said so.
		child.stdout.pipe(content, {end: false});
		content.on('error', () => undefined);
		content.on('close', () => child.kill());
		child.stdin.end();
		void closed.then(code => this.#finish(content, code, complaint));
		if (await Promise.race([begun, closed]) === 'begun') return {ok: true, content};
		return refusalIn(await complaint) ?? {ok: false, code: 'INTERNAL', message: 'The backup could not be made.'};
	}

	async check(file: Readable, passphrase: string | null): Promise<Checked> {
		this.#checked = '';
		const child = this.#spawn(['restore', '-', '--json'], passphrase);
		child.stderr.pipe(process.stderr, {end: false});
		const closed = new Promise<void>(resolve => child.on('close', () => resolve()));
		const [answer] = await Promise.all([text(child.stdout), feed(file, child.stdin), closed]);
		const backup = factsIn(answer);
		if (!backup) return refusalIn(answer) ?? refusedWith('INTERNAL', told('backup-unreadable'));
		this.#checked = randomBytes(18).toString('base64url');
		const {brings, ...facts} = backup;
		this.#brings = brings;
		return {ok: true, backup: {id: this.#checked, ...facts}};
	}

	async accept(id: string): Promise<Brought | undefined> {
		if (id !== this.#checked || id === '') return undefined;
		this.#checked = '';
		return await acceptBackup(this.#dataDir) ? this.#brings : undefined;
	}

	async discard(): Promise<void> {
		this.#checked = '';
		await discardBackup(this.#dataDir);
	}

	stop(): void {
		for (const child of this.#running) child.kill();
	}

	async #finish(content: PassThrough, code: number | null, complaint: Promise<string>): Promise<void> {
		if (code === 0) return void content.end();
		this.#log.error({code, complaint: await complaint}, 'a backup could not be made');
		content.destroy(new Error('the backup could not be made'));
	}

	#spawn(words: readonly string[], passphrase: string | null) {
		const secret = passphrase === null ? [] : ['--passphrase-file', passphraseFile];
		const child = spawn(process.execPath, [program, ...words, ...secret, '--data', this.#dataDir], {stdio: ['pipe', 'pipe', 'pipe', 'pipe']}) as ChildProcessByStdio<Writable, Readable, Readable>;
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

type Said = {checked: CheckedBackup} | {code: ErrorCode; message: string};

function factsIn(line: string): BackupFacts & {brings: Brought} | undefined {
	const said = saidIn(line);
	if (!said || !('checked' in said)) return undefined;
	const {boxName, madeAt, version, recordings, users, conferences, network, otherCertificate} = said.checked;
	return {boxName, madeAt, version, recordings, users, conferences, brings: {network, otherCertificate}};
}

function refusalIn(line: string): Extract<Done, {ok: false}> | undefined {
	const said = saidIn(line);
	return said && 'code' in said ? {ok: false, code: said.code, message: said.message} : undefined;
}

/** Undefined: a child that died says nothing, or complains in its own way. */
function saidIn(line: string): Said | undefined {
	return line.startsWith('{') ? JSON.parse(line) as Said : undefined;
}
