import {mkdtemp, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join, resolve} from 'node:path';
import {Happenings} from './happenings.js';
import {LineProcess} from './line-process.js';
import {Telephone} from './telephone.js';

/** What it tells by itself; `board/simulator/README.md` has the fields of each. */
export type SimulatorEvent =
	| ReadyEvent
	| TelephoneEvent
	| {event: 'line'; id: string; number: string; state: string; polarity: string}
	| {event: 'dialled'; line?: string; phone?: string; digits: string; way: 'tone' | 'pulse'}
	| CallEvent
	| {event: 'card'; id: string; pluggedIn: boolean}
	| {event: 'trunk-restart'; span: string; channel: number}
	| {event: 'span'; id: string; alarms: string[]; dChannel: 'on' | 'off'};
type ReadyEvent = {event: 'ready'; root: string; phones: {id: string; number: string}[]};
export type TelephoneEvent = {event: 'phone'; id: string; hook: 'on' | 'off'; ringing: boolean; display: string};
/** `atMs`: the exchange's line time, which is that of the telephones outside. */
export type CallEvent = {event: 'call'; from: string; to: string; state: 'offered' | 'ringing' | 'answered' | 'ended'; atMs: number; cause?: number};

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
	readonly #telephones = new Map<string, Telephone>();
	#commands = 0;

	constructor(folder: string) {
		this.root = join(folder, 'dahdi');
		const command = [binary, '--folder', folder, '--configuration', join(folder, 'lines.json')];
		this.#process = new LineProcess(command, {name: 'the line simulator', onLine: line => this.#take(line)});
	}

	get pid(): number | undefined {
		return this.#process.pid;
	}

	/** A telephone: at an FXS port, or outside. The same each time: it remembers what was waited for. */
	telephone(id: string): Telephone {
		const telephone = this.#telephones.get(id) ?? new Telephone(this, id);
		this.#telephones.set(id, telephone);
		return telephone;
	}

	/** The number of a telephone outside. */
	async numberOf(phone: string): Promise<string | undefined> {
		const {phones} = await this.events.waitFor('the line simulator to start', (event): event is ReadyEvent => event.event === 'ready');
		return phones.find(({id}) => id === phone)?.number;
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
