import type {Clock} from '../lib/clock.js';

type Shard = {ticks: number; seats: number};

export type ReadinessPorts = {
	readonly clock: Clock;
	readonly ports: () => {udp: number | null; tcp: number | null; tls: number | null};
	readonly shards: () => readonly Shard[];
	/** Reads something that is kept; rejects when it can't. */
	readonly readStore: () => Promise<unknown>;
	readonly isStopping: () => boolean;
};

/** A tick is 20 ms; an audio thread that is held up for less is no news. */
const stillMs = 500;

type Seen = {at: number; shards: readonly Shard[]};

/** Whether calls can be taken now, and if not, why. To be asked as often as one likes. */
export class Readiness {
	readonly #ports: ReadinessPorts;
	#seen: Seen | undefined;
	#standing = false;

	constructor(ports: ReadinessPorts) {
		this.#ports = ports;
	}

	/** In sentences; none: all is well. */
	readonly reasons = async (): Promise<string[]> => {
		const isStoreOpen = await this.#ports.readStore().then(() => true, () => false);
		return [...this.#reasonsNow(), ...isStoreOpen ? [] : ['The data folder can not be read.']];
	};

	/** As far as it can be known without waiting. */
	readonly isReady = (): boolean => this.#reasonsNow().length === 0;

	#reasonsNow(): string[] {
		const {ports, isStopping} = this.#ports;
		const {udp, tcp, tls} = ports();
		const found: [boolean, string][] = [
			[isStopping(), 'The box is stopping.'],
			[udp === null && tcp === null && tls === null, 'SIP listens on no port.'],
			[this.#ticksStand(), 'The mixer stands still.'],
		];
		return found.filter(([is]) => is).map(([, reason]) => reason);
	}

	/** A shard sleeps while it is empty; one with seats ticks. What was found holds until the next look. */
	#ticksStand(): boolean {
		const now = {at: this.#ports.clock.monotonic(), shards: this.#ports.shards()};
		const before = this.#seen;
		if (before && now.at - before.at < stillMs) return this.#standing;
		this.#seen = now;
		this.#standing = before !== undefined && now.shards.some(({ticks, seats}, index) => {
			const then = before.shards[index];
			return then !== undefined && seats > 0 && then.seats > 0 && ticks === then.ticks;
		});
		return this.#standing;
	}
}
