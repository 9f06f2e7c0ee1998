import type {Command, Outcome} from './dialogue.js';
import {modelOf, type Model} from './models.js';

/** Ends whatever stream or dialling a modem may still be in; to one that is in none it is a line that is no command. */
export const wakeHex = '1003105e0d';

/** How far the setting up has come, and what the modem has told meanwhile. */
export type SetUp = {readonly at: number; readonly tries: number; readonly identity: readonly string[]; readonly methods: readonly string[]; readonly model: Model | undefined};

type Step = {
	readonly text: (setUp: SetUp) => string;
	/** Undefined: the modem may refuse. */
	readonly refused?: string;
	/** What is kept of the answer. */
	readonly keep?: 'identity' | 'methods';
	readonly check?: (info: readonly string[]) => string | undefined;
	readonly tries?: number;
};

const noVoice = 'This modem has no voice mode (AT+FCLASS=8). Use one with ITU-T V.253 voice commands.';
const fixed = (text: string) => () => text;

const steps: readonly Step[] = [
	{text: fixed('AT'), tries: 3, refused: 'The modem refuses the simplest command.'},
	{text: fixed('ATH')},
	// No echo, results in words, all results, no loss of the call when the port is closed, no answering by itself.
	{text: fixed('ATE0V1Q0'), refused: 'The modem refuses the simplest settings.'},
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
	{text: ({model}) => `AT+VSM=${model?.method ?? 1},8000`, refused: 'The modem refuses the way of coding speech that it is known to have.'},
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

export type SetUpStep = {kind: 'next'; setUp: SetUp} | {kind: 'ready'; model: Model} | {kind: 'failed'; problem: string};

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
export function problemOf({kind}: Exclude<Outcome, {kind: 'final'}>): string {
	return kind === 'silence'
		? 'The modem does not answer. Unplug it, plug it in again, and look whether another program uses it.'
		: 'What answers at this port makes no sense for a modem. Look whether the right port is set, and whether another program uses it.';
}

function next(setUp: SetUp): SetUpStep {
	const at = setUp.at + 1;
	const model = at === modelChosenBefore ? modelOf(setUp.identity, setUp.methods) : setUp.model;
	if (at >= modelChosenBefore && !model) return {kind: 'failed', problem: 'The modem offers no way of coding speech that the box knows: 8 bits at 8000 Hz, µ-law, A-law or linear.'};
	if (at === steps.length && model) return {kind: 'ready', model};
	return {kind: 'next', setUp: {...setUp, at, tries: 0, model}};
}
