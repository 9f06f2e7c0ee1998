import {told, type BanInput as BanWish, type BanView, type Settings, type Told} from '../contract/index.js';
import {emptyBook, stepBans, type Ban, type BanEffect, type BanInput, type Offence} from './ban-book.js';
import {isAddress, isIn, thisMachine} from './networks.js';
import type {RefusedSignal, SipPorts} from './ports.js';

export type BansPorts = Pick<SipPorts, 'clock' | 'log' | 'tell' | 'admissionChanged'> & {
	settings: () => Settings['security'];
	/** Networks of trunks: a provider is never shut out for what its callers do. */
	trusted: () => readonly {network: string}[];
	/** Bans are kept over a restart of the box. */
	keep: {put(ban: Ban): void; remove(address: string): void};
};

const offenceOf: Record<RefusedSignal['reason'], Offence> = {
	'wrong-password': 'wrong-password', 'unknown-user': 'wrong-password', scanner: 'scanner', guest: 'unknown-numbers',
};

/** Addresses whose SIP requests are dropped without an answer. */
export class Bans {
	readonly #ports: BansPorts;
	readonly #dropped = new Map<string, number>();
	#book = emptyBook;
	#cancel: () => void = () => undefined;

	constructor(ports: BansPorts) {
		this.#ports = ports;
	}

	/** Begins with those that were kept. */
	start(bans: readonly Ban[]): void {
		this.#book = {...this.#book, bans: new Map(bans.map(ban => [ban.address, ban]))};
		this.#input({kind: 'time'});
		this.#arm();
	}

	stop(): void {
		this.#cancel();
	}

	/** The newest first. */
	view(): BanView[] {
		return [...this.#book.bans.values()].sort((a, b) => b.since.localeCompare(a.since)).map(ban => this.#viewOf(ban));
	}

	addresses(): string[] {
		return [...this.#book.bans.keys()];
	}

	/** A SIP request was refused. */
	refused({address, reason, count}: RefusedSignal): void {
		for (let i = 0; i < Math.min(count, 100); i++) this.offence(address, offenceOf[reason]);
	}

	/** Counts against an address; of the same `what` one counts. */
	offence(address: string, offence: Offence, what = ''): void {
		this.#input({kind: 'offence', address, offence, what});
	}

	/** Requests of a banned address were dropped. */
	dropped(address: string, requests: number): void {
		const ban = this.#book.bans.get(address);
		if (!ban) return;
		this.#dropped.set(address, (this.#dropped.get(address) ?? 0) + requests);
		this.#tellOf(ban);
	}

	/** Why an admin can't ban this address. */
	problem(address: string): Told | undefined {
		if (!isAddress(address)) return told('no-address', {address});
		return this.#isExempt(address) ? told('never-banned', {address}) : undefined;
	}

	/** By an admin. */
	ban({address, minutes}: BanWish): BanView | undefined {
		this.#input({kind: 'ban', address, minutes});
		const ban = this.#book.bans.get(address);
		return ban && this.#viewOf(ban);
	}

	/** False when there is no such ban. */
	undo(address: string): boolean {
		const isBanned = this.#book.bans.has(address);
		this.#input({kind: 'undo', address});
		return isBanned;
	}

	#input(input: BanInput): void {
		const {banFailures, banMinutes} = this.#ports.settings();
		const rules = {failures: banFailures, minutes: banMinutes, now: this.#ports.clock.now(), isExempt: (address: string) => this.#isExempt(address)};
		const {book, effects} = stepBans(this.#book, input, rules);
		this.#book = book;
		if (effects.length === 0) return;
		for (const effect of effects) this.#perform(effect);
		this.#arm();
		this.#ports.admissionChanged();
		// Whoever hears of it may try it at once.
		for (const effect of effects) this.#tell(effect);
	}

	#perform(effect: BanEffect): void {
		const {keep, log} = this.#ports;
		if (effect.kind === 'banned') {
			const {address, reason, until} = effect.ban;
			log.warn({address, reason, until}, 'banned');
			return keep.put(effect.ban);
		}
		log.info({address: effect.address}, 'no longer banned');
		keep.remove(effect.address);
		this.#dropped.delete(effect.address);
	}

	#tell(effect: BanEffect): void {
		if (effect.kind === 'banned') return this.#tellOf(effect.ban);
		this.#ports.tell({kind: 'ban.removed', at: this.#ports.clock.now().toISOString(), address: effect.address});
	}

	#tellOf(ban: Ban): void {
		this.#ports.tell({kind: 'ban.changed', at: this.#ports.clock.now().toISOString(), ban: this.#viewOf(ban)});
	}

	#viewOf(ban: Ban): BanView {
		return {...ban, dropped: this.#dropped.get(ban.address) ?? 0};
	}

	#isExempt(address: string): boolean {
		const {settings, trusted} = this.#ports;
		const networks = [thisMachine, ...settings().neverBan, ...trusted().map(({network}) => network)];
		return !isAddress(address) || networks.some(network => isIn(address, network));
	}

	/** At the end of the ban that ends first. Longer than a timer can wait it looks again in between. */
	#arm(): void {
		this.#cancel();
		const ends = [...this.#book.bans.values()].flatMap(({until}) => until === null ? [] : [Date.parse(until)]);
		if (ends.length === 0) return;
		const ms = Math.min(Math.max(0, Math.min(...ends) - this.#ports.clock.now().getTime()), 24 * 3_600_000);
		this.#cancel = this.#ports.clock.after(ms, () => {
			this.#input({kind: 'time'});
			this.#arm();
		});
	}
}
