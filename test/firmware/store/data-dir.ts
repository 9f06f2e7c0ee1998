import {execFileSync} from 'node:child_process';
import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import type {ExecutionContext} from 'ava';
import {pino} from 'pino';
import sqlite3 from 'sqlite3';
import {openStore, type Store, type StoreOptions} from '../../../firmware/store/index.js';
import {ManualClock} from '../../support/manual-clock.js';

export const silentLog = pino({level: 'silent'});

/** A folder that is gone after the test. */
export async function dataDir(t: ExecutionContext): Promise<string> {
	const path = await mkdtemp(join(tmpdir(), 'partyline-store-'));
	t.teardown(() => rm(path, {recursive: true, force: true}));
	return path;
}

/** Opens a store as the box does, unless told otherwise. */
export function open(path: string, options: Partial<StoreOptions> = {}): Promise<Store> {
	return openStore({dataDir: path, log: silentLog, clock: new ManualClock(), ...options});
}

/** What the box does when its power comes back: everything closed and opened again. */
export async function reopen(store: Store, path: string): Promise<Store> {
	await store.close();
	return open(path);
}

/** Changes a closed database behind the box's back. */
export function tamper(path: string, sql: string): Promise<void> {
	return new Promise((resolve, reject) => {
		const database = new sqlite3.Database(join(path, 'partyline.db'));
		database.exec(sql, error => {
			if (error) reject(error);
			else database.close(closing => closing ? reject(closing) : resolve());
		});
	});
}

/** Has a store do something whose change comes after that of `sql`, though it was begun before. */
export async function overtake<T>(path: string, store: Store, {sql, work}: {sql: string; work: () => Promise<T>}): Promise<T> {
	const database = new sqlite3.Database(join(path, 'partyline.db'));
	const execute = (statements: string) => new Promise<void>((resolve, reject) => {
		database.exec(statements, error => error ? reject(error) : resolve());
	});
	await execute('BEGIN IMMEDIATE');
	const working = work();
	// What the work reads first it has asked for by now.
	await store.users.list();
	await execute(`${sql}; COMMIT`);
	await new Promise(resolve => database.close(resolve));
	return working;
}

/** A file system of its own in memory, unmounted after the test; undefined where this user may not mount. */
export async function mounted(t: ExecutionContext, options: string): Promise<string | undefined> {
	const path = await dataDir(t);
	try {
		execFileSync('mount', ['-t', 'tmpfs', '-o', options, 'none', path], {stdio: 'ignore'});
	} catch {
		t.log('this user may not mount a file system; not tried');
		return undefined;
	}
	t.teardown(() => void execFileSync('umount', ['--lazy', path], {stdio: 'ignore'}));
	return path;
}
