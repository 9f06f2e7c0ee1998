import {PartylineError, type Language} from '../contract/index.js';
import {keys, type PromptId} from './ids.js';

/** Languages in which one hundred is another word when more follows: "cien", but "ciento uno". */
const bendsHundred: readonly Language[] = ['es'];

/**
 * A whole number from 0 to 999 as prompts, in the language's order. Numbers below one hundred are one prompt each, so contractions and
 * turned-round orders ("ventotto", "vingt et un", "einundzwanzig") are the catalogue's.
 */
export function sayNumber(language: Language, n: number): PromptId[] {
	if (!Number.isInteger(n) || n < 0 || n > 999) throw new PartylineError('INTERNAL', `Expected a whole number from 0 to 999, got ${n}.`);
	if (n < 100) return [`number-${n}`];
	const rest = n % 100;
	if (rest === 0) return [`number-${n}`];
	const hundreds: PromptId = n < 200 && bendsHundred.includes(language) ? 'number-hundred' : `number-${n - rest}`;
	return [hundreds, `number-${rest}`];
}

/** Key presses one by one, as they are named aloud: "##1" is hash, hash, one. */
export function sayKeys(code: string): PromptId[] {
	return Array.from(code, keyPrompt);
}

function keyPrompt(key: string): PromptId {
	if (key === '*') return 'key-star';
	if (key === '#') return 'key-hash';
	const named = keys.find(id => id === `key-${key}`);
	if (!named) throw new PartylineError('INTERNAL', `Expected a key from 0 to 9, * or #, got "${key}".`);
	return named;
}
