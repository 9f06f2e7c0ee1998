import type {Leg} from '../call/index.js';
import type {CallOutcome, Language, LegId} from '../contract/index.js';
import type {Clock} from '../lib/clock.js';
import type {Log} from '../lib/log.js';
import {EngineLeg, type LegMedia, type Signalling} from './engine-leg.js';

/** What SIP legs need of the engine beside their audio. */
export interface SipMedia extends LegMedia {
	answer(leg: LegId): void;
	hangUp(leg: LegId, status: number, reason: string): void;
}

/** SIP status (RFC 3261, 21) by which a caller's own phone or exchange learns why; where none is given the call simply ends. */
const statusOf: Partial<Record<CallOutcome, number>> = {
	'unknown-number': 404, 'wrong-pin': 403, throttled: 403, locked: 403, full: 486, 'box-busy': 486, 'media-lost': 408, 'box-stopped': 503, failed: 500,
};

/** The engine's events that concern SIP legs, as they come. */
export type LegSignal =
	| {kind: 'incoming'; leg: LegId; number: string; name: string; dialled: string; address: string; transport: 'udp' | 'tcp' | 'tls'; sipCallId: string}
	| {kind: 'media'; leg: LegId; codec: string; encrypted: boolean}
	| {kind: 'held'; leg: LegId; held: boolean}
	| {kind: 'digit'; leg: LegId; digit: string}
	| {kind: 'talking'; leg: LegId; talking: boolean}
	| {kind: 'silent'; leg: LegId; ms: number}
	| {kind: 'ended'; leg: LegId; by: 'caller' | 'box' | 'network'; status: number; reason: string};

export type SipLegsPorts = {
	readonly media: SipMedia;
	readonly clock: Clock;
	readonly log: Log;
	readonly language: () => Language;
	/** A new call; its path begins. */
	readonly onLeg: (leg: Leg) => void;
};

/** Every SIP call of the box as a Leg, from its first event to its last. */
export class SipLegs {
	readonly #ports: SipLegsPorts;
	readonly #legs = new Map<LegId, EngineLeg>();

	constructor(ports: SipLegsPorts) {
		this.#ports = ports;
	}

	all(): Leg[] {
		return [...this.#legs.values()];
	}

	take(signal: LegSignal): void {
		if (signal.kind === 'incoming') return this.#incoming(signal);
		const leg = this.#legs.get(signal.leg);
		if (!leg) return;
		switch (signal.kind) {
			case 'media': return leg.take({kind: 'codec', codec: signal.codec, encrypted: signal.encrypted});
			case 'held': return leg.take({kind: 'held', held: signal.held});
			case 'talking': return leg.take({kind: 'talking', talking: signal.talking});
			case 'digit': return leg.digits.push(signal.digit);
			case 'silent': return this.#silent(leg, signal.ms);
			case 'ended': return this.#ended(leg, signal);
		}
	}

	#incoming({leg: id, number, name, dialled, address, transport, sipCallId}: Extract<LegSignal, {kind: 'incoming'}>): void {
		const {clock, log, media} = this.#ports;
		const host = hostOf(address);
		const caller = {number, name, line: `SIP ${host}`, source: host};
		const report = (error: unknown) => log.error({err: error, call: id}, 'a listener of this call failed');
		const signalling: Signalling = {
			answer: () => media.answer(id),
			hangUp: outcome => media.hangUp(id, statusOf[outcome] ?? 200, outcome),
		};
		const leg = new EngineLeg({id, direction: 'in', caller, dialled, language: this.#ports.language()}, {media, signalling, clock, report});
		this.#legs.set(id, leg);
		log.info({call: id, sipCallId, number, dialled, address, transport}, 'call');
		this.#ports.onLeg(leg);
	}

	#silent(leg: EngineLeg, ms: number): void {
		this.#ports.log.warn({call: leg.id, ms}, 'no audio packets from the caller; hanging up');
		leg.hangUp('media-lost');
	}

	#ended(leg: EngineLeg, {by, status, reason}: Extract<LegSignal, {kind: 'ended'}>): void {
		this.#legs.delete(leg.id);
		this.#ports.log.info({call: leg.id, by, status, reason}, 'call ended');
		leg.finish(by);
	}
}

/** "192.0.2.7:5060" or "[2001:db8::1]:5060" without its port. */
function hostOf(address: string): string {
	return address.replace(/:\d+$/, '').replace(/^\[(.*)\]$/, '$1');
}
