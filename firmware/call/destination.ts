import type {CallOutcome, Conference, DynamicConference, Role, StaticConference} from '../contract/index.js';
import type {Leg, Sound} from './leg.js';

/** What a caller is asked before he is let in. */
export type Ask =
	| {kind: 'static'; conference: StaticConference}
	| {kind: 'dynamic'; conference: DynamicConference}
	| {kind: 'portal'}
	/** Of somebody whom the box has called: the room into which, unless `joinAtOnce` only by a key, so that no voicemail joins. */
	| {kind: 'invitation'; conference: Conference; number: string | null; joinAtOnce: boolean};

export type IvrDestination = {kind: 'ivr'; ask: Ask};
/** `number` is the conference number that the callers of a dynamic conference keyed; null for a static one. */
/** `invited`: called by the organizer, whom a locked room takes in too. */
export type RoomDestination = {kind: 'room'; conference: Conference; number: string | null; role: Role; invited?: true};
/** The end: `say` is spoken first, so that nobody guesses at a dead line. */
export type HangUpDestination = {kind: 'hangup'; outcome: CallOutcome; say: readonly Sound[]};

/** Where a call goes next. */
export type Destination = IvrDestination | RoomDestination | HangUpDestination;

/**
 * One part of a call's path; answers with where the call goes next. The signal aborts when the call ends or the operator sends it elsewhere:
 * the stage then undoes what it holds and returns soon; its answer is not looked at.
 */
export type Stage<From extends Destination> = (leg: Leg, destination: From, signal: AbortSignal) => Promise<Destination>;
