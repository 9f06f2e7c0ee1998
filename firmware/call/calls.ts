import type {CallOutcome, CallRecord, DomainEvent, LegId, LiveCall} from '../contract/index.js';
import type {Clock} from '../lib/clock.js';
import type {Destination, IvrDestination, RoomDestination, Stage} from './destination.js';
import {resolve, type Plan} from './dial-plan.js';
import type {Leg, LegEnd} from './leg.js';
import {CallOrders} from './orders.js';
import {runCall} from './run-call.js';

export type CallsPorts = {
	readonly ivr: Stage<IvrDestination>;
	readonly room: Stage<RoomDestination>;
	readonly plan: () => Plan;
	readonly clock: Clock;
	readonly tell: (event: DomainEvent) => void;
	/** The record of a call, at its start and again at its end: so a call cut off by the box's own end is known. */
	readonly keep: (record: CallRecord) => void;
	/** The dial-plan rule that a call matched; undefined when the number is nobody's. */
	readonly routed: (leg: Leg, rule: string | undefined) => void;
	/** A stage threw: for the log. */
	readonly failed: (leg: Leg, error: unknown) => void;
};

type Call = {leg: Leg; orders: CallOrders; live: LiveCall; record: CallRecord};

/** Every call that is up now, whatever it is doing, and the record that each leaves behind. */
export class Calls {
	readonly #ports: CallsPorts;
	readonly #calls = new Map<LegId, Call>();
	readonly #running = new Set<Promise<void>>();

	constructor(ports: CallsPorts) {
		this.#ports = ports;
	}

	live(): LiveCall[] {
		return [...this.#calls.values()].map(({live}) => live);
	}

	/** Takes a new leg from its first ring to its end. */
	take(leg: Leg): void {
		const running = this.#run(leg).finally(() => this.#running.delete(running));
		this.#running.add(running);
	}

	/** Sends a call elsewhere, at whatever stage it is. False when it is gone. */
	move(id: LegId, to: Destination): boolean {
		const call = this.#calls.get(id);
		call?.orders.move(to);
		return call !== undefined;
	}

	/** Ends all calls and resolves when each has left its record. */
	async stop(outcome: CallOutcome): Promise<void> {
		for (const {leg} of this.#calls.values()) leg.hangUp(outcome);
		await Promise.all(this.#running);
	}

	async #run(leg: Leg): Promise<void> {
		const {destination, rule} = resolve(this.#ports.plan(), leg.dialled);
		this.#ports.routed(leg, rule?.number);
		const call: Call = {leg, orders: new CallOrders(), live: liveOf(leg, this.#now()), record: recordOf(leg, this.#now())};
		this.#calls.set(leg.id, call);
		this.#ports.keep(call.record);
		this.#ports.tell({kind: 'call.started', at: this.#now(), call: call.live});
		const over = ended(leg);
		await runCall(leg, destination, {
			ivr: this.#ports.ivr,
			room: async (...stage) => this.#inRoom(call, stage),
			orders: call.orders,
			clock: this.#ports.clock,
			failed: this.#ports.failed,
		});
		const {outcome} = await over;
		this.#calls.delete(leg.id);
		call.record = {...call.record, endedAt: this.#now(), outcome, codec: leg.media.codec};
		this.#ports.keep(call.record);
		this.#ports.tell({kind: 'call.ended', at: this.#now(), call: call.record});
	}

	async #inRoom(call: Call, [leg, destination, signal]: Parameters<Stage<RoomDestination>>): Promise<Destination> {
		const {conference, number, role} = destination;
		call.record = {...call.record, conference: conference.id, conferenceNumber: number, role};
		this.#change(call, {stage: 'room'});
		return this.#ports.room(leg, destination, signal);
	}

	#change(call: Call, change: Partial<LiveCall>): void {
		call.live = {...call.live, ...change};
		this.#ports.tell({kind: 'call.changed', at: this.#now(), call: call.live});
	}

	#now(): string {
		return this.#ports.clock.now().toISOString();
	}
}

async function ended(leg: Leg): Promise<LegEnd> {
	return new Promise(resolve => {
		const finish = () => resolve(leg.ended.reason as LegEnd);
		if (leg.ended.aborted) finish();
		else leg.ended.addEventListener('abort', finish, {once: true});
	});
}

function liveOf({id, caller, dialled}: Leg, startedAt: string): LiveCall {
	const {number, name, line} = caller;
	return {id, number, name, line, dialled, startedAt, stage: 'prompts'};
}

/** The box answers every call at once, so that every refusal can be spoken. */
function recordOf({id, caller, dialled}: Leg, startedAt: string): CallRecord {
	const {number, name, line} = caller;
	return {
		id, direction: 'in', number, name, line, dialled, startedAt, answeredAt: startedAt, endedAt: null,
		conference: null, conferenceNumber: null, role: null, outcome: null, codec: '',
	};
}
