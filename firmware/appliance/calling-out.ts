import type {Calls} from '../call/index.js';
import type {Configuration} from './configuration.js';
import type {DomainEvent, LegId, UserId} from '../contract/index.js';
import type {Clock} from '../lib/clock.js';
import type {Emitter} from '../lib/emitter.js';
import type {Lines} from '../lines/index.js';
import type {Log} from '../lib/log.js';
import {Outbound, SpendGuard, startOfDay} from '../outbound/index.js';
import type {SipTelephony} from './sip-telephony.js';
import type {Store} from '../store/index.js';

export type CallingOutParts = {
	clock: Clock;
	log: Log;
	store: Pick<Store, 'users' | 'calls'>;
	configuration: Configuration;
	events: Emitter<DomainEvent>;
	calls: Calls;
	lines: Lines;
	sip: Pick<SipTelephony, 'trunks' | 'phones'>;
	/** Tells the one called that it is over, then ends the call. */
	disconnect: (call: LegId) => void;
};

/** The calls that the box makes, and the limits on them. */
export class CallingOut {
	readonly outbound: Outbound;
	readonly #parts: CallingOutParts;
	readonly #guard: SpendGuard;
	/** What users may spend a day. */
	#spendOf: ReadonlyMap<UserId, number | null> = new Map();

	constructor(parts: CallingOutParts) {
		this.#parts = parts;
		const {clock, log, configuration, calls, lines, sip, disconnect} = parts;
		this.#guard = new SpendGuard({
			clock,
			timeZone: () => configuration.settings().box.timeZone,
			running: () => calls.running(),
			limits: ({byUser}) => ({...configuration.settings().calling, dailySpendOfUser: byUser === null ? null : this.#spendOf.get(byUser) ?? null}),
			cutOff(call, why) {
				log.warn({call, why}, 'ending a call: it has cost what it may');
				disconnect(call);
			},
		});
		this.outbound = new Outbound({
			routes: configuration.routes, plan: configuration.plan, guard: this.#guard,
			diallers: via => via.kind === 'trunk' ? sip.trunks.diallers(via.trunk) : lines.diallers(via),
			phone: phone => sip.phones.diallers(phone),
			place: (leg, destination, account) => calls.place(leg, destination, account),
			placed: ({id, number, line}, by, route) => log.info({call: id, number, line, route, by: by.name}, 'calling out'),
		});
	}

	/** With what was spent today before the box started. */
	async start(): Promise<void> {
		const {clock, configuration, store, events} = this.#parts;
		const midnight = startOfDay(clock.now(), configuration.settings().box.timeZone);
		this.#guard.start(await store.calls.costsSince(midnight));
		await this.#readUsers();
		events.subscribe(event => {
			if (event.kind === 'call.ended') this.#guard.ended(event.call);
			if (event.kind === 'users.changed') this.#readUsers().catch((error: unknown) => this.#parts.log.error({err: error}, 'users could not be read'));
		});
	}

	stop(): void {
		this.#guard.stop();
	}

	async #readUsers(): Promise<void> {
		const users = await this.#parts.store.users.list();
		this.#spendOf = new Map(users.map(({id, dailySpend}) => [id, dailySpend]));
	}
}
