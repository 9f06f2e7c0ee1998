import {availableParallelism, cpus, loadavg, release} from 'node:os';
import {generatorCore, targetCore} from './child.js';
import {parseOptions, usage, type BenchOptions} from './options.js';
import {parts} from './parts/index.js';
import {buildPrograms} from './programs.js';

const loads = () => loadavg().map(load => load.toFixed(1)).join(', ');

function machine(options: BenchOptions): string {
	const model = cpus()[0]?.model ?? 'unknown CPU';
	return [
		`${model}, ${availableParallelism()} cores, Linux ${release()}. Target on core ${targetCore}, load generator on core ${generatorCore}.`,
		`Windows of ${options.seconds} s; where there are three figures: median (least–greatest) of ${options.repeat} interleaved repetitions.`,
		`Load averages (1, 5, 15 minutes) at the beginning: ${loads()}.`,
		options.shield ? 'All targets ran at real-time priority.' : '',
	].join('\n');
}

async function bench(options: BenchOptions): Promise<void> {
	if (availableParallelism() < 2) throw new Error('The bench needs two cores: one for the target, one for the load generator.');
	buildPrograms();
	process.stdout.write(`# Bench\n\n${machine(options)}\n\n`);
	for (const part of parts) {
		for (const text of await part(options)) process.stdout.write(`${text}\n`);
	}
	process.stdout.write(`Load averages at the end, this bench included: ${loads()}.\n`);
}

function readOptions(): BenchOptions | undefined {
	try {
		return parseOptions(process.argv.slice(2));
	} catch (error) {
		process.stderr.write(`${(error as Error).message}\n\n${usage}`);
		return undefined;
	}
}

const options = readOptions();
if (options === undefined) process.exitCode = 2;
else await bench(options);
