import type {LegEnd} from '../../call/index.js';
import type {CallOutcome} from '../../contract/index.js';
import type {TestAction} from '../line.js';
import type {Match, PlayedTone} from '../ports.js';

/** What runs on a phone for an admin. */
export type FxsTest = Extract<TestAction, 'dial-tone' | 'ring' | 'loopback' | 'milliwatt'>;

/** A telephone at an FXS port. */
export type FxsState =
	| {kind: 'on-hook'}
	/** Lifted; dial tone until the first digit. */
	| {kind: 'dialling'; digits: string}
	/** `justDialled`: a '#' that still belongs to the number is not the call's. */
	| {kind: 'call'; justDialled: boolean}
	/** The box calls it. */
	| {kind: 'ringing'}
	/** Lifted with nothing to do: reorder tone, then howler, then parked in silence until it is put down. */
	| {kind: 'left-off'; phase: 'reorder' | 'howler' | 'parked'}
	| {kind: 'testing'; test: FxsTest; lifted: boolean}
	| {kind: 'gone'};

export type FxsInput =
	| {kind: 'off-hook'}
	| {kind: 'on-hook'}
	| {kind: 'flash'}
	| {kind: 'digit'; digit: string}
	| {kind: 'timer'}
	/** The box calls the phone; its seat is taken already. */
	| {kind: 'call'}
	/** The box ends the call. */
	| {kind: 'hang-up'; outcome: CallOutcome}
	| {kind: 'test'; test: FxsTest}
	| {kind: 'stop-test'}
	| {kind: 'gone'};

export type FxsEffect =
	| {kind: 'start-leg'}
	| {kind: 'end-leg'}
	| {kind: 'play'; tone: PlayedTone | 'milliwatt'}
	| {kind: 'stop-playing'}
	/** The number is complete: a call comes in. */
	| {kind: 'offer'; dialled: string}
	/** A key that the call is to have. */
	| {kind: 'key'; digit: string}
	/** `callerId` false: only to try the bell. */
	| {kind: 'ring'; callerId: boolean}
	| {kind: 'stop-ringing'}
	| {kind: 'answered'}
	| {kind: 'finish'; by: LegEnd['by']; outcome: CallOutcome}
	| {kind: 'loopback'; on: boolean}
	/** There is one timer; arming it starts it over. */
	| {kind: 'arm'; ms: number}
	| {kind: 'disarm'};

/** How long things last, ms, and what the numbers in use make of digits. */
export type FxsRules = {
	readonly dialToneMs: number;
	readonly nextDigitMs: number;
	/** 0: no howler. */
	readonly howlerMs: number;
	readonly ringMs: number;
	readonly match: (digits: string) => Match;
};

export type FxsStep = {state: FxsState; effects: readonly FxsEffect[]};

export const reorderMs = 10_000;
/** A test that nobody stops. */
export const testMs = 60_000;
