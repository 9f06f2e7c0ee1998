import type {Inviter, SipSide} from '../../../firmware/api/index.js';
import {hideSecrets, told, trunkInput, type BanInput, type BanView, type NumberWay, type SipPhoneId, type SipPhoneInput, type SipPhoneView, type TrunkId, type TrunkInput, type TrunkTestResult, type TrunkView} from '../../../firmware/contract/index.js';

const since = '2026-01-05T08:00:00.000Z';

export function trunkView(trunk: TrunkInput & {id: TrunkId}): TrunkView {
	return {...hideSecrets(trunkInput, trunk), id: trunk.id, state: 'registered', problem: null, detail: '', status: 200, since, expiresAt: null, calls: 0};
}

export function banOf(address: string): BanView {
	return {address, reason: 'scanner', since, until: null, dropped: 3};
}

/** Trunks and phones as the box was told of them, none of which does anything. */
export class FakeSip implements SipSide {
	readonly #trunks = new Map<TrunkId, TrunkView>();
	readonly #phones = new Map<SipPhoneId, SipPhoneView>();
	readonly #bans = new Map<string, BanView>();
	/** Passwords that the box was told of, by user name. */
	readonly passwords = new Map<string, string>();
	readonly asked: unknown[] = [];

	putTrunk(trunk: TrunkInput & {id: TrunkId}): void {
		this.#trunks.set(trunk.id, trunkView(trunk));
		this.passwords.set(trunk.user, trunk.password);
	}

	removeTrunk(id: TrunkId): void {
		this.#trunks.delete(id);
	}

	putPhone({password, ...phone}: SipPhoneInput & {id: SipPhoneId}): void {
		const binding = {contact: `sip:${phone.user}@192.0.2.9:5060`, address: '192.0.2.9:5060', transport: 'udp', userAgent: 'Desk', expiresAt: since} as const;
		this.#phones.set(phone.id, {...phone, bindings: [binding]});
		this.passwords.set(phone.user, password);
	}

	removePhone(id: SipPhoneId): void {
		this.#phones.delete(id);
	}

	trunks = () => [...this.#trunks.values()];
	testTrunk = async (id: TrunkId): Promise<TrunkTestResult | undefined> => this.#trunks.has(id)
		? {ok: false, steps: [{name: 'name', ok: false, problem: 'name-unknown', finding: 'Nobody knows it.', addresses: [], ms: null, status: null}]}
		: undefined;
	phones = () => [...this.#phones.values()];
	bans = () => [...this.#bans.values()];
	banProblem = (address: string) => address === '127.0.0.1' ? told('never-banned', {address}) : undefined;
	ban = ({address}: BanInput) => {
		const ban: BanView = {...banOf(address), reason: 'by-admin'};
		this.#bans.set(address, ban);
		return ban;
	};
	undoBan = (address: string) => this.#bans.delete(address);
	way = (number: string, by: Inviter): NumberWay => {
		this.asked.push({way: number, by: by.name});
		return {number, use: 'nowhere', routes: [], class: null, allowed: false};
	};
}
