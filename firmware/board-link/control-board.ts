import {randomInt} from 'node:crypto';
import {alarmOf, told, type BoardView, type DomainEvent, type LineView, type PartylineError, type Told} from '../contract/index.js';
import type {Clock} from '../lib/clock.js';
import type {Log} from '../lib/log.js';
import {Serial} from '../lib/serial.js';
import {encodeFrame, FrameReader} from './frame.js';
import {LineLights} from './lights.js';
import {closedLink, type Effect, type Input, type LinkState, type Timer, type Trouble} from './link-state.js';
import {step} from './link.js';
import type {BoardFault, BoardMessage, Welcome} from './message.js';
import {noReports, reported, withReport, type Reports} from './reports.js';

export type ControlBoardPorts = {
	/** Of the serial port. */
	readonly path: string;
	readonly clock: Clock;
	readonly log: Log;
	readonly tell: (event: DomainEvent) => void;
	/** The box can serve its lines. While it can't, the board is sent no heartbeat, and connects the outside line with its own telephone. */
	readonly isWell: () => boolean;
	/** All lines, in the order of their lights; what changes of them from then on comes by `take`. */
	readonly lines: () => readonly LineView[];
	/** The view may have changed. */
	readonly changed: () => void;
};

const baudRate = 115_200;
const heartbeatsPerCounters = 20;
const farewellMs = 1000;

type BoardAlarm = 'board-missing' | `board-${Trouble}` | `board-fault-${BoardFault}`;

/** The control board: its lights follow the lines, its relays are held while the box is well. */
export class ControlBoard {
	readonly #ports: ControlBoardPorts;
	readonly #serial: Serial;
	readonly #lights = new LineLights();
	readonly #timers = new Map<Timer, () => void>();
	readonly #raised = new Set<BoardAlarm>();
	#reader = new FrameReader();
	#link: LinkState = closedLink(randomInt(2 ** 32));
	#reports: Reports = noReports;
	#problem = '';
	#heartbeats = 0;
	#farewell: (() => void) | undefined;

	constructor(ports: ControlBoardPorts) {
		this.#ports = ports;
		this.#serial = new Serial({path: ports.path, baudRate, clock: ports.clock}, {
			opened: () => this.#opened(),
			received: bytes => this.#received(bytes),
			failed: problem => this.#failed(problem),
		});
	}

	start(): void {
		for (const line of this.#ports.lines()) this.#lights.set(line.id, line.state);
		this.#serial.open();
	}

	/** What happens on the box; the lights follow. */
	take(event: DomainEvent): void {
		if (this.#lights.take(event)) this.#showLights();
	}

	view(): BoardView {
		const {kind, counters, told: trouble} = this.#link;
		const {model, firmware} = kind === 'up' ? this.#link.board : {model: '', firmware: ''};
		// Until it has been tried for a while, a board that is said hello to counts as silent too.
		const state = kind === 'closed' ? 'missing' : kind === 'greeting' ? 'silent' : kind;
		const detail = kind === 'closed' ? this.#problem : trouble ? told(`board-${trouble}`).message : '';
		return {state, detail, model, firmware, ...reported(this.#reports), link: counters};
	}

	/** Gives the outside line back to the telephone beside the box, and lets the port go. */
	async stop(): Promise<void> {
		if (this.#has('relays')) {
			await new Promise<void>(resolve => {
				this.#farewell = resolve;
				this.#step({kind: 'send', message: {kind: 'relays', held: false}});
				this.#ports.clock.after(farewellMs, resolve);
			});
		}
		this.#step({kind: 'closed'});
		await this.#serial.close();
	}

	#opened(): void {
		this.#reader = new FrameReader();
		this.#alarm('board-missing', false);
		this.#problem = '';
		this.#step({kind: 'opened'});
	}

	#failed(problem: PartylineError): void {
		this.#problem = `The control board can not be reached. ${problem.message}`;
		this.#alarm('board-missing', true);
		this.#step({kind: 'closed'});
	}

	#received(bytes: Uint8Array): void {
		for (const one of this.#reader.take(bytes)) this.#step(one);
	}

	#step(input: Input): void {
		const {state, effects} = step(this.#link, input);
		this.#link = state;
		for (const effect of effects) this.#perform(effect);
		this.#ports.changed();
	}

	#perform(effect: Effect): void {
		switch (effect.kind) {
			case 'write': return this.#serial.write(encodeFrame(effect.frame));
			case 'arm': return this.#arm(effect.timer, effect.ms);
			case 'disarm': return this.#disarm(effect.timer);
			case 'up': return this.#up(effect.board);
			case 'down': return this.#down();
			case 'message': return this.#message(effect.message);
			case 'refused': return this.#ports.log.warn({message: effect.message, result: effect.result}, 'the control board refused');
			case 'trouble': return this.#alarm(`board-${effect.trouble}`, effect.active);
		}
	}

	#arm(timer: Timer, ms: number): void {
		this.#disarm(timer);
		this.#timers.set(timer, this.#ports.clock.after(ms, () => this.#expired(timer)));
	}

	#disarm(timer: Timer): void {
		this.#timers.get(timer)?.();
		this.#timers.delete(timer);
	}

	#expired(timer: Timer): void {
		this.#timers.delete(timer);
		if (timer === 'heartbeat') this.#step({kind: 'well', well: this.#ports.isWell()});
		this.#step({kind: 'timer', timer});
		if (timer === 'heartbeat') this.#afterHeartbeat();
	}

	/** Relays that the board dropped by itself are asked for again for as long as the box is well and the supply is too. */
	#afterHeartbeat(): void {
		if (this.#heartbeats++ % heartbeatsPerCounters === 0) this.#step({kind: 'send', message: {kind: 'ask-counters'}});
		const wanted = this.#link.well && !this.#farewell && !this.#reports.faults.includes('supply');
		if (wanted && this.#has('relays') && this.#reports.relaysHeld !== true) this.#step({kind: 'send', message: {kind: 'relays', held: true}});
	}

	#up(board: Welcome): void {
		const {model, firmware, version, capabilities} = board;
		this.#ports.log.info({model, firmware, version, capabilities}, 'control board');
		this.#reports = noReports;
		this.#showLights();
	}

	#down(): void {
		this.#reports = noReports;
		for (const code of [...this.#raised].filter(code => code.startsWith('board-fault-'))) this.#alarm(code, false);
		this.#farewell?.();
	}

	#message(message: Exclude<BoardMessage, Welcome>): void {
		this.#reports = withReport(this.#reports, message);
		switch (message.kind) {
			case 'button': return this.#button(message);
			case 'fault': return this.#fault(message);
			case 'relay-state': return this.#relays(message);
			case 'readings':
			case 'counters': return;
		}
	}

	#button({press, heldMs}: {press: 'short' | 'long'; heldMs: number}): void {
		this.#ports.log.info({press, heldMs}, 'reset button');
		if (press === 'long') this.#tell('factory-reset-requested', told('reset-button'), true);
	}

	#fault({fault, active}: {fault: BoardFault; active: boolean}): void {
		this.#alarm(`board-fault-${fault}`, active);
	}

	#relays({held, reason}: {held: boolean; reason: string}): void {
		this.#ports.log.info({held, reason}, 'power-fail relays');
		if (!held && reason === 'asked') this.#farewell?.();
	}

	#showLights(): void {
		if (this.#link.kind !== 'up' || !this.#has('lights') || this.#link.board.lights === 0) return;
		this.#step({kind: 'send', message: {kind: 'lights', first: 0, lights: this.#lights.show(this.#link.board.lights)}});
	}

	#has(capability: Welcome['capabilities'][number]): boolean {
		return this.#link.kind === 'up' && this.#link.board.capabilities.includes(capability);
	}

	get #missing(): Told {
		const missing = told('board-missing', {path: this.#ports.path});
		return {...missing, message: this.#problem || missing.message};
	}

	/** Tells of an alarm's beginning and of its end once each. */
	#alarm(code: BoardAlarm, active: boolean): void {
		if (this.#raised.has(code) === active) return;
		if (active) this.#raised.add(code);
		else this.#raised.delete(code);
		this.#ports.log[active ? 'warn' : 'info']({code, active}, 'control board alarm');
		this.#tell(code, code === 'board-missing' ? this.#missing : told(code), active);
	}

	#tell(code: string, what: Told, active: boolean): void {
		this.#ports.tell(alarmOf(code, what, {at: this.#ports.clock.now(), active}));
	}
}
