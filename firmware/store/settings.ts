import {Value} from '@sinclair/typebox/value';
import {PartylineError, settings as schema, settingsProblems, told, type Settings} from '../contract/index.js';
import type {Database} from './database.js';
import {damaged, type Sql} from './sql.js';
import {migrateSettings, settingsMigrations} from './settings-migrations.js';

/** The box's settings: one document. What was never written has its default. */
export interface SettingsTable {
	read(): Promise<Settings>;
	/** Throws INVALID_INPUT with the problems when the schema or `settingsProblems` refuses; unknown keys are refused too. */
	write(settings: Settings): Promise<void>;
}

type Row = {version: number; document: string};

export function settingsTable(database: Database, path: string): SettingsTable {
	return {
		read: () => readSettings(database.read, path),
		async write(settings) {
			expectValid(settings);
			await database.write(sql => writeSettings(sql, settings));
		},
	};
}

/** As part of a transaction; they were checked before. */
export async function writeSettings(sql: Sql, settings: Settings): Promise<void> {
	await sql.run(
		'INSERT INTO settings (id, version, document) VALUES (1, ?, ?) ON CONFLICT (id) DO UPDATE SET version = excluded.version, document = excluded.document',
		[settingsMigrations.length + 1, JSON.stringify(settings)],
	);
}

/** The settings of a database; DATABASE_TOO_NEW or DATABASE_DAMAGED when they are not to be understood. */
export async function readSettings(sql: Sql, path: string): Promise<Settings> {
	const row = await sql.get<Row>('SELECT version, document FROM settings WHERE id = 1');
	if (row === undefined) return Value.Parse(schema, {});
	const newest = settingsMigrations.length + 1;
	if (row.version > newest) {
		throw new PartylineError('DATABASE_TOO_NEW', `The settings in ${path} have version ${row.version}; this Partyline knows ${newest} at most. Install the newer Partyline again.`);
	}
	const document = Value.Default(schema, migrateSettings(parse(row.document, path), row.version, settingsMigrations));
	if (Value.Check(schema, document)) return document;
	const first = Value.Errors(schema, document).First();
	throw damaged(path, `setting ${first?.path ?? ''}: ${first?.message ?? 'not valid'}`);
}

function parse(document: string, path: string): unknown {
	try {
		return JSON.parse(document);
	} catch (error) {
		throw damaged(path, 'the settings are no JSON', error);
	}
}

/** Throws INVALID_INPUT with the problems. */
export function expectValid(settings: Settings): void {
	const problems = [...Value.Errors(schema, settings)].map(({path, message}) => ({path, ...told('wrong-kind'), message}));
	if (problems.length === 0) problems.push(...settingsProblems(settings));
	if (problems.length > 0) throw new PartylineError('INVALID_INPUT', 'These settings are not valid.', {problems});
}
