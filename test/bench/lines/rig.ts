import {setTimeout as wait} from 'node:timers/promises';
import type {LineFigures, LinesView, RoomView} from '../../../firmware/contract/index.js';
import {startLinesSimulator, type LinesSimulator} from '../../support/lines-simulator.js';
import type {Telephone} from '../../support/telephone.js';
import {generatorCore} from '../child.js';
import type {BenchOptions} from '../options.js';
import {pin} from '../process-times.js';
import {startPartyline, type RunningBox} from '../targets/index.js';

export const handsets = 2;
export const bearers = 30;
export const room = '8100';
const prefix = '555';
const outside = Array.from({length: bearers}, (_, index) => index + 1);

const configuration = {
	cards: [
		{type: 'analog', id: 'card-1', fxs: handsets, fxo: 0, lines: []},
		{type: 'E1', id: 'card-2', numbers: {prefix: '5558', length: 7}},
	],
	outside: outside.map(n => ({id: `outside-${n}`, number: String(5551000 + n), name: `Outside ${n}`})),
	modems: [],
};

/** A box with two handsets and an E1, both simulated, the simulator on the core of the load generator. */
export type Rig = {box: RunningBox; simulator: LinesSimulator; simulatorPid: number};

export async function withRig<T>({shield}: BenchOptions, use: (rig: Rig) => Promise<T>): Promise<T> {
	const ends: (() => Promise<void>)[] = [];
	try {
		const simulator = await startLinesSimulator({teardown: end => void ends.push(end)}, configuration);
		const simulatorPid = simulator.pid ?? 0;
		pin(simulatorPid, generatorCore);
		const box = await startPartyline({rooms: [room], shield, words: ['--dahdi', simulator.root]});
		ends.push(() => box.stop());
		await until('the primary rate span to be up', async () => (await linesOf(box)).spans.some(({dChannel}) => dChannel === 'up'));
		return await use({box, simulator, simulatorPid});
	} finally {
		for (const end of ends.reverse()) await end();
	}
}

export const handsetsOf = ({simulator}: Rig): Telephone[] => [1, 2].map(n => simulator.telephone(`handset-${n}`));
export const outsideOf = ({simulator}: Rig, count: number): Telephone[] => outside.slice(0, count).map(n => simulator.telephone(`outside-${n}`));

/** All lift and dial the room at once; resolves when so many are in it. */
export async function dialIn({box}: Rig, phones: readonly Telephone[], inRoom: number): Promise<void> {
	await Promise.all(phones.map(async phone => {
		await phone.lift();
		await phone.press(phone.id.startsWith('handset') ? room : prefix + room);
	}));
	await until(`${inRoom} to be in the room`, async () => await participants(box) === inRoom);
}

export async function hangUp({box}: Rig, phones: readonly Telephone[]): Promise<void> {
	for (const phone of phones) await phone.hangUp();
	await until('the room to be empty', async () => await participants(box) === 0);
}

export async function participants(box: RunningBox): Promise<number> {
	const rooms = await box.api<RoomView[]>('GET', '/rooms');
	return rooms.reduce((sum, {participants: those}) => sum + those.length, 0);
}

export const linesOf = async (box: RunningBox): Promise<LinesView> => box.api('GET', '/lines');

/** What befell all lines with a call, since their lines were opened. */
export type Mishaps = Pick<LineFigures, 'slips' | 'overruns' | 'underruns'>;

export async function mishapsOf(box: RunningBox): Promise<Mishaps> {
	const total = {slips: 0, overruns: 0, underruns: 0};
	for (const {id} of (await linesOf(box)).lines.filter(({call}) => call !== null)) {
		const figures = await box.api<LineFigures>('GET', `/lines/${id}/figures`);
		total.slips += figures.slips;
		total.overruns += figures.overruns;
		total.underruns += figures.underruns;
	}
	return total;
}

export const since = (now: Mishaps, before: Mishaps): Mishaps =>
	({slips: now.slips - before.slips, overruns: now.overruns - before.overruns, underruns: now.underruns - before.underruns});
export const mishapCells = ({slips, overruns, underruns}: Mishaps): string[] => [slips, overruns, underruns].map(String);

const patienceMs = 60_000;
const pollMs = 200;

async function until(what: string, is: () => Promise<boolean>): Promise<void> {
	const deadline = performance.now() + patienceMs;
	while (!await is()) {
		if (performance.now() > deadline) throw new Error(`Waited ${patienceMs} ms for ${what}.`);
		await wait(pollMs);
	}
}
