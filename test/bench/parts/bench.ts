import type {BenchOptions} from '../options.js';
import {runLoad, type LoadReport, type LoadRequest} from '../load.js';
import {faults, costMs} from '../figures.js';
import {targets, type RunningTarget, type Target} from '../targets/index.js';
import type {TargetName} from '../options.js';

/** Extensions of the benchmark's rooms. */
export const rooms = (count: number): string[] => Array.from({length: count}, (_, index) => String(8100 + index));

/** Starts a target, has something done with it, and stops it whatever happens. */
export async function withTarget<T>(target: Target, options: BenchOptions, use: (running: RunningTarget) => Promise<T>): Promise<T> {
	const running = await target.start(rooms(10), options.shield);
	try {
		return await use(running);
	} finally {
		await running.stop();
	}
}

/** One run, told on standard error. */
export async function measure(name: string, running: RunningTarget, request: LoadRequest): Promise<LoadReport> {
	const report = await runLoad(running, request);
	const wrong = faults(report);
	const verdict = wrong.length === 0 ? '' : `  (${wrong.join('; ')})`;
	const cost = report.late.calls === 0 ? `${costMs(report).toFixed(3)} ms per call and second` : 'done';
	process.stderr.write(`${name}: ${cost}${verdict}\n`);
	return report;
}

export const wantsPartyline = (options: BenchOptions): boolean => options.targets.includes('partyline');
export const titleOf = (name: TargetName): string => targets[name].title;
