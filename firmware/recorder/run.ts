import {alarmOf, told, type RecordingId, type RecordingView, type Told} from '../contract/index.js';
import {newId} from '../lib/ids.js';
import type {RecordingFault, RecordingRequest, RunningRecording} from '../room/index.js';
import type {Quotas} from './quotas.js';
import type {RecorderPorts, RecordingEnd} from './ports.js';

const checkMs = 5000;
/** A recording that runs may go so far beyond the quota before it ends: what was begun within it is to be finished. */
const quotaReserve = 1.1;

/** What is about all recordings of the box. */
export type Surroundings = {
	ports: RecorderPorts;
	quotas: Quotas;
	/** Bytes of the recordings that run now, of an organizer. */
	runningBytes: (organizer: RecordingView['organizer']) => Promise<number>;
	onOver: (run: Run) => void;
};

/** Why a recording can't begin, or go on. */
type Shortage = Exclude<RecordingView['cutShort'], 'box-stopped' | 'nothing-recorded' | null>;
const faults: Readonly<Record<Shortage, RecordingFault>> = {'disk-full': 'failed', 'quota-full': 'quota', failed: 'failed'};

const refusals = {'disk-full': 'recording-refused-disk', 'quota-full': 'recording-refused-quota', failed: 'recording-refused'} as const;
const endings = {'disk-full': 'recording-ended-disk', 'quota-full': 'recording-ended-quota', failed: 'recording-ended'} as const;

/** One recording, from the wish to its end. */
export class Run implements RunningRecording {
	readonly over: Promise<void>;
	readonly #around: Surroundings;
	readonly #request: RecordingRequest;
	#resolveOver: () => void = () => undefined;
	#view: RecordingView;
	#stopAudio: (() => void) | undefined;
	#stopped = false;
	#hasEnded = false;
	#shortage: Shortage | undefined;
	#cancelCheck: () => void = () => undefined;

	constructor(around: Surroundings, request: RecordingRequest) {
		this.#around = around;
		this.#request = request;
		this.#view = viewOf(request, around.ports.clock.now());
		this.over = new Promise(resolve => {
			this.#resolveOver = () => {
				around.onOver(this);
				resolve();
			};
		});
	}

	get organizer(): RecordingView['organizer'] {
		return this.#view.organizer;
	}

	/** Of the audio. */
	get path(): string {
		return this.#around.ports.table.path(this.#view.id);
	}

	async start(): Promise<void> {
		const {ports} = this.#around;
		try {
			const shortage = await this.#lacks(1);
			if (shortage) return this.#refuse(shortage);
			await ports.table.put(this.#view);
		} catch (error) {
			ports.report(error);
			return this.#refuse('failed');
		}
		this.#begin();
	}

	stop(): void {
		this.#stopped = true;
		this.#stopAudio?.();
	}

	#begin(): void {
		const {audio, settings} = this.#around.ports;
		this.#stopAudio = audio.record(this.#request.room, {
			path: this.path,
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
		this.#hasEnded = true;
		this.#cancelCheck();
		const shortage = this.#shortage ?? shortageOf(reason);
		this.#view = {...this.#view, bytes, durationMs, state: shortage ? 'cut-short' : 'complete', cutShort: shortage ?? null};
		if (shortage === 'failed') this.#around.ports.report(new Error(`recording ${this.#view.id} broke off: ${detail}`));
		if (shortage) this.#alarm(told(endings[shortage], {extension: this.#view.extension}));
		this.#request.ended(shortage ? faults[shortage] : null);
		try {
			await this.#around.ports.table.put(this.#view);
			await this.#around.quotas.used(this.organizer, 0);
		} catch (error) {
			this.#around.ports.report(error);
		}
		this.#tell();
		this.#resolveOver();
	}

	#refuse(shortage: Shortage): void {
		this.#alarm(told(refusals[shortage], {extension: this.#view.extension}));
		this.#request.refused(faults[shortage]);
		this.#resolveOver();
	}

	#checkLater(): void {
		this.#cancelCheck = this.#around.ports.clock.after(checkMs, () => void this.#check());
	}

	async #check(): Promise<void> {
		try {
			this.#shortage = await this.#lacks(quotaReserve);
		} catch (error) {
			this.#around.ports.report(error);
		}
		if (this.#hasEnded) return;
		if (this.#shortage) this.stop();
		else if (!this.#stopped) this.#checkLater();
	}

	/** What there is too little of; the quota counts as used up from the part `atMost` on. */
	async #lacks(atMost: number): Promise<Shortage | undefined> {
		const {ports, quotas, runningBytes} = this.#around;
		if (await ports.freeBytes() < ports.settings().recording.reserveMegabytes * 1e6) return 'disk-full';
		const used = await quotas.used(this.organizer, await runningBytes(this.organizer));
		return used >= atMost ? 'quota-full' : undefined;
	}

	#alarm(what: Told): void {
		this.#around.ports.tell(alarmOf('recording-failed', what, {at: this.#around.ports.clock.now(), active: true}));
	}

	#tell(): void {
		this.#around.ports.tell({kind: 'recording.changed', at: this.#around.ports.clock.now().toISOString(), recording: this.#view});
	}
}

function shortageOf(reason: RecordingEnd['reason']): Shortage | undefined {
	if (reason === 'stopped') return undefined;
	return reason === 'disk-full' ? 'disk-full' : 'failed';
}

function viewOf({conference, number}: RecordingRequest, now: Date): RecordingView {
	const {extension, description, organizer} = conference;
	return {
		id: newId<RecordingId>(), conference: conference.id, extension, number, description, organizer,
		startedAt: now.toISOString(), durationMs: 0, bytes: 0, state: 'running', cutShort: null,
	};
}
