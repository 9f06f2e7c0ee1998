import sqlite3 from 'sqlite3';
import {PartylineError} from '../contract/index.js';

export type SqlValue = string | number | null;
export type SqlParameters = readonly SqlValue[];

/** What queries are written against: a connection, or a transaction on it. */
export interface Sql {
	/** The number of rows changed. */
	run(sql: string, parameters?: SqlParameters): Promise<number>;
	get<Row>(sql: string, parameters?: SqlParameters): Promise<Row | undefined>;
	all<Row>(sql: string, parameters?: SqlParameters): Promise<Row[]>;
}

/** One SQLite connection with promises; failures that an admin can mend become PartylineErrors that name the file. */
export class Connection implements Sql {
	readonly #path: string;
	readonly #handle: sqlite3.Database;

	private constructor(path: string, handle: sqlite3.Database) {
		this.#path = path;
		this.#handle = handle;
	}

	static open(path: string, mode: 'read-write' | 'read-only'): Promise<Connection> {
		const flags = mode === 'read-only' ? sqlite3.OPEN_READONLY : sqlite3.OPEN_READWRITE | sqlite3.OPEN_CREATE;
		return new Promise((resolve, reject) => {
			const handle = new sqlite3.Database(path, flags, error => {
				if (error === null) resolve(new Connection(path, handle));
				else reject(explain(error, path));
			});
		});
	}

	run(sql: string, parameters: SqlParameters = []): Promise<number> {
		return new Promise((resolve, reject) => {
			const path = this.#path;
			this.#handle.run(sql, parameters, function (error) {
				if (error === null) resolve(this.changes);
				else reject(explain(error, path));
			});
		});
	}

	get<Row>(sql: string, parameters: SqlParameters = []): Promise<Row | undefined> {
		return new Promise((resolve, reject) => {
			this.#handle.get<Row | undefined>(sql, parameters, (error, row) => {
				if (error === null) resolve(row);
				else reject(explain(error, this.#path));
			});
		});
	}

	all<Row>(sql: string, parameters: SqlParameters = []): Promise<Row[]> {
		return new Promise((resolve, reject) => {
			this.#handle.all<Row>(sql, parameters, (error, rows) => {
				if (error === null) resolve(rows);
				else reject(explain(error, this.#path));
			});
		});
	}

	/** Several statements, separated by semicolons. */
	script(sql: string): Promise<void> {
		return new Promise((resolve, reject) => {
			this.#handle.exec(sql, error => {
				if (error === null) resolve();
				else reject(explain(error, this.#path));
			});
		});
	}

	close(): Promise<void> {
		return new Promise((resolve, reject) => {
			this.#handle.close(error => {
				if (error === null) resolve();
				else reject(error);
			});
		});
	}
}

/** True for the error of a statement that would have broken a UNIQUE, a CHECK or a foreign key. */
export function isConstraint(error: unknown): boolean {
	return sqliteCode(error) === 'SQLITE_CONSTRAINT';
}

/** What SQLite says of a statement that would have broken a constraint, such as "UNIQUE constraint failed: users.name"; undefined for other errors. */
export function constraintOf(error: unknown): string | undefined {
	return isConstraint(error) && error instanceof Error ? error.message : undefined;
}

/** True when another connection holds the lock that was asked for. */
export function isBusy(error: unknown): boolean {
	return sqliteCode(error) === 'SQLITE_BUSY';
}

/** What a person is told about a database that can't be used, and what he can do. */
export function damaged(path: string, finding: string, cause?: unknown): PartylineError {
	const message = `The database ${path} is damaged (${finding}). It was left as it is. Restore it from a backup, or move it out of the way to start with an empty one.`;
	return new PartylineError('DATABASE_DAMAGED', message, {cause});
}

function sqliteCode(error: unknown): string {
	return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}

function explain(error: Error, path: string): Error {
	switch (sqliteCode(error)) {
		case 'SQLITE_FULL':
			return new PartylineError('DISK_FULL', `The disk of ${path} is full; nothing was changed. Free some space and try again.`, {cause: error});
		case 'SQLITE_READONLY':
			return new PartylineError('DATA_READ_ONLY', `The database ${path} can not be written to.`, {cause: error});
		case 'SQLITE_CORRUPT':
		case 'SQLITE_NOTADB':
			return damaged(path, error.message, error);
		default:
			return error;
	}
}
