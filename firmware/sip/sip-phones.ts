import type {Dialler, Leg, OutgoingCall} from '../call/index.js';
import {madeName, type SipBinding, type SipPhoneId, type SipPhoneInput, type SipPhoneView} from '../contract/index.js';
import type {Origin, Party} from '../legs/index.js';
import type {BindingSignal, PhoneEngine, SipPorts} from './ports.js';

export type SipPhoneSetUp = SipPhoneInput & {id: SipPhoneId};
export type KeptBinding = SipBinding & {phone: SipPhoneId};

export type SipPhonesPorts = Pick<SipPorts, 'clock' | 'log' | 'tell' | 'dial'> & {
	engine: PhoneEngine;
	/** Where phones can be called is kept over a restart of the box. */
	keep: {put(binding: KeptBinding): void; remove(phone: SipPhoneId, contact: string): void};
};

/** `untilMs` is monotonic: the system time may be set meanwhile. */
type Registered = {binding: SipBinding; untilMs: number};
type Phone = {setUp: SipPhoneSetUp; bindings: Map<string, Registered>};

/** A refresh that is on its way when a binding runs out is waited for. */
const graceMs = 5000;
/** The box grants no more; what was kept with a wrong date counts for no longer either. */
const mostMs = 7_200_000;

/** Phones that register: which there are, where each can be called, and the calls to them. */
export class SipPhones {
	readonly #ports: SipPhonesPorts;
	readonly #phones = new Map<SipPhoneId, Phone>();
	#cancelExpiry: () => void = () => undefined;

	constructor(ports: SipPhonesPorts) {
		this.#ports = ports;
	}

	/** Begins with these phones, and with what they had registered before the box started. */
	start(setUps: readonly SipPhoneSetUp[], bindings: readonly KeptBinding[]): void {
		for (const setUp of setUps) this.#phones.set(setUp.id, {setUp, bindings: new Map()});
		const nowMs = this.#ports.clock.now().getTime();
		for (const {phone, ...binding} of bindings) {
			this.#phones.get(phone)?.bindings.set(binding.contact, this.#registered(binding, Math.min(Date.parse(binding.expiresAt) - nowMs, mostMs)));
		}
		this.#tellEngine();
		this.#expire();
	}

	stop(): void {
		this.#cancelExpiry();
	}

	/** Adds a phone, or sets it up anew; with another log-in its old registrations are over. */
	put(setUp: SipPhoneSetUp): void {
		const phone = this.#phones.get(setUp.id) ?? {setUp, bindings: new Map<string, Registered>()};
		const {user, password} = phone.setUp;
		if (user !== setUp.user || password !== setUp.password) this.#forgetBindings(phone);
		phone.setUp = setUp;
		this.#phones.set(setUp.id, phone);
		this.#tellEngine();
		this.#tell(phone);
	}

	remove(id: SipPhoneId): void {
		if (!this.#phones.delete(id)) return;
		this.#tellEngine();
		this.#ports.tell({kind: 'sip-phone.removed', at: this.#ports.clock.now().toISOString(), phone: id});
	}

	/** By name. */
	view(): SipPhoneView[] {
		return [...this.#phones.values()].map(viewOf).sort((a, b) => a.name.localeCompare(b.name));
	}

	/** The engine's word on a registration. */
	take({phone: id, contact, address, transport, userAgent, expiresSeconds}: BindingSignal): void {
		const phone = this.#phones.get(id);
		if (!phone) return;
		if (expiresSeconds === 0) return this.#forget(phone, contact);
		const {clock, keep, log} = this.#ports;
		const expiresAt = new Date(clock.now().getTime() + expiresSeconds * 1000).toISOString();
		const binding: SipBinding = {contact, address, transport, userAgent, expiresAt};
		if (!phone.bindings.has(contact)) log.info({phone: phone.setUp.user, address, transport, userAgent}, 'a phone has registered');
		phone.bindings.set(contact, this.#registered(binding, expiresSeconds * 1000));
		keep.put({phone: id, ...binding});
		this.#arm();
		this.#tell(phone);
	}

	/** What a phone makes of a call that comes in; undefined when it is none of ours. */
	party({phone: id, number, name}: Origin): Party | undefined {
		const phone = id === null ? undefined : this.#phones.get(id);
		if (!phone) return undefined;
		const {name: own, extension} = phone.setUp;
		return {line: madeName('sip-phone', {name: own}), number: extension ?? number, name: name === '' || name === number ? own : name};
	}

	/** None when the phone is not registered now. */
	diallers(id: SipPhoneId): readonly Dialler[] {
		const phone = this.#phones.get(id);
		return phone && phone.bindings.size > 0 ? [{dial: call => this.#dial(phone, call)}] : [];
	}

	/** Rings wherever the phone has registered; the first to answer has the call. */
	#dial({setUp: {id, name}, bindings}: Phone, {called, callerNumber, callerName}: OutgoingCall): Leg | undefined {
		const targets = [...bindings.keys()].map(contact => ({uri: contact, trunk: null, callerNumber, callerName}));
		return targets.length === 0 ? undefined : this.#ports.dial({called, name, line: madeName('sip-phone', {name}), source: id, targets});
	}

	#registered(binding: SipBinding, forMs: number): Registered {
		return {binding, untilMs: this.#ports.clock.monotonic() + forMs + graceMs};
	}

	#forget(phone: Phone, contact: string): void {
		if (!phone.bindings.delete(contact)) return;
		this.#ports.keep.remove(phone.setUp.id, contact);
		this.#tell(phone);
	}

	#forgetBindings(phone: Phone): void {
		for (const contact of phone.bindings.keys()) this.#ports.keep.remove(phone.setUp.id, contact);
		phone.bindings.clear();
	}

	/** The engine knows nothing of what was registered before it started. */
	#expire(): void {
		const nowMs = this.#ports.clock.monotonic();
		for (const phone of this.#phones.values()) {
			for (const [contact, {untilMs}] of phone.bindings) if (untilMs <= nowMs) this.#forget(phone, contact);
		}
		this.#arm();
	}

	#arm(): void {
		this.#cancelExpiry();
		const all = [...this.#phones.values()].flatMap(({bindings}) => [...bindings.values()]);
		if (all.length === 0) return;
		const firstMs = Math.min(...all.map(({untilMs}) => untilMs));
		this.#cancelExpiry = this.#ports.clock.after(Math.max(0, firstMs - this.#ports.clock.monotonic()), () => this.#expire());
	}

	#tellEngine(): void {
		this.#ports.engine.setPhones([...this.#phones.values()].map(({setUp: {id, user, password}}) => ({phone: id, user, password})));
	}

	#tell(phone: Phone): void {
		this.#ports.tell({kind: 'sip-phone.changed', at: this.#ports.clock.now().toISOString(), phone: viewOf(phone)});
	}
}

function viewOf({setUp: {password: _password, ...setUp}, bindings}: Phone): SipPhoneView {
	return {...setUp, bindings: [...bindings.values()].map(({binding}) => binding)};
}
