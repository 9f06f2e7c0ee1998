import type {LegId, SipPhoneId, SipTransport, TrunkId} from '../contract/index.js';

/** What the engine tells, in the box's own words. */
export type MediaEvent =
	| {
		kind: 'incoming'; leg: LegId; number: string; name: string; dialled: string; address: string; transport: SipTransport; sipCallId: string;
		/** Whose call it is: a trunk's by its address, or that of a phone that logged in. */
		trunk: TrunkId | null; phone: SipPhoneId | null;
	}
	| {kind: 'alerting'; leg: LegId}
	| {kind: 'answered'; leg: LegId}
	| {kind: 'media'; leg: LegId; codec: string; encrypted: boolean}
	| {kind: 'held'; leg: LegId; held: boolean}
	| {kind: 'digit'; leg: LegId; digit: string; source: string}
	| {kind: 'silent'; leg: LegId; ms: number}
	| {kind: 'talking'; leg: LegId; talking: boolean}
	| {kind: 'ended'; leg: LegId; by: 'caller' | 'box' | 'network'; status: number; reason: string}
	/** Newest levels in dBov. */
	| {kind: 'levels'; seats: readonly (readonly [LegId, number])[]}
	| {kind: 'flood'; address: string; dropped: number}
	| {kind: 'overflow'; dropped: number};
