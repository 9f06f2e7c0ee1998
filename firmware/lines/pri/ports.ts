import type {Law} from '../ports.js';

/** How a D channel is spoken on; `dChannel` is the driver's number of it. */
export type PriOptions = {root: string; dChannel: number; switchType: 'euroisdn' | 'ni2'; side: 'user' | 'network'; overlap: boolean};

/** A SETUP; `channel` is a place in the span, `calling` is empty when withheld, `complete` false: digits follow. */
export type Setup = {
	span: number;
	channel: number;
	exclusive: boolean;
	called: string;
	calledPlan: 'unknown' | 'national' | 'international' | 'subscriber';
	calling: string;
	callingName: string;
	complete: boolean;
	law: Law;
};

/** What Q.931 tells of a span. Causes are those of ITU-T Q.850; channel 0: none yet, or in a RESTART all. */
export type SpanSignal =
	| {kind: 'pri.up'}
	| {kind: 'pri.down'; reason: string}
	| {kind: 'pri.restart'; channel: number}
	| {kind: 'pri.restarted'; channel: number};

export type Offer = {
	call: number;
	channel: number;
	/** Another channel would do. */
	flexible: boolean;
	called: string;
	/** Empty when withheld. */
	calling: string;
	callingName: string;
	/** False: digits follow. */
	complete: boolean;
	voice: boolean;
};

/** What Q.931 tells of one call. */
export type CallSignal =
	| {kind: 'pri.setup'} & Offer
	| {kind: 'pri.digits'; call: number; digits: string; complete: boolean}
	| {kind: 'pri.more'; call: number; channel: number}
	| {kind: 'pri.proceeding'; call: number; channel: number; inband: boolean}
	| {kind: 'pri.alerting'; call: number; channel: number; inband: boolean}
	| {kind: 'pri.answered'; call: number; channel: number}
	| {kind: 'pri.cleared'; call: number; cause: number; inband: boolean}
	| {kind: 'pri.ended'; call: number; cause: number};

export type PriSignal = SpanSignal | CallSignal;

/** What primary rate spans need of the engine. Methods on a call answer false when it is gone. */
export interface PriMedia {
	/** Answers the span's number. Throws NO_DEVICE, NO_PERMISSION, DEVICE_IN_USE or BAD_DRIVER. */
	open(options: PriOptions, listener: (signal: PriSignal) => void): number;
	/** Clears all calls. */
	close(span: number): void;
	/** Answers the number of the new call, or undefined when the span can't take one. */
	setUp(setup: Setup): number | undefined;
	moreDigits(call: number, channel: number): boolean;
	digits(call: number, digits: string): boolean;
	proceed(call: number, channel: number): boolean;
	alert(call: number, channel: number): boolean;
	/** What is played is heard before the answer. */
	progress(call: number, channel: number): boolean;
	answer(call: number, channel: number): boolean;
	hangUp(call: number, cause: number): boolean;
	restart(span: number, channel: number): boolean;
}
