import type {Sql} from './sql.js';

export type Work<T> = (sql: Sql) => Promise<T>;

/** Something that waits to be written in one piece with a change. A change that fails leaves it to the next. */
export class Companion {
	#waiting: Work<void> | undefined;
	#change: Promise<unknown> = Promise.resolve();

	constructor(write: Work<void>) {
		this.#waiting = write;
	}

	/** Has `queue` do the work of a change, and with it what waits; nothing does where an earlier change took it. */
	goWith<T>(work: Work<T>, queue: (work: Work<T>) => Promise<T>): Promise<T> {
		const write = this.#waiting;
		if (!write) return queue(work);
		this.#waiting = undefined;
		const done = queue(async sql => {
			const result = await work(sql);
			await write(sql);
			return result;
		});
		this.#change = done.catch(() => {
			this.#waiting = write;
		});
		return done;
	}

	/** No change takes it any more. Whether it is on the disk, with a change. */
	async end(): Promise<boolean> {
		await this.#change;
		const isWritten = this.#waiting === undefined;
		this.#waiting = undefined;
		return isWritten;
	}
}
