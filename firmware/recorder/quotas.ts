import {alarmOf, told, type DomainEvent, type UserId} from '../contract/index.js';
import type {Clock} from '../lib/clock.js';

/** Whose recordings are counted, and how much they may take; undefined: there is no such user any more, and no quota. */
export type Quota = {name: string; bytes: number};

export type QuotaPorts = {
	readonly quota: (organizer: UserId) => Promise<Quota | undefined>;
	/** Of an organizer's recordings that have ended. */
	readonly usedBytes: (organizer: UserId) => Promise<number>;
	readonly clock: Clock;
	readonly tell: (event: DomainEvent) => void;
};

/** From here on the admin is warned. */
const warnFrom = 0.8;

/** How full the organizers' quotas are; warns before one is used up, and takes the warning back when there is room again. */
export class Quotas {
	readonly #ports: QuotaPorts;
	readonly #warned = new Set<UserId>();

	constructor(ports: QuotaPorts) {
		this.#ports = ports;
	}

	/** The part of the quota that is used, 1 being all of it. Conferences of nobody have none: 0. */
	async used(organizer: UserId | null, runningBytes: number): Promise<number> {
		if (organizer === null) return 0;
		const quota = await this.#ports.quota(organizer);
		const bytes = await this.#ports.usedBytes(organizer) + runningBytes;
		const used = quota === undefined ? 0 : quota.bytes === 0 ? Infinity : bytes / quota.bytes;
		this.#warn(organizer, {name: quota?.name ?? '', bytes: quota?.bytes ?? 0, used});
		return used;
	}

	/** After recordings were deleted or quotas changed. */
	async review(): Promise<void> {
		for (const organizer of [...this.#warned]) await this.used(organizer, 0);
	}

	#warn(organizer: UserId, {name, bytes, used}: Quota & {used: number}): void {
		const active = used >= warnFrom;
		if (active === this.#warned.has(organizer)) return;
		if (active) this.#warned.add(organizer);
		else this.#warned.delete(organizer);
		const nearly = told('quota-nearly', {name, percent: warnFrom * 100, megabytes: megabytes(bytes)});
		this.#ports.tell(alarmOf(`quota:${organizer}`, nearly, {at: this.#ports.clock.now(), active}));
	}
}

const megabytes = (bytes: number) => Math.round(bytes / 1e6);
