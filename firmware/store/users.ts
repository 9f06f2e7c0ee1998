import {internalCallsOnly, type UserChange, type UserId, type UserInput, type UserView} from '../contract/index.js';
import {newId} from '../lib/ids.js';
import {columnOf, withPermissions} from './call-permissions.js';
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

type Row = Omit<UserView, 'mayCall'> & {may_call: string; password: string};

const select = 'SELECT id, name, role, may_call, password FROM users';

export function userTable(database: Database): UserTable {
	return {
		list: async () => (await database.read.all<Row>(`${select} ORDER BY name`)).map(viewOf),
		async create({name, password, role, mayCall = internalCallsOnly}) {
			const view: UserView = {id: newId<UserId>(), name, role, mayCall};
			const hash = await hashPassword(password);
			return uniquely(async () => {
				await database.write(sql => sql.run('INSERT INTO users (id, name, password, role, may_call) VALUES (?, ?, ?, ?, ?)', [view.id, name, hash, role, columnOf(mayCall)]));
				return view;
			});
		},
		async change(id, {password, ...change}) {
			const hash = password === undefined ? undefined : await hashPassword(password);
			return uniquely(() => database.write(sql => changeUser(sql, id, {...change, hash})));
		},
		delete: id => database.write(sql => deleteUser(sql, id)),
		async verify(name, password) {
			const row = await database.read.get<Row>(`${select} WHERE name = ?`, [name]);
			if (!await verifyPassword(password, row?.password) || row === undefined) return undefined;
			return viewOf(row);
		},
	};
}

async function changeUser(sql: Sql, id: UserId, change: Omit<UserChange, 'password'> & {hash: string | undefined}): Promise<UserView | UserRefusal> {
	const old = await sql.get<Row>(`${select} WHERE id = ?`, [id]);
	if (old === undefined) return 'not-found';
	const {name, role, mayCall} = viewOf(old);
	const view: UserView = {id, name: change.name ?? name, role: change.role ?? role, mayCall: change.mayCall ?? mayCall};
	if (view.role !== 'admin' && await isLastAdmin(sql, id)) return 'last-admin';
	await sql.run('UPDATE users SET name = ?, role = ?, may_call = ?, password = ? WHERE id = ?', [view.name, view.role, columnOf(view.mayCall), change.hash ?? old.password, id]);
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
