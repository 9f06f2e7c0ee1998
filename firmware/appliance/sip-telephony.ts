import {lookup, Resolver} from 'node:dns/promises';
import type {SipSide} from '../api/index.js';
import type {Leg} from '../call/index.js';
import type {Configuration} from './configuration.js';
import type {DomainEvent, TrunkId} from '../contract/index.js';
import {SipLegs, type Origin, type SipCall} from '../legs/index.js';
import type {Clock} from '../lib/clock.js';
import type {Emitter} from '../lib/emitter.js';
import type {Log} from '../lib/log.js';
import type {Media, SipSignal} from '../media/index.js';
import type {Outbound} from '../outbound/index.js';
import {Bans, SipPhones, Trunks, type ServerName, type SipPorts} from '../sip/index.js';
import type {Store} from '../store/index.js';

export type SipTelephonyParts = {
	clock: Clock;
	log: Log;
	/** Nobody outside of this machine is called. */
	demo: boolean;
	store: Pick<Store, 'trunks' | 'sipPhones' | 'bans'>;
	configuration: Configuration;
	events: Emitter<DomainEvent>;
	media: Media;
	onLeg: (leg: Leg) => void;
};

/** The box's SIP side: its calls, trunks, phones that register, and who is shut out. */
export class SipTelephony {
	readonly legs: SipLegs;
	readonly trunks: Trunks;
	readonly phones: SipPhones;
	readonly bans: Bans;
	readonly #parts: SipTelephonyParts;
	#isRunning = false;

	constructor(parts: SipTelephonyParts) {
		this.#parts = parts;
		const {clock, log, events, configuration, media, store} = parts;
		const ports: SipPorts = {
			clock, log,
			tell: event => events.emit(event),
			dial: (call: SipCall) => this.legs.dial(call),
			admissionChanged: () => this.#admit(),
		};
		const kept = (work: Promise<void>) => void work.catch((error: unknown) => log.error({err: error}, 'could not be kept'));
		this.trunks = new Trunks({...ports, engine: media.sip, resolve: addressesOf, isDemo: parts.demo});
		this.phones = new SipPhones({
			...ports, engine: media.sip,
			keep: {put: binding => kept(store.sipPhones.putBinding(binding)), remove: (phone, contact) => kept(store.sipPhones.removeBinding(phone, contact))},
		});
		this.bans = new Bans({
			...ports,
			settings: () => configuration.settings().security,
			trusted: () => this.trunks.trusted(),
			keep: {put: ban => kept(store.bans.put(ban)), remove: address => kept(store.bans.delete(address))},
		});
		this.legs = new SipLegs({
			media: legMedia(media), clock, log,
			language: () => configuration.settings().box.language,
			party: origin => this.#party(origin),
			onLeg: (leg, trunk) => this.#begin(leg, trunk),
		});
	}

	/** Once the engine runs. */
	async start(): Promise<void> {
		const {store, media, events} = this.#parts;
		const [trunks, phones, bindings, bans] = await Promise.all([store.trunks.list(), store.sipPhones.list(), store.sipPhones.bindings(), store.bans.list()]);
		media.sip.subscribe(signal => this.#take(signal));
		events.subscribe(event => this.#follow(event));
		this.#isRunning = true;
		this.bans.start(bans);
		this.phones.start(phones, bindings);
		this.trunks.start(trunks);
		this.#admit();
	}

	stop(): void {
		this.#isRunning = false;
		this.trunks.stop();
		this.phones.stop();
		this.bans.stop();
	}

	/** Calls were dropped because their source sent too many. */
	flooded(address: string): void {
		this.bans.offence(address, 'flood');
	}

	/** A caller dialled a number that is nobody's. */
	dialledNobody({id, dialled}: Leg): void {
		const address = this.legs.guestAddress(id);
		if (address !== undefined) this.bans.offence(address, 'unknown-numbers', dialled);
	}

	/** For the API. */
	side(outbound: Pick<Outbound, 'way'>): SipSide {
		const {trunks, phones, bans} = this;
		return {
			trunks: () => trunks.view(), testTrunk: id => trunks.test(id),
			phones: () => phones.view(),
			bans: () => bans.view(), banProblem: address => bans.problem(address), ban: input => bans.ban(input), undoBan: address => bans.undo(address),
			way: (number, by) => outbound.way(number, by),
		};
	}

	#begin(leg: Leg, trunk: TrunkId | undefined): void {
		if (trunk !== undefined) this.trunks.count(trunk, leg);
		this.#parts.onLeg(leg);
	}

	#party(origin: Origin) {
		return this.phones.party(origin) ?? this.trunks.party(origin);
	}

	#take(signal: SipSignal): void {
		switch (signal.kind) {
			case 'trunk': return this.trunks.take(signal);
			case 'binding': return this.phones.take(signal);
			case 'refused': return this.bans.refused(signal);
			case 'dropped': return this.bans.dropped(signal.address, signal.dropped);
		}
	}

	#follow(event: DomainEvent): void {
		if (event.kind === 'settings.changed') return this.#admit();
		const guest = event.kind === 'pin.refused' ? this.legs.guestAddress(event.call) : undefined;
		if (guest !== undefined) this.bans.offence(guest, 'wrong-pins');
	}

	/** Tells the engine who is let in. */
	#admit(): void {
		if (!this.#isRunning) return;
		const {guests} = this.#parts.configuration.settings().security;
		this.#parts.media.sip.setAdmission({guests, banned: this.bans.addresses(), trusted: this.trunks.trusted()});
	}
}

function legMedia(media: Media): ConstructorParameters<typeof SipLegs>[0]['media'] {
	return {
		play: (leg, sounds, options) => media.play(leg, sounds, options),
		stopPlaying: leg => media.stopPlaying(leg),
		setMusic: (leg, on) => media.setMusic(leg, on),
		answer: leg => media.answer(leg),
		hangUp: (leg, status, reason) => media.hangUp(leg, status, reason),
		dial: target => media.sip.dial(target),
		adopt: (branch, leg) => media.sip.adopt(branch, leg),
	};
}

/** A provider may call from each of the servers that its name stands for, by A records or by SRV (RFC 3263, 4.2). */
async function addressesOf({host, nameServer}: ServerName): Promise<string[]> {
	const resolver = new Resolver();
	if (nameServer !== '') resolver.setServers([nameServer]);
	// The system knows names beside those of its name servers.
	const ipv4Of = (name: string) => nameServer === '' ? knownToSystem(name) : resolver.resolve4(name).catch(() => []);
	const [own, servers] = await Promise.all([ipv4Of(host), serversOf(host, resolver)]);
	const others = await Promise.all(servers.map(ipv4Of));
	return [...new Set([...own, ...others.flat()])];
}

async function knownToSystem(name: string): Promise<string[]> {
	const found = await lookup(name, {all: true, family: 4}).catch(() => []);
	return found.map(({address}) => address);
}

async function serversOf(host: string, resolver: Resolver): Promise<string[]> {
	const services = ['_sip._udp', '_sip._tcp', '_sips._tcp'];
	const records = await Promise.all(services.map(service => resolver.resolveSrv(`${service}.${host}`).catch(() => [])));
	return [...new Set(records.flat().map(({name}) => name))].slice(0, 16);
}
