import type {RecordingView, UserId} from '../contract/index.js';
import type {RecordingRequest, RoomRecorder, RunningRecording} from '../room/index.js';
import type {RecorderPorts} from './ports.js';
import {Quotas} from './quotas.js';
import {Run, type Surroundings} from './run.js';

/** Records rooms, for as long as the disk and the organizer's quota have room, and keeps the list of recordings true. */
export class Recorder implements RoomRecorder {
	readonly #around: Surroundings;
	readonly #running = new Set<Run>();

	constructor(ports: RecorderPorts) {
		const {quota, clock, tell, table} = ports;
		this.#around = {
			ports,
			quotas: new Quotas({quota, clock, tell, usedBytes: organizer => table.usedBytes(organizer)}),
			runningBytes: organizer => this.#bytesOf(organizer),
			onOver: run => this.#running.delete(run),
		};
	}

	start(request: RecordingRequest): RunningRecording {
		const run = new Run(this.#around, request);
		this.#running.add(run);
		void run.start();
		return run;
	}

	/** Whether nothing more may be recorded of this organizer's conferences. */
	async isQuotaFull(organizer: UserId | null): Promise<boolean> {
		return await this.#around.quotas.used(organizer, await this.#bytesOf(organizer)) >= 1;
	}

	/** After recordings were deleted or quotas changed: warnings that are true no longer are taken back. */
	reviewQuotas(): void {
		this.#around.quotas.review().catch(this.#around.ports.report);
	}

	/** Resolves when every recording that is ending has ended and is written down. */
	async settled(): Promise<void> {
		await Promise.all([...this.#running].map(async run => run.over));
	}

	async #bytesOf(organizer: RecordingView['organizer']): Promise<number> {
		if (organizer === null) return 0;
		const sizes = await Promise.all([...this.#running].filter(run => run.organizer === organizer).map(run => this.#around.ports.fileBytes(run.path)));
		return sizes.reduce((sum, bytes) => sum + bytes, 0);
	}
}
