import type {Conference, ConferenceId, ConferenceInput, DynamicConference, StaticConference} from '../contract/index.js';
import {newId} from '../lib/ids.js';
import type {Database} from './database.js';
import {isConstraint, type Sql, type SqlValue} from './sql.js';

export interface ConferenceTable {
	/** By extension. */
	list(): Promise<Conference[]>;
	get(id: ConferenceId): Promise<Conference | undefined>;
	create(input: ConferenceInput): Promise<Conference | 'extension-taken'>;
	/** Replaces all of it but the id. */
	replace(conference: Conference): Promise<'replaced' | 'not-found' | 'extension-taken'>;
	/** False when there was none. Its recordings and calls stay. */
	delete(id: ConferenceId): Promise<boolean>;
}

type Row = Omit<StaticConference, 'kind' | 'language' | 'leaderPin' | 'participantLimit' | 'entryTone' | 'exitTone' | 'attentionToneSeconds'> & {
	kind: Conference['kind'];
	language: StaticConference['language'] | null;
	leader_pin: string | null;
	participant_limit: number | null;
	entry_tone: StaticConference['entryTone'];
	exit_tone: StaticConference['exitTone'];
	attention_tone_seconds: number;
};

const columns = ['kind', 'organizer', 'extension', 'pin', 'leader_pin', 'description', 'language', 'participant_limit', 'record', 'first', 'last', 'ends', 'entry_tone', 'exit_tone', 'attention_tone_seconds'];
const insert = `INSERT INTO conferences (${columns.join(', ')}, id) VALUES (${columns.map(() => '?').join(', ')}, ?)`;
const update = `UPDATE conferences SET ${columns.map(column => `${column} = ?`).join(', ')} WHERE id = ?`;

export function conferenceTable(database: Database): ConferenceTable {
	return {
		async list() {
			const rows = await database.read.all<Row>('SELECT * FROM conferences ORDER BY extension');
			return rows.map(conferenceOf);
		},
		async get(id) {
			const row = await database.read.get<Row>('SELECT * FROM conferences WHERE id = ?', [id]);
			return row === undefined ? undefined : conferenceOf(row);
		},
		async create(input) {
			const conference = {...input, id: newId<ConferenceId>()};
			return uniquely(() => database.write(sql => addConference(sql, conference)));
		},
		async replace(conference) {
			return uniquely(async () => {
				const changed = await database.write(sql => sql.run(update, valuesOf(conference)));
				return changed === 0 ? 'not-found' : 'replaced';
			});
		},
		async delete(id) {
			return await database.write(sql => sql.run('DELETE FROM conferences WHERE id = ?', [id])) > 0;
		},
	};
}

/** As part of a transaction; an extension that is taken breaks a constraint. */
export async function addConference(sql: Sql, conference: Conference): Promise<Conference> {
	await sql.run(insert, valuesOf(conference));
	return conference;
}

async function uniquely<T>(work: () => Promise<T>): Promise<T | 'extension-taken'> {
	try {
		return await work();
	} catch (error) {
		if (isConstraint(error)) return 'extension-taken';
		throw error;
	}
}

function valuesOf(conference: Conference): SqlValue[] {
	const {pin, leaderPin} = conference.kind === 'static' ? conference : {pin: null, leaderPin: null};
	return [
		conference.kind, conference.organizer, conference.extension, pin, leaderPin, conference.description, conference.language ?? null,
		conference.participantLimit, conference.record, conference.first, conference.last, conference.ends,
		conference.entryTone, conference.exitTone, conference.attentionToneSeconds, conference.id,
	];
}

function conferenceOf(row: Row): Conference {
	const options: Omit<DynamicConference, 'kind'> = {
		id: row.id,
		extension: row.extension,
		description: row.description,
		organizer: row.organizer,
		...(row.language === null ? {} : {language: row.language}),
		participantLimit: row.participant_limit,
		record: row.record,
		first: row.first,
		last: row.last,
		ends: row.ends,
		entryTone: row.entry_tone,
		exitTone: row.exit_tone,
		attentionToneSeconds: row.attention_tone_seconds,
	};
	return row.kind === 'dynamic' ? {kind: 'dynamic', ...options} : {kind: 'static', pin: row.pin, leaderPin: row.leader_pin, ...options};
}
