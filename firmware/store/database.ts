import {AsyncLocalStorage} from 'node:async_hooks';
import {Companion, type Work} from './companion.js';
import type {Connection, Sql} from './sql.js';

/** Does its part of a transaction; the result tells whoever waits, once the part is on the disk. */
type Part = {perform: (sql: Sql) => Promise<() => void>; reject: (error: unknown) => void};

/**
 * The box's database: one connection that writes and one that reads what was committed. A change is on the disk (synchronous=FULL)
 * when `write` resolves; changes that come while the disk is busy share the next commit, so that a burst of calls costs few syncs.
 */
export class Database {
	readonly #writer: Connection;
	readonly #reader: Connection;
	/** Of whoever asks: requests are done at the same time, and each has its own. */
	readonly #companions = new AsyncLocalStorage<Companion>();
	#waiting: Part[] = [];
	#writing: Promise<void> | undefined;

	constructor(writer: Connection, reader: Connection) {
		this.#writer = writer;
		this.#reader = reader;
	}

	get read(): Sql {
		return this.#reader;
	}

	/** Does the work in one piece: when it throws, nothing of it remains. Works are done in the order in which they came. */
	write<T>(work: Work<T>): Promise<T> {
		const companion = this.#companions.getStore();
		return companion ? companion.goWith(work, whole => this.#queue(whole)) : this.#queue(work);
	}

	/** Does something whose first change is written in one piece with `besides`, or neither is. `written`: there was a change. Throws what `action` throws. */
	async alongside<T>(besides: Work<void>, action: () => Promise<T>): Promise<{result: T; written: boolean}> {
		const companion = new Companion(besides);
		const acting = this.#companions.run(companion, action);
		const written = await acting.then(() => companion.end(), () => companion.end());
		return {result: await acting, written};
	}

	async close(): Promise<void> {
		await this.#writing;
		await this.#reader.close();
		await this.#writer.close();
	}

	#queue<T>(work: Work<T>): Promise<T> {
		return new Promise((resolve, reject) => {
			const perform = async (sql: Sql) => {
				const result = await work(sql);
				return () => resolve(result);
			};
			this.#waiting.push({perform, reject});
			this.#writing ??= this.#writeAll();
		});
	}

	async #writeAll(): Promise<void> {
		while (this.#waiting.length > 0) await this.#commit(this.#waiting.splice(0));
		this.#writing = undefined;
	}

	async #commit(parts: readonly Part[]): Promise<void> {
		const settle: (() => void)[] = [];
		try {
			await this.#writer.run('BEGIN IMMEDIATE');
			for (const part of parts) settle.push(await this.#attempt(part));
			await this.#writer.run('COMMIT');
		} catch (error) {
			// SQLite may have rolled back by itself, as it does when the disk is full.
			await this.#writer.run('ROLLBACK').catch(() => undefined);
			for (const {reject} of parts) reject(error);
			return;
		}
		for (const tell of settle) tell();
	}

	/** A part that throws is undone alone. Throws when the whole transaction is lost. */
	async #attempt({perform, reject}: Part): Promise<() => void> {
		await this.#writer.run('SAVEPOINT part');
		try {
			const tell = await perform(this.#writer);
			await this.#writer.run('RELEASE part');
			return tell;
		} catch (error) {
			await this.#writer.script('ROLLBACK TO part; RELEASE part').catch(() => {
				throw error;
			});
			return () => reject(error);
		}
	}
}
