import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {text} from 'node:stream/consumers';
import {generatorCore} from './child.js';
import type {Background} from './options.js';
import {programs} from './programs.js';
import type {RunningTarget} from './targets/index.js';

export type LoadCodec = 'pcmu' | 'pcma' | 'g722' | 'opus';

/** What one run of the load generator does; see test/bench/README.md. */
export type LoadRequest = {
	calls: number;
	rooms: readonly string[];
	seconds: number;
	codecs?: readonly LoadCodec[];
	pattern?: 'speech' | 'marker';
	background?: Background;
	late?: {calls: number; perSecond: number; rooms: readonly string[]};
};

export type CallTotals = {
	calls: number; failed: number; endedEarly: number; withoutAudio: number;
	received: number; lost: number; missing: number; disordered: number; longestGapMs: number;
	/** Calls that were refused, by SIP status. */
	failures: Record<string, number>;
};

/** The load generator's line of JSON. */
export type LoadReport = {
	windowS: number; setupS: number; targetCpuS: number; generatorCpuS: number;
	droppedAtTarget: number; droppedAtGenerator: number; lateMs: number;
	base: CallTotals; late: CallTotals;
	latencyMs: {count: number; min: number; p50: number; p99: number; max: number};
	markers: {expected: number; heard: number; damaged: number; own: number};
	speech: {listeners: number; hearing: number; medianDbov: number};
};

const arrivalsPerSecond = 45;
const settleMs = 3000;

/** Calls a running target, measures, hangs up. Throws when the generator fails, not when calls do. */
export async function runLoad(target: RunningTarget, request: LoadRequest): Promise<LoadReport> {
	const words = ['-c', String(generatorCore), programs.load, ...loadWords(target, request)];
	const child = spawn('taskset', words, {stdio: ['ignore', 'pipe', 'pipe']});
	const [output, problems] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')]);
	if (child.exitCode !== 0) throw new Error(`The load generator failed: ${problems}`);
	return JSON.parse(output) as LoadReport;
}

function loadWords(target: RunningTarget, request: LoadRequest): string[] {
	const {calls, rooms, seconds, codecs = ['pcmu'], pattern = 'speech', background = 'noise', late} = request;
	const words = {
		'--port': target.sipPort, '--pid': target.pid, '--echo': target.echo ? 'yes' : 'no',
		'--to': rooms.join(','), '--calls': calls, '--codecs': codecs.join(','), '--pattern': pattern, '--background': background,
		'--rate': arrivalsPerSecond, '--settle-ms': settleMs, '--measure-ms': seconds * 1000,
		...(late === undefined ? {} : {'--late-calls': late.calls, '--late-rate': late.perSecond, '--late-to': late.rooms.join(',')}),
	};
	return Object.entries(words).flatMap(([name, value]) => [name, String(value)]);
}
