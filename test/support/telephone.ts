import type {WaitOptions} from './happenings.js';
import {lastWords} from './last-words.js';
import type {CallEvent, LinesSimulator, SimulatorEvent, TelephoneEvent} from './lines-simulator.js';
import {TimeLine} from './time-line.js';

/** Levels in dBm0: one for each 20 ms (-90: silence), and one for each frequency asked for. Times are the line's, which go on while nobody listens. */
export type Measured = {atMs: number; fromMs: number; envelope: number[]; energies: number[]; strongest: {hz: number; dbm0: number}[]};
export type MeasureOptions = {
	hz?: readonly number[];
	/** Begins then, as far as the telephone remembers it; else now. */
	fromMs?: number;
	/** How many of the strongest tones at the end are told. */
	strongest?: number;
};
type Wanted = {ms: number; hz: readonly number[]; withinMs: number; is: (heard: Measured) => boolean};

const blockMs = 20;

/**
 * A simulated telephone, and the ear at it. What it is waited to hear counts from its last command on, or from where the last wait has
 * ended, however late that is asked; "within" is time heard from now on.
 */
export class Telephone {
	readonly id: string;
	readonly #simulator: LinesSimulator;
	readonly #timeLine: TimeLine;
	#liftedMs = 0;
	#sinceMs = 0;

	constructor(simulator: LinesSimulator, id: string) {
		this.#simulator = simulator;
		this.id = id;
		this.#timeLine = new TimeLine({name: id, unit: 'dBm0', silenceBelow: -55});
	}

	async lift(): Promise<void> {
		await this.#do('lift');
		this.#liftedMs = this.#sinceMs;
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
	async shows(what: string, matches: (phone: TelephoneEvent) => boolean, options?: WaitOptions): Promise<TelephoneEvent> {
		const is = (event: SimulatorEvent): event is TelephoneEvent => event.event === 'phone' && event.id === this.id && matches(event);
		return this.#simulator.events.waitFor(`${this.id} ${what}`, is, options);
	}

	/** Resolves when whom it calls has answered, since it was lifted; what it hears from that moment on counts. For one outside. */
	async isAnswered(options: WaitOptions = {withinMs: 30_000}): Promise<void> {
		const number = await this.#simulator.numberOf(this.id);
		const is = (event: SimulatorEvent): event is CallEvent => event.event === 'call' && event.from === number && event.state === 'answered' && event.atMs >= this.#liftedMs;
		const {atMs} = await this.#simulator.events.waitFor(`the answer to ${this.id}`, is, options);
		this.#sinceMs = atMs;
		this.#timeLine.note(atMs, 'was answered');
	}

	async measure(ms: number, options: MeasureOptions = {}): Promise<Measured> {
		return this.#simulator.command<Measured>('measure', {phone: this.id, ms, ...options}, ms + 10_000);
	}

	/** Resolves once each of these frequencies is heard at 200 ms in a row. */
	async hears(hz: readonly number[], {withinMs = 8000, aboveDbm0 = -40} = {}): Promise<void> {
		await this.#listen(`${hz.join(' and ')} Hz`, {ms: 200, hz, withinMs, is: ({energies}) => energies.every(level => level > aboveDbm0)});
	}

	/** Resolves once there was sound of any kind, or with `forMs` silence for so long. */
	async hearsSound({withinMs = 8000, aboveDbm0 = -40} = {}): Promise<void> {
		await this.#listen('sound', {ms: 100, hz: [], withinMs, is: ({envelope}) => envelope.some(level => level > aboveDbm0)});
	}

	async hearsSilence({withinMs = 8000, forMs = 400, belowDbm0 = -55} = {}): Promise<void> {
		await this.#listen(`${forMs} ms of silence`, {ms: forMs, hz: [], withinMs, is: ({envelope}) => envelope.every(level => level < belowDbm0)});
	}

	/** Each window overlaps half of the one before, so that nothing brief falls between two. */
	async #listen(what: string, {ms, hz, withinMs, is}: Wanted): Promise<void> {
		this.#timeLine.note(this.#sinceMs, `listens for ${what}`);
		let fromMs = this.#sinceMs;
		for (let deadlineMs: number | undefined; ;) {
			const heard = await this.measure(ms, {hz, fromMs, strongest: 4});
			this.#timeLine.add({fromMs: heard.fromMs, levels: heard.envelope, strongest: heard.strongest.map(({hz, dbm0}) => ({hz, level: dbm0}))});
			const untilMs = heard.fromMs + heard.envelope.length * blockMs;
			if (is(heard)) {
				this.#sinceMs = untilMs;
				return;
			}
			deadlineMs ??= heard.atMs + withinMs;
			if (untilMs >= deadlineMs) throw new Error(`${this.id} should have heard ${what} within ${withinMs} ms. By the time of its line:\n${this.#timeLine.told()}${lastWords(this.#timeLine)}`);
			fromMs = heard.fromMs + ms / 2;
		}
	}

	async #do(verb: string, fields: Record<string, unknown> = {}, withinMs?: number): Promise<void> {
		const {atMs} = await this.#simulator.command<{atMs: number}>(verb, {phone: this.id, ...fields}, withinMs);
		this.#sinceMs = atMs;
		this.#timeLine.note(atMs, [verb, ...Object.values(fields)].join(' '));
	}
}
