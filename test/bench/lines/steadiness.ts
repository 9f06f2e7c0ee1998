import {setTimeout as wait} from 'node:timers/promises';
import type {BoxView} from '../../../firmware/contract/index.js';
import type {BenchOptions} from '../options.js';
import {table} from '../table.js';
import {blocksOf, type Blocks} from './blocks.js';
import {bearers, dialIn, mishapCells, mishapsOf, outsideOf, since, withRig, type Rig} from './rig.js';
import {startHog, startRequests, type Disturbance} from './under-load.js';

type Condition = {title: string; start: (rig: Rig) => Disturbance};

const nothing: Disturbance = {end: async () => ''};
const withoutBox = [
	{title: 'nothing else', start: () => nothing},
	{title: 'a hog of normal priority on the same core', start: startHog},
];
const conditions: readonly Condition[] = [...withoutBox, {title: 'API requests', start: ({box}) => startRequests(box)}];
const settleMs = 3000;

/** The mixer's ticks with a full E1 in one room. A box for each condition, as its figures count from its start; it ticks while somebody is in. */
export async function tickTable(options: BenchOptions): Promise<string> {
	const rows: string[][] = [];
	for (const condition of conditions) rows.push(await withRig(options, rig => tickRow(rig, condition, options)));
	const head = ['beside it', 'ticks', 'p50, µs', 'p99, µs', 'longest, µs', 'late ticks', 'slips', 'overruns', 'underruns'];
	return table(head, rows);
}

async function tickRow(rig: Rig, {title, start}: Condition, {seconds}: BenchOptions): Promise<string[]> {
	await dialIn(rig, outsideOf(rig, bearers), bearers);
	await wait(settleMs);
	const before = await mishapsOf(rig.box);
	const lateBefore = await ticksOf(rig);
	const disturbance = start(rig);
	await wait(seconds * 1000);
	const did = await disturbance.end();
	const now = await ticksOf(rig);
	process.stderr.write(`ticks, ${title}: done\n`);
	return [
		title + did, String(now.ticks - lateBefore.ticks), String(now.tickP50Us), String(now.tickP99Us), String(now.tickMaxUs),
		String(now.lateTicks - lateBefore.lateTicks), ...mishapCells(since(await mishapsOf(rig.box), before)),
	];
}

type Ticks = BoxView['engine']['shards'][number];

/** Of the shard with most ticks: that of the only room. */
async function ticksOf({box}: Rig): Promise<Ticks> {
	const {engine} = await box.api<BoxView>('GET', '/box');
	const [busiest] = [...engine.shards].sort((a, b) => b.ticks - a.ticks);
	if (busiest === undefined) throw new Error('The box has no shard.');
	return busiest;
}

/** How regularly the line thread handles blocks, told by a program of its own: the box's API has no figure of it. */
export async function blockTable(options: BenchOptions): Promise<string> {
	const rows: string[][] = [];
	for (const {title, start} of withoutBox) {
		const disturbance = start();
		try {
			rows.push(blockRow(title, await blocksOf(options, bearers)));
		} finally {
			await disturbance.end();
		}
	}
	return table(['beside it', 'off their time: half within, µs', '99 % within, µs', 'most, µs', 'slips of the first line', 'overruns', 'underruns'], rows);
}

const blockRow = (title: string, {p50Us, p99Us, mostUs, slips, overruns, underruns}: Blocks): string[] =>
	[title, ...[p50Us, p99Us, mostUs, slips, overruns, underruns].map(String)];
