import type {AuditEntry, DomainEvent} from '../contract/index.js';
import type {Clock} from '../lib/clock.js';
import type {Log} from '../lib/log.js';
import type {StorePort} from './store-port.js';

/** What is to be written of something that was done, or refused. */
export type AuditNote = Omit<AuditEntry, 'id' | 'at'>;

export type AuditPorts = {table: Pick<StorePort['audit'], 'add'>; clock: Clock; log: Log; tell: (event: DomainEvent) => void};

/** So many refusals of nobody in particular are written in a period: whoever floods the box shall not flood its disk. */
const strangersAtMost = 300;
const strangersPeriodMs = 3_600_000;

/** Writes the audit log beside what it tells of: nothing waits for it or fails by it, and what could not be written is told by an alarm. */
export class AuditTrail {
	readonly #ports: AuditPorts;
	readonly #writing = new Set<Promise<void>>();
	#strangers = {count: 0, sinceMs: 0};
	#isFailing = false;

	constructor(ports: AuditPorts) {
		this.#ports = ports;
	}

	/** Its time is now. */
	readonly note = (note: AuditNote): void => {
		if (note.kind === 'nobody' && note.outcome !== 'done' && !this.#admitsStranger()) return;
		const writing: Promise<void> = this.#write(note).finally(() => this.#writing.delete(writing));
		this.#writing.add(writing);
	};

	/** Resolves when all that was noted so far is written. */
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
		this.#ports.tell({kind: 'alarm', at: this.#ports.clock.now().toISOString(), code: 'audit-failed', message: 'The audit log could not be written; what was done meanwhile is in the log of the box.', active});
	}

	#admitsStranger(): boolean {
		const nowMs = this.#ports.clock.monotonic();
		if (nowMs - this.#strangers.sinceMs >= strangersPeriodMs) this.#strangers = {count: 0, sinceMs: nowMs};
		this.#strangers.count += 1;
		if (this.#strangers.count === strangersAtMost + 1) this.#ports.log.warn('too many requests of nobody in particular are refused; for an hour they are not written to the audit log');
		return this.#strangers.count <= strangersAtMost;
	}
}
