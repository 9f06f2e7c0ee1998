import {execFile} from 'node:child_process';
import {promisify} from 'node:util';
import {startLinesSimulator} from '../../support/lines-simulator.js';
import {generatorCore, targetCore} from '../child.js';
import type {BenchOptions} from '../options.js';
import {pin} from '../process-times.js';
import {programs} from '../programs.js';

/** How far from their times blocks were handled, and the first line's own figures. */
export type Blocks = {p50Us: number; p99Us: number; mostUs: number; slips: number; overruns: number; underruns: number};

const run = promisify(execFile);
const figuresOf = /half (\d+) us, 99 % (\d+) us, most (\d+) us[^]*?(\d+) slips, (\d+) overruns, (\d+) underruns/;

const configuration = {cards: [{type: 'E1', id: 'card-1', numbers: {prefix: '5558', length: 7}}], modems: []};

/** So many bearer channels of an E1, each as a leg in one room, in a program without Node. Throws with what it said. */
export async function blocksOf({seconds, shield}: BenchOptions, channels: number): Promise<Blocks> {
	const ends: (() => Promise<void>)[] = [];
	try {
		const simulator = await startLinesSimulator({teardown: end => void ends.push(end)}, configuration);
		pin(simulator.pid ?? 0, generatorCore);
		const pinned = ['taskset', '-c', String(targetCore), programs.lines, simulator.root, '1', String(channels), String(seconds)];
		const [first = '', ...rest] = shield ? ['chrt', '-r', '1', ...pinned] : pinned;
		const {stdout} = await run(first, rest);
		const found = figuresOf.exec(stdout);
		if (found === null) throw new Error(`The lines' bench said something else: ${stdout}`);
		const [p50Us = 0, p99Us = 0, mostUs = 0, slips = 0, overruns = 0, underruns = 0] = found.slice(1).map(Number);
		return {p50Us, p99Us, mostUs, slips, overruns, underruns};
	} finally {
		for (const end of ends.reverse()) await end();
	}
}
