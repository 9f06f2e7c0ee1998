import type {Setup} from './ports.js';

/** A SETUP holds no more digits; the rest goes by INFORMATION where that may be. */
const mostAtOnce = 20;

export type Dialled = Pick<Setup, 'called' | 'calledPlan' | 'complete'> & {rest: string};

/** A number as Q.931 has it: a global one (RFC 3966, 3) by its type, any other as it would be keyed on a telephone. */
export function dialledNumber(number: string, overlap: boolean): Dialled {
	const isGlobal = number.startsWith('+');
	const digits = isGlobal ? number.slice(1) : number;
	const first = overlap ? digits.slice(0, mostAtOnce) : digits;
	const rest = digits.slice(first.length);
	return {called: first, calledPlan: isGlobal ? 'international' : 'unknown', complete: rest === '', rest};
}
