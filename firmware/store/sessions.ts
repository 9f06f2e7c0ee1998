import type {AccessRole, SessionView, UserId} from '../contract/index.js';
import type {Clock} from '../lib/clock.js';
import type {Database} from './database.js';
import {hashSecret, newSecret} from './secrets.js';

/** Who logs in: a user, or somebody who came by a log-in link and is nobody in particular. */
export type SessionInput = {user: UserId | null; name: string; role: AccessRole};

/** Log-ins from the page. Only hashes are stored: the secret is in the browser's cookie alone. */
export interface SessionTable {
	create(input: SessionInput): Promise<{secret: string; view: SessionView}>;
	find(secret: string): Promise<SessionView | undefined>;
	delete(secret: string): Promise<void>;
}

const lastsMs = 7 * 24 * 3_600_000;

export function sessionTable(database: Database, clock: Clock): SessionTable {
	return {
		async create({user, name, role}) {
			const now = clock.now();
			const secret = newSecret();
			const expiresAt = new Date(now.getTime() + lastsMs).toISOString();
			await database.write(async sql => {
				await sql.run('DELETE FROM sessions WHERE expires_at <= ?', [now.toISOString()]);
				await sql.run('INSERT INTO sessions (hash, user, name, role, expires_at) VALUES (?, ?, ?, ?, ?)', [hashSecret(secret), user, name, role, expiresAt]);
			});
			return {secret, view: {name, role, expiresAt}};
		},
		find: secret => database.read.get<SessionView>(
			'SELECT name, role, expires_at AS expiresAt FROM sessions WHERE hash = ? AND expires_at > ?',
			[hashSecret(secret), clock.now().toISOString()],
		),
		async delete(secret) {
			await database.write(sql => sql.run('DELETE FROM sessions WHERE hash = ?', [hashSecret(secret)]));
		},
	};
}
