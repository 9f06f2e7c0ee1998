import type {SpanConfig} from '../../contract/index.js';
import type {Match} from '../ports.js';

/** Where a call to a number of the span goes: to a number of the box, to none, or nobody can tell before more digits have come. */
export type Inbound = {kind: 'target'; number: string} | {kind: 'more'} | {kind: 'unknown'};

export type InboundRules = Pick<SpanConfig, 'inboundNumbers' | 'lastDigits' | 'otherwise'> & {match: (digits: string) => Match};

/** Longer than any number (E.164, 6.2.1), with room for prefixes. */
const mostDigits = 20;

/**
 * Looks up what was dialled: first in the span's own list, then its last digits among the numbers of the box. While further digits may come
 * (Q.931 5.2.4) a number that is the beginning of another is not taken yet.
 */
export function inboundTarget(dialled: string, complete: boolean, rules: InboundRules): Inbound {
	const isWhole = complete || dialled.length >= mostDigits;
	const {found, longer} = find(dialled, rules);
	if (found !== undefined && (isWhole || !longer)) return {kind: 'target', number: found};
	if (!isWhole && mayBecomeNumber(dialled, rules)) return {kind: 'more'};
	return rules.otherwise === null ? {kind: 'unknown'} : {kind: 'target', number: rules.otherwise};
}

function find(dialled: string, {inboundNumbers, lastDigits, match}: InboundRules): {found: string | undefined; longer: boolean} {
	const [listed] = inboundNumbers.filter(entry => dialled.endsWith(entry.dialled)).sort((a, b) => b.dialled.length - a.dialled.length);
	if (listed) return {found: listed.target, longer: inboundNumbers.some(({dialled: other}) => other !== listed.dialled && other.startsWith(listed.dialled))};
	const last = lastDigits === 0 ? dialled : dialled.slice(-lastDigits);
	const inBox = match(last);
	if (inBox.exact) return {found: last, longer: inBox.longer && (lastDigits === 0 || last.length < lastDigits)};
	const whole = match(dialled);
	return {found: whole.exact ? dialled : undefined, longer: whole.longer};
}

/** Where all digits count, those that begin no number are wrong at once; where the last ones do, any may still come. */
function mayBecomeNumber(dialled: string, {inboundNumbers, lastDigits, match}: InboundRules): boolean {
	return lastDigits > 0 || inboundNumbers.length > 0 || dialled === '' || match(dialled).longer;
}
