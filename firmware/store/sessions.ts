import {internalCallsOnly, type AccessRole, type CallPermissions, type SessionView, type UserId} from '../contract/index.js';
import type {Clock} from '../lib/clock.js';
import {withPermissions} from './call-permissions.js';
import type {Database} from './database.js';
import {hashSecret, newSecret} from './secrets.js';
import type {Sql} from './sql.js';
import {verified} from './users.js';

/** Who logs in: a user, or somebody who came by a log-in link and is nobody in particular. */
export type SessionInput = {user: UserId | null; name: string; role: AccessRole; mayCall?: CallPermissions};

export type NewSession = {secret: string; view: SessionView};

/** Log-ins from the page. Only hashes are stored: the secret is in the browser's cookie alone. */
export interface SessionTable {
	/** The oldest log-in of the user, or of those who came by links, ends where there are too many. */
	create(input: SessionInput): Promise<NewSession>;
	/** The same by name and password; undefined where they are wrong, or no longer right when the log-in is kept. */
	logIn(name: string, password: string): Promise<NewSession | undefined>;
	find(secret: string): Promise<SessionView | undefined>;
	delete(secret: string): Promise<void>;
	/** Ends all log-ins of a user. */
	deleteOf(user: UserId): Promise<void>;
}

type Row = Omit<SessionView, 'mayCall'> & {may_call: string};

/** What a user is called and may call is looked up at each use: a change takes effect at once. */
const select = `SELECT sessions.user, coalesce(users.name, sessions.name) AS name, sessions.role, coalesce(users.may_call, '') AS may_call, sessions.expires_at AS expiresAt
	FROM sessions LEFT JOIN users ON users.id = sessions.user WHERE sessions.hash = ? AND sessions.expires_at > ?`;
const lastsMs = 7 * 24 * 3_600_000;
const mostOfOneUser = 20;
const deleteOldest = `DELETE FROM sessions WHERE user IS ? AND hash NOT IN (SELECT hash FROM sessions WHERE user IS ? ORDER BY expires_at DESC, rowid DESC LIMIT ${mostOfOneUser})`;

export function sessionTable(database: Database, clock: Clock): SessionTable {
	return {
		create: input => database.write(sql => addSession(sql, input, clock.now())),
		async logIn(name, password) {
			const find = await verified(database.read, name, password);
			return find && database.write(async sql => {
				const user = await find(sql);
				return user && addSession(sql, {...user, user: user.id}, clock.now());
			});
		},
		async find(secret) {
			const found = await database.read.get<Row>(select, [hashSecret(secret), clock.now().toISOString()]);
			return found && withPermissions(found);
		},
		async delete(secret) {
			await database.write(sql => sql.run('DELETE FROM sessions WHERE hash = ?', [hashSecret(secret)]));
		},
		async deleteOf(user) {
			await database.write(sql => sql.run('DELETE FROM sessions WHERE user = ?', [user]));
		},
	};
}

async function addSession(sql: Sql, {user, name, role, mayCall = internalCallsOnly}: SessionInput, now: Date): Promise<NewSession> {
	const secret = newSecret();
	const expiresAt = new Date(now.getTime() + lastsMs).toISOString();
	await sql.run('DELETE FROM sessions WHERE expires_at <= ?', [now.toISOString()]);
	await sql.run('INSERT INTO sessions (hash, user, name, role, expires_at) VALUES (?, ?, ?, ?, ?)', [hashSecret(secret), user, name, role, expiresAt]);
	await sql.run(deleteOldest, [user, user]);
	return {secret, view: {user, name, role, mayCall, expiresAt}};
}
