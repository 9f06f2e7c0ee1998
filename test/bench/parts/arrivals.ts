import {faults} from '../figures.js';
import type {BenchOptions} from '../options.js';
import {section, table} from '../table.js';
import {targets} from '../targets/index.js';
import {measure, rooms, titleOf, wantsPartyline, withTarget} from './bench.js';

const talking = 10;
const arriving = {calls: 400, perSecond: 20};

/** Many calls arrive while a room talks: none fails, and those who talk lose nothing. */
export async function watchArrivals(options: BenchOptions): Promise<string[]> {
	if (!options.parts.includes('arrivals')) return [];
	const name = wantsPartyline(options) ? 'partyline' : options.targets[0] ?? 'reflector';
	const [first = '', ...others] = rooms(10);
	const report = await withTarget(targets[name], options, running => measure(`${name} arrivals`, running, {
		calls: talking, rooms: [first], seconds: options.seconds, late: {...arriving, rooms: others},
	}));
	const {base, late, latencyMs} = report;
	const rows = [
		['arriving', String(late.calls), String(late.failed), String(late.withoutAudio), '', '', ''],
		[
			'talking', String(base.calls), String(base.failed), String(base.withoutAudio),
			`${base.lost} lost, ${base.missing} missing of ${base.received + base.lost}`, base.longestGapMs.toFixed(0), latencyMs.p99.toFixed(1),
		],
	];
	const head = ['callers', 'calls', 'failed', 'without audio', 'packets', 'longest gap, ms', 'latency p99, ms'];
	const verdict = faults(report).join('; ') || 'Nothing was wrong.';
	return [section(`${arriving.calls} calls at ${arriving.perSecond} a second while a room talks: ${titleOf(name)}`, table(head, rows), verdict)];
}
