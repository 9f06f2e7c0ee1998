import {rm} from 'node:fs/promises';
import {join} from 'node:path';
import type {ConferenceId, RecordingId, RecordingView} from '../contract/index.js';
import type {Database} from './database.js';
import {afterCursor, pageOf, type Page, type PageRequest} from './page.js';

/** What is known of recordings, and their files: Ogg Opus, one each. */
export interface RecordingTable {
	/** Where the audio of a recording is or is to be written. */
	path(id: RecordingId): string;
	/** The folder of all of them. */
	readonly folder: string;
	/** Adds a recording, or replaces what was known of it. */
	put(recording: RecordingView): Promise<void>;
	get(id: RecordingId): Promise<RecordingView | undefined>;
	/** Newest first. Throws INVALID_INPUT for a cursor that isn't ours. */
	list(filter: {conference?: ConferenceId}, page: PageRequest): Promise<Page<RecordingView>>;
	/** Deletes the file and then what is known of it; a file that is gone already is no error. */
	delete(id: RecordingId): Promise<void>;
}

const put = `INSERT OR REPLACE INTO recordings (id, conference, extension, number, description, started_at, duration_ms, bytes, state, detail)
	VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`;
export const selectRecording = `SELECT id, conference, extension, number, description, started_at AS startedAt, duration_ms AS durationMs,
	bytes, state, detail FROM recordings`;

export function recordingTable(database: Database, folder: string): RecordingTable {
	const path = (id: RecordingId) => join(folder, `${id}.opus`);
	return {
		path,
		folder,
		async put(recording) {
			const {id, conference, extension, number, description, startedAt, durationMs, bytes, state, detail} = recording;
			await database.write(sql => sql.run(put, [id, conference, extension, number, description, startedAt, durationMs, bytes, state, detail]));
		},
		get: id => database.read.get<RecordingView>(`${selectRecording} WHERE id = ?`, [id]),
		async list({conference}, {limit, cursor}) {
			const after = afterCursor(cursor);
			const rows = await database.read.all<RecordingView>(
				`${selectRecording} WHERE ${after.condition} AND coalesce(conference = ?, TRUE) ORDER BY started_at DESC, id DESC LIMIT ?`,
				[...after.parameters, conference ?? null, limit + 1],
			);
			return pageOf(rows, limit);
		},
		async delete(id) {
			await rm(path(id), {force: true});
			await database.write(sql => sql.run('DELETE FROM recordings WHERE id = ?', [id]));
		},
	};
}
