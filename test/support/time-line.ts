/** The strongest tones of 100 ms, strongest first; levels in the time line's unit. */
export type HeardTone = {hz: number; level: number};
/** What was heard in one piece: the level of each 20 ms, and the tones at its end. `nothingCame`: not even silence. */
export type Listened = {fromMs: number; levels: readonly number[]; strongest: readonly HeardTone[]; nothingCame?: boolean};
/** `name`: whose ear it is. */
export type TimeLineOptions = {name: string; unit: string; silenceBelow: number};

type Kind = 'sound' | 'silence' | 'nothing came' | 'nobody listened';
type Stretch = {fromMs: number; ms: number; kind: Kind; loudest: number; windows: number; tones: Map<number, number>};
type Happening = {atMs: number; what: string};

const blockMs = 20;
/** A pause within speech or a tone is no silence. */
const shortestSilenceMs = 100;
const mostKept = 2000;
const mostTold = 60;
const mostLines = 50;
const latelyMs = 90_000;
const withinDb = 15;

/** What one ear heard, put together from measurements that follow or overlap each other, with what was done meanwhile. */
export class TimeLine {
	static readonly #all: TimeLine[] = [];
	readonly #options: TimeLineOptions;
	readonly #stretches: Stretch[] = [];
	readonly #happenings: Happening[] = [];
	#untilMs: number | undefined;
	#notedAtMs = 0;

	constructor(options: TimeLineOptions) {
		this.#options = options;
		keep(TimeLine.#all, this, mostLines);
	}

	/** Of this process's tests, those to which something was done lately. */
	static get lately(): readonly TimeLine[] {
		return TimeLine.#all.filter(line => line.#notedAtMs > performance.now() - latelyMs);
	}

	get name(): string {
		return this.#options.name;
	}

	/** What is known already is not counted again. */
	add({fromMs, levels, strongest, nothingCame = false}: Listened): void {
		const kindOf = (level: number): Kind => nothingCame ? 'nothing came' : level < this.#options.silenceBelow ? 'silence' : 'sound';
		levels.forEach((level, i) => this.#addBlock({fromMs: fromMs + i * blockMs, level, kind: kindOf(level)}));
		const [first, ...others] = strongest;
		const last = this.#stretches.at(-1);
		if (last?.kind !== 'sound' || first === undefined) return;
		last.windows++;
		for (const {hz} of [first, ...others.filter(({level}) => level > first.level - withinDb)]) last.tones.set(hz, (last.tones.get(hz) ?? 0) + 1);
	}

	/** Something that was done or is waited for, with the time of the clock, which logs have too. */
	note(atMs: number, what: string): void {
		this.#notedAtMs = performance.now();
		keep(this.#happenings, {atMs, what: `${what}, at ${new Date().toISOString().slice(11, 23)}`});
	}

	/** A line for each stretch and each happening, in their order; the newest of them. */
	told(most = mostTold): string {
		const stretches = merged(this.#stretches).map(stretch => ({atMs: stretch.fromMs, what: this.#describe(stretch)}));
		const lines = [...this.#happenings, ...stretches].toSorted((a, b) => a.atMs - b.atMs).slice(-most);
		return lines.map(({atMs, what}) => `${(atMs / 1000).toFixed(2).padStart(8)} s  ${what}`).join('\n') || 'nothing';
	}

	#addBlock({fromMs, level, kind}: Pick<Stretch, 'fromMs' | 'kind'> & {level: number}): void {
		const untilMs = this.#untilMs ?? fromMs;
		if (fromMs < untilMs) return;
		if (fromMs > untilMs) this.#extend({fromMs: untilMs, ms: fromMs - untilMs, kind: 'nobody listened', level: -Infinity});
		this.#extend({fromMs, ms: blockMs, kind, level});
		this.#untilMs = fromMs + blockMs;
	}

	#extend({fromMs, ms, kind, level}: Pick<Stretch, 'fromMs' | 'ms' | 'kind'> & {level: number}): void {
		const last = this.#stretches.at(-1);
		if (last?.kind !== kind) {
			keep(this.#stretches, {fromMs, ms, kind, loudest: level, windows: 0, tones: new Map()});
			return;
		}
		last.ms += ms;
		last.loudest = Math.max(last.loudest, level);
	}

	#describe({kind, ms, loudest, windows, tones}: Stretch): string {
		const told = `${kind} for ${(ms / 1000).toFixed(2)} s`;
		if (kind !== 'sound') return told;
		const steady = [...tones].filter(([, count]) => count * 2 >= windows).toSorted((a, b) => b[1] - a[1]).slice(0, 4);
		return `${told}, up to ${loudest.toFixed(0)} ${this.#options.unit}${steady.length === 0 ? '' : `, mostly ${steady.map(([hz]) => hz).join(' and ')} Hz`}`;
	}
}

function keep<Item>(items: Item[], newest: Item, most = mostKept): void {
	items.push(newest);
	if (items.length > most) items.shift();
}

/** Sounds that nothing but a short pause parts are one. */
function merged(stretches: readonly Stretch[]): Stretch[] {
	const all: Stretch[] = [];
	for (const stretch of stretches) {
		const pause = all.at(-1);
		const before = all.at(-2);
		if (stretch.kind === 'sound' && pause?.kind === 'silence' && pause.ms < shortestSilenceMs && before?.kind === 'sound') {
			all.splice(-2, 2, joined(before, pause, stretch));
		} else all.push(stretch);
	}
	return all;
}

function joined(before: Stretch, pause: Stretch, after: Stretch): Stretch {
	const tones = new Map(before.tones);
	for (const [hz, count] of after.tones) tones.set(hz, (tones.get(hz) ?? 0) + count);
	return {...before, ms: before.ms + pause.ms + after.ms, loudest: Math.max(before.loudest, after.loudest), windows: before.windows + after.windows, tones};
}
