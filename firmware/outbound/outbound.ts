import {dialPlan, type Account, type Destination, type Dialler, type Leg, type LegEnd, type OutgoingCall, type Plan} from '../call/index.js';
import {
	refusedWith, told, type AccessRole, type CallOutcome, type CallPermissions, type Conference, type DialPlanEntry, type Invitation,
	type LiveCall, type NumberWay, type Refused, type RouteVia, type RouteView, type SipPhoneId, type UserId,
} from '../contract/index.js';
import {spentTooMuch, tooManyCalls} from './limits.js';
import {mayCall} from './permission.js';
import {waysTo} from './routing.js';
import type {SpendGuard} from './spend-guard.js';

/** Into what somebody is called: `number` is a dynamic conference's, which its callers keyed. */
export type Place = {conference: Conference; number: string | null};
/** Who has the box call; `user` is null for a token, a program, or somebody who came by a log-in link. */
export type Inviter = {name: string; user: UserId | null; role: AccessRole; mayCall: CallPermissions};
export type Invited = {ok: true; call: LiveCall} | Refused;

export type OutboundPorts = {
	readonly routes: () => readonly RouteView[];
	readonly plan: () => Plan;
	/** What a way is called by, in the order in which they are tried; none when there is no such line now, or it makes no calls. */
	readonly diallers: (via: RouteVia) => readonly Dialler[];
	/** What a phone that registers is called by; none when it is not registered. */
	readonly phone: (phone: SipPhoneId) => readonly Dialler[];
	readonly place: (leg: Leg, destination: Destination, account: Account) => LiveCall;
	readonly guard: Pick<SpendGuard, 'limits' | 'usage' | 'watch'>;
	/** For the log. */
	readonly placed: (call: LiveCall, by: Inviter, route: string) => void;
};

/** A dialler to try, what is dialled there, and what a minute costs. */
type Candidate = {dialler: Dialler; number: string; route: string; pricePerMinute: number};
type Found = {ok: true; candidates: readonly Candidate[]} | Refused;
type Attempt = {call: Omit<OutgoingCall, 'number'>; destination: Destination; by: Inviter};

/** The far end never rang: another way may lead to it. */
const worthAnotherWay: ReadonlySet<CallOutcome> = new Set(['unreachable', 'no-line', 'line-failed', 'failed']);

/** Calls that the box makes: by which line a number goes out, who may call it, and how much of it. */
export class Outbound {
	readonly #ports: OutboundPorts;

	constructor(ports: OutboundPorts) {
		this.#ports = ports;
	}

	/**
	 * Calls somebody into a conference. Refused with NOT_ALLOWED, NO_ROUTE, NO_LINE or LIMIT_REACHED and a sentence; what becomes of the call comes as
	 * events. A way that fails before the far end rings makes room for the next one, as a call of its own.
	 */
	invite(place: Place, {number: called, joinAtOnce}: Invitation, by: Inviter): Invited {
		const found = this.#find(called, by);
		if (!found.ok) return found;
		const affordable = this.#affordable(found.candidates, by);
		if (!affordable.ok) return affordable;
		const {extension, description} = place.conference;
		const destination: Destination = {kind: 'ivr', ask: {kind: 'invitation', ...place, joinAtOnce}};
		const call = this.#callBy(affordable.candidates, {call: {called, callerNumber: extension, callerName: description}, destination, by});
		if (call) return {ok: true, call};
		return refusedWith('NO_LINE', told(found.candidates.length > 0 ? 'lines-busy' : 'lines-unusable', {number: called}));
	}

	/** Where a number would be called by now, and whether somebody may. */
	way(called: string, by: Inviter): NumberWay {
		const own = this.#own(called);
		const nowhere = {number: called, routes: [], class: null, allowed: false};
		if (own?.use === 'handset' || own?.use === 'phone') return {...nowhere, use: own.use, class: 'internal', allowed: true};
		if (own) return {...nowhere, use: 'own'};
		const ways = waysTo(called, this.#ports.routes());
		if (ways.length === 0) return {...nowhere, use: 'nowhere'};
		return {
			number: called, use: 'route', class: ways[0]?.route.class ?? null, allowed: ways.some(({route}) => mayCall(by, route.class)),
			routes: ways.map(({route, number}) => ({route: route.id, number, usable: this.#ports.diallers(route.via).length > 0})),
		};
	}

	/** By the first of these that takes the call. */
	#callBy(candidates: readonly Candidate[], attempt: Attempt): LiveCall | undefined {
		const {call, destination, by} = attempt;
		for (const [index, {dialler, number, route, pricePerMinute}] of candidates.entries()) {
			const leg = dialler.dial({number, ...call} satisfies OutgoingCall);
			if (!leg) continue;
			const live = this.#ports.place(leg, destination, {by: by.name, byUser: by.user, pricePerMinute});
			this.#ports.placed(live, by, route);
			this.#ports.guard.watch();
			onFailure(leg, () => this.#callBy(candidates.slice(index + 1), attempt));
			return live;
		}
		return undefined;
	}

	#find(called: string, by: Inviter): Found {
		const own = this.#own(called);
		if (own?.line) return {ok: true, candidates: this.#candidates({kind: 'line', line: own.line}, called, {id: 'handset', pricePerMinute: 0})};
		if (own?.phone) return this.#phone(own.phone, called);
		if (own) return refusedWith('NO_ROUTE', told('number-of-box', {number: called}));
		const ways = waysTo(called, this.#ports.routes());
		if (ways.length === 0) return refusedWith('NO_ROUTE', told('no-route', {number: called}));
		const allowed = ways.filter(({route}) => mayCall(by, route.class));
		if (allowed.length === 0) return refusedWith('NOT_ALLOWED', told(`not-allowed-${ways[0]?.route.class ?? 'external'}`, {number: called}));
		return {ok: true, candidates: allowed.flatMap(({route, number}) => this.#candidates(route.via, number, route))};
	}

	#own(called: string): DialPlanEntry | undefined {
		return dialPlan(this.#ports.plan()).find(({number}) => number === called);
	}

	#phone(phone: SipPhoneId, called: string): Found {
		const diallers = this.#ports.phone(phone);
		if (diallers.length === 0) return refusedWith('NO_LINE', told('phone-not-registered', {number: called}));
		return {ok: true, candidates: diallers.map(dialler => ({dialler, number: called, route: 'phone', pricePerMinute: 0}))};
	}

	#candidates(via: RouteVia, number: string, {id, pricePerMinute}: {id: string; pricePerMinute: number}): Candidate[] {
		return this.#ports.diallers(via).map(dialler => ({dialler, number, route: id, pricePerMinute}));
	}

	/** Those that the limits allow now. */
	#affordable(candidates: readonly Candidate[], by: Inviter): Found {
		const {guard} = this.#ports;
		const payer = {by: by.name, byUser: by.user};
		const [limits, usage] = [guard.limits(payer), guard.usage(payer)];
		const tooMany = tooManyCalls(limits, usage);
		if (tooMany !== undefined) return refusedWith('LIMIT_REACHED', tooMany);
		const tooMuch = spentTooMuch(limits, usage);
		if (tooMuch === undefined) return {ok: true, candidates};
		const free = candidates.filter(({pricePerMinute}) => pricePerMinute === 0);
		return free.length === 0 && candidates.length > 0 ? refusedWith('LIMIT_REACHED', tooMuch) : {ok: true, candidates: free};
	}
}

/** Calls back when the far end could not be made to ring. */
function onFailure(leg: Leg, tryNext: () => void): void {
	let rang = leg.answered;
	const unsubscribe = leg.subscribe(({kind}) => {
		if (kind === 'alerting' || kind === 'answered') rang = true;
	});
	leg.ended.addEventListener('abort', () => {
		unsubscribe();
		const {by, outcome} = leg.ended.reason as LegEnd;
		if (!rang && by !== 'box' && worthAnotherWay.has(outcome)) tryNext();
	}, {once: true});
}
