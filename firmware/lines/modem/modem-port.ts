import type {PartylineError} from '../../contract/index.js';
import type {Clock} from '../../lib/clock.js';
import {Serial} from '../../lib/serial.js';
import {LineTimers} from '../line-timers.js';
import {AtReader} from './at-reader.js';
import {dialogue, type Command, type DialogueEffect, type DialogueInput, type DialogueState, type News, type Outcome} from './dialogue.js';
import {wakeHex} from './set-up.js';

export type ModemPortListener = {
	opened(): void;
	/** It can't be opened, or is gone; it is tried again. */
	failed(problem: PartylineError): void;
	answered(outcome: Outcome): void;
	news(news: News): void;
};

const baudRate = 115_200;

/** The serial port of a modem while it takes commands: one command at a time, its answer, and what it says unasked. */
export class ModemPort {
	readonly #serial: Serial;
	readonly #listener: ModemPortListener;
	readonly #timers: LineTimers<'command'>;
	#reader = new AtReader();
	#dialogue: DialogueState = {kind: 'free'};

	constructor({path, clock}: {path: string; clock: Clock}, listener: ModemPortListener) {
		this.#listener = listener;
		this.#timers = new LineTimers(clock, () => this.#say({kind: 'timeout'}));
		this.#serial = new Serial({path, baudRate, clock}, {
			opened: () => this.#opened(),
			received: bytes => this.#reader.take(bytes).forEach(item => this.#say({kind: 'received', item})),
			failed: problem => this.#failed(problem),
		});
	}

	open(): void {
		this.#serial.open();
	}

	/** Resolves when another one can open the device. The answer to a command that runs is not waited for. */
	async close(): Promise<void> {
		this.#say({kind: 'closed'});
		await this.#serial.close();
	}

	/** Ends whatever the modem may still be doing. */
	wake(): void {
		this.#serial.write(Buffer.from(wakeHex, 'hex'));
	}

	run(command: Command): void {
		this.#say({kind: 'run', command});
	}

	/** Ends a command that goes on for long, such as dialling; its answer follows. */
	abort(): void {
		this.#say({kind: 'abort'});
	}

	/** Puts the modem on hook, as the last thing that it is told. */
	async hangUpAndClose(): Promise<void> {
		this.#serial.write(Buffer.from('\rATH\r'));
		await this.close();
	}

	#opened(): void {
		this.#reader = new AtReader();
		this.#listener.opened();
	}

	#failed(problem: PartylineError): void {
		this.#say({kind: 'closed'});
		this.#listener.failed(problem);
	}

	#say(input: DialogueInput): void {
		const {state, effects} = dialogue(this.#dialogue, input);
		this.#dialogue = state;
		for (const effect of effects) this.#perform(effect);
	}

	#perform(effect: DialogueEffect): void {
		switch (effect.kind) {
			case 'write': return this.#serial.write(Buffer.from(effect.text, 'latin1'));
			case 'arm': return this.#timers.arm('command', effect.ms);
			case 'disarm': return this.#timers.disarm('command');
			case 'done': return this.#listener.answered(effect.outcome);
			case 'news': return this.#listener.news(effect.news);
		}
	}
}
