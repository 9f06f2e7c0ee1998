import type {TSchema} from '@sinclair/typebox';
import {Value} from '@sinclair/typebox/value';
import {lineConfig, spanConfig, type LineConfig, type LineId, type SpanConfig, type SpanId} from '../contract/index.js';
import type {Database} from './database.js';
import {isConstraint} from './sql.js';

/** Set-ups of lines as an admin left them, also of lines whose card is not there now. A line that is not listed has the defaults of its kind. */
export interface LineTable {
	/** By id. */
	list(): Promise<{id: LineId; config: LineConfig}[]>;
	/** Adds a set-up, or replaces the line's. No two handsets have the same extension. */
	put(id: LineId, config: LineConfig): Promise<'kept' | 'extension-taken'>;
}

/** As the lines', of primary rate spans. */
export interface SpanTable {
	list(): Promise<{id: SpanId; config: SpanConfig}[]>;
	put(id: SpanId, config: SpanConfig): Promise<void>;
}

type Row<Id> = {id: Id; config: string};

const keepLine = `INSERT INTO lines (id, extension, config) VALUES (?, ?, ?)
	ON CONFLICT (id) DO UPDATE SET extension = excluded.extension, config = excluded.config`;
const keepSpan = 'INSERT INTO spans (id, config) VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET config = excluded.config';

export function lineTable(database: Database): LineTable {
	return {
		async list() {
			const rows = await database.read.all<Row<LineId>>('SELECT id, config FROM lines ORDER BY id');
			return rows.flatMap(row => read<LineId, LineConfig>(row, schemaOf(row.config)));
		},
		async put(id, config) {
			const extension = config.kind === 'fxs' ? config.extension : null;
			try {
				await database.write(sql => sql.run(keepLine, [id, extension, JSON.stringify(config)]));
				return 'kept';
			} catch (error) {
				if (isConstraint(error)) return 'extension-taken';
				throw error;
			}
		},
	};
}

export function spanTable(database: Database): SpanTable {
	return {
		async list() {
			const rows = await database.read.all<Row<SpanId>>('SELECT id, config FROM spans ORDER BY id');
			return rows.flatMap(row => read<SpanId, SpanConfig>(row, spanConfig));
		},
		async put(id, config) {
			await database.write(sql => sql.run(keepSpan, [id, JSON.stringify(config)]));
		},
	};
}

/** What was added to the schema since has its default; a set-up that can't be understood any more is as if there were none. */
function read<Id, Config>({id, config}: Row<Id>, schema: TSchema): {id: Id; config: Config}[] {
	const document = Value.Default(schema, JSON.parse(config));
	return Value.Check(schema, document) ? [{id, config: document as Config}] : [];
}

/** Of the kind that was meant, so that its defaults can be filled in. */
function schemaOf(config: string): TSchema {
	const {kind} = JSON.parse(config) as {kind?: unknown};
	return lineConfig.anyOf.find(({properties}) => properties.kind.const === kind) ?? lineConfig;
}
