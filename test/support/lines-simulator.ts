import {mkdtemp, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join, resolve} from 'node:path';
import {Happenings, type WaitOptions} from './happenings.js';
import {LineProcess} from './line-process.js';

/** What it tells by itself; `board/simulator/README.md` has the fields of each. */
export type SimulatorEvent =
	| {event: 'ready'; root: string}
	| {event: 'phone'; id: string; hook: 'on' | 'off'; ringing: boolean; display: string}
	| {event: 'line'; id: string; number: string; state: string; polarity: string}
	| {event: 'dialled'; line?: string; phone?: string; digits: string; way: 'tone' | 'pulse'}
	| {event: 'call'; from: string; to: string; state: 'offered' | 'ringing' | 'answered' | 'ended'; cause?: number}
	| {event: 'card'; id: string; pluggedIn: boolean}
	| {event: 'trunk-restart'; span: string; channel: number}
	| {event: 'span'; id: string; alarms: string[]; dChannel: 'on' | 'off'};
type PhoneEvent = Extract<SimulatorEvent, {event: 'phone'}>;

/** dBm0: one for each 20 ms (-90: silence), and one for each frequency asked for. */
type Measured = {envelope: number[]; energies: number[]};
type Reply = {id: number; ok: boolean; error?: string};
type Teardown = {teardown(end: () => Promise<void>): void};

const binary = resolve('build/simulator/partyline-lines-simulator');

/** Simulated cards, handsets and a public exchange; they end with the test. */
export async function startLinesSimulator(t: Teardown, configuration: object = {}): Promise<LinesSimulator> {
	const folder = await mkdtemp(join(tmpdir(), 'partyline-lines-'));
	await writeFile(join(folder, 'lines.json'), JSON.stringify(configuration));
	const simulator = new LinesSimulator(folder);
	t.teardown(async () => {
		await simulator.close();
		await rm(folder, {recursive: true, force: true});
	});
	await simulator.events.waitFor('the line simulator to start', event => event.event === 'ready');
	return simulator;
}

export class LinesSimulator {
	readonly events = new Happenings<SimulatorEvent>();
	/** What the box is given for /dev/dahdi. */
	readonly root: string;
	readonly #replies = new Happenings<Reply>();
	readonly #process: LineProcess;
	#commands = 0;

	constructor(folder: string) {
		this.root = join(folder, 'dahdi');
		const command = [binary, '--folder', folder, '--configuration', join(folder, 'lines.json')];
		this.#process = new LineProcess(command, {name: 'the line simulator', onLine: line => this.#take(line)});
	}

	get pid(): number | undefined {
		return this.#process.pid;
	}

	/** A telephone: at an FXS port, or outside. */
	telephone(id: string): Telephone {
		return new Telephone(this, id);
	}

	/** One command of its README, and the answer. */
	async command<Answer>(verb: string, fields: Record<string, unknown> = {}, withinMs = 10_000): Promise<Reply & Answer> {
		const id = ++this.#commands;
		this.#process.send(JSON.stringify({id, do: verb, ...fields}));
		const reply = await this.#replies.waitFor(`the line simulator's answer to ${verb}`, answer => answer.id === id, {withinMs});
		if (!reply.ok) throw new Error(`The line simulator refused ${verb}: ${reply.error}`);
		return reply as Reply & Answer;
	}

	async close(): Promise<void> {
		this.#process.endInput();
		await this.#process.ended(10_000);
	}

	#take(line: string): void {
		const said = JSON.parse(line) as Reply | SimulatorEvent;
		if ('event' in said) this.events.add(said);
		else this.#replies.add(said);
	}
}

/** A simulated telephone, and the ear at it. */
export class Telephone {
	readonly id: string;
	readonly #simulator: LinesSimulator;

	constructor(simulator: LinesSimulator, id: string) {
		this.#simulator = simulator;
		this.id = id;
	}

	async lift(): Promise<void> {
		await this.#do('lift');
	}

	async hangUp(): Promise<void> {
		await this.#do('hang-up');
	}

	async flash(): Promise<void> {
		await this.#do('flash');
	}

	/** Resolves when all are dialled. */
	async press(keys: string, way: 'tone' | 'pulse' = 'tone'): Promise<void> {
		await this.#do('keys', {keys, way}, 10_000 + keys.length * 2000);
	}

	/** A steady tone is said into it; none: silence. */
	async say(hz?: number): Promise<void> {
		await this.#do('tone', {hz: hz === undefined ? [] : [hz]});
	}

	/** The newest that was told of it, once it is so. */
	async shows(what: string, matches: (phone: PhoneEvent) => boolean, options?: WaitOptions): Promise<PhoneEvent> {
		const is = (event: SimulatorEvent): event is PhoneEvent => event.event === 'phone' && event.id === this.id && matches(event);
		return this.#simulator.events.waitFor(`${this.id} ${what}`, is, options);
	}

	async measure(ms: number, hz: readonly number[] = []): Promise<Measured> {
		return this.#do('measure', {ms, hz}, ms + 10_000);
	}

	/** Resolves once each of these frequencies is heard at 200 ms in a row. */
	async hears(hz: readonly number[], {withinMs = 8000, aboveDbm0 = -40} = {}): Promise<void> {
		await this.#listen(`${hz.join(' and ')} Hz`, {withinMs, ms: 200, hz}, ({energies}) => energies.every(level => level > aboveDbm0));
	}

	/** Resolves once there was sound of any kind, or with `forMs` silence for so long. */
	async hearsSound({withinMs = 8000, aboveDbm0 = -40} = {}): Promise<void> {
		await this.#listen('sound', {withinMs, ms: 100, hz: []}, ({envelope}) => envelope.some(level => level > aboveDbm0));
	}

	async hearsSilence({withinMs = 8000, forMs = 400, belowDbm0 = -55} = {}): Promise<void> {
		await this.#listen(`${forMs} ms of silence`, {withinMs, ms: forMs, hz: []}, ({envelope}) => envelope.every(level => level < belowDbm0));
	}

	async #listen(wanted: string, {withinMs, ms, hz}: {withinMs: number; ms: number; hz: readonly number[]}, is: (heard: Measured) => boolean): Promise<void> {
		const deadline = performance.now() + withinMs;
		const instead: string[] = [];
		for (;;) {
			const heard = await this.measure(ms, hz);
			if (is(heard)) return;
			instead.push(`loudest ${Math.max(...heard.envelope)} dBm0, ${heard.energies.map((level, i) => `${hz[i]} Hz ${level.toFixed(0)}`).join(', ')}`);
			if (performance.now() >= deadline) throw new Error(`${this.id} should have heard ${wanted} within ${withinMs} ms. Heard last:\n  ${instead.slice(-5).join('\n  ')}`);
		}
	}

	async #do<Answer>(verb: string, fields: Record<string, unknown> = {}, withinMs?: number): Promise<Answer> {
		return this.#simulator.command<Answer>(verb, {phone: this.id, ...fields}, withinMs);
	}
}
