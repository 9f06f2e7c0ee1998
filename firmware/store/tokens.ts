import {internalCallsOnly, tokenScopes, type NewToken, type TokenId, type TokenInput, type TokenScope, type TokenView} from '../contract/index.js';
import type {Clock} from '../lib/clock.js';
import {newId} from '../lib/ids.js';
import {columnOf, withPermissions} from './call-permissions.js';
import type {Database} from './database.js';
import {hashSecret, newSecret} from './secrets.js';

/** Tokens for programs. Only hashes are stored: a token is seen once, when it is made. */
export interface TokenTable {
	create(input: TokenInput): Promise<NewToken>;
	/** By name. */
	list(): Promise<TokenView[]>;
	/** Whose token this is, if it is one and has not expired; notes, to the minute, that it was used, where the disk lets it. */
	find(token: string): Promise<TokenView | undefined>;
	/** False when there was none. */
	delete(id: TokenId): Promise<boolean>;
}

const usedEveryMs = 60_000;
type Row = Omit<TokenView, 'mayCall' | 'scopes'> & {may_call: string; scopes: string};

const select = 'SELECT id, name, role, scopes, may_call, created_at AS createdAt, expires_at AS expiresAt, last_used_at AS lastUsedAt FROM tokens';

export function tokenTable(database: Database, clock: Clock): TokenTable {
	return {
		async create({name, role, scopes = tokenScopes, mayCall = internalCallsOnly, expiresAt}) {
			const token = newSecret();
			const expires = expiresAt === null ? null : new Date(expiresAt).toISOString();
			const view: TokenView = {id: newId<TokenId>(), name, role, scopes: [...scopes], mayCall, createdAt: clock.now().toISOString(), expiresAt: expires, lastUsedAt: null};
			await database.write(sql => sql.run(
				'INSERT INTO tokens (id, hash, name, role, scopes, may_call, created_at, expires_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
				[view.id, hashSecret(token), name, role, view.scopes.join(' '), columnOf(mayCall), view.createdAt, expires],
			));
			return {...view, token};
		},
		list: async () => (await database.read.all<Row>(`${select} ORDER BY name, created_at`)).map(viewOf),
		async find(token) {
			const now = clock.now();
			const found = await database.read.get<Row>(`${select} WHERE hash = ? AND coalesce(expires_at > ?, TRUE)`, [hashSecret(token), now.toISOString()]);
			// A program must be able to look at a box whose disk is full, and to make room there.
			if (found !== undefined && isLongAgo(found.lastUsedAt, now)) await noteUse(database, found.id, now).catch(() => undefined);
			return found && viewOf(found);
		},
		async delete(id) {
			return await database.write(sql => sql.run('DELETE FROM tokens WHERE id = ?', [id])) > 0;
		},
	};
}

function viewOf({scopes, ...row}: Row): TokenView {
	return {...withPermissions(row), scopes: scopes.split(' ') as TokenScope[]};
}

function isLongAgo(lastUsedAt: string | null, now: Date): boolean {
	return lastUsedAt === null || now.getTime() - Date.parse(lastUsedAt) >= usedEveryMs;
}

async function noteUse(database: Database, id: TokenId, now: Date): Promise<void> {
	await database.write(sql => sql.run('UPDATE tokens SET last_used_at = ? WHERE id = ?', [now.toISOString(), id]));
}
