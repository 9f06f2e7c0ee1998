import type {DomainEvent, LineId, LineState} from '../contract/index.js';
import type {Light} from './message.js';

const lightOf: Readonly<Record<LineState, Light>> = {
	idle: {colour: 'green', rhythm: 'steady'},
	ringing: {colour: 'green', rhythm: 'fast'},
	dialling: {colour: 'amber', rhythm: 'slow'},
	'in-use': {colour: 'amber', rhythm: 'steady'},
	'off-hook': {colour: 'amber', rhythm: 'fast'},
	foreign: {colour: 'red', rhythm: 'slow'},
	'no-battery': {colour: 'red', rhythm: 'slow'},
	alarm: {colour: 'red', rhythm: 'steady'},
	missing: {colour: 'red', rhythm: 'fast'},
	testing: {colour: 'green', rhythm: 'slow'},
	off: {colour: 'dark', rhythm: 'steady'},
};

/** A light for each line, in the order in which the lines were told of first. One that is removed leaves its place dark. */
export class LineLights {
	readonly #states = new Map<LineId, LineState>();

	/** What happens on the box; whether a light changes by it. */
	take(event: DomainEvent): boolean {
		if (event.kind === 'line.changed') return this.set(event.line.id, event.line.state);
		return event.kind === 'line.removed' && this.set(event.line, 'off');
	}

	/** All lights of a board that has so many. */
	show(count: number): Light[] {
		const states = [...this.#states.values()];
		return Array.from({length: count}, (_, i) => lightOf[states[i] ?? 'off']);
	}

	/** Whether a light changes by it. */
	set(line: LineId, state: LineState): boolean {
		const changed = this.#states.get(line) !== state;
		this.#states.set(line, state);
		return changed;
	}
}
