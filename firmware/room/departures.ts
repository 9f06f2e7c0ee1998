import {invitation, type FormerParticipant, type LegId} from '../contract/index.js';
import type {Leg} from '../call/index.js';

const mostRemembered = 20;
const callable = new RegExp(invitation.properties.number.pattern ?? '', 'u');

/** Who left a room and can be called again: one entry a number, newest first. Who withheld his number can't be called. */
export class Departures {
	#left: readonly FormerParticipant[] = [];

	get list(): FormerParticipant[] {
		return [...this.#left];
	}

	find(id: LegId): FormerParticipant | undefined {
		return this.#left.find(former => former.id === id);
	}

	/** Answers whether the list is another now. */
	add({id, caller: {number, name, line}}: Leg, leftAt: string): boolean {
		if (!callable.test(number)) return false;
		const others = this.#left.filter(former => former.number !== number);
		this.#left = [{id, number, name, line, leftAt}, ...others].slice(0, mostRemembered);
		return true;
	}

	/** Somebody with this number is in. */
	remove(number: string): boolean {
		const before = this.#left.length;
		this.#left = this.#left.filter(former => former.number !== number);
		return this.#left.length < before;
	}
}
