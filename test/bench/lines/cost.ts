import {setTimeout as wait} from 'node:timers/promises';
import type {Telephone} from '../../support/telephone.js';
import {costMs, faults, median, spread} from '../figures.js';
import {runLoad, type LoadCodec} from '../load.js';
import type {BenchOptions} from '../options.js';
import {threadsCpuS} from '../process-times.js';
import {table} from '../table.js';
import {startPartyline, type RunningBox} from '../targets/index.js';
import {bearers, dialIn, handsets, handsetsOf, hangUp, linesOf, mishapsOf, outsideOf, participants, room, since, withRig, type Mishaps, type Rig} from './rig.js';

type Size = {kind: string; calls: number; codec: LoadCodec; phones: (rig: Rig) => Telephone[]; /** Of the span. */ echo: 'auto' | 'off'};
type Cost = {boxMs: number; lineThreadMs: number; simulatorMs: number; echo: string; wrong: string[]};

const bearerSize = (calls: number, echo: Size['echo'] = 'auto'): Size =>
	({kind: echo === 'auto' ? 'PRI' : 'PRI, canceller switched off', calls, codec: 'pcma', phones: rig => outsideOf(rig, calls), echo});
const sizes: readonly Size[] = [
	{kind: 'handsets', calls: handsets, codec: 'pcmu', phones: handsetsOf, echo: 'auto'},
	...[4, 10, bearers].map(calls => bearerSize(calls)),
	bearerSize(bearers, 'off'),
];
const speakers = 3;
const settleMs = 3000;
const heardDbm0 = -45;

/** What a line in a room costs, against a SIP call of the same law in a box without cards; the two boxes alternate. */
export async function lineCosts(options: BenchOptions): Promise<string> {
	const lines = new Map<Size, Cost[]>(sizes.map(size => [size, []]));
	const sip = new Map<Size, {ms: number; wrong: string[]}[]>(sizes.map(size => [size, []]));
	const idle: {withCards: number[]; without: number[]} = {withCards: [], without: []};
	for (let round = 0; round < options.repeat; ++round) {
		await withRig(options, async rig => {
			idle.withCards.push(await idleMs(rig.box, options));
			await visitLines(rig, options, (size, cost) => lines.get(size)?.push(cost));
		});
		await withBox(options, async box => {
			idle.without.push(await idleMs(box, options));
			await visitSip(box, options, (size, cost) => sip.get(size)?.push(cost));
		});
	}
	const nobody = `Nobody in a call: ${spread(idle.withCards, 2)} ms of CPU per second with the cards, ${spread(idle.without, 2)} without.`;
	return `${table(head, sizes.map(size => row(size, lines.get(size) ?? [], sip.get(size) ?? [])))}\n\n${nobody}`;
}

async function idleMs({pid}: RunningBox, {seconds}: BenchOptions): Promise<number> {
	await wait(settleMs);
	const before = threadsCpuS(pid);
	await wait(seconds * 1000);
	return 1000 * (threadsCpuS(pid) - before) / seconds;
}

async function visitLines(rig: Rig, {seconds}: BenchOptions, note: (size: Size, cost: Cost) => void): Promise<void> {
	for (const size of sizes) {
		const phones = size.phones(rig);
		await setEcho(rig, size.echo);
		await dialIn(rig, phones, size.calls);
		await speak(rig, phones.slice(0, speakers), true);
		await wait(settleMs);
		const cost = await costOf(rig, phones, seconds);
		note(size, cost);
		process.stderr.write(`lines, ${size.calls} ${size.kind}: ${cost.boxMs.toFixed(3)} ms per call and second  ${cost.wrong.join('; ')}\n`);
		await speak(rig, phones.slice(0, speakers), false);
		await hangUp(rig, phones);
	}
}

async function setEcho({box}: Rig, echo: Size['echo']): Promise<void> {
	for (const {id} of (await linesOf(box)).spans.filter(({config}) => config !== null)) await box.api('PATCH', `/spans/${id}`, {echo});
}

async function speak({simulator}: Rig, phones: readonly Telephone[], on: boolean): Promise<void> {
	for (const {id} of phones) await simulator.command('voice', {phone: id, on});
}

async function costOf(rig: Rig, phones: readonly Telephone[], seconds: number): Promise<Cost> {
	const {box, simulatorPid} = rig;
	const mishaps = await mishapsOf(box);
	const times = () => [threadsCpuS(box.pid), threadsCpuS(box.pid, 'pl-lines'), threadsCpuS(simulatorPid)] as const;
	const before = times();
	const from = performance.now();
	await wait(seconds * 1000);
	const after = times();
	const callSeconds = phones.length * (performance.now() - from) / 1000;
	const [boxMs, lineThreadMs, simulatorMs] = [0, 1, 2].map(i => 1000 * ((after[i] ?? 0) - (before[i] ?? 0)) / callSeconds) as [number, number, number];
	const echo = [...new Set((await linesOf(box)).lines.filter(({call}) => call !== null).map(line => line.echo))].join(', ');
	return {boxMs, lineThreadMs, simulatorMs, echo, wrong: await soundFaults(rig, phones, since(await mishapsOf(box), mishaps))};
}

/** Why a cost is not to be believed. */
async function soundFaults({box}: Rig, phones: readonly Telephone[], {slips, overruns, underruns}: Mishaps): Promise<string[]> {
	const inRoom = await participants(box);
	const heard = await phones.at(-1)?.measure(2000);
	const deaf = Math.max(...heard?.envelope ?? []) < heardDbm0;
	const found: [boolean, string][] = [
		[inRoom < phones.length, `${phones.length - inRoom} of ${phones.length} calls gone`],
		[deaf, 'the last telephone hears no speech'],
		[slips + overruns + underruns > 0, `${slips} slips, ${overruns} overruns, ${underruns} underruns`],
	];
	return found.filter(([wrong]) => wrong).map(([, text]) => text);
}

async function withBox({shield}: BenchOptions, use: (box: RunningBox) => Promise<void>): Promise<void> {
	const box = await startPartyline({rooms: [room], shield});
	try {
		await use(box);
	} finally {
		await box.stop();
	}
}

async function visitSip(box: RunningBox, {seconds, background}: BenchOptions, note: (size: Size, cost: {ms: number; wrong: string[]}) => void): Promise<void> {
	for (const size of sizes) {
		const report = await runLoad(box, {calls: size.calls, rooms: [room], seconds, codecs: [size.codec], background});
		const wrong = faults(report);
		note(size, {ms: costMs(report), wrong});
		process.stderr.write(`SIP, ${size.calls} calls: ${costMs(report).toFixed(3)} ms per call and second  ${wrong.join('; ')}\n`);
	}
}

const head = [
	'calls in the room', 'box, ms of CPU per call and second', 'of it the line thread', 'the same calls by SIP', 'line : SIP', 'echo canceller as shown',
	'simulator, ms per call and second', 'audio, lines', 'audio, SIP',
];

function row({kind, calls}: Size, lines: readonly Cost[], sip: readonly {ms: number; wrong: string[]}[]): string[] {
	const box = lines.map(({boxMs}) => boxMs);
	const peer = sip.map(({ms}) => ms);
	const verdict = (wrong: readonly string[]) => wrong.length === 0 ? 'ok' : [...new Set(wrong)].join('; ');
	return [
		`${calls} ${kind}`, spread(box, 3), spread(lines.map(({lineThreadMs}) => lineThreadMs), 3), spread(peer, 3), (median(box) / median(peer)).toFixed(2),
		[...new Set(lines.map(({echo}) => echo))].join(', '), spread(lines.map(({simulatorMs}) => simulatorMs), 3),
		verdict(lines.flatMap(({wrong}) => wrong)), verdict(sip.flatMap(({wrong}) => wrong)),
	];
}
