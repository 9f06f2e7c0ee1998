import {readFileSync} from 'node:fs';
import {setTimeout as wait} from 'node:timers/promises';
import type {BenchOptions} from '../options.js';
import {section, table} from '../table.js';
import {targets} from '../targets/index.js';
import {titleOf, withTarget} from './bench.js';

const settleMs = 3000;
const watchedS = 20;
const ticksPerS = 100;

/** What a box costs that nobody calls. */
export async function watchIdle(options: BenchOptions): Promise<string[]> {
	if (!options.parts.includes('idle')) return [];
	const rows: string[][] = [];
	for (const name of options.targets.filter(target => target === 'partyline' || target === 'asterisk')) {
		rows.push(await withTarget(targets[name], options, async ({pid}) => {
			await wait(settleMs);
			const before = cpuS(pid);
			await wait(watchedS * 1000);
			return [titleOf(name), residentMb(pid).toFixed(0), (100 * (cpuS(pid) - before) / watchedS).toFixed(2)];
		}));
	}
	return [section(`Idle for ${watchedS} s`, table(['target', 'resident memory, MB', 'CPU, % of a core'], rows))];
}

/** User and system time: fields 14 and 15 of proc_pid_stat(5), counted from behind the name, which may hold blanks. */
function cpuS(pid: number): number {
	const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
	const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
	return (Number(fields[11]) + Number(fields[12])) / ticksPerS;
}

function residentMb(pid: number): number {
	const kb = /^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
	return Number(kb) / 1024;
}
