import {existsSync} from 'node:fs';
import {generatorCore} from '../child.js';
import {bearers, blockTable, latencyTable, lineCosts, tickTable} from '../lines/index.js';
import type {BenchOptions} from '../options.js';
import {pin} from '../process-times.js';
import {section} from '../table.js';
import {wantsPartyline} from './bench.js';

const tables: readonly {title: string; write: (options: BenchOptions) => Promise<string>}[] = [
	{title: 'Telephone lines in one room, against SIP', write: lineCosts},
	{title: `The mixer's tick with ${bearers} PRI channels in one room`, write: tickTable},
	{title: `The line thread's blocks with ${bearers} PRI channels in one room`, write: blockTable},
	{title: 'Latency of lines, mouth to ear', write: latencyTable},
];

/** What telephone lines cost, and how steady and how late they are, on the simulated cards. */
export async function measureLines(options: BenchOptions): Promise<string[]> {
	if (!options.parts.includes('lines') || !wantsPartyline(options)) return [];
	if (!existsSync('/dev/fuse')) return [section('Telephone lines', 'Not measured: the simulated line cards need /dev/fuse, and this machine has none.')];
	// Its requests and its reading of sounds are the callers' part.
	pin(process.pid, generatorCore);
	const sections: string[] = [];
	for (const {title, write} of tables) sections.push(section(title, await write(options).catch(reason)));
	return sections;
}

function reason(error: unknown): string {
	const text = `Not measured: ${(error as Error).message}`;
	process.stderr.write(`${text}\n`);
	return text;
}
