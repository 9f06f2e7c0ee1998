import type {LegEnd} from '../../call/index.js';
import type {CallOutcome, Told} from '../../contract/index.js';
import type {TestAction} from '../line.js';
import type {HeardTone} from '../ports.js';

/** What runs on an outside line for an admin; 'dial-tone' and 'line-check' listen for the exchange's. */
export type FxoTest = Extract<TestAction, 'dial-tone' | 'loopback' | 'milliwatt' | 'line-check'>;

export type CallerId = {number: string; name: string};

export type FxoTimer =
	| 'caller-id' | 'ring-over' | 'long-ring' | 'caller-gone'
	| 'polarity' | 'busy-tone' | 'silence' | 'guard'
	| 'dial-tone' | 'dial' | 'no-tone' | 'no-answer' | 'answer' | 'test';

/** An outside line at an FXO port. */
export type FxoState =
	/** `foreign`: lost right after ringing, so that somebody else has answered. */
	| {kind: 'no-battery'; foreign: boolean}
	/** A caller ID may come before the first ring (V.23 after polarity reversal, DTMF). */
	| {kind: 'idle'; callerId: CallerId | undefined}
	/** `rings` have ended. */
	| {kind: 'ringing'; rings: number; callerId: CallerId | undefined}
	/** Waiting for dial tone, or for the time that stands for it. `sound`: there is some, of whatever kind. */
	| {kind: 'seizing'; sound: boolean}
	| {kind: 'dialling'}
	/** Dialled, not answered yet. */
	| {kind: 'calling'; heard: 'nothing' | 'ringing' | 'pause'; ending: 'busy' | 'congestion' | undefined}
	/** A call is up. `supervised`: a reversal of polarity now means its end. `ringsOn`: the line rings though it was answered. */
	| {kind: 'in-use'; supervised: boolean; ringsOn: boolean}
	/** Just released: what rings now is the call that has ended. */
	| {kind: 'guard'; ringsOn: boolean}
	| {kind: 'testing'; test: FxoTest}
	| {kind: 'gone'};

export type FxoInput =
	| {kind: 'ring'; on: boolean}
	| {kind: 'caller-id'; callerId: CallerId}
	| {kind: 'battery'; on: boolean}
	/** The exchange opened the loop (CPC, kewlstart). */
	| {kind: 'loop-dropped'}
	| {kind: 'polarity'}
	| {kind: 'tone'; tone: HeardTone; on: boolean}
	/** There is sound on the line; false: no more. */
	| {kind: 'sound'; on: boolean}
	| {kind: 'dialled'}
	| {kind: 'timer'; timer: FxoTimer}
	/** The box calls by this line; its seat is taken already. */
	| {kind: 'call'}
	| {kind: 'hang-up'; outcome: CallOutcome}
	| {kind: 'test'; test: FxoTest}
	| {kind: 'stop-test'}
	| {kind: 'gone'};

export type FxoEffect =
	| {kind: 'hook'; to: 'on' | 'off'}
	| {kind: 'start-leg'}
	| {kind: 'end-leg'}
	/** The call is the box's from here on. */
	| {kind: 'offer'; callerId: CallerId | undefined}
	/** The caller hung up before the answer. */
	| {kind: 'missed'; callerId: CallerId | undefined}
	| {kind: 'listen'; tones: readonly HeardTone[]}
	| {kind: 'dial'}
	| {kind: 'alerting'}
	| {kind: 'answered'}
	| {kind: 'finish'; by: LegEnd['by']; outcome: CallOutcome}
	/** What an admin should see of the line until its next call. */
	| {kind: 'note'; what: Told | undefined}
	| {kind: 'milliwatt'}
	| {kind: 'loopback'; on: boolean}
	/** The exchange's dial tone was heard, or not. */
	| {kind: 'test-result'; dialTone: boolean}
	| {kind: 'arm'; timer: FxoTimer; ms: number}
	| {kind: 'disarm'; timer: FxoTimer}
	| {kind: 'disarm-all'};

/** How the line is set up. */
export type FxoRules = {
	readonly answerRings: number;
	readonly dialToneCheck: boolean;
	readonly busyTone: boolean;
	/** 0: never. */
	readonly silenceMs: number;
	readonly ringMs: number;
};

export type FxoStep = {state: FxoState; effects: readonly FxoEffect[]};

export const waits = {
	/** A caller ID before the ring is that ring's for so long. */
	callerIdMs: 10_000,
	/** Bursts closer than this are one ring: "ring ring" of ITU-T E.180 countries with double rings. */
	ringGapMs: 600,
	/** A bell that never pauses counts as rung enough. */
	longRingMs: 8000,
	/** No cadence pauses longer, so the caller has given up. */
	callerGoneMs: 6500,
	/** Exchanges reverse polarity at the answer; within this it is no sign of the end. */
	polarityMs: 600,
	/** A tone that has sounded for a cadence sounds for one more. */
	busyToneMs: 1000,
	guardMs: 2000,
	/** Until a line that rang through its call is believed to be quiet. */
	ringsOnGuardMs: 8000,
	dialToneMs: 5000,
	/** Stands for dial tone where it is not waited for. */
	blindDialMs: 1500,
	/** After the number: no tone in so long means that somebody has answered. */
	noToneMs: 12_000,
	/** After ringing has stopped: time for a busy tone to be heard as one. */
	answerMs: 1500,
	testMs: 60_000,
} as const;

export const stay = (state: FxoState): FxoStep => ({state, effects: []});
export const arm = (timer: FxoTimer, ms: number): FxoEffect => ({kind: 'arm', timer, ms});
export const disarm = (timer: FxoTimer): FxoEffect => ({kind: 'disarm', timer});

export function unreachable(value: never): never {
	throw new Error(`No such state or input: ${JSON.stringify(value)}`);
}

/** The line is let go, and left alone for the guard time. */
export function release(before: readonly FxoEffect[], {ringsOn = false}: {ringsOn?: boolean} = {}): FxoStep {
	return {
		state: {kind: 'guard', ringsOn},
		effects: [
			{kind: 'disarm-all'}, ...before, {kind: 'end-leg'}, {kind: 'listen', tones: []}, {kind: 'hook', to: 'on'},
			arm('guard', ringsOn ? waits.ringsOnGuardMs : waits.guardMs),
		],
	};
}

/** A call has begun to be talked on. */
export function talk(before: readonly FxoEffect[], {busyTone, silenceMs}: FxoRules): FxoStep {
	return {
		state: {kind: 'in-use', supervised: false, ringsOn: false},
		effects: [
			{kind: 'disarm-all'}, ...before,
			{kind: 'listen', tones: busyTone ? ['busy', 'congestion'] : []},
			arm('polarity', waits.polarityMs),
			...silenceMs > 0 ? [arm('silence', silenceMs)] : [],
		],
	};
}

/** A call comes in and is answered. */
export function answer(callerId: CallerId | undefined, rules: FxoRules): FxoStep {
	const {state, effects} = talk([{kind: 'hook', to: 'off'}, {kind: 'start-leg'}], rules);
	return {state, effects: [...effects, {kind: 'offer', callerId}]};
}
