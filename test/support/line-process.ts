import {spawn, type ChildProcessWithoutNullStreams} from 'node:child_process';
import {once} from 'node:events';
import {createInterface} from 'node:readline';

/** How many programs that said something and have ended are remembered. */
const mostEnded = 5;

/** A program of ours that says things line by line; what it said last on standard error is kept for error messages. */
export class LineProcess {
	static readonly #running = new Set<LineProcess>();
	static readonly #ended: LineProcess[] = [];
	readonly name: string;
	readonly #child: ChildProcessWithoutNullStreams;
	readonly #exit: Promise<ProcessExit>;
	#errors = '';

	constructor(command: readonly string[], {name, onLine, environment = {}}: {name: string; onLine: (line: string) => void; environment?: NodeJS.ProcessEnv}) {
		const [program = '', ...words] = command;
		this.name = name;
		this.#child = spawn(program, words, {env: {...process.env, ...environment}});
		this.#child.stderr.setEncoding('utf8').on('data', (text: string) => {
			this.#errors = (this.#errors + text).slice(-20_000);
		});
		createInterface({input: this.#child.stdout}).on('line', onLine);
		// Its end is known by `exit`; a pipe that breaks meanwhile is no news.
		this.#child.stdin.on('error', () => undefined);
		this.#exit = once(this.#child, 'close').then(([code, signal]: unknown[]) => ({code: code as number | null, signal: signal as string | null}));
		this.#exit.catch(() => undefined);
		LineProcess.#running.add(this);
		this.#child.once('close', () => this.#hasEnded());
	}

	/** Those that run, and those that ended last. */
	static get lately(): readonly LineProcess[] {
		return [...LineProcess.#ended, ...LineProcess.#running];
	}

	get pid(): number | undefined {
		return this.#child.pid;
	}

	/** What it wrote to standard error, the last 20,000 characters of it. */
	get errors(): string {
		return this.#errors;
	}

	/** Resolves when it has ended; rejects when it could not be started. */
	get exit(): Promise<ProcessExit> {
		return this.#exit;
	}

	send(line: string): void {
		this.#child.stdin.write(`${line}\n`);
	}

	endInput(): void {
		this.#child.stdin.end();
	}

	kill(signal: NodeJS.Signals): void {
		this.#child.kill(signal);
	}

	/** Resolves with the exit, or kills the program after so many milliseconds and rejects. */
	async ended(withinMs: number): Promise<ProcessExit> {
		let timer: NodeJS.Timeout | undefined;
		const late = new Promise<never>((_, reject) => {
			timer = setTimeout(() => {
				this.kill('SIGKILL');
				reject(new Error(`${this.name} did not end within ${withinMs} ms. It said:\n${this.#errors}`));
			}, withinMs);
		});
		return Promise.race([this.#exit, late]).finally(() => clearTimeout(timer));
	}

	#hasEnded(): void {
		LineProcess.#running.delete(this);
		if (this.#errors !== '') LineProcess.#ended.push(this);
		if (LineProcess.#ended.length > mostEnded) LineProcess.#ended.shift();
	}
}

export type ProcessExit = {code: number | null; signal: string | null};
