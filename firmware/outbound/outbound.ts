import {dialPlan, type Destination, type Dialler, type Leg, type OutgoingCall, type Plan} from '../call/index.js';
import type {AccessRole, CallPermissions, Conference, ErrorCode, Invitation, LiveCall, RouteVia, RouteView} from '../contract/index.js';
import {mayCall} from './permission.js';
import {waysTo} from './routing.js';

/** Into what somebody is called: `number` is a dynamic conference's, which its callers keyed. */
export type Place = {conference: Conference; number: string | null};
/** Who has the box call. */
export type Inviter = {name: string; role: AccessRole; mayCall: CallPermissions};
export type Invited = {ok: true; call: LiveCall} | {ok: false; code: ErrorCode; message: string};

export type OutboundPorts = {
	readonly routes: () => readonly RouteView[];
	readonly plan: () => Plan;
	/** What a way is called by, in the order in which they are tried; none when there is no such line now, or it makes no calls. */
	readonly diallers: (via: RouteVia) => readonly Dialler[];
	readonly place: (leg: Leg, destination: Destination) => LiveCall;
	/** For the log. */
	readonly placed: (call: LiveCall, by: Inviter, route: string) => void;
};

/** A dialler to try, and what is dialled there. */
type Candidate = {dialler: Dialler; number: string; route: string};
type Found = {ok: true; candidates: readonly Candidate[]} | Extract<Invited, {ok: false}>;

/** Calls that the box makes: by which line a number goes out, and who may call it. */
export class Outbound {
	readonly #ports: OutboundPorts;

	constructor(ports: OutboundPorts) {
		this.#ports = ports;
	}

	/** Calls somebody into a conference. Refused with NOT_ALLOWED, NO_ROUTE or NO_LINE and a sentence; what becomes of the call comes as events. */
	invite(place: Place, {number: called, joinAtOnce}: Invitation, by: Inviter): Invited {
		const found = this.#find(called, by);
		if (!found.ok) return found;
		const {extension, description} = place.conference;
		for (const {dialler, number, route} of found.candidates) {
			const leg = dialler.dial({number, called, callerNumber: extension, callerName: description} satisfies OutgoingCall);
			if (!leg) continue;
			const call = this.#ports.place(leg, {kind: 'ivr', ask: {kind: 'invitation', ...place, joinAtOnce}});
			this.#ports.placed(call, by, route);
			return {ok: true, call};
		}
		return refused('NO_LINE', found.candidates.length > 0 ? `All lines to ${called} are busy.` : `The lines to ${called} can't be used now.`);
	}

	#find(called: string, by: Inviter): Found {
		const own = dialPlan(this.#ports.plan()).find(({number}) => number === called);
		if (own?.line) return {ok: true, candidates: this.#candidates({kind: 'line', line: own.line}, called, 'handset')};
		if (own) return refused('NO_ROUTE', `${called} is a number of this box, where nobody can be called.`);
		const ways = waysTo(called, this.#ports.routes());
		if (ways.length === 0) return refused('NO_ROUTE', `No route leads to ${called}.`);
		const allowed = ways.filter(({route}) => mayCall(by, route.class));
		if (allowed.length === 0) return refused('NOT_ALLOWED', `${called} is ${article(ways[0]?.route.class)} number; you may not call such numbers.`);
		return {ok: true, candidates: allowed.flatMap(({route, number}) => this.#candidates(route.via, number, route.id))};
	}

	#candidates(via: RouteVia, number: string, route: string): Candidate[] {
		return this.#ports.diallers(via).map(dialler => ({dialler, number, route}));
	}
}

const refused = (code: ErrorCode, message: string) => ({ok: false, code, message} as const);
const article = (callClass = 'external') => /^[aeiou]/.test(callClass) ? `an ${callClass}` : `a ${callClass}`;
