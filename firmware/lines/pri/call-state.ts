import type {CallOutcome} from '../../contract/index.js';
import type {LegEnd} from '../../call/index.js';
import type {Inbound} from './inbound.js';

/**
 * One call of a span. new: nothing was said yet · collecting: the caller's digits come one by one · offered: the box is to answer ·
 * refusing: the caller is told, before any answer, why he is not put through · calling: the far end was sent a SETUP ·
 * called: it has answered that, and its telephone may ring · up · clearing: the box has hung up, and the far end is to confirm · over.
 */
export type CallState =
	| {readonly kind: 'new'}
	| {readonly kind: 'collecting'; readonly digits: string; readonly channel: number}
	| {readonly kind: 'offered' | 'refusing'; readonly channel: number}
	/** `rest`: digits that are still to be sent. */
	| {readonly kind: 'calling'; readonly rest: string}
	| {readonly kind: 'called'; readonly channel: number; readonly rest: string}
	| {readonly kind: 'up'; readonly channel: number}
	| {readonly kind: 'clearing' | 'over'};

export type CallTimer = 'T302' | 'T303' | 'T310' | 'clearing';

export type CallInput =
	/** A SETUP came, and has this channel. */
	| {kind: 'offer'; channel: number; called: string; complete: boolean; voice: boolean}
	| {kind: 'digits'; digits: string; complete: boolean}
	/** A SETUP went out. */
	| {kind: 'set-up'; rest: string}
	| {kind: 'more' | 'proceeding' | 'alerting' | 'connected'; channel: number}
	/** By the far end: DISCONNECT, and the last word on the call. */
	| {kind: 'cleared' | 'ended'; cause: number}
	/** By the box. */
	| {kind: 'answer'}
	| {kind: 'hang-up'; outcome: CallOutcome}
	/** The bearer or the whole span is gone. */
	| {kind: 'lost'}
	| {kind: 'timer'; timer: CallTimer};

export type CallEffect =
	| {kind: 'ask-more' | 'proceed' | 'alert' | 'progress' | 'connect'; channel: number}
	| {kind: 'send'; digits: string}
	| {kind: 'hang-up'; cause: number}
	/** The audio of this channel is the call's from now on. */
	| {kind: 'open'; channel: number}
	/** A call comes in; `dialled` is a number of the box, or as it came where that is nobody's. */
	| {kind: 'leg'; dialled: string; refused: boolean}
	| {kind: 'tell'; event: 'alerting' | 'answered'}
	/** The caller gave up before there was a leg. */
	| {kind: 'missed'; dialled: string}
	| {kind: 'finish'; by: LegEnd['by']; outcome: CallOutcome}
	/** The far end would not have the channel, or never got the SETUP: the call is tried on another channel, or ends with the cause. */
	| {kind: 'retry'; cause: number}
	/** The channel is free; `stuck`: the far end has not said so in time. */
	| {kind: 'over'; stuck: boolean}
	| {kind: 'arm'; timer: CallTimer; ms: number}
	| {kind: 'disarm'; timer: CallTimer};

export type CallStep = {state: CallState; effects: readonly CallEffect[]};

/** What the span's settings and the dial plan make of a number that was dialled so far. */
export type CallRules = {inbound: (dialled: string, complete: boolean) => Inbound};

/** Q.931 9.1, T302: 10 to 15 s. */
export const t302Ms = 10_000;
/** Q.931 9.1 has 4 s and one SETUP more, which the engine sees to: this is when nothing was heard of that either. */
export const t303Ms = 10_000;
/** Q.931 9.2: 30 to 120 s, from the first answer to a SETUP until the telephone rings. */
export const t310Ms = 60_000;
/** The far end has T305 and T308 (30 and 4 s, twice) for it, but a channel is not to wait so long. */
export const clearingMs = 10_000;
