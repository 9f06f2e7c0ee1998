import {PartylineError, told} from '../contract/index.js';
import type {SqlValue} from './sql.js';

/** A part of a list that is too long for one answer; `next` is where to go on, null at the end. */
export type Page<T> = {items: T[]; next: string | null};
export type PageRequest = {limit: number; cursor?: string};

type Position = {startedAt: string; id: string};

/** The condition for what comes after the cursor in a list that is sorted by `started_at` and `id`, newest first. */
export function afterCursor(cursor: string | undefined): {condition: string; parameters: SqlValue[]} {
	if (cursor === undefined) return {condition: 'TRUE', parameters: []};
	const {startedAt, id} = decode(cursor);
	return {condition: '(started_at, id) < (?, ?)', parameters: [startedAt, id]};
}

/** Makes a page of what was asked for with one row more than the limit. */
export function pageOf<T extends Position>(rows: readonly T[], limit: number): Page<T> {
	const items = rows.slice(0, limit);
	const last = items.at(-1);
	return {items, next: rows.length > limit && last !== undefined ? encode(last) : null};
}

function encode({startedAt, id}: Position): string {
	return Buffer.from(`${startedAt} ${id}`).toString('base64url');
}

function decode(cursor: string): Position {
	const [startedAt, id, ...rest] = Buffer.from(cursor, 'base64url').toString().split(' ');
	if (startedAt === undefined || id === undefined || rest.length > 0) {
		throw new PartylineError('INVALID_INPUT', 'The cursor is not one that this box gave.', {problems: [{path: '/cursor', ...told('wrong-cursor'), message: 'is not one that this box gave'}]});
	}
	return {startedAt, id};
}
