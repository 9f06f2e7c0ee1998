import {spawn, type ChildProcessByStdio} from 'node:child_process';
import {createInterface} from 'node:readline';
import type {Readable, Writable} from 'node:stream';
import type {SimulatedPhone} from '../contract/index.js';
import {messageOf, type Ready} from './messages.js';

export type ProgramListener = {
	phone(phone: SimulatedPhone): void;
	nonsense(line: string): void;
};
/** `code` null: by a signal, or it could not be started. `said`: its last words. */
export type ProgramEnd = {code: number | null; said: string};
/** Undefined: done; else why not. */
type Refusal = string | undefined;

const longestWords = 2000;

/** The simulator as a child process: commands go in by its standard input, a line each; when that is closed it ends. */
export class Program {
	/** Rejects with a `ProgramEnded` when it ends instead. */
	readonly ready: Promise<Ready>;
	/** Whether asked to or not. */
	readonly ended: Promise<ProgramEnd>;
	readonly #child: ChildProcessByStdio<Writable, Readable, Readable>;
	readonly #waiting = new Map<number, (refusal: Refusal) => void>();
	#listener: ProgramListener | undefined;
	#becomesReady: (ready: Ready) => void = () => undefined;
	#commands = 0;
	#said = '';

	constructor(program: string, folder: string) {
		this.#child = spawn(program, ['--folder', folder], {stdio: ['pipe', 'pipe', 'pipe']});
		this.#child.stderr.setEncoding('utf8').on('data', (text: string) => {
			this.#said = (this.#said + text).slice(-longestWords);
		});
		// Its end is told by 'close'; a pipe that breaks meanwhile is no news.
		this.#child.stdin.on('error', () => undefined);
		createInterface({input: this.#child.stdout}).on('line', line => this.#take(line));
		this.ended = new Promise(resolve => {
			this.#child.once('error', error => resolve({code: null, said: error.message}));
			this.#child.once('close', code => resolve({code, said: this.#said.trim()}));
		});
		this.ready = new Promise((resolve, reject) => {
			this.#becomesReady = resolve;
			void this.ended.then(end => reject(new ProgramEnded(end)));
		});
		this.ready.catch(() => undefined);
		void this.ended.then(() => {
			for (const id of [...this.#waiting.keys()]) this.#answered(id, 'the simulator has ended');
		});
	}

	/** Whom all further news go to. */
	listen(listener: ProgramListener): void {
		this.#listener = listener;
	}

	/** Resolves when it is done, or with the reason why not. */
	command(name: string, fields: Readonly<Record<string, unknown>>): Promise<Refusal> {
		const id = ++this.#commands;
		return new Promise(resolve => {
			if (!this.#child.stdin.writable) return resolve('the simulator has ended');
			this.#waiting.set(id, resolve);
			this.#child.stdin.write(`${JSON.stringify({id, do: name, ...fields})}\n`);
		});
	}

	/** It takes its files away and ends; `graceMs` later it is killed. */
	async stop(graceMs: number): Promise<void> {
		this.#child.stdin.end();
		const timer = setTimeout(() => this.#child.kill('SIGKILL'), graceMs);
		await this.ended;
		clearTimeout(timer);
	}

	#take(line: string): void {
		const message = messageOf(line);
		switch (message.kind) {
			case 'ready': return this.#becomesReady(message.ready);
			case 'phone': return this.#listener?.phone(message.phone);
			case 'answer': return this.#answered(message.id, message.refusal);
			case 'other': return;
			case 'nonsense': return this.#listener?.nonsense(message.line);
		}
	}

	#answered(id: number, refusal: Refusal): void {
		this.#waiting.get(id)?.(refusal);
		this.#waiting.delete(id);
	}
}

export class ProgramEnded extends Error {
	readonly end: ProgramEnd;

	constructor(end: ProgramEnd) {
		super(`ended with ${end.code ?? 'a signal'}: ${end.said}`);
		this.name = 'ProgramEnded';
		this.end = end;
	}
}
