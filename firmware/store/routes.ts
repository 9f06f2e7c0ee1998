import type {RouteId, RouteInput, RouteView} from '../contract/index.js';
import {newId} from '../lib/ids.js';
import type {Database} from './database.js';
import {isConstraint, type SqlValue} from './sql.js';

/** The outbound routing table. No two rows have the same prefix and order. */
export interface RouteTable {
	/** By prefix and order. */
	list(): Promise<RouteView[]>;
	get(id: RouteId): Promise<RouteView | undefined>;
	create(input: RouteInput): Promise<RouteView | 'order-taken'>;
	/** Replaces all of it but the id. */
	replace(route: RouteView): Promise<'replaced' | 'not-found' | 'order-taken'>;
	/** False when there was none. */
	delete(id: RouteId): Promise<boolean>;
}

type Row = Omit<RouteView, 'order' | 'via'> & {place: number; via: string};

const select = 'SELECT id, prefix, place, class, strip, prepend, price_per_minute AS pricePerMinute, via FROM routes';
const insert = 'INSERT INTO routes (prefix, place, class, strip, prepend, price_per_minute, via, id) VALUES (?, ?, ?, ?, ?, ?, ?, ?)';
const update = 'UPDATE routes SET prefix = ?, place = ?, class = ?, strip = ?, prepend = ?, price_per_minute = ?, via = ? WHERE id = ?';

export function routeTable(database: Database): RouteTable {
	return {
		list: async () => (await database.read.all<Row>(`${select} ORDER BY prefix, place`)).map(routeOf),
		async get(id) {
			const row = await database.read.get<Row>(`${select} WHERE id = ?`, [id]);
			return row === undefined ? undefined : routeOf(row);
		},
		async create(input) {
			const route = {...input, id: newId<RouteId>()};
			return uniquely(async () => {
				await database.write(sql => sql.run(insert, valuesOf(route)));
				return route;
			});
		},
		async replace(route) {
			return uniquely(async () => await database.write(sql => sql.run(update, valuesOf(route))) === 0 ? 'not-found' : 'replaced');
		},
		async delete(id) {
			return await database.write(sql => sql.run('DELETE FROM routes WHERE id = ?', [id])) > 0;
		},
	};
}

async function uniquely<T>(work: () => Promise<T>): Promise<T | 'order-taken'> {
	try {
		return await work();
	} catch (error) {
		if (isConstraint(error)) return 'order-taken';
		throw error;
	}
}

const routeOf = ({place, via, ...row}: Row): RouteView => ({...row, order: place, via: JSON.parse(via) as RouteView['via']});
const valuesOf = ({prefix, order, class: callClass, strip, prepend, pricePerMinute, via, id}: RouteView): SqlValue[] => [prefix, order, callClass, strip, prepend, pricePerMinute, JSON.stringify(via), id];
