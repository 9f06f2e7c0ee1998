import {internalCallsOnly, type AccessRole, type CallPermissions, type SessionView, type UserId} from '../contract/index.js';
import type {Clock} from '../lib/clock.js';
import {withPermissions} from './call-permissions.js';
import type {Database} from './database.js';
import {hashSecret, newSecret} from './secrets.js';

/** Who logs in: a user, or somebody who came by a log-in link and is nobody in particular. */
export type SessionInput = {user: UserId | null; name: string; role: AccessRole; mayCall?: CallPermissions};

/** Log-ins from the page. Only hashes are stored: the secret is in the browser's cookie alone. */
export interface SessionTable {
	/** The oldest log-in of the user, or of those who came by links, ends where there are too many. */
	create(input: SessionInput): Promise<{secret: string; view: SessionView}>;
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
		async create({user, name, role, mayCall = internalCallsOnly}) {
			const now = clock.now();
			const secret = newSecret();
			const expiresAt = new Date(now.getTime() + lastsMs).toISOString();
			await database.write(async sql => {
				await sql.run('DELETE FROM sessions WHERE expires_at <= ?', [now.toISOString()]);
				await sql.run('INSERT INTO sessions (hash, user, name, role, expires_at) VALUES (?, ?, ?, ?, ?)', [hashSecret(secret), user, name, role, expiresAt]);
				await sql.run(deleteOldest, [user, user]);
			});
			return {secret, view: {user, name, role, mayCall, expiresAt}};
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
