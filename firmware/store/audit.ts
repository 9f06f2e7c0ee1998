import {PartylineError, told, type AuditEntry} from '../contract/index.js';
import type {Database} from './database.js';
import type {Page, PageRequest} from './page.js';
import type {SqlValue} from './sql.js';

/** `name` is all or part of who it was, `action` of what was done, both in any case; `from` and `to` bound the time. */
export type AuditFilter = {name?: string; action?: string; from?: Date; to?: Date};

/** Who did what, when and from where. */
export interface AuditTable {
	add(entry: Omit<AuditEntry, 'id'>): Promise<void>;
	/** Newest first. Throws INVALID_INPUT for a cursor that isn't ours. */
	list(filter: AuditFilter, page: PageRequest): Promise<Page<AuditEntry>>;
	/** The number deleted. */
	deleteBefore(then: Date): Promise<number>;
}

const columns = ['at', 'kind', 'name', 'address', 'action', 'subject', 'detail', 'outcome'] as const;
const insert = `INSERT INTO audit (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`;

export function auditTable(database: Database): AuditTable {
	return {
		async add(entry) {
			await database.write(sql => sql.run(insert, columns.map(column => entry[column])));
		},
		async list(filter, {limit, cursor}) {
			const given = conditionsOf(filter, cursor);
			const where = ['TRUE', ...given.map(({condition}) => condition)].join(' AND ');
			const rows = await database.read.all<AuditEntry>(
				`SELECT id, ${columns.join(', ')} FROM audit WHERE ${where} ORDER BY id DESC LIMIT ?`, [...given.map(({value}) => value), limit + 1],
			);
			const items = rows.slice(0, limit);
			return {items, next: rows.length > limit ? String(items.at(-1)?.id) : null};
		},
		deleteBefore: then => database.write(sql => sql.run('DELETE FROM audit WHERE at < ?', [then.toISOString()])),
	};
}

function conditionsOf({name, action, from, to}: AuditFilter, cursor: string | undefined): {condition: string; value: SqlValue}[] {
	const parts: [string, SqlValue | undefined][] = [
		['id < ?', cursor === undefined ? undefined : idIn(cursor)],
		['instr(lower(name), ?) > 0', name && inSmallLetters(name)],
		['instr(lower(action), ?) > 0', action && inSmallLetters(action)],
		['at >= ?', from?.toISOString()],
		['at < ?', to?.toISOString()],
	];
	return parts.flatMap(([condition, value]) => value === undefined ? [] : [{condition, value}]);
}

/** As SQLite's lower() does it. */
const inSmallLetters = (text: string) => text.replace(/[A-Z]/g, letter => letter.toLowerCase());

function idIn(cursor: string): number {
	if (/^[0-9]{1,15}$/.test(cursor)) return Number(cursor);
	throw new PartylineError('INVALID_INPUT', 'The cursor is not one that this box gave.', {problems: [{path: '/cursor', ...told('wrong-cursor'), message: 'is not one that this box gave'}]});
}
