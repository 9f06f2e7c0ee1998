import type {CallOutcome, CallRecord, ConferenceId, DomainEvent, LegId, LiveCall, UserId} from '../contract/index.js';
import type {Clock} from '../lib/clock.js';
import type {Ask, Destination, HangUpDestination, IvrDestination, RoomDestination, Stage} from './destination.js';
import {resolve, type Plan} from './dial-plan.js';
import type {Leg, LegEnd} from './leg.js';
import {CallOrders} from './orders.js';
import {awaitAnswer} from './await-answer.js';
import {runCall} from './run-call.js';

export type CallsPorts = {
	readonly ivr: Stage<IvrDestination>;
	readonly room: Stage<RoomDestination>;
	readonly plan: () => Pick<Plan, 'conferences' | 'portal'>;
	/** How long somebody whom the box calls is rung. */
	readonly ringMs: () => number;
	readonly clock: Clock;
	readonly tell: (event: DomainEvent) => void;
	/** The record of a call, at its start and again at its end: so a call cut off by the box's own end is known. */
	readonly keep: (record: CallRecord) => void;
	/** The dial-plan rule that a call matched; undefined when the number is nobody's. */
	readonly routed: (leg: Leg, rule: string | undefined) => void;
	/** A stage threw: for the log. */
	readonly failed: (leg: Leg, error: unknown) => void;
};

/** Who has the box make a call, and what each minute of it costs. */
export type Account = {by: string; byUser: UserId | null; pricePerMinute: number};
/** A call that the box makes, and what it has cost so far. */
export type RunningCall = {id: LegId; by: string; byUser: UserId | null; cost: number};
const nobody: Account = {by: '', byUser: null, pricePerMinute: 0};

type Invitation = Extract<Ask, {kind: 'invitation'}>;
const conferenceOver: HangUpDestination = {kind: 'hangup', outcome: 'disconnected', say: ['conference-over', 'goodbye']};

/** `answeredAtMs` is monotonic: the system time may be set while a call is up. */
type Call = {leg: Leg; orders: CallOrders; live: LiveCall; record: CallRecord; pricePerMinute: number; answeredAtMs: number | undefined; invitation: Invitation | undefined};

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

	/** Those that the box makes, from their first ring on. */
	running(): RunningCall[] {
		const outgoing = [...this.#calls.values()].filter(({leg}) => leg.direction === 'out');
		return outgoing.map(call => ({id: call.leg.id, by: call.record.by, byUser: call.record.byUser, cost: this.#costOf(call)}));
	}

	/** Takes a leg that comes in from its first ring to its end. */
	take(leg: Leg): void {
		const {destination, rule} = resolve(this.#ports.plan(), leg.dialled);
		this.#ports.routed(leg, rule?.number);
		this.#begin({leg, destination, stage: 'prompts'}, nobody);
	}

	/** Takes a leg that the box calls out by from its first ring to its end; once it is answered it goes to `destination`. */
	place(leg: Leg, destination: Destination, account: Account = nobody): LiveCall {
		return this.#begin({leg, destination, stage: 'calling'}, account).live;
	}

	/** Sends a call elsewhere, at whatever stage it is. False when it is gone. */
	move(id: LegId, to: Destination): boolean {
		const call = this.#calls.get(id);
		call?.orders.move(to);
		return call !== undefined;
	}

	/** A conference is over: who is being called into it is given up, and who has answered but is not in yet is told. */
	stopCalling(conference: ConferenceId, number: string | null): void {
		for (const {orders, live, invitation} of this.#calls.values()) {
			const isConcerned = live.stage !== 'room' && invitation?.conference.id === conference && invitation.number === number;
			if (isConcerned) orders.move(conferenceOver);
		}
	}

	/** Ends all calls and resolves when each has left its record. */
	async stop(outcome: CallOutcome): Promise<void> {
		for (const {leg} of this.#calls.values()) leg.hangUp(outcome);
		await Promise.all(this.#running);
	}

	#begin({leg, destination, stage}: {leg: Leg; destination: Destination; stage: LiveCall['stage']}, {by, byUser, pricePerMinute}: Account): Call {
		const record = {...recordOf(leg, this.#now()), by, byUser};
		const call: Call = {leg, orders: new CallOrders(), live: liveOf(leg, this.#now(), stage), record, pricePerMinute, answeredAtMs: undefined, invitation: invitationOf(destination)};
		this.#calls.set(leg.id, call);
		this.#ports.keep(call.record);
		this.#ports.tell({kind: 'call.started', at: this.#now(), call: call.live});
		const running = this.#run(call, destination).finally(() => this.#running.delete(running));
		this.#running.add(running);
		return call;
	}

	async #run(call: Call, destination: Destination): Promise<void> {
		const {leg, orders} = call;
		const over = ended(leg);
		const {clock, ivr, failed, ringMs} = this.#ports;
		const first = call.live.stage === 'calling' ? await awaitAnswer(leg, destination, {orders, clock, ringMs: ringMs()}) : destination;
		if (first && call.live.stage === 'calling') this.#answered(call);
		if (first) await runCall(leg, first, {ivr, room: async (...stage) => this.#inRoom(call, stage), orders, clock, failed});
		const {outcome} = await over;
		this.#calls.delete(leg.id);
		const endedAt = this.#now();
		call.record = {...call.record, endedAt, outcome, codec: leg.media.codec, cost: this.#costOf(call)};
		this.#ports.keep(call.record);
		this.#ports.tell({kind: 'call.ended', at: this.#now(), call: call.record});
	}

	#answered(call: Call): void {
		call.answeredAtMs = this.#ports.clock.monotonic();
		call.record = {...call.record, answeredAt: this.#now()};
		this.#ports.keep(call.record);
		this.#change(call, {stage: 'prompts'});
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

	/** By the millisecond, to a hundredth of a cent. */
	#costOf({answeredAtMs, pricePerMinute}: Call): number {
		if (answeredAtMs === undefined) return 0;
		const minutes = (this.#ports.clock.monotonic() - answeredAtMs) / 60_000;
		return Math.round(minutes * pricePerMinute * 10_000) / 10_000;
	}

	#now(): string {
		return this.#ports.clock.now().toISOString();
	}
}

function invitationOf(destination: Destination): Invitation | undefined {
	return destination.kind === 'ivr' && destination.ask.kind === 'invitation' ? destination.ask : undefined;
}

async function ended(leg: Leg): Promise<LegEnd> {
	return new Promise(resolve => {
		const finish = () => resolve(leg.ended.reason as LegEnd);
		if (leg.ended.aborted) finish();
		else leg.ended.addEventListener('abort', finish, {once: true});
	});
}

function liveOf({id, caller, dialled, direction}: Leg, startedAt: string, stage: LiveCall['stage']): LiveCall {
	const {number, name, line} = caller;
	return {id, number, name, line, dialled, startedAt, direction, stage};
}

/** The box answers a call that comes in at once, so that every refusal can be spoken; but where the line lets it speak before the answer. */
function recordOf({id, caller, dialled, direction, answered}: Leg, startedAt: string): CallRecord {
	const {number, name, line} = caller;
	return {
		id, direction, number, name, line, dialled, startedAt, answeredAt: answered ? startedAt : null, endedAt: null,
		conference: null, conferenceNumber: null, role: null, outcome: null, codec: '', cost: 0, by: '', byUser: null,
	};
}
