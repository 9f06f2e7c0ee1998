import {alarmOf, told, type AuditEntry, type DomainEvent} from '../contract/index.js';
import type {Clock} from '../lib/clock.js';
import type {Log} from '../lib/log.js';
import type {StorePort} from './store-port.js';

/** What is to be written of something that was done, or refused. */
export type AuditNote = Omit<AuditEntry, 'id' | 'at'>;

export type AuditPorts = {table: Pick<StorePort['audit'], 'add' | 'addWith' | 'amend'>; clock: Clock; log: Log; tell: (event: DomainEvent) => void};

/** So many refusals of nobody in particular are written in a period: whoever floods the box shall not flood its disk. */
const strangersAtMost = 300;
const strangersPeriodMs = 3_600_000;

/**
 * Writes the audit log. A change of what the box keeps and its entry are kept in one piece, so that there is no change that nobody is named for,
 * whatever happens to the power; all else is answered when its entry is on the disk. Where an entry alone can't be written nothing fails by it: what
 * was done stands, and is answered as done, for whoever is told otherwise does it again; the log of the box has it then, and an alarm tells.
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
		await this.#keep(note, () => this.#ports.table.add(this.#now(note)));
	};

	/**
	 * Has somebody's request done, and notes it. `noteOf` tells of it by what came of it, be it an answer or an error; of undefined, which is
	 * nothing yet, as a change of what the box keeps is being written.
	 */
	readonly attend = async <T>(noteOf: (outcome: unknown) => AuditNote, request: () => Promise<T>): Promise<T> => {
		const {table} = this.#ports;
		const {result, written} = await table.addWith(() => this.#now(noteOf(undefined)), () => settled(request));
		const note = noteOf(result.ok ? result.value : result.error);
		if (!written) await this.note(note);
		else if (!isSame(written, note)) await this.#keep(note, () => table.amend({...written, ...note}));
		if (result.ok) return result.value;
		throw result.error;
	};

	/** Resolves when all that was noted so far is written: whoever asked may be gone before. */
	async settled(): Promise<void> {
		await Promise.all(this.#writing);
	}

	#now(note: AuditNote): Omit<AuditEntry, 'id'> {
		return {...note, at: this.#ports.clock.now().toISOString()};
	}

	async #keep(note: AuditNote, write: () => Promise<void>): Promise<void> {
		const writing: Promise<void> = this.#write(note, write).finally(() => this.#writing.delete(writing));
		this.#writing.add(writing);
		await writing;
	}

	async #write(note: AuditNote, write: () => Promise<void>): Promise<void> {
		try {
			await write();
			this.#fails(false);
		} catch (error) {
			this.#ports.log.error({err: error, ...note}, 'the audit log could not be written');
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

type Settled<T> = {ok: true; value: T} | {ok: false; error: unknown};

async function settled<T>(work: () => Promise<T>): Promise<Settled<T>> {
	return work().then(value => ({ok: true, value} as const), (error: unknown) => ({ok: false, error} as const));
}

function isSame({id: _, at: _at, ...entry}: AuditEntry, note: AuditNote): boolean {
	return Object.entries(entry).every(([field, value]) => note[field as keyof AuditNote] === value);
}
