/** What a caller keyed in. */
export type Entry =
	/** `full`: the length was reached, and neither '#' nor silence has ended it yet. */
	| {kind: 'digits'; digits: string; full: boolean}
	/** A '#' with nothing before it. */
	| {kind: 'hash'}
	| {kind: 'nothing'}
	/** What can't be right was let pass to its end. */
	| {kind: 'passed'};

export type EntryState =
	| {kind: 'empty'}
	| {kind: 'keyed'; digits: string}
	/** Too long to be right, or judged already: the rest of it is let pass. */
	| {kind: 'passing'}
	| {kind: 'done'; entry: Entry};

/** `silence`: the wait that was asked for has passed without a key. */
export type EntryInput = {kind: 'key'; key: string} | {kind: 'silence'};

/** Wait for the first or the next digit as long as the settings say. */
export type EntryEffect = {kind: 'wait'; for: 'first' | 'next'} | {kind: 'none'};
export type EntryStep = {state: EntryState; effect: EntryEffect};

/** More can't be right, and are not kept. */
export const mostDigits = 32;

/** One key or silence later. At `fullLength` digits the entry needs no '#'; with null it ends by '#' or silence alone. */
export function stepEntry(state: EntryState, input: EntryInput, fullLength: number | null): EntryStep {
	switch (state.kind) {
		case 'empty': return input.kind === 'silence' ? done({kind: 'nothing'}) : onFirstKey(input.key, fullLength);
		case 'keyed': return input.kind === 'silence' ? doneWith(state.digits) : onNextKey(state.digits, input.key, fullLength);
		case 'passing': return input.kind === 'silence' || input.key === '#' ? done({kind: 'passed'}) : go(state, 'next');
		case 'done': return stay(state);
	}
}

function onFirstKey(key: string, fullLength: number | null): EntryStep {
	if (key === '#') return done({kind: 'hash'});
	return isDigit(key) ? append('', key, fullLength) : go({kind: 'empty'}, 'first');
}

function onNextKey(digits: string, key: string, fullLength: number | null): EntryStep {
	if (key === '#') return doneWith(digits);
	if (key === '*') return go({kind: 'empty'}, 'first');
	return isDigit(key) ? append(digits, key, fullLength) : go({kind: 'keyed', digits}, 'next');
}

function append(before: string, key: string, fullLength: number | null): EntryStep {
	const digits = before + key;
	if (digits.length === fullLength) return done({kind: 'digits', digits, full: true});
	return go(digits.length > mostDigits ? {kind: 'passing'} : {kind: 'keyed', digits}, 'next');
}

const isDigit = (key: string): boolean => key >= '0' && key <= '9';
const doneWith = (digits: string): EntryStep => done({kind: 'digits', digits, full: false});
const done = (entry: Entry): EntryStep => stay({kind: 'done', entry});
const stay = (state: EntryState): EntryStep => ({state, effect: {kind: 'none'}});
const go = (state: EntryState, until: 'first' | 'next'): EntryStep => ({state, effect: {kind: 'wait', for: until}});
