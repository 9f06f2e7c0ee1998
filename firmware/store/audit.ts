import {PartylineError, told, type ActorKind, type AuditEntry} from '../contract/index.js';
import type {Database} from './database.js';
import type {Page, PageRequest} from './page.js';
import type {Sql, SqlValue} from './sql.js';

/**
 * Who it was: one whose name has one of `names` in it, or of one of `kinds`; all, where both are empty. `action` is all or part of what was
 * done. Both in any case. `from` and `to` bound the time.
 */
export type AuditFilter = {names?: readonly string[]; kinds?: readonly ActorKind[]; action?: string; from?: Date; to?: Date};

export type NewAuditEntry = Omit<AuditEntry, 'id'>;

/** Who did what, when and from where. */
export interface AuditTable {
	add(entry: NewAuditEntry): Promise<void>;
	/**
	 * Does something whose first change of the database is kept in one piece with its entry, or neither is; `entry` is asked when the change is
	 * written. `written`: the entry, where there was a change. Throws what `action` throws.
	 */
	addWith<T>(entry: () => NewAuditEntry, action: () => Promise<T>): Promise<{result: T; written: AuditEntry | undefined}>;
	/** Tells anew what an entry says, but when. */
	amend(entry: AuditEntry): Promise<void>;
	/** Newest first. Throws INVALID_INPUT for a cursor that isn't ours. */
	list(filter: AuditFilter, page: PageRequest): Promise<Page<AuditEntry>>;
	/** The number deleted. */
	deleteBefore(then: Date): Promise<number>;
}

const columns = ['at', 'kind', 'name', 'address', 'action', 'subject', 'detail', 'outcome'] as const;
const insert = `INSERT INTO audit (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')}) RETURNING id`;
const amended = ['kind', 'name', 'address', 'action', 'subject', 'detail', 'outcome'] as const;
const update = `UPDATE audit SET ${amended.map(column => `${column} = ?`).join(', ')} WHERE id = ?`;

export function auditTable(database: Database): AuditTable {
	return {
		async add(entry) {
			await database.write(sql => addEntry(sql, entry));
		},
		async addWith(entry, action) {
			let added: AuditEntry | undefined;
			const {result, written} = await database.alongside(async sql => {
				added = await addEntry(sql, entry());
			}, action);
			return {result, written: written ? added : undefined};
		},
		async amend(entry) {
			await database.write(sql => sql.run(update, [...amended.map(column => entry[column]), entry.id]));
		},
		async list(filter, {limit, cursor}) {
			const given = conditionsOf(filter, cursor);
			const where = ['TRUE', ...given.map(({condition}) => condition)].join(' AND ');
			const rows = await database.read.all<AuditEntry>(
				`SELECT id, ${columns.join(', ')} FROM audit WHERE ${where} ORDER BY id DESC LIMIT ?`, [...given.flatMap(({values}) => values), limit + 1],
			);
			const items = rows.slice(0, limit);
			return {items, next: rows.length > limit ? String(items.at(-1)?.id) : null};
		},
		deleteBefore: then => database.write(sql => sql.run('DELETE FROM audit WHERE at < ?', [then.toISOString()])),
	};
}

async function addEntry(sql: Sql, entry: NewAuditEntry): Promise<AuditEntry> {
	const row = await sql.get<{id: number}>(insert, columns.map(column => entry[column]));
	return {...entry, id: row?.id ?? 0};
}

type Condition = {condition: string; values: readonly SqlValue[]};

function conditionsOf({names, kinds, action, from, to}: AuditFilter, cursor: string | undefined): Condition[] {
	const parts: [string, SqlValue | undefined][] = [
		['id < ?', cursor === undefined ? undefined : idIn(cursor)],
		['instr(lower(action), ?) > 0', action && inSmallLetters(action)],
		['at >= ?', from?.toISOString()],
		['at < ?', to?.toISOString()],
	];
	return [...whoOf({names, kinds}), ...parts.flatMap(([condition, value]) => value === undefined ? [] : [{condition, values: [value]}])];
}

function whoOf({names = [], kinds = []}: Pick<AuditFilter, 'names' | 'kinds'>): Condition[] {
	const either = [...names.map(() => 'instr(lower(name), ?) > 0'), ...kinds.map(() => 'kind = ?')];
	return either.length === 0 ? [] : [{condition: `(${either.join(' OR ')})`, values: [...names.map(inSmallLetters), ...kinds]}];
}

/** As SQLite's lower() does it. */
const inSmallLetters = (text: string) => text.replace(/[A-Z]/g, letter => letter.toLowerCase());

function idIn(cursor: string): number {
	if (/^[0-9]{1,15}$/.test(cursor)) return Number(cursor);
	throw new PartylineError('INVALID_INPUT', 'The cursor is not one that this box gave.', {problems: [{path: '/cursor', ...told('wrong-cursor'), message: 'is not one that this box gave'}]});
}
