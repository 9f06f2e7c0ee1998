import {internalCallsOnly, type PasswordChange, type UserChange, type UserId, type UserInput, type UserView} from '../contract/index.js';
import {newId} from '../lib/ids.js';
import {columnOf, withPermissions} from './call-permissions.js';
import type {Database} from './database.js';
import {hashPassword, hashSecret, verifyPassword} from './secrets.js';
import {isConstraint, type Sql, type SqlValue} from './sql.js';

export type UserRefusal = 'not-found' | 'name-taken' | 'last-admin';

/** People who log in with a name and a password. A box begins with none. */
export interface UserTable {
	/** By name. */
	list(): Promise<UserView[]>;
	/** Whether somebody has the role admin: before that the box is to be set up. */
	hasAdmin(): Promise<boolean>;
	create(input: UserInput): Promise<UserView | 'name-taken'>;
	/** A new password or role ends the user's sessions. The last admin stays one. */
	change(id: UserId, change: UserChange): Promise<UserView | UserRefusal>;
	/** Sets a password where the old one is right, and still is when the new one is kept; ends the user's sessions but the one with the secret `keep`. */
	changePassword(id: UserId, change: PasswordChange & {keep: string}): Promise<'changed' | 'wrong-password'>;
	/** Ends the user's sessions too. */
	delete(id: UserId): Promise<'deleted' | 'not-found' | 'last-admin'>;
}

type Row = Omit<UserView, 'mayCall'> & {may_call: string; password: string};

const select = `SELECT id, name, role, may_call, recording_quota_megabytes AS recordingQuotaMegabytes, daily_spend AS dailySpend, password FROM users`;
const insert = 'INSERT INTO users (name, role, may_call, recording_quota_megabytes, daily_spend, password, id) VALUES (?, ?, ?, ?, ?, ?, ?)';
const update = 'UPDATE users SET name = ?, role = ?, may_call = ?, recording_quota_megabytes = ?, daily_spend = ?, password = ? WHERE id = ?';
const usualQuotaMegabytes = 60;

export function userTable(database: Database): UserTable {
	return {
		list: async () => (await database.read.all<Row>(`${select} ORDER BY name`)).map(viewOf),
		hasAdmin: () => hasAdmin(database.read),
		async create(input) {
			const add = await adding(input);
			return uniquely(() => database.write(add));
		},
		async change(id, {password, ...change}) {
			const hash = password === undefined ? undefined : await hashPassword(password);
			return uniquely(() => database.write(sql => changeUser(sql, id, {...change, hash})));
		},
		async changePassword(id, {old, password, keep}) {
			const row = await database.read.get<Row>(`${select} WHERE id = ?`, [id]);
			if (!await verifyPassword(old, row?.password) || row === undefined) return 'wrong-password';
			const hash = await hashPassword(password);
			return database.write(async sql => {
				if (await sql.run('UPDATE users SET password = ? WHERE id = ? AND password = ?', [hash, id, row.password]) === 0) return 'wrong-password';
				await sql.run('DELETE FROM sessions WHERE user = ? AND hash <> ?', [id, hashSecret(keep)]);
				return 'changed';
			});
		},
		delete: id => database.write(sql => deleteUser(sql, id)),
	};
}

/**
 * Undefined where the password is wrong, which takes as long when there is no such name; names differ by more than case. Else what looks the user
 * up as part of a transaction: undefined then for one who has another password since, or is gone, for a password takes its time to be checked.
 */
export async function verified(sql: Sql, name: string, password: string): Promise<((sql: Sql) => Promise<UserView | undefined>) | undefined> {
	const row = await sql.get<Row>(`${select} WHERE name = ?`, [name]);
	if (!await verifyPassword(password, row?.password) || row === undefined) return undefined;
	return async transaction => {
		const now = await transaction.get<Row>(`${select} WHERE id = ? AND password = ?`, [row.id, row.password]);
		return now && viewOf(now);
	};
}

/** Adds a user as part of a transaction; the slow hashing of the password is done before it. A name that is taken breaks a constraint. */
export async function adding({name, password, role, mayCall = internalCallsOnly, recordingQuotaMegabytes = usualQuotaMegabytes, dailySpend = null}: UserInput): Promise<(sql: Sql) => Promise<UserView>> {
	const view: UserView = {id: newId<UserId>(), name, role, mayCall, recordingQuotaMegabytes, dailySpend};
	const hash = await hashPassword(password);
	return async sql => {
		await sql.run(insert, valuesOf(view, hash));
		return view;
	};
}

async function changeUser(sql: Sql, id: UserId, change: Omit<UserChange, 'password'> & {hash: string | undefined}): Promise<UserView | UserRefusal> {
	const old = await sql.get<Row>(`${select} WHERE id = ?`, [id]);
	if (old === undefined) return 'not-found';
	const {hash, ...fields} = change;
	const view: UserView = {...viewOf(old), ...fields};
	if (view.role !== 'admin' && await isLastAdmin(sql, id)) return 'last-admin';
	await sql.run(update, valuesOf(view, hash ?? old.password));
	if (hash !== undefined || view.role !== old.role) await sql.run('DELETE FROM sessions WHERE user = ?', [id]);
	return view;
}

const valuesOf = ({id, name, role, mayCall, recordingQuotaMegabytes, dailySpend}: UserView, hash: string): SqlValue[] =>
	[name, role, columnOf(mayCall), recordingQuotaMegabytes, dailySpend, hash, id];

async function deleteUser(sql: Sql, id: UserId): Promise<'deleted' | 'not-found' | 'last-admin'> {
	if (await isLastAdmin(sql, id)) return 'last-admin';
	return await sql.run('DELETE FROM users WHERE id = ?', [id]) > 0 ? 'deleted' : 'not-found';
}

export async function hasAdmin(sql: Sql): Promise<boolean> {
	return await sql.get(`SELECT 1 FROM users WHERE role = 'admin'`) !== undefined;
}

async function isLastAdmin(sql: Sql, id: UserId): Promise<boolean> {
	const admins = await sql.all<{id: UserId}>(`SELECT id FROM users WHERE role = 'admin'`);
	return admins.length === 1 && admins[0]?.id === id;
}

function viewOf({password: _password, ...row}: Row): UserView {
	return withPermissions(row);
}

async function uniquely<T>(work: () => Promise<T>): Promise<T | 'name-taken'> {
	try {
		return await work();
	} catch (error) {
		if (isConstraint(error)) return 'name-taken';
		throw error;
	}
}
