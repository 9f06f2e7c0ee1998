import {invitation, type FormerParticipant, type LegId} from '../contract/index.js';
import type {Caller, Leg} from '../call/index.js';

const mostRemembered = 20;
const callable = new RegExp(invitation.properties.number.pattern ?? '', 'u');

/** Tells one who was cut off from others when he is back; undefined when his number is withheld. */
export function callerKeyOf({number, source}: Caller): string | undefined {
	return number === '' ? undefined : `${source} ${number}`;
}

type Departure = {former: FormerParticipant; callerKey: string | undefined};

/** Who left a room and can be called again: one entry a number, newest first. Who withheld his number can't be called. */
export class Departures {
	#left: readonly Departure[] = [];

	get list(): FormerParticipant[] {
		return this.#left.map(({former}) => former);
	}

	find(id: LegId): FormerParticipant | undefined {
		return this.list.find(former => former.id === id);
	}

	/** As whom somebody who is called by this number was known before he left. */
	callerKey(number: string): string | undefined {
		return this.#left.find(({former}) => former.number === number)?.callerKey;
	}

	/** Answers whether the list is another now. */
	add({id, caller}: Leg, {callerKey, leftAt}: {callerKey: string | undefined; leftAt: string}): boolean {
		const {number, name, line} = caller;
		if (!callable.test(number)) return false;
		this.#left = [{former: {id, number, name, line, leftAt}, callerKey}, ...this.#butOf(number)].slice(0, mostRemembered);
		return true;
	}

	/** Somebody with this number is in. */
	remove(number: string): boolean {
		const before = this.#left.length;
		this.#left = this.#butOf(number);
		return this.#left.length < before;
	}

	#butOf(number: string): readonly Departure[] {
		return this.#left.filter(({former}) => former.number !== number);
	}
}
