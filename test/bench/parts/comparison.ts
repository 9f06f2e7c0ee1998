import {costMs, generatorShare, lossShare, median, soundCell, spread} from '../figures.js';
import type {LoadReport, LoadRequest} from '../load.js';
import type {BenchOptions, PartName, TargetName} from '../options.js';
import {section, table} from '../table.js';
import {targets} from '../targets/index.js';
import {measure, rooms, titleOf, withTarget} from './bench.js';

type Scenario = {part: PartName; title: string; request: Omit<LoadRequest, 'seconds'>; write: (runs: Runs) => string};
type Runs = ReadonlyMap<TargetName, readonly LoadReport[]>;

const scenarios: readonly Scenario[] = [
	{part: 'room100', title: 'One room of 100, three speakers, G.711', request: {calls: 100, rooms: rooms(1)}, write: costTable},
	{part: 'rooms10', title: 'Ten rooms of 10, three speakers each, G.711', request: {calls: 100, rooms: rooms(10)}, write: costTable},
	{part: 'latency', title: 'Latency in a room of 100, each caller in turn', request: {calls: 100, rooms: rooms(1), pattern: 'marker'}, write: latencyTable},
];

/** The parts that compare targets: A B C, A B C, …, so that a slow minute of the machine hits all alike. */
export async function compareTargets(options: BenchOptions): Promise<string[]> {
	const wanted = scenarios.filter(({part}) => options.parts.includes(part));
	if (wanted.length === 0) return [];
	const results = new Map(wanted.map(scenario => [scenario, new Map<TargetName, LoadReport[]>()]));
	const missing: string[] = [];
	for (let round = 0; round < options.repeat; ++round) {
		for (const name of options.targets) {
			const problem = await visit(name, {options, wanted, results});
			if (problem !== undefined && round === 0) missing.push(problem);
		}
	}
	const sections = wanted.map(scenario => section(scenario.title, scenario.write(results.get(scenario) ?? new Map())));
	return missing.length === 0 ? sections : [...sections, section('Targets that could not be run', ...missing)];
}

type Visit = {options: BenchOptions; wanted: readonly Scenario[]; results: Map<Scenario, Map<TargetName, LoadReport[]>>};

/** All wanted scenarios with one start of a target. Answers with the reason when the target can't be run. */
async function visit(name: TargetName, {options, wanted, results}: Visit): Promise<string | undefined> {
	try {
		await withTarget(targets[name], options, async running => {
			for (const scenario of wanted) {
				const report = await measure(`${name} ${scenario.part}`, running, {...scenario.request, background: options.background, seconds: options.seconds});
				if (options.verbose) process.stderr.write(`${JSON.stringify(report)}\n`);
				const byTarget = results.get(scenario);
				byTarget?.set(name, [...byTarget.get(name) ?? [], report]);
			}
		});
		return undefined;
	} catch (error) {
		const problem = `${titleOf(name)}: ${(error as Error).message}`;
		process.stderr.write(`${problem}\n`);
		return problem;
	}
}

function costTable(runs: Runs): string {
	const costs = new Map([...runs].map(([name, reports]) => [name, reports.map(costMs)]));
	const against = (name: TargetName, values: readonly number[]) => {
		const other = costs.get(name);
		return other === undefined ? '–' : `${Math.round(100 * median(values) / median(other))} %`;
	};
	const rows = [...runs].map(([name, reports]) => {
		const values = costs.get(name) ?? [];
		return [
			titleOf(name), spread(values, 3), against('asterisk', values), against('asterisk-drop', values), against('reflector', values),
			spread(reports.map(report => 100 * lossShare(report)), 2), spread(reports.map(report => 100 * generatorShare(report)), 1), soundCell(reports),
		];
	});
	const head = [
		'target', 'CPU, ms per call and second', 'of Asterisk', 'of Asterisk, drop', 'of the floor', 'lost or missing, %', 'generator, % of its core', 'audio',
	];
	return table(head, rows);
}

function latencyTable(runs: Runs): string {
	const rows = [...runs].map(([name, reports]) => [
		titleOf(name), ...(['min', 'p50', 'p99', 'max'] as const).map(key => spread(reports.map(report => report.latencyMs[key]), 1)),
		String(reports.reduce((sum, report) => sum + report.latencyMs.count, 0)), soundCell(reports),
	]);
	return table(['target', 'least, ms', 'p50, ms', 'p99, ms', 'most, ms', 'heard', 'audio'], rows);
}
