import type {DomainEvent, RecordingId, RecordingView, RoomId, Settings} from '../contract/index.js';
import type {Clock} from '../lib/clock.js';
import {newId} from '../lib/ids.js';
import type {RecordingRequest, RoomRecorder, RunningRecording} from '../room/index.js';

export type RecordingEnd = {reason: 'stopped' | 'disk-full' | 'io-error'; bytes: number; durationMs: number; detail: string};

export type RecorderPorts = {
	readonly audio: {
		/** The result stops it. The watcher hears of it later, never during the call. */
		record(room: RoomId, options: {path: string; bitrate: number; watcher: {started(): void; ended(end: RecordingEnd): void}}): () => void;
	};
	readonly table: {path(id: RecordingId): string; put(recording: RecordingView): Promise<void>};
	/** Bytes that may still be written where recordings go. */
	readonly freeBytes: () => Promise<number>;
	readonly clock: Clock;
	readonly settings: () => Settings;
	readonly tell: (event: DomainEvent) => void;
	/** Something could not be written or read; nothing else is disturbed. */
	readonly report: (error: unknown) => void;
};

const checkDiskMs = 5000;
const nearlyFull = 'The disk is nearly full.';

/** Records rooms, for as long as the disk has room, and keeps the list of recordings true. */
export class Recorder implements RoomRecorder {
	readonly #ports: RecorderPorts;
	readonly #running = new Set<Run>();

	constructor(ports: RecorderPorts) {
		this.#ports = ports;
	}

	start(request: RecordingRequest): RunningRecording {
		const run = new Run(this.#ports, request, () => this.#running.delete(run));
		this.#running.add(run);
		void run.start();
		return run;
	}

	/** Resolves when every recording that is ending has ended and is written down. */
	async settled(): Promise<void> {
		await Promise.all([...this.#running].map(async run => run.over));
	}
}

class Run implements RunningRecording {
	readonly over: Promise<void>;
	readonly #ports: RecorderPorts;
	readonly #request: RecordingRequest;
	#resolveOver: () => void = () => undefined;
	#view: RecordingView;
	#stopAudio: (() => void) | undefined;
	#stopped = false;
	#diskFull = false;
	#cancelCheck: () => void = () => undefined;

	constructor(ports: RecorderPorts, request: RecordingRequest, onOver: () => void) {
		this.#ports = ports;
		this.#request = request;
		this.#view = viewOf(request, ports.clock.now());
		this.over = new Promise(resolve => {
			this.#resolveOver = () => {
				onOver();
				resolve();
			};
		});
	}

	async start(): Promise<void> {
		try {
			if (await this.#diskIsFull()) return this.#refuse(nearlyFull);
			await this.#ports.table.put(this.#view);
		} catch (error) {
			this.#ports.report(error);
			return this.#refuse('The recording could not be started.');
		}
		this.#begin();
	}

	stop(): void {
		this.#stopped = true;
		this.#stopAudio?.();
	}

	#begin(): void {
		const {audio, table, settings} = this.#ports;
		this.#stopAudio = audio.record(this.#request.room, {
			path: table.path(this.#view.id),
			bitrate: settings().recording.bitrate,
			watcher: {started: () => this.#started(), ended: end => void this.#ended(end)},
		});
		if (this.#stopped) this.#stopAudio();
	}

	#started(): void {
		this.#tell();
		this.#request.started(this.#view.id);
		this.#checkLater();
	}

	async #ended({reason, bytes, durationMs, detail}: RecordingEnd): Promise<void> {
		this.#cancelCheck();
		const cut = this.#diskFull || reason !== 'stopped';
		const why = this.#diskFull || reason === 'disk-full' ? nearlyFull : detail;
		this.#view = {...this.#view, bytes, durationMs, state: cut ? 'cut-short' : 'complete', detail: cut ? why : ''};
		if (cut) this.#alarm(`Recording ${this.#view.extension} ended: ${why}`);
		this.#request.ended(cut);
		try {
			await this.#ports.table.put(this.#view);
		} catch (error) {
			this.#ports.report(error);
		}
		this.#tell();
		this.#resolveOver();
	}

	#refuse(why: string): void {
		this.#alarm(`Recording ${this.#view.extension} did not start: ${why}`);
		this.#request.refused();
		this.#resolveOver();
	}

	#checkLater(): void {
		this.#cancelCheck = this.#ports.clock.after(checkDiskMs, () => void this.#check());
	}

	async #check(): Promise<void> {
		try {
			this.#diskFull = await this.#diskIsFull();
		} catch (error) {
			this.#ports.report(error);
		}
		if (this.#diskFull) this.stop();
		else if (!this.#stopped) this.#checkLater();
	}

	async #diskIsFull(): Promise<boolean> {
		return await this.#ports.freeBytes() < this.#ports.settings().recording.reserveMegabytes * 1e6;
	}

	#alarm(message: string): void {
		this.#ports.tell({kind: 'alarm', at: this.#ports.clock.now().toISOString(), code: 'recording-failed', message, active: true});
	}

	#tell(): void {
		this.#ports.tell({kind: 'recording.changed', at: this.#ports.clock.now().toISOString(), recording: this.#view});
	}
}

function viewOf({conference, number}: RecordingRequest, now: Date): RecordingView {
	const {extension, description} = conference;
	return {
		id: newId<RecordingId>(), conference: conference.id, extension, number, description,
		startedAt: now.toISOString(), durationMs: 0, bytes: 0, state: 'running', detail: '',
	};
}
