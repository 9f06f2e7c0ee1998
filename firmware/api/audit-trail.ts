import {alarmOf, told, type AuditEntry, type DomainEvent} from '../contract/index.js';
import type {Clock} from '../lib/clock.js';
import type {Log} from '../lib/log.js';
import type {StorePort} from './store-port.js';

/** What is to be written of something that was done, or refused. */
export type AuditNote = Omit<AuditEntry, 'id' | 'at'>;

export type AuditPorts = {table: Pick<StorePort['audit'], 'add'>; clock: Clock; log: Log; tell: (event: DomainEvent) => void};

/** So many refusals of nobody in particular are written in a period: whoever floods the box shall not flood its disk. */
const strangersAtMost = 300;
const strangersPeriodMs = 3_600_000;

/**
 * Writes the audit log. Who did something is answered when its entry is on the disk, so that no change that was acknowledged lacks its entry,
 * whatever happens to the power. Nothing fails by it: what was done stands, and is answered as done, for whoever is told otherwise does it
 * again; what could not be written is in the log of the box, and an alarm tells of it.
 */
export class AuditTrail {
	readonly #ports: AuditPorts;
	readonly #writing = new Set<Promise<void>>();
	#strangers = {count: 0, sinceMs: 0};
	#isFailing = false;

	constructor(ports: AuditPorts) {
		this.#ports = ports;
	}

	/** Its time is now. Resolves when it is on the disk, or could not be written. */
	readonly note = async (note: AuditNote): Promise<void> => {
		if (note.kind === 'nobody' && note.outcome !== 'done' && !this.#admitsStranger()) return;
		const writing: Promise<void> = this.#write(note).finally(() => this.#writing.delete(writing));
		this.#writing.add(writing);
		await writing;
	};

	/** Resolves when all that was noted so far is written: whoever asked may be gone before. */
	async settled(): Promise<void> {
		await Promise.all(this.#writing);
	}

	async #write(note: AuditNote): Promise<void> {
		const {table, clock, log} = this.#ports;
		try {
			await table.add({...note, at: clock.now().toISOString()});
			this.#fails(false);
		} catch (error) {
			log.error({err: error, ...note}, 'the audit log could not be written');
			this.#fails(true);
		}
	}

	#fails(active: boolean): void {
		if (this.#isFailing === active) return;
		this.#isFailing = active;
		this.#ports.tell(alarmOf('audit-failed', told('audit-failed'), {at: this.#ports.clock.now(), active}));
	}

	#admitsStranger(): boolean {
		const nowMs = this.#ports.clock.monotonic();
		if (nowMs - this.#strangers.sinceMs >= strangersPeriodMs) this.#strangers = {count: 0, sinceMs: nowMs};
		this.#strangers.count += 1;
		if (this.#strangers.count === strangersAtMost + 1) this.#ports.log.warn('too many requests of nobody in particular are refused; for an hour they are not written to the audit log');
		return this.#strangers.count <= strangersAtMost;
	}
}
