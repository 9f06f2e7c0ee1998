import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join, resolve} from 'node:path';
import {Happenings} from './happenings.js';
import {LineProcess} from './line-process.js';

export type BoardEvent =
	| ({event: 'ready'} & BoardState)
	| {event: 'link'; up: boolean}
	| {event: 'lights'; lights: string[]}
	| {event: 'relays'; held: boolean; reason: string};
export type BoardState = {
	link: boolean; pluggedIn: boolean; lights: string[]; relaysHeld: boolean; reason: string;
	received: number; damaged: number; discardedBytes: number; repeated: number; sentAgain: number; refused: number; watchdogDrops: number;
};
type Reply = {id: number; ok: boolean; error?: string};
type Teardown = {teardown(end: () => Promise<void>): void};

const binary = resolve('build/simulator/board/partyline-board-simulator');

/** A simulated control board with its serial port in a new folder of `parent`; it ends with the test. */
export async function startBoard(t: Teardown, {lights = 8, folder: parent = tmpdir()} = {}): Promise<SimulatedBoard> {
	const folder = await mkdtemp(join(parent, 'partyline-board-'));
	const board = new SimulatedBoard(join(folder, 'board'), lights);
	t.teardown(async () => {
		await board.close();
		await rm(folder, {recursive: true, force: true});
	});
	await board.events.waitFor('the board to start', event => event.event === 'ready');
	return board;
}

export class SimulatedBoard {
	readonly events = new Happenings<BoardEvent>();
	/** Of its serial port. */
	readonly path: string;
	readonly #replies = new Happenings<Reply>();
	readonly #process: LineProcess;
	#commands = 0;

	constructor(path: string, lights: number) {
		this.path = path;
		const command = [binary, '--link', path, '--model', 'PL-CB-SIM', '--lights', String(lights)];
		this.#process = new LineProcess(command, {name: 'the board', onLine: line => this.#take(line)});
	}

	/** One command of its README, and the answer. */
	async command<Answer>(verb: string, fields: Record<string, unknown> = {}): Promise<Answer> {
		const id = ++this.#commands;
		this.#process.send(JSON.stringify({id, do: verb, ...fields}));
		const reply = await this.#replies.waitFor(`the board's answer to ${verb}`, answer => answer.id === id);
		if (!reply.ok) throw new Error(`The board refused ${verb}: ${reply.error}`);
		return reply as Reply & Answer;
	}

	async state(): Promise<BoardState> {
		return this.command('state');
	}

	async close(): Promise<void> {
		this.#process.endInput();
		await this.#process.ended(10_000);
	}

	#take(line: string): void {
		const said = JSON.parse(line) as Reply | BoardEvent;
		if ('event' in said) this.events.add(said);
		else this.#replies.add(said);
	}
}
