import type {CertificateFault, NativeEngine, NativeEvent, SipDial, TrunkOptions} from '../../addons/index.js';
import type {LegId, SipPhoneId, TrunkId} from '../contract/index.js';
import {Emitter} from '../lib/emitter.js';
import {IdMap} from './id-map.js';
import type {LegNumbers} from './lines.js';
import {translatingErrors} from './native-error.js';

type NativeSipEvent = Extract<NativeEvent, {kind: 'trunk.state' | 'phone.binding' | 'sip.refused' | 'sip.dropped' | 'sip.probed'}>;
type Of<K extends NativeSipEvent['kind']> = Omit<Extract<NativeSipEvent, {kind: K}>, 'kind' | 'at' | 'trunk' | 'phone'>;

/** What SIP tells beside its calls. Statuses are SIP's (RFC 3261, 21); 408 when no answer came. */
export type SipSignal =
	| {kind: 'trunk'; trunk: TrunkId} & Of<'trunk.state'>
	| {kind: 'binding'; phone: SipPhoneId} & Of<'phone.binding'>
	| {kind: 'refused'} & Of<'sip.refused'>
	| {kind: 'dropped'} & Of<'sip.dropped'>;
export type TrunkAccount = TrunkOptions;
export type PhoneAccount = {phone: SipPhoneId; user: string; password: string};
export type SipAdmission = {guests: 'anybody' | 'known'; banned: readonly string[]; trusted: readonly {network: string; trunk: TrunkId}[]};
/** `trunk` null: by the box's own account. */
export type SipCall = Omit<SipDial, 'trunk'> & {trunk: TrunkId | null};
/** `status` 408: no answer came. */
export type Probed = {status: number; reason: string; ms: number; certificate: CertificateFault};

type SipLegNumbers = LegNumbers & {rename(from: LegId, to: LegId): void};

/** The engine's trunks, phones that register, and calls out, by the ids of the box. */
export class SipMedia {
	readonly #engine: NativeEngine;
	readonly #legs: SipLegNumbers;
	readonly #trunks = new IdMap<TrunkId>();
	readonly #phones = new IdMap<SipPhoneId>();
	readonly #probes = new Map<number, (probed: Probed) => void>();
	readonly #signals: Emitter<SipSignal>;

	constructor(engine: NativeEngine, legs: SipLegNumbers, report: (error: unknown) => void) {
		this.#engine = engine;
		this.#legs = legs;
		this.#signals = new Emitter(report);
	}

	/** The result undoes the subscription. */
	subscribe(listener: (signal: SipSignal) => void): () => void {
		return this.#signals.subscribe(listener);
	}

	/** Adds a trunk, or replaces its account: a signal 'trunk' follows. */
	putTrunk(id: TrunkId, account: TrunkAccount): void {
		this.#engine.putTrunk(this.#numberOf(this.#trunks, id), account);
	}

	removeTrunk(id: TrunkId): void {
		const number = this.#trunks.number(id);
		if (number === undefined) return;
		this.#trunks.delete(id);
		this.#engine.removeTrunk(number);
	}

	/** Replaces all. */
	setPhones(phones: readonly PhoneAccount[]): void {
		this.#engine.setPhones(phones.map(({phone, user, password}) => ({phone: this.#numberOf(this.#phones, phone), user, password})));
	}

	/** Replaces all. */
	setAdmission({guests, banned, trusted}: SipAdmission): void {
		this.#engine.setAdmission({guests, banned, trusted: trusted.map(({network, trunk}) => ({network, trunk: this.#numberOf(this.#trunks, trunk)}))});
	}

	/** Begins to call; what becomes of it is told as of every leg. Undefined when the engine takes no more calls. */
	dial({trunk, ...call}: SipCall): LegId | undefined {
		const number = this.#engine.dial({...call, trunk: trunk === null ? 0 : this.#numberOf(this.#trunks, trunk)});
		if (number === 0) return undefined;
		return this.#legs.add(number);
	}

	/** From now on what `branch` was goes by the id `leg`. */
	adopt(branch: LegId, leg: LegId): void {
		this.#legs.rename(branch, leg);
	}

	/** Sends OPTIONS (RFC 3261, 11) where this trunk's requests go. Resolves within `timeoutMs`; where it tries several servers, for each of them. */
	async probe(trunk: TrunkId, uri: string, timeoutMs: number): Promise<Probed> {
		const probe = this.#legs.next();
		return new Promise(resolve => {
			this.#probes.set(probe, resolve);
			this.#engine.probe(probe, {uri, trunk: this.#trunks.number(trunk) ?? 0, timeoutMs});
		});
	}

	/** SIP over TLS shows this certificate to who connects from now on; calls that are up go on. Throws BAD_CERTIFICATE; then it shows the one from before. */
	renewCertificate(certificate: {certificatePath: string; keyPath: string}): void {
		translatingErrors(() => this.#engine.renewCertificate(certificate));
	}

	/** Whose call this is, by the engine's numbers; 0 is nobody's. */
	party({trunk, phone}: {trunk: number; phone: number}): {trunk: TrunkId | null; phone: SipPhoneId | null} {
		return {trunk: this.#trunks.id(trunk) ?? null, phone: this.#phones.id(phone) ?? null};
	}

	/** The engine's word. */
	take({at: _at, ...event}: NativeSipEvent): void {
		switch (event.kind) {
			case 'trunk.state': return this.#tell(this.#trunks.id(event.trunk), trunk => ({...event, kind: 'trunk', trunk}));
			case 'phone.binding': return this.#tell(this.#phones.id(event.phone), phone => ({...event, kind: 'binding', phone}));
			case 'sip.refused': return this.#emit({...event, kind: 'refused'});
			case 'sip.dropped': return this.#emit({...event, kind: 'dropped'});
			case 'sip.probed': return this.#probed(event);
		}
	}

	/** News of what was removed a moment ago is nobody's. */
	#tell<Id>(id: Id | undefined, signal: (id: Id) => SipSignal): void {
		if (id !== undefined) this.#emit(signal(id));
	}

	#emit(signal: SipSignal): void {
		this.#signals.emit(signal);
	}

	#probed({probe, status, reason, ms, certificate}: Omit<Extract<NativeSipEvent, {kind: 'sip.probed'}>, 'at'>): void {
		this.#probes.get(probe)?.({status, reason, ms, certificate});
		this.#probes.delete(probe);
	}

	#numberOf<Id extends string>(ids: IdMap<Id>, id: Id): number {
		const known = ids.number(id);
		if (known !== undefined) return known;
		const number = this.#legs.next();
		ids.set(id, number);
		return number;
	}
}

/** Told of SIP beside its calls. */
export function isSip(event: NativeEvent): event is NativeSipEvent {
	return event.kind.startsWith('trunk.') || event.kind === 'phone.binding'
		|| event.kind === 'sip.refused' || event.kind === 'sip.dropped' || event.kind === 'sip.probed';
}
