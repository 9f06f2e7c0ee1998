import {Value} from '@sinclair/typebox/value';
import {trunkInput, type TrunkId, type TrunkInput} from '../contract/index.js';
import {newId} from '../lib/ids.js';
import type {Database} from './database.js';
import {isConstraint, type Sql} from './sql.js';

export type Trunk = TrunkInput & {id: TrunkId};

/** Trunks as an admin set them up, with their passwords. No two have the same name. */
export interface TrunkTable {
	/** By name. */
	list(): Promise<Trunk[]>;
	get(id: TrunkId): Promise<Trunk | undefined>;
	create(input: TrunkInput): Promise<Trunk | 'name-taken'>;
	/** Replaces all of it but the id. */
	replace(trunk: Trunk): Promise<'replaced' | 'not-found' | 'name-taken'>;
	/** False when there was none. */
	delete(id: TrunkId): Promise<boolean>;
}

type Row = {id: TrunkId; name: string; config: string};

const select = 'SELECT id, name, config FROM trunks';

export function trunkTable(database: Database): TrunkTable {
	return {
		list: async () => (await database.read.all<Row>(`${select} ORDER BY name`)).flatMap(read),
		async get(id) {
			const row = await database.read.get<Row>(`${select} WHERE id = ?`, [id]);
			return row === undefined ? undefined : read(row)[0];
		},
		async create(input) {
			const trunk = {...input, id: newId<TrunkId>()};
			return uniquely(async () => {
				await database.write(sql => addTrunk(sql, trunk));
				return trunk;
			});
		},
		async replace(trunk) {
			return uniquely(async () => {
				const changed = await database.write(sql => sql.run('UPDATE trunks SET name = ?, config = ? WHERE id = ?', valuesOf(trunk)));
				return changed === 0 ? 'not-found' : 'replaced';
			});
		},
		async delete(id) {
			return await database.write(sql => sql.run('DELETE FROM trunks WHERE id = ?', [id])) > 0;
		},
	};
}

/** As part of a transaction; a name that is taken breaks a constraint. */
export async function addTrunk(sql: Sql, trunk: Trunk): Promise<Trunk> {
	await sql.run('INSERT INTO trunks (name, config, id) VALUES (?, ?, ?)', valuesOf(trunk));
	return trunk;
}

async function uniquely<T>(work: () => Promise<T>): Promise<T | 'name-taken'> {
	try {
		return await work();
	} catch (error) {
		if (isConstraint(error)) return 'name-taken';
		throw error;
	}
}

const valuesOf = ({id, name, ...config}: Trunk): string[] => [name, JSON.stringify(config), id];

/** What was added to the schema since has its default; a set-up that can't be understood any more is as if there were none. */
function read({id, name, config}: Row): Trunk[] {
	const document = Value.Default(trunkInput, {...JSON.parse(config) as object, name});
	return Value.Check(trunkInput, document) ? [{...document, id}] : [];
}
