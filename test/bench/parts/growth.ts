import {costMs, faults, generatorShare, lossShare} from '../figures.js';
import type {BenchOptions} from '../options.js';
import {section, table} from '../table.js';
import {targets} from '../targets/index.js';
import {measure, rooms, titleOf, wantsPartyline, withTarget} from './bench.js';

/** One room that grows: cost per call should stay flat, and nothing be lost. */
export async function showGrowth(options: BenchOptions): Promise<string[]> {
	if (!options.parts.includes('growth')) return [];
	const names = options.targets.filter(name => name === 'partyline' || !wantsPartyline(options));
	const sections: string[] = [];
	for (const name of names) {
		const rows: string[][] = [];
		for (const size of options.sizes) {
			const report = await withTarget(targets[name], options, running =>
				measure(`${name} growth ${size}`, running, {calls: size, rooms: rooms(1), background: options.background, seconds: options.seconds}));
			rows.push([
				String(size), costMs(report).toFixed(3), (100 * report.targetCpuS / report.windowS).toFixed(1), (100 * lossShare(report)).toFixed(3),
				report.base.longestGapMs.toFixed(0), report.latencyMs.p99.toFixed(1), (100 * generatorShare(report)).toFixed(1), faults(report).join('; ') || 'ok',
			]);
		}
		const head = ['callers', 'CPU, ms per call and second', 'core, %', 'lost or missing, %', 'longest gap, ms', 'latency p99, ms', 'generator, % of its core', 'audio'];
		sections.push(section(`Growth of one room: ${titleOf(name)}`, table(head, rows)));
	}
	return sections;
}
