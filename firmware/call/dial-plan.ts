import type {Conference, ConferenceId, DialPlanEntry} from '../contract/index.js';
import type {Destination} from './destination.js';

/** Who may be dialled: the configured conferences and the portal's number. */
export type Plan = {conferences: readonly Conference[]; portal: string | null};

/** `rule` is the entry that matched, for the log; undefined when the number is nobody's. */
export type Resolution = {destination: Destination; rule: DialPlanEntry | undefined};

/** Every number in use and by whom, in the order of the numbers. */
export function dialPlan(conferences: readonly Conference[], portal: string | null): DialPlanEntry[] {
	const entries = conferences.map(({id, kind, extension, description}): DialPlanEntry =>
		({number: extension, use: kind, conference: id, description}));
	if (portal !== null) entries.push(portalEntry(portal));
	return entries.sort((a, b) => a.number.localeCompare(b.number, 'en', {numeric: true}));
}

/**
 * Why a number can't be given away, in words, or undefined when it is free. `except` is whoever wants it: a conference may keep its own
 * number, and so may the portal.
 */
export function conflict(plan: readonly DialPlanEntry[], number: string, except?: ConferenceId | 'portal'): string | undefined {
	const holder = plan.find(entry => entry.number === number && (entry.conference ?? 'portal') !== except);
	return holder && `${number} is in use already by ${nameOf(holder)}.`;
}

/** Where a call to `dialled`, the user part of the Request-URI (RFC 3261, 19.1.1), goes. */
export function resolve(plan: Plan, dialled: string): Resolution {
	const number = digitsOf(dialled);
	if (number === undefined) return unknown;
	if (number === plan.portal) return {destination: {kind: 'ivr', ask: {kind: 'portal'}}, rule: portalEntry(number)};
	const conference = plan.conferences.find(({extension}) => extension === number);
	if (!conference) return unknown;
	const [rule] = dialPlan([conference], null);
	return {destination: askFor(conference), rule};
}

/** The way into a conference: its questions. */
export function askFor(conference: Conference): Destination {
	return conference.kind === 'static'
		? {kind: 'ivr', ask: {kind: 'static', conference}}
		: {kind: 'ivr', ask: {kind: 'dynamic', conference}};
}

const unknown: Resolution = {destination: {kind: 'hangup', outcome: 'unknown-number', say: ['not-in-service']}, rule: undefined};

const portalEntry = (number: string): DialPlanEntry => ({number, use: 'portal', conference: null, description: ''});

/** A telephone number may come with the '+' of its global form and with parameters after ';' (RFC 3966, 3). */
function digitsOf(dialled: string): string | undefined {
	return /^\+?([0-9]+)(?:;.*)?$/s.exec(dialled)?.[1];
}

function nameOf({use, description}: DialPlanEntry): string {
	if (use === 'portal') return 'the portal';
	return description === '' ? `a ${use} conference` : `the ${use} conference "${description}"`;
}
