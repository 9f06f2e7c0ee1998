import {rm} from 'node:fs/promises';
import {connect} from 'node:net';
import type {Duplex} from 'node:stream';
import {alarmOf, reasonOf, refusedWith, told, type DomainEvent, type PhoneAction, type Refused, type SimulatedPhone, type SimulatorView, type Told} from '../contract/index.js';
import type {Clock} from '../lib/clock.js';
import type {Log} from '../lib/log.js';
import {extensionsOf, reachableNumbers, type Surroundings} from './numbers.js';
import {problemOfDeath} from './problems.js';
import type {Program, ProgramEnd} from './program.js';
import type {Simulation} from './start.js';

export type SimulatorPorts = {
	readonly clock: Clock;
	readonly log: Log;
	readonly tell: (event: DomainEvent) => void;
	/** The box's lines and numbers now. */
	readonly surroundings: () => Surroundings;
};

export type Performed = {ok: true} | Refused;

const mostKeysWaiting = 40;
const done: Performed = {ok: true};

/** The simulated telephones as the page has them: what each shows, what can be done with it, its ear and mouth. */
export class Simulator {
	readonly #ports: SimulatorPorts;
	readonly #simulation: Simulation;
	readonly #phones = new Map<string, SimulatedPhone>();
	readonly #told = new Map<string, string>();
	readonly #fingers = new Map<string, Finger>();
	#problem: Told | undefined;
	#running: boolean;
	#stopping = false;

	constructor(simulation: Simulation, ports: SimulatorPorts) {
		this.#ports = ports;
		this.#simulation = simulation;
		this.#problem = simulation.kind === 'failed' ? simulation.problem : undefined;
		this.#running = simulation.kind === 'running';
		if (simulation.kind === 'running') this.#follow(simulation);
	}

	view(): SimulatorView {
		const phones = this.#shownPhones();
		const numbers = this.#simulation.kind === 'running' && this.#running ? reachableNumbers(this.#simulation.ready, this.#ports.surroundings()) : [];
		return {running: this.#running, problem: this.#problem?.message ?? '', reason: reasonOf(this.#problem), phones, numbers};
	}

	/** Resolves when it is done; keys, when they are dialled. */
	async perform(id: string, action: PhoneAction): Promise<Performed> {
		if (this.#simulation.kind !== 'running' || !this.#running) return refusedWith('NOT_READY', this.#problem ?? told('simulator-off'));
		if (!this.#phones.has(id)) return refusedWith('NOT_FOUND', `There is no simulated telephone "${id}".`);
		const {program} = this.#simulation;
		switch (action.do) {
			case 'lift': return this.#command(program, 'lift', {phone: id});
			case 'hang-up':
				this.#fingers.get(id)?.drop();
				return this.#command(program, 'hang-up', {phone: id});
			case 'flash': return this.#command(program, 'flash', {phone: id});
			case 'voice': return this.#command(program, 'voice', {phone: id, on: action.on});
			case 'keys': return this.#finger(program, id).press(action);
		}
	}

	/** Ear and mouth of a telephone, 16 bit little-endian at 8 kHz both ways; undefined when there is none. One at a time has them: a second one is closed at once. */
	openAudio(id: string): Duplex | undefined {
		if (this.#simulation.kind !== 'running' || !this.#running || !this.#phones.has(id)) return undefined;
		const socket = connect({path: this.#simulation.ready.audio});
		socket.write(`${id}\n`);
		return socket;
	}

	/** Lines were set up, so that a telephone may have another number. */
	linesChanged(): void {
		for (const phone of this.#shownPhones()) {
			if (this.#told.get(phone.id) !== JSON.stringify(phone)) this.#tell(phone);
		}
	}

	async stop(graceMs: number): Promise<void> {
		this.#stopping = true;
		if (this.#simulation.kind !== 'running') return;
		const {program, folder} = this.#simulation;
		await program.stop(graceMs);
		// One that had to be killed leaves its files mounted, which its next start takes away.
		await rm(folder, {recursive: true, force: true}).catch((error: unknown) => this.#ports.log.warn({err: error}, 'the simulator left something behind'));
	}

	#follow({program, ready}: Extract<Simulation, {kind: 'running'}>): void {
		for (const phone of ready.phones) this.#phones.set(phone.id, phone);
		program.listen({
			phone: phone => {
				this.#phones.set(phone.id, phone);
				this.linesChanged();
			},
			nonsense: line => this.#ports.log.error({line: line.slice(0, 200)}, 'the simulator of telephones said something that makes no sense'),
		});
		void program.ended.then(end => this.#ended(end));
	}

	#ended(end: ProgramEnd): void {
		this.#running = false;
		if (this.#stopping) return;
		this.#problem = problemOfDeath(end);
		this.#ports.log.error({end}, 'the simulator of telephones died');
		this.#ports.tell(alarmOf('simulator', this.#problem, {at: this.#ports.clock.now(), active: true}));
	}

	#shownPhones(): SimulatedPhone[] {
		const extensions = extensionsOf(this.#ports.surroundings().lines);
		let place = 0;
		return [...this.#phones.values()].map(phone => phone.kind === 'handset' ? {...phone, number: extensions[place++] ?? ''} : phone);
	}

	#tell(phone: SimulatedPhone): void {
		this.#told.set(phone.id, JSON.stringify(phone));
		this.#ports.tell({kind: 'simulator.phone', at: this.#now(), phone});
	}

	#finger(program: Program, id: string): Finger {
		const known = this.#fingers.get(id) ?? new Finger(({keys, pulses}) => this.#command(program, 'keys', {phone: id, keys, way: pulses ? 'pulse' : 'tone'}));
		this.#fingers.set(id, known);
		return known;
	}

	async #command(program: Program, name: string, fields: Readonly<Record<string, unknown>>): Promise<Performed> {
		const why = await program.command(name, fields);
		return why === undefined ? done : refusedWith('CONFLICT', {...told('telephone-cannot'), message: `The telephone can't do this now: ${why}.`});
	}

	#now(): string {
		return this.#ports.clock.now().toISOString();
	}
}

type Keys = Extract<PhoneAction, {do: 'keys'}>;

/** Presses keys one after the other: those that come quicker than a telephone dials wait for their turn. */
class Finger {
	readonly #dial: (keys: Keys) => Promise<Performed>;
	#last: Promise<unknown> = Promise.resolve();
	#waiting = 0;
	#calls = 0;

	constructor(dial: (keys: Keys) => Promise<Performed>) {
		this.#dial = dial;
	}

	async press(action: Keys): Promise<Performed> {
		if (this.#waiting + action.keys.length > mostKeysWaiting) return refusedWith('TOO_MANY_REQUESTS', told('too-many-keys', {n: mostKeysWaiting}));
		this.#waiting += action.keys.length;
		const call = this.#calls;
		// What was pressed before the hang-up means nothing after it.
		const turn = this.#last.then(() => call === this.#calls ? this.#dial(action) : done);
		this.#last = turn;
		const performed = await turn;
		this.#waiting -= action.keys.length;
		return call === this.#calls ? performed : done;
	}

	/** The handset is put down: what is not dialled yet is not dialled any more. */
	drop(): void {
		this.#calls += 1;
	}
}
