import type {DomainEvent, RecordingId, RecordingView, RoomId, Settings} from '../contract/index.js';
import type {Clock} from '../lib/clock.js';
import type {QuotaPorts} from './quotas.js';

export type RecordingEnd = {reason: 'stopped' | 'disk-full' | 'io-error'; bytes: number; durationMs: number; detail: string};

export type RecorderPorts = {
	readonly audio: {
		/** The result stops it. The watcher hears of it later, never during the call. */
		record(room: RoomId, options: {path: string; bitrate: number; watcher: {started(): void; ended(end: RecordingEnd): void}}): () => void;
	};
	readonly table: {
		path(id: RecordingId): string;
		put(recording: RecordingView): Promise<void>;
		usedBytes: QuotaPorts['usedBytes'];
	};
	readonly quota: QuotaPorts['quota'];
	/** Bytes that may still be written where recordings go. */
	readonly freeBytes: () => Promise<number>;
	/** Of a file that is being written; 0 while there is none. */
	readonly fileBytes: (path: string) => Promise<number>;
	readonly clock: Clock;
	readonly settings: () => Settings;
	readonly tell: (event: DomainEvent) => void;
	/** Something could not be written or read; nothing else is disturbed. */
	readonly report: (error: unknown) => void;
};
