import type {CallOutcome} from '../../contract/index.js';

/** Causes of ITU-T Q.850 that the box itself gives. */
export const cause = {
	unallocated: 1, normal: 16, busy: 17, rejected: 21, outOfOrder: 27, invalidNumber: 28, noCircuit: 34, temporaryFailure: 41,
	congestion: 42, channelUnavailable: 44, notAuthorized: 57, bearerNotImplemented: 65, noSuchChannel: 82, wrongState: 101, timerExpired: 102,
} as const;

type Meaning = {outcome: CallOutcome; words: string};

/** What a cause makes of a call that the box has made and that was not answered; the words are for the log. */
const meanings: Readonly<Record<number, Meaning>> = {
	1: {outcome: 'unreachable', words: 'the number is not assigned'},
	2: {outcome: 'unreachable', words: 'no route to the transit network'},
	3: {outcome: 'unreachable', words: 'no route to the number'},
	4: {outcome: 'unreachable', words: 'the number can not be reached; an announcement says why'},
	6: {outcome: 'line-failed', words: 'the channel is not acceptable'},
	16: {outcome: 'declined', words: 'the call was ended'},
	17: {outcome: 'busy', words: 'busy'},
	18: {outcome: 'no-answer', words: 'the telephone does not respond'},
	19: {outcome: 'no-answer', words: 'nobody answers'},
	20: {outcome: 'unreachable', words: 'the subscriber is absent'},
	21: {outcome: 'declined', words: 'the call was rejected'},
	22: {outcome: 'unreachable', words: 'the number has changed'},
	26: {outcome: 'declined', words: 'the call was not selected'},
	27: {outcome: 'unreachable', words: 'the destination is out of order'},
	28: {outcome: 'unreachable', words: 'the number is incomplete or not valid'},
	29: {outcome: 'declined', words: 'the facility was rejected'},
	31: {outcome: 'unreachable', words: 'unspecified'},
	34: {outcome: 'no-line', words: 'no channel is free'},
	38: {outcome: 'line-failed', words: 'the network is out of order'},
	41: {outcome: 'line-failed', words: 'a temporary failure'},
	42: {outcome: 'no-line', words: 'the exchange is congested'},
	44: {outcome: 'no-line', words: 'the channel is taken'},
	47: {outcome: 'no-line', words: 'no resources'},
	50: {outcome: 'declined', words: 'the facility is not subscribed to'},
	52: {outcome: 'declined', words: 'outgoing calls are barred'},
	55: {outcome: 'declined', words: 'incoming calls are barred'},
	57: {outcome: 'declined', words: 'the bearer is not authorized'},
	58: {outcome: 'no-line', words: 'the bearer is not available now'},
	65: {outcome: 'unreachable', words: 'the bearer is not implemented'},
	79: {outcome: 'unreachable', words: 'the service is not implemented'},
	82: {outcome: 'line-failed', words: 'there is no such channel'},
	87: {outcome: 'declined', words: 'the user is not a member of the group'},
	88: {outcome: 'unreachable', words: 'the destination is incompatible'},
	101: {outcome: 'line-failed', words: 'the exchange does not know of the call'},
	102: {outcome: 'unreachable', words: 'a timer expired'},
	111: {outcome: 'line-failed', words: 'a protocol error'},
};

const interworking: Meaning = {outcome: 'unreachable', words: 'unspecified'};

/** Causes that say that not the far end but the network or the span ended a call that was up. */
const failures: ReadonlySet<number> = new Set([6, 27, 38, 41, 82, 102, 111]);

/** Of a call that was not answered. */
export function meaningOf(given: number): Meaning {
	return meanings[given] ?? interworking;
}

/** How a call that was up ended: its far end hung up, or the network let it go. */
export function endOf(given: number): {by: 'caller' | 'network'; outcome: CallOutcome} {
	return failures.has(given) ? {by: 'network', outcome: 'line-failed'} : {by: 'caller', outcome: 'hung-up'};
}

/** By which cause a caller's exchange learns why he is not answered; where none is given the call simply ends. */
const causes: Partial<Record<CallOutcome, number>> = {
	'unknown-number': cause.unallocated, 'wrong-pin': cause.rejected, throttled: cause.rejected, locked: cause.rejected, full: cause.busy,
	'box-busy': cause.congestion, 'media-lost': cause.temporaryFailure, 'box-stopped': cause.temporaryFailure, failed: cause.temporaryFailure,
	'line-failed': cause.temporaryFailure,
};

export const causeOf = (outcome: CallOutcome): number => causes[outcome] ?? cause.normal;
