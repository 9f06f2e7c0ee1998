import type {LegEnd} from '../../call/index.js';
import type {CallOutcome, Told} from '../../contract/index.js';
import type {TestAction} from '../line.js';
import type {CallerIdPart} from './caller-id.js';
import {commandOf, firstSetUp, type SetUp} from './set-up.js';
import type {Command, News, Outcome} from './dialogue.js';
import type {Model} from './models.js';

/** What an admin can try; 'dial-tone' and 'line-check' listen for the exchange's. */
export type ModemTest = Extract<TestAction, 'dial-tone' | 'line-check' | 'loopback' | 'milliwatt'>;
/** What the line is taken for. */
export type Purpose = {kind: 'in'; callerId: CallerIdPart} | {kind: 'out'} | {kind: 'test'; test: ModemTest};

export type ModemTimer = 'retry' | 'check' | 'caller-gone' | 'voice' | 'silence' | 'no-answer' | 'test';

export type ModemState =
	/** Switched off by its set-up. */
	| {kind: 'off'}
	/** Its port can't be opened. */
	| {kind: 'missing'; problem: Told | undefined}
	/** `known`: it has worked before, so that this is but the end of a call. */
	| {kind: 'setting-up'; setUp: SetUp; known: boolean; rang: boolean}
	/** It is there and can't be used; it is tried again by and by. */
	| {kind: 'unusable'; problem: Told}
	/** `checking`: it was asked whether it still answers. */
	| {kind: 'idle'; model: Model; checking: boolean}
	| {kind: 'ringing'; model: Model; rings: number; callerId: CallerIdPart}
	/** The line is being taken. */
	| {kind: 'taking'; model: Model; purpose: Purpose}
	/** `over`: nobody waits for it any more. `glare`: a call came in at that moment. */
	| {kind: 'dialling'; model: Model; over: boolean; glare: boolean}
	/** The port is being given to the engine. */
	| {kind: 'starting-voice'; model: Model; purpose: Purpose; over: boolean}
	| {kind: 'in-use'; purpose: Exclude<Purpose, {kind: 'test'}>}
	| {kind: 'testing'; test: ModemTest}
	/** The port is being taken back. */
	| {kind: 'ending-voice'};

export type ModemInput =
	| {kind: 'opened'}
	| {kind: 'port-failed'; problem: Told}
	| {kind: 'answer'; outcome: Outcome}
	| {kind: 'news'; news: News}
	/** The engine has the stream, or has it no more; `reason` is empty where that was asked for. */
	| {kind: 'voice'; on: boolean; reason: string}
	| {kind: 'sound'; on: boolean}
	| {kind: 'call'; number: string}
	| {kind: 'hang-up'; outcome: CallOutcome}
	| {kind: 'test'; test: ModemTest}
	| {kind: 'stop-test'}
	| {kind: 'timer'; timer: ModemTimer}
	| {kind: 'enable'; on: boolean};

export type ModemEffect =
	| {kind: 'open-port'}
	| {kind: 'close-port'}
	| {kind: 'wake'}
	| {kind: 'run'; command: Command}
	| {kind: 'abort'}
	| {kind: 'use-model'; model: Model}
	/** The port is let go of and the engine given `command`. */
	| {kind: 'start-voice'}
	| {kind: 'stop-voice'}
	| {kind: 'start-leg'}
	| {kind: 'end-leg'}
	| {kind: 'offer'; callerId: CallerIdPart}
	| {kind: 'missed'; callerId: CallerIdPart}
	| {kind: 'answered'}
	| {kind: 'finish'; by: LegEnd['by']; outcome: CallOutcome}
	| {kind: 'note'; what: Told | undefined}
	| {kind: 'milliwatt'}
	| {kind: 'loopback'; on: boolean}
	| {kind: 'test-result'; dialTone: boolean | undefined}
	| {kind: 'arm'; timer: ModemTimer; ms: number}
	| {kind: 'disarm'; timer: ModemTimer}
	| {kind: 'disarm-all'};

/** How the line is set up. */
export type ModemRules = {readonly answerRings: number; /** 0: never. */ readonly silenceMs: number; readonly ringMs: number};

export type ModemStep = {state: ModemState; effects: readonly ModemEffect[]};

export const waits = {
	/** Exchanges ring every 5 or 6 seconds at the longest. */
	callerGoneMs: 8000,
	takeMs: 5000,
	/** For dial tone and the digits. */
	dialledMs: 10_000,
	/** Beyond the ringing: the modem must have said something by then. */
	dialMs: 25_000,
	/** The engine gives up sooner. */
	voiceMs: 8000,
	checkMs: 30_000,
	retryMs: 10_000,
	dialToneMs: 5000,
	testMs: 60_000,
} as const;

export const stay = (state: ModemState): ModemStep => ({state, effects: []});
export const arm = (timer: ModemTimer, ms: number): ModemEffect => ({kind: 'arm', timer, ms});
export const disarm = (timer: ModemTimer): ModemEffect => ({kind: 'disarm', timer});

export function unreachable(value: never): never {
	throw new Error(`No such state or input: ${JSON.stringify(value)}`);
}

/** All that a modem is told before it can take calls; it also ends whatever it was doing. */
export function begin({known, rang = false}: {known: boolean; rang?: boolean}, before: readonly ModemEffect[] = []): ModemStep {
	return {
		state: {kind: 'setting-up', setUp: firstSetUp, known, rang},
		effects: [{kind: 'disarm-all'}, ...before, {kind: 'wake'}, {kind: 'run', command: commandOf(firstSetUp)}],
	};
}

/** There is no telling what it does; by and by all is tried again. */
export function unusable(problem: Told, before: readonly ModemEffect[] = []): ModemStep {
	return {state: {kind: 'unusable', problem}, effects: [{kind: 'disarm-all'}, ...before, arm('retry', waits.retryMs)]};
}

/** The line is taken by the model's own command. */
export function take(model: Model, purpose: Purpose, before: readonly ModemEffect[] = []): ModemStep {
	return {
		state: {kind: 'taking', model, purpose},
		effects: [{kind: 'disarm-all'}, ...before, {kind: 'run', command: {text: model.offHook, waitMs: waits.takeMs}}],
	};
}

export function startVoice(model: Model, purpose: Purpose, over = false): ModemStep {
	return {state: {kind: 'starting-voice', model, purpose, over}, effects: [{kind: 'disarm-all'}, {kind: 'start-voice'}, arm('voice', waits.voiceMs)]};
}

/** The stream is to end; the port comes back when it has. */
export function endVoice(before: readonly ModemEffect[]): ModemStep {
	return {state: {kind: 'ending-voice'}, effects: [{kind: 'disarm-all'}, ...before, {kind: 'end-leg'}, {kind: 'stop-voice'}, arm('voice', waits.voiceMs)]};
}

/** The port is the box's again, or will be when the modem is back. */
export function reopen(problem: Told | undefined, before: readonly ModemEffect[]): ModemStep {
	return {state: {kind: 'missing', problem}, effects: [{kind: 'disarm-all'}, ...before, {kind: 'end-leg'}, {kind: 'open-port'}]};
}
