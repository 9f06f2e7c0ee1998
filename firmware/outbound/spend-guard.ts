import type {RunningCall} from '../call/index.js';
import type {CallRecord, LegId} from '../contract/index.js';
import type {Clock} from '../lib/clock.js';
import {startOfDay} from './day.js';
import {spentTooMuch, type Limits, type Usage} from './limits.js';

/** Against whom a call counts: a user, whatever his name is by now, or a token or program of this name. */
export type Payer = Pick<CallRecord, 'by' | 'byUser'>;
/** What a call that is over has cost. */
export type Spent = Payer & {cost: number; endedAt: string};

export type SpendGuardPorts = {
	readonly clock: Clock;
	readonly timeZone: () => string;
	/** Calls that the box makes, from their first ring on. */
	readonly running: () => readonly RunningCall[];
	readonly limits: (payer: Payer) => Limits;
	/** A call whose user, or the box, has spent what may be spent today. */
	readonly cutOff: (call: LegId, why: string) => void;
};

const lookEveryMs = 2000;
const dayMs = 24 * 3_600_000;

/** What calls cost today, and the end of those that cost too much. A call's whole cost is of the day on which it ends. */
export class SpendGuard {
	readonly #ports: SpendGuardPorts;
	#finished: Spent[] = [];
	readonly #cutOff = new Set<LegId>();
	#cancel: (() => void) | undefined;

	constructor(ports: SpendGuardPorts) {
		this.#ports = ports;
	}

	/** With what calls have cost today before. */
	start(finished: readonly Spent[]): void {
		this.#finished = [...finished];
	}

	/** A call is over. */
	ended({by, byUser, cost, endedAt}: Pick<CallRecord, 'by' | 'byUser' | 'cost' | 'endedAt'>): void {
		if (cost === 0 || endedAt === null) return;
		const {clock} = this.#ports;
		this.#finished = [...this.#finished.filter(spent => clock.now().getTime() - Date.parse(spent.endedAt) < 2 * dayMs), {by, byUser, cost, endedAt}];
	}

	limits(payer: Payer): Limits {
		return this.#ports.limits(payer);
	}

	usage(payer: Payer): Usage {
		const {clock, timeZone, running} = this.#ports;
		const midnight = startOfDay(clock.now(), timeZone()).toISOString();
		const calls = running();
		const costs = [...this.#finished.filter(({endedAt}) => endedAt >= midnight), ...calls];
		return {
			calls: calls.length, callsOfUser: calls.filter(call => isSame(call, payer)).length,
			spent: sum(costs), spentByUser: sum(costs.filter(cost => isSame(cost, payer))),
		};
	}

	/** Looks after the cost of calls from now on, until there are none. */
	watch(): void {
		this.#cancel ??= this.#ports.clock.after(lookEveryMs, () => this.#look());
	}

	stop(): void {
		this.#cancel?.();
		this.#cancel = undefined;
	}

	#look(): void {
		this.#cancel = undefined;
		const calls = this.#ports.running();
		for (const {id, cost, ...payer} of calls) {
			const why = cost > 0 && !this.#cutOff.has(id) ? spentTooMuch(this.limits(payer), this.usage(payer)) : undefined;
			if (why === undefined) continue;
			this.#cutOff.add(id);
			this.#ports.cutOff(id, why.message);
		}
		if (calls.length > 0) this.watch();
		else this.#cutOff.clear();
	}
}

const isSame = (one: Payer, other: Payer): boolean => one.byUser === other.byUser && (one.byUser !== null || one.by === other.by);
const sum = (costs: readonly {cost: number}[]): number => costs.reduce((total, {cost}) => total + cost, 0);
