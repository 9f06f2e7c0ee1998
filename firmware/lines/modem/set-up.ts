import {told, type Told} from '../../contract/index.js';
import type {Command, Outcome} from './dialogue.js';
import {modelOf, type Model} from './models.js';

/** Ends whatever stream or dialling a modem may still be in; to one that is in none it is a line that is no command. */
export const wakeHex = '1003105e0d';

/** How far the setting up has come, and what the modem has told meanwhile. */
export type SetUp = {readonly at: number; readonly tries: number; readonly identity: readonly string[]; readonly methods: readonly string[]; readonly model: Model | undefined};

type Step = {
	readonly text: (setUp: SetUp) => string;
	/** Undefined: the modem may refuse. */
	readonly refused?: Told;
	/** What is kept of the answer. */
	readonly keep?: 'identity' | 'methods';
	readonly check?: (info: readonly string[]) => Told | undefined;
	readonly tries?: number;
};

const noVoice = told('modem-no-voice');
const fixed = (text: string) => () => text;

const steps: readonly Step[] = [
	{text: fixed('AT'), tries: 3, refused: told('modem-refuses')},
	{text: fixed('ATH')},
	// No echo, results in words, all results, no loss of the call when the port is closed, no answering by itself.
	{text: fixed('ATE0V1Q0'), refused: told('modem-refuses-settings')},
	{text: fixed('ATX4')},
	{text: fixed('AT&D0')},
	{text: fixed('ATS0=0')},
	{text: fixed('ATI'), keep: 'identity'},
	{text: fixed('ATI3'), keep: 'identity'},
	{text: fixed('AT+FMI?'), keep: 'identity'},
	{text: fixed('AT+FMM?'), keep: 'identity'},
	{text: fixed('AT+FCLASS=?'), refused: noVoice, check: info => /\b8(\.0)?\b/.test(info.join(',')) ? undefined : noVoice},
	{text: fixed('AT+FCLASS=8'), refused: noVoice},
	{text: fixed('AT+VSM=?'), keep: 'methods'},
	{text: ({model}) => `AT+VSM=${model?.method ?? 1},8000`, refused: told('modem-refuses-coding')},
	// The box itself hangs up on silence.
	{text: fixed('AT+VSD=128,0')},
	{text: fixed('AT+VCID=1')},
	{text: fixed('AT+VLS=0')},
];
const modelChosenBefore = 13;
const commandMs = 2000;
const firstMs = 1000;

export const firstSetUp: SetUp = {at: 0, tries: 0, identity: [], methods: [], model: undefined};

/** The command that is due. */
export function commandOf(setUp: SetUp): Command {
	const step = steps[setUp.at];
	return {text: step?.text(setUp) ?? 'AT', waitMs: setUp.at === 0 ? firstMs : commandMs};
}

export type SetUpStep = {kind: 'next'; setUp: SetUp} | {kind: 'ready'; model: Model} | {kind: 'failed'; problem: Told};

/** What follows from the answer to the command that was due. */
export function afterAnswer(setUp: SetUp, outcome: Outcome): SetUpStep {
	const step = steps[setUp.at];
	if (!step) return {kind: 'failed', problem: noVoice};
	if (outcome.kind !== 'final') {
		const tries = setUp.tries + 1;
		return tries < (step.tries ?? 1) ? {kind: 'next', setUp: {...setUp, tries}} : {kind: 'failed', problem: problemOf(outcome)};
	}
	if (outcome.result !== 'OK') return step.refused === undefined ? next(setUp) : {kind: 'failed', problem: step.refused};
	const problem = step.check?.(outcome.info);
	if (problem !== undefined) return {kind: 'failed', problem};
	return next(step.keep ? {...setUp, [step.keep]: [...setUp[step.keep], ...outcome.info]} : setUp);
}

/** What is wrong with a modem that gives no result. */
export function problemOf({kind}: Exclude<Outcome, {kind: 'final'}>): Told {
	return told(kind === 'silence' ? 'modem-silent' : 'modem-nonsense');
}

function next(setUp: SetUp): SetUpStep {
	const at = setUp.at + 1;
	const model = at === modelChosenBefore ? modelOf(setUp.identity, setUp.methods) : setUp.model;
	if (at >= modelChosenBefore && !model) return {kind: 'failed', problem: told('modem-no-coding')};
	if (at === steps.length && model) return {kind: 'ready', model};
	return {kind: 'next', setUp: {...setUp, at, tries: 0, model}};
}
