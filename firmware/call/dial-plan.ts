import {told, type Conference, type ConferenceId, type DialPlanEntry, type LineConfig, type LineId, type SipPhoneId, type Told} from '../contract/index.js';
import type {Destination} from './destination.js';

/** A phone at a line of the box that can be called. */
export type Handset = {line: LineId; extension: string; name: string};

/** A phone that registers and can be called. */
export type SipHandset = {phone: SipPhoneId; extension: string; name: string};

/** The box's own numbers: those of the configured conferences, the portal's, those of its handsets, and those of phones that register. */
export type Plan = {conferences: readonly Conference[]; portal: string | null; handsets: readonly Handset[]; phones: readonly SipHandset[]};

/** `rule` is the entry that matched, for the log; undefined when the number is nobody's. */
export type Resolution = {destination: Destination; rule: DialPlanEntry | undefined};

/** The handsets that can be called, as their lines are set up. */
export function handsetsOf(lines: readonly {id: LineId; config: LineConfig}[]): Handset[] {
	return lines.flatMap(({id, config}) => config.kind === 'fxs' && config.extension !== null
		? [{line: id, extension: config.extension, name: config.name}]
		: []);
}

/** The phones that register and can be called, as they are set up. */
export function sipHandsetsOf(phones: readonly {id: SipPhoneId; extension: string | null; name: string}[]): SipHandset[] {
	return phones.flatMap(({id, extension, name}) => extension === null ? [] : [{phone: id, extension, name}]);
}

/** Every number in use and by whom, in the order of the numbers. */
export function dialPlan({conferences, portal, handsets, phones}: Plan): DialPlanEntry[] {
	const entries = [...conferences.map(conferenceEntry), ...handsets.map(handsetEntry), ...phones.map(phoneEntry), ...(portal === null ? [] : [portalEntry(portal)])];
	return entries.sort((a, b) => a.number.localeCompare(b.number, 'en', {numeric: true}));
}

/**
 * Why a number can't be given away, or undefined when it is free. `except` is whoever wants it: a conference may keep its own
 * number, and so may a handset, a phone and the portal.
 */
export function conflict(plan: readonly DialPlanEntry[], number: string, except?: ConferenceId | LineId | SipPhoneId | 'portal'): Told | undefined {
	const holder = plan.find(entry => entry.number === number && (entry.conference ?? entry.line ?? entry.phone ?? 'portal') !== except);
	return holder && usedBy(holder);
}

/**
 * Where a call to `dialled`, the user part of the Request-URI (RFC 3261, 19.1.1) or the number that came by a line, goes. A handset or phone
 * can be called by the box alone.
 */
export function resolve(plan: Pick<Plan, 'conferences' | 'portal'>, dialled: string): Resolution {
	const number = digitsOf(dialled);
	if (number === undefined) return unknown;
	if (number === plan.portal) return {destination: {kind: 'ivr', ask: {kind: 'portal'}}, rule: portalEntry(number)};
	const conference = plan.conferences.find(({extension}) => extension === number);
	if (!conference) return unknown;
	return {destination: askFor(conference), rule: conferenceEntry(conference)};
}

/** The way into a conference: its questions. */
export function askFor(conference: Conference): Destination {
	return conference.kind === 'static'
		? {kind: 'ivr', ask: {kind: 'static', conference}}
		: {kind: 'ivr', ask: {kind: 'dynamic', conference}};
}

const unknown: Resolution = {destination: {kind: 'hangup', outcome: 'unknown-number', say: ['not-in-service']}, rule: undefined};

const portalEntry = (number: string): DialPlanEntry => ({number, use: 'portal', conference: null, line: null, phone: null, description: ''});
const handsetEntry = ({line, extension, name}: Handset): DialPlanEntry => ({number: extension, use: 'handset', conference: null, line, phone: null, description: name});
const phoneEntry = ({phone, extension, name}: SipHandset): DialPlanEntry => ({number: extension, use: 'phone', conference: null, line: null, phone, description: name});
const conferenceEntry = ({id, kind, extension, description}: Conference): DialPlanEntry =>
	({number: extension, use: kind, conference: id, line: null, phone: null, description});

/** A telephone number may come with the '+' of its global form and with parameters after ';' (RFC 3966, 3). */
function digitsOf(dialled: string): string | undefined {
	return /^\+?([0-9]+)(?:;.*)?$/s.exec(dialled)?.[1];
}

function usedBy({number, use, description: name}: DialPlanEntry): Told {
	switch (use) {
		case 'portal': return told('used-by-portal', {number});
		case 'static':
		case 'dynamic': return name === '' ? told('used-by-conference', {number}) : told('used-by-named-conference', {number, name});
		case 'handset':
		case 'phone': return name === '' ? told('used-by-phone', {number}) : told('used-by-named-phone', {number, name});
	}
}
