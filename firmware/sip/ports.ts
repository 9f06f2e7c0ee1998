import type {Leg} from '../call/index.js';
import type {DomainEvent, SipPhoneId, SipTransport, TrunkId} from '../contract/index.js';
import type {SipCall} from '../legs/index.js';
import type {Clock} from '../lib/clock.js';
import type {Log} from '../lib/log.js';

/** A trunk's account at the engine. Empty: none. */
export type TrunkAccount = {
	host: string; transport: SipTransport; user: string; authUser: string; password: string; outboundProxy: string; nameServer: string;
	register: boolean; expiresSeconds: number; srtp: 'off' | 'optional' | 'required';
	/** Who signs for a server over TLS: those that the system knows, `authority` in PEM, or anybody. */
	authorities: 'system' | 'given' | 'any'; authority: string;
};
/** Why a server was left over TLS before anything was asked of it; empty: it was not. */
export type CertificateFault = '' | 'wrong-name' | 'unknown-authority' | 'expired' | 'unfit';
/** `status` is SIP's (RFC 3261, 21); 408 when no answer came. */
export type Answered = {status: number; reason: string; ms: number; certificate: CertificateFault};
export type TrunkSignal = {
	trunk: TrunkId; state: 'registering' | 'registered' | 'rejected' | 'unreachable'; status: number; reason: string; expiresSeconds: number;
	certificate: CertificateFault;
};
/** `expiresSeconds` 0: the binding is gone. */
export type BindingSignal = {phone: SipPhoneId; contact: string; address: string; transport: SipTransport; userAgent: string; expiresSeconds: number};
export type RefusedSignal = {address: string; reason: 'wrong-password' | 'unknown-user' | 'scanner' | 'guest'; count: number; userAgent: string};

export interface TrunkEngine {
	putTrunk(trunk: TrunkId, account: TrunkAccount): void;
	removeTrunk(trunk: TrunkId): void;
	/** `timeoutMs`: for each of the trunk's servers that is asked. */
	probe(trunk: TrunkId, uri: string, timeoutMs: number): Promise<Answered>;
}
export interface PhoneEngine {
	setPhones(phones: readonly {phone: SipPhoneId; user: string; password: string}[]): void;
}
export type Admission = {guests: 'anybody' | 'known'; banned: readonly string[]; trusted: readonly {network: string; trunk: TrunkId}[]};

/** What trunks, phones and bans need of the box. */
export type SipPorts = {
	readonly clock: Clock;
	readonly log: Log;
	readonly tell: (event: DomainEvent) => void;
	/** Undefined when the engine takes no more calls. */
	readonly dial: (call: SipCall) => Leg | undefined;
	/** Who is let in has changed. */
	readonly admissionChanged: () => void;
};
