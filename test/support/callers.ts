import type {ParticipantView} from '../../firmware/contract/index.js';
import type {Box} from './box.js';
import {startPhone, type Call, type CallOptions, type Phone} from './phone.js';

type Teardown = {teardown(end: () => Promise<void>): void};

/** Somebody in a room: his call, and how the box sees him. */
export type Caller = {call: Call; number: string; participant: ParticipantView};

export type EnterOptions = CallOptions & {
	/** Keys pressed at the prompts, for instance "1234#". */
	keys?: string;
};

let numbers = 500;

/** A caller ID that nobody else in this process has. */
export const freshNumber = (): string => String(++numbers);

/** A phone, and callers who dial, key what is asked and are in. */
export async function startCallers(t: Teardown, box: Box, options?: {address?: string}): Promise<Callers> {
	return new Callers(box, await startPhone(t, box, options));
}

export class Callers {
	readonly phone: Phone;
	readonly #box: Box;

	constructor(box: Box, phone: Phone) {
		this.#box = box;
		this.phone = phone;
	}

	/** Dials, keys and resolves once the box has the caller in the room. */
	async enter(extension: string, {keys = '', number = freshNumber(), ...options}: EnterOptions = {}): Promise<Caller> {
		const before = this.#box.eventCount;
		const call = await this.phone.call(extension, {number, ...options});
		await call.answered();
		await call.press(keys);
		return {call, number, participant: await this.#box.participant(number, {after: before})};
	}
}
