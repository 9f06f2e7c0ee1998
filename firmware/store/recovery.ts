import {stat} from 'node:fs/promises';
import type {RecordingView} from '../contract/index.js';
import type {Log} from '../lib/log.js';
import type {Database} from './database.js';
import {measureOpus} from './opus-duration.js';
import {selectRecording, type RecordingTable} from './recordings.js';
import type {Sql} from './sql.js';

/** When one of the files was last written to: the last moment at which a box that was killed is known to have lived. */
export async function lastWritten(paths: readonly string[]): Promise<Date> {
	const times = await Promise.all(paths.map(async path => {
		try {
			return (await stat(path)).mtimeMs;
		} catch {
			// No such file: it tells nothing.
			return 0;
		}
	}));
	return new Date(Math.max(0, ...times));
}

type Found = {database: Database; recordings: RecordingTable; log: Log; lastAlive: Date};

/** Closes recordings and calls that a box which was killed, or lost its power at `lastAlive`, left open. */
export async function closeWhatWasOpen({database, recordings, log, lastAlive}: Found): Promise<void> {
	const running = await database.read.all<RecordingView>(`${selectRecording} WHERE state = 'running'`);
	const lastAudio = await lastWritten(running.map(({id}) => recordings.path(id)));
	for (const recording of running) await recordings.put(await cutShort(recording, recordings.path(recording.id)));
	const end = new Date(Math.max(lastAlive.getTime(), lastAudio.getTime())).toISOString();
	const calls = await database.write(sql => endOpenCalls(sql, end));
	if (running.length > 0 || calls > 0) log.warn({recordings: running.length, calls}, 'the box was not stopped in order; closed what was open');
}

/** Calls that have no end have this one, ISO 8601 in UTC, or that of their beginning where it is later. How many there were. */
export function endOpenCalls(sql: Sql, end: string): Promise<number> {
	return sql.run(`UPDATE calls SET ended_at = max(?, started_at, coalesce(answered_at, started_at)), outcome = 'box-stopped' WHERE ended_at IS NULL`, [end]);
}

async function cutShort(recording: RecordingView, path: string): Promise<RecordingView> {
	try {
		return {...recording, ...await measureOpus(path), state: 'cut-short', cutShort: 'box-stopped'};
	} catch (error) {
		if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
		return {...recording, bytes: 0, durationMs: 0, state: 'cut-short', cutShort: 'nothing-recorded'};
	}
}
