import {rm} from 'node:fs/promises';
import {join} from 'node:path';
import type {ConferenceId, RecordingId, RecordingView, UserId} from '../contract/index.js';
import type {Database} from './database.js';
import {afterCursor, pageOf, type Page, type PageRequest} from './page.js';

/** `visibleTo`: of this organizer's conferences, or of nobody's; null: of nobody's alone. */
export type RecordingFilter = {conference?: ConferenceId | undefined; visibleTo?: UserId | null | undefined};

/** What is known of recordings, and their files: Ogg Opus, one each. */
export interface RecordingTable {
	/** Where the audio of a recording is or is to be written. */
	path(id: RecordingId): string;
	/** Where what it looks like is kept. */
	peaksPath(id: RecordingId): string;
	/** The folder of all of them. */
	readonly folder: string;
	/** Adds a recording, or replaces what was known of it. */
	put(recording: RecordingView): Promise<void>;
	get(id: RecordingId): Promise<RecordingView | undefined>;
	/** Newest first. Throws INVALID_INPUT for a cursor that isn't ours. */
	list(filter: RecordingFilter, page: PageRequest): Promise<Page<RecordingView>>;
	/** Of all that have ended, by organizer. */
	usage(): Promise<{organizer: UserId | null; bytes: number}[]>;
	/** Of the recordings of one organizer that have ended. */
	usedBytes(organizer: UserId): Promise<number>;
	/** Deletes its files and then what is known of it; a file that is gone already is no error. */
	delete(id: RecordingId): Promise<void>;
}

const put = `INSERT OR REPLACE INTO recordings (id, conference, extension, number, description, organizer, started_at, duration_ms, bytes, state, cut_short)
	VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`;
export const selectRecording = `SELECT id, conference, extension, number, description, organizer, started_at AS startedAt, duration_ms AS durationMs,
	bytes, state, nullif(cut_short, '') AS cutShort FROM recordings`;

export function recordingTable(database: Database, folder: string): RecordingTable {
	const path = (id: RecordingId) => join(folder, `${id}.opus`);
	const peaksPath = (id: RecordingId) => join(folder, `${id}.peaks`);
	return {
		path,
		peaksPath,
		folder,
		async put(recording) {
			const {id, conference, extension, number, description, organizer, startedAt, durationMs, bytes, state, cutShort} = recording;
			await database.write(sql => sql.run(put, [id, conference, extension, number, description, organizer, startedAt, durationMs, bytes, state, cutShort ?? '']));
		},
		get: id => database.read.get<RecordingView>(`${selectRecording} WHERE id = ?`, [id]),
		async list({conference, visibleTo}, {limit, cursor}) {
			const after = afterCursor(cursor);
			const rows = await database.read.all<RecordingView>(
				`${selectRecording} WHERE ${after.condition} AND coalesce(conference = ?, TRUE)
					AND (? OR organizer IS NULL OR coalesce(organizer = ?, FALSE)) ORDER BY started_at DESC, id DESC LIMIT ?`,
				[...after.parameters, conference ?? null, visibleTo === undefined ? 1 : 0, visibleTo ?? null, limit + 1],
			);
			return pageOf(rows, limit);
		},
		usage: () => database.read.all<{organizer: UserId | null; bytes: number}>('SELECT organizer, sum(bytes) AS bytes FROM recordings GROUP BY organizer'),
		async usedBytes(organizer) {
			const row = await database.read.get<{bytes: number}>('SELECT coalesce(sum(bytes), 0) AS bytes FROM recordings WHERE organizer = ?', [organizer]);
			return row?.bytes ?? 0;
		},
		async delete(id) {
			for (const file of [path(id), peaksPath(id)]) await rm(file, {force: true});
			await database.write(sql => sql.run('DELETE FROM recordings WHERE id = ?', [id]));
		},
	};
}
