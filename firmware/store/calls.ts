import type {CallRecord, ConferenceId, UserId} from '../contract/index.js';
import type {Database} from './database.js';
import {afterCursor, pageOf, type Page, type PageRequest} from './page.js';
import type {SqlValue} from './sql.js';

/** `from` and `to` are Dates of the start of the call; `number` is all or part of the caller's. */
export type CallFilter = {from?: Date; to?: Date; conference?: ConferenceId; number?: string};

/** The history of calls. */
export interface CallTable {
	/** Adds a call, or replaces what was known of it. */
	put(call: CallRecord): Promise<void>;
	/** Newest first. Throws INVALID_INPUT for a cursor that isn't ours. */
	list(filter: CallFilter, page: PageRequest): Promise<Page<CallRecord>>;
	/** What calls that ended then or later have cost, in the order of their ends; those that cost nothing are left out. */
	costsSince(then: Date): Promise<{by: string; byUser: UserId | null; cost: number; endedAt: string}[]>;
	/** Deletes calls that began before then; those that still last stay. The number deleted. */
	deleteBefore(then: Date): Promise<number>;
}

const columns = ['id', 'direction', 'number', 'name', 'line', 'dialled', 'started_at', 'answered_at', 'ended_at', 'conference', 'conference_number', 'role', 'outcome', 'codec', 'cost', 'caused_by', 'caused_by_user'];
const put = `INSERT OR REPLACE INTO calls (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`;
const select = `SELECT id, direction, number, name, line, dialled, started_at AS startedAt, answered_at AS answeredAt, ended_at AS endedAt,
	conference, conference_number AS conferenceNumber, role, outcome, codec, cost, caused_by AS "by", caused_by_user AS byUser FROM calls`;

export function callTable(database: Database): CallTable {
	return {
		async put(call) {
			await database.write(sql => sql.run(put, valuesOf(call)));
		},
		async list(filter, {limit, cursor}) {
			const after = afterCursor(cursor);
			const {conditions, parameters} = conditionsOf(filter);
			const where = [after.condition, ...conditions].join(' AND ');
			const rows = await database.read.all<CallRecord>(
				`${select} WHERE ${where} ORDER BY started_at DESC, id DESC LIMIT ?`,
				[...after.parameters, ...parameters, limit + 1],
			);
			return pageOf(rows, limit);
		},
		costsSince: then => database.read.all('SELECT caused_by AS "by", caused_by_user AS byUser, cost, ended_at AS endedAt FROM calls WHERE ended_at >= ? AND cost > 0 ORDER BY ended_at', [then.toISOString()]),
		deleteBefore: then => database.write(sql => sql.run('DELETE FROM calls WHERE started_at < ? AND ended_at IS NOT NULL', [then.toISOString()])),
	};
}

function valuesOf(call: CallRecord): SqlValue[] {
	return [
		call.id, call.direction, call.number, call.name, call.line, call.dialled, call.startedAt, call.answeredAt, call.endedAt,
		call.conference, call.conferenceNumber, call.role, call.outcome, call.codec, call.cost, call.by, call.byUser,
	];
}

function conditionsOf({from, to, conference, number}: CallFilter): {conditions: string[]; parameters: SqlValue[]} {
	const parts: [string, SqlValue | undefined][] = [
		['started_at >= ?', from?.toISOString()],
		['started_at < ?', to?.toISOString()],
		['conference = ?', conference],
		['instr(number, ?) > 0', number],
	];
	const given = parts.flatMap(([condition, value]) => value === undefined ? [] : [{condition, value}]);
	return {conditions: given.map(part => part.condition), parameters: given.map(part => part.value)};
}
