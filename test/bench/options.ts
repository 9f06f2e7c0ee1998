import {parseArgs} from 'node:util';

export const partNames = ['room100', 'rooms10', 'latency', 'growth', 'codecs', 'arrivals', 'idle', 'lines', 'page', 'mqtt'] as const;
export type PartName = (typeof partNames)[number];

export const targetNames = ['reflector', 'partyline', 'asterisk', 'asterisk-drop'] as const;
export type TargetName = (typeof targetNames)[number];

export const backgroundNames = ['noise', 'silence'] as const;
export type Background = (typeof backgroundNames)[number];

export type BenchOptions = {
	parts: readonly PartName[];
	targets: readonly TargetName[];
	/** Measured window of one run. */
	seconds: number;
	/** Interleaved repetitions of the parts that compare targets. */
	repeat: number;
	/** Numbers of callers in the part that shows growth. */
	sizes: readonly number[];
	/** What those who don't speak send: a quiet room's noise, or digital silence, which is kinder to a target that looks for it. */
	background: Background;
	/** Target at real-time priority too, so that a machine with other work still gives figures; all targets alike. */
	shield: boolean;
	/** Every run's whole report, on standard error. */
	verbose: boolean;
};

export const usage = `Usage: npm run bench -- [options]
  --only PARTS     some of ${partNames.join(', ')} (all)
  --targets NAMES  some of ${targetNames.join(', ')} (all; the last two need root once)
  --seconds N      measured in each run (8)
  --repeat N       repetitions of the comparing parts (3)
  --sizes LIST     numbers of callers for growth (10,25,50,100,200,400,800)
  --background B   noise or silence: what those who don't speak send (noise)
  --shield         targets at real-time priority, for a machine that has other work
  --verbose        every run's report on standard error
`;

const definitions = {
	only: {type: 'string', default: partNames.join(',')},
	targets: {type: 'string', default: targetNames.join(',')},
	seconds: {type: 'string', default: '8'},
	repeat: {type: 'string', default: '3'},
	sizes: {type: 'string', default: '10,25,50,100,200,400,800'},
	background: {type: 'string', default: 'noise'},
	shield: {type: 'boolean', default: false},
	verbose: {type: 'boolean', default: false},
} as const;

/** What the user typed. Throws an Error that says what was expected. */
export function parseOptions(words: readonly string[]): BenchOptions {
	const {values} = parseArgs({args: [...words], options: definitions});
	return {
		parts: some(values.only, partNames),
		targets: some(values.targets, targetNames),
		seconds: positive('--seconds', values.seconds),
		repeat: positive('--repeat', values.repeat),
		sizes: values.sizes.split(',').map(size => positive('--sizes', size)),
		background: some(values.background, backgroundNames)[0] ?? 'noise',
		shield: values.shield,
		verbose: values.verbose,
	};
}

function some<Name extends string>(text: string, names: readonly Name[]): Name[] {
	const wanted = text.split(',');
	const unknown = wanted.find(word => !names.some(name => name === word));
	if (unknown !== undefined) throw new Error(`Expected some of ${names.join(', ')}, got "${unknown}".`);
	return names.filter(name => wanted.includes(name));
}

function positive(option: string, text: string): number {
	const value = Number(text);
	if (!Number.isInteger(value) || value < 1) throw new Error(`${option} takes whole numbers from 1, not "${text}".`);
	return value;
}
