import {costMs, faults} from '../figures.js';
import type {LoadCodec} from '../load.js';
import type {BenchOptions} from '../options.js';
import {section, table} from '../table.js';
import {targets} from '../targets/index.js';
import {measure, rooms, titleOf, wantsPartyline, withTarget} from './bench.js';

const callers = 60;
const mixes: readonly {title: string; codecs: readonly LoadCodec[]}[] = [
	{title: 'all G.711 µ', codecs: ['pcmu']},
	{title: 'all G.722', codecs: ['g722']},
	{title: 'all Opus', codecs: ['opus']},
	{title: 'half G.722, half G.711', codecs: ['pcmu', 'g722']},
	{title: 'half Opus, half G.711', codecs: ['pcmu', 'opus']},
	{title: 'a third each', codecs: ['pcmu', 'g722', 'opus']},
];

/** What a caller costs by codec, alone and mixed with G.711. */
export async function compareCodecs(options: BenchOptions): Promise<string[]> {
	if (!options.parts.includes('codecs')) return [];
	const name = wantsPartyline(options) ? 'partyline' : options.targets[0] ?? 'reflector';
	const rows: string[][] = [];
	await withTarget(targets[name], options, async running => {
		for (const {title, codecs} of mixes) {
			const report = await measure(`${name} ${title}`, running, {calls: callers, rooms: rooms(1), codecs, seconds: options.seconds});
			rows.push([title, costMs(report).toFixed(3), report.latencyMs.p50.toFixed(1), report.latencyMs.p99.toFixed(1), faults(report).join('; ') || 'ok']);
		}
	});
	const head = ['callers', 'CPU, ms per call and second', 'latency p50, ms', 'latency p99, ms', 'audio'];
	return [section(`Codecs in a room of ${callers}: ${titleOf(name)}`, table(head, rows))];
}
