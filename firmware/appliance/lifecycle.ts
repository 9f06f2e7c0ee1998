import type {Log} from '../lib/log.js';

type Part = {name: string; stop: () => Promise<void> | void};

/** How long a part may take to stop. */
export const stopPartMs = 5000;

/** The parts of a running box in the order in which they started; they stop the other way round, each within its deadline. */
export class Lifecycle {
	readonly #parts: Part[] = [];
	readonly #log: Log;

	constructor(log: Log) {
		this.#log = log;
	}

	started(name: string, stop: Part['stop']): void {
		this.#parts.push({name, stop});
	}

	/** A part that fails to stop, or takes longer than the deadline, does not keep the others from stopping. */
	async stop(deadlineMs: number): Promise<void> {
		for (let part = this.#parts.pop(); part; part = this.#parts.pop()) {
			await this.#stopOne(part, deadlineMs);
		}
	}

	async #stopOne({name, stop}: Part, deadlineMs: number): Promise<void> {
		let timer: NodeJS.Timeout | undefined;
		const late = new Promise<never>((_resolve, reject) => {
			timer = setTimeout(() => reject(new Error(`took longer than ${deadlineMs} ms`)), deadlineMs);
		});
		try {
			await Promise.race([stop(), late]);
		} catch (error) {
			this.#log.error({err: error, part: name}, 'did not stop cleanly');
		} finally {
			clearTimeout(timer);
		}
	}
}
