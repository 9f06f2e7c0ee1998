import type {UserChange, UserId, UserInput, UserView} from '../contract/index.js';
import {newId} from '../lib/ids.js';
import type {Database} from './database.js';
import {hashPassword, verifyPassword} from './secrets.js';
import {isConstraint, type Sql} from './sql.js';

export type UserRefusal = 'not-found' | 'name-taken' | 'last-admin';

/** People who log in with a name and a password. A box begins with none. */
export interface UserTable {
	/** By name. */
	list(): Promise<UserView[]>;
	create(input: UserInput): Promise<UserView | 'name-taken'>;
	/** A new password or role ends the user's sessions. The last admin stays one. */
	change(id: UserId, change: UserChange): Promise<UserView | UserRefusal>;
	/** Ends the user's sessions too. */
	delete(id: UserId): Promise<'deleted' | 'not-found' | 'last-admin'>;
	/** The user if the password is right. Takes as long when there is no such name. Names differ by more than case. */
	verify(name: string, password: string): Promise<UserView | undefined>;
}

type Row = UserView & {password: string};

export function userTable(database: Database): UserTable {
	return {
		list: () => database.read.all<UserView>('SELECT id, name, role FROM users ORDER BY name'),
		async create({name, password, role}) {
			const view: UserView = {id: newId<UserId>(), name, role};
			const hash = await hashPassword(password);
			return uniquely(async () => {
				await database.write(sql => sql.run('INSERT INTO users (id, name, password, role) VALUES (?, ?, ?, ?)', [view.id, name, hash, role]));
				return view;
			});
		},
		async change(id, {password, ...change}) {
			const hash = password === undefined ? undefined : await hashPassword(password);
			return uniquely(() => database.write(sql => changeUser(sql, id, {...change, hash})));
		},
		delete: id => database.write(sql => deleteUser(sql, id)),
		async verify(name, password) {
			const row = await database.read.get<Row>('SELECT id, name, role, password FROM users WHERE name = ?', [name]);
			if (!await verifyPassword(password, row?.password) || row === undefined) return undefined;
			return {id: row.id, name: row.name, role: row.role};
		},
	};
}

async function changeUser(sql: Sql, id: UserId, change: Omit<UserChange, 'password'> & {hash: string | undefined}): Promise<UserView | UserRefusal> {
	const old = await sql.get<Row>('SELECT id, name, role, password FROM users WHERE id = ?', [id]);
	if (old === undefined) return 'not-found';
	const view: UserView = {id, name: change.name ?? old.name, role: change.role ?? old.role};
	if (view.role !== 'admin' && await isLastAdmin(sql, id)) return 'last-admin';
	await sql.run('UPDATE users SET name = ?, role = ?, password = ? WHERE id = ?', [view.name, view.role, change.hash ?? old.password, id]);
	if (change.hash !== undefined || view.role !== old.role) await sql.run('DELETE FROM sessions WHERE user = ?', [id]);
	return view;
}

async function deleteUser(sql: Sql, id: UserId): Promise<'deleted' | 'not-found' | 'last-admin'> {
	if (await isLastAdmin(sql, id)) return 'last-admin';
	return await sql.run('DELETE FROM users WHERE id = ?', [id]) > 0 ? 'deleted' : 'not-found';
}

async function isLastAdmin(sql: Sql, id: UserId): Promise<boolean> {
	const admins = await sql.all<{id: UserId}>(`SELECT id FROM users WHERE role = 'admin'`);
	return admins.length === 1 && admins[0]?.id === id;
}

async function uniquely<T>(work: () => Promise<T>): Promise<T | 'name-taken'> {
	try {
		return await work();
	} catch (error) {
		if (isConstraint(error)) return 'name-taken';
		throw error;
	}
}
