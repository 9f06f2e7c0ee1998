import type {Leg} from '../call/index.js';
import {madeName, type CallOutcome, type Language, type LegId, type SipPhoneId, type SipTransport, type TrunkId} from '../contract/index.js';
import type {Clock} from '../lib/clock.js';
import type {Log} from '../lib/log.js';
import {newId} from '../lib/ids.js';
import {EngineLeg, type LegFacts, type LegMedia, type Signalling} from './engine-leg.js';
import {OutgoingCalls, type DiallingMedia, type SipTarget} from './outgoing.js';

/** What SIP legs need of the engine beside their audio. */
export interface SipMedia extends LegMedia, DiallingMedia {
	answer(leg: LegId): void;
}

/** SIP status (RFC 3261, 21) by which a caller's own phone or exchange learns why; where none is given the call simply ends. */
const statusOf: Partial<Record<CallOutcome, number>> = {
	'unknown-number': 404, 'wrong-pin': 403, throttled: 403, locked: 403, full: 486, 'box-busy': 486, 'media-lost': 408, 'box-stopped': 503, failed: 500,
};

/** The engine's events that concern SIP legs, as they come. */
export type LegSignal =
	| {
		kind: 'incoming'; leg: LegId; number: string; name: string; dialled: string; address: string; transport: SipTransport; sipCallId: string;
		trunk: TrunkId | null; phone: SipPhoneId | null;
	}
	| {kind: 'alerting' | 'answered'; leg: LegId}
	| {kind: 'media'; leg: LegId; codec: string; encrypted: boolean}
	| {kind: 'held'; leg: LegId; held: boolean}
	| {kind: 'digit'; leg: LegId; digit: string}
	| {kind: 'talking'; leg: LegId; talking: boolean}
	| {kind: 'silent'; leg: LegId; ms: number}
	| {kind: 'ended'; leg: LegId; by: 'caller' | 'box' | 'network'; status: number; reason: string};

/** Whose call comes in: of a trunk, of a phone that logged in, or of neither. */
export type Origin = {trunk: TrunkId | null; phone: SipPhoneId | null; number: string; name: string; dialled: string};
/** What the trunk or the phone makes of its call; undefined where the call's own words stand. `isFull`: it has as many calls as it may have. */
export type Party = {line: string; trunk?: TrunkId; number?: string; name?: string; dialled?: string; isFull?: boolean};
/** Whom the box calls, as people read it, and where. */
export type SipCall = {called: string; name: string; line: string; source: string; targets: readonly SipTarget[]};

export type SipLegsPorts = {
	readonly media: SipMedia;
	readonly clock: Clock;
	readonly log: Log;
	readonly language: () => Language;
	/** Undefined: a guest's. */
	readonly party: (origin: Origin) => Party | undefined;
	/** A new call; its path begins. */
	readonly onLeg: (leg: Leg, trunk: TrunkId | undefined) => void;
};

/** Every SIP call of the box as a Leg, from its first event to its last. */
export class SipLegs {
	readonly #ports: SipLegsPorts;
	readonly #legs = new Map<LegId, EngineLeg>();
	/** Addresses of callers of whom nothing is known. */
	readonly #guests = new Map<LegId, string>();
	readonly #outgoing: OutgoingCalls;

	constructor(ports: SipLegsPorts) {
		this.#ports = ports;
		this.#outgoing = new OutgoingCalls(ports.media);
	}

	all(): Leg[] {
		return [...this.#legs.values()];
	}

	/** Where a guest's call comes from; undefined for those of phones that logged in and of trunks, and for calls out. */
	guestAddress(leg: LegId): string | undefined {
		return this.#guests.get(leg);
	}

	/** Calls somebody. Undefined when the engine takes no more calls. */
	dial({called, name, line, source, targets}: SipCall): Leg | undefined {
		const id = newId<LegId>();
		const {media} = this.#ports;
		const leg = this.#leg({id, direction: 'out', caller: {number: called, name, line, source}, dialled: called}, {
			answer: () => undefined,
			hangUp: outcome => {
				if (!this.#outgoing.hangUp(id, outcome)) media.hangUp(id, statusOf[outcome] ?? 200, outcome);
			},
		});
		return this.#outgoing.start(targets, leg, () => this.#legs.set(id, leg)) ? leg : undefined;
	}

	take(signal: LegSignal): void {
		if (signal.kind === 'incoming') return this.#incoming(signal);
		if (isOfBranch(signal) && this.#outgoing.take({...signal, branch: signal.leg})) return;
		const leg = this.#legs.get(signal.leg);
		if (!leg) return;
		switch (signal.kind) {
			case 'alerting':
			case 'answered': return;
			case 'media': return leg.take({kind: 'codec', codec: signal.codec, encrypted: signal.encrypted});
			case 'held': return leg.take({kind: 'held', held: signal.held});
			case 'talking': return leg.take({kind: 'talking', talking: signal.talking});
			case 'digit': return leg.digits.push(signal.digit);
			case 'silent': return this.#silent(leg, signal.ms);
			case 'ended': return this.#ended(leg, signal);
		}
	}

	#incoming({leg: id, address, transport, sipCallId, ...call}: Extract<LegSignal, {kind: 'incoming'}>): void {
		const {log, media, onLeg, party: partyOf} = this.#ports;
		const host = hostOf(address);
		const party = partyOf(call);
		const {line, number, name, dialled} = {line: madeName('sip-address', {address: host}), number: call.number, name: call.name, dialled: call.dialled, ...party};
		log.info({call: id, sipCallId, number, dialled, address, transport, line}, 'call');
		if (party?.isFull) {
			log.warn({call: id, line}, 'refused: this trunk has as many calls as it may have');
			return media.hangUp(id, 486, 'box-busy');
		}
		const leg = this.#leg({id, direction: 'in', caller: {number, name, line, source: host}, dialled}, {
			answer: () => media.answer(id),
			hangUp: outcome => media.hangUp(id, statusOf[outcome] ?? 200, outcome),
		});
		this.#legs.set(id, leg);
		if (!party) this.#guests.set(id, host);
		onLeg(leg, party?.trunk);
	}

	#leg(facts: Omit<LegFacts, 'language'>, signalling: Signalling): EngineLeg {
		const {clock, log, media, language} = this.#ports;
		const report = (error: unknown) => log.error({err: error, call: facts.id}, 'a listener of this call failed');
		return new EngineLeg({...facts, language: language()}, {media, signalling, clock, report});
	}

	#silent(leg: EngineLeg, ms: number): void {
		this.#ports.log.warn({call: leg.id, ms}, 'no audio packets from the caller; hanging up');
		leg.hangUp('media-lost');
	}

	#ended(leg: EngineLeg, {by, status, reason}: Extract<LegSignal, {kind: 'ended'}>): void {
		this.#legs.delete(leg.id);
		this.#guests.delete(leg.id);
		this.#ports.log.info({call: leg.id, by, status, reason}, 'call ended');
		leg.finish(by);
	}
}

type OfBranch = Extract<LegSignal, {kind: 'alerting' | 'answered' | 'media' | 'ended'}>;
const isOfBranch = (signal: LegSignal): signal is OfBranch =>
	signal.kind === 'alerting' || signal.kind === 'answered' || signal.kind === 'media' || signal.kind === 'ended';

/** "192.0.2.7:5060" or "[2001:db8::1]:5060" without its port. */
function hostOf(address: string): string {
	return address.replace(/:\d+$/, '').replace(/^\[(.*)\]$/, '$1');
}
