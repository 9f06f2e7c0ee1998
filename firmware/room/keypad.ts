import type {KeypadFunction, Settings} from '../contract/index.js';

/** The keys of the codes, as far as they are keyed. */
export type KeypadState = {readonly keyed: string};
export type KeypadStep = {state: KeypadState; result: {kind: 'function'; name: KeypadFunction} | {kind: 'pending'} | {kind: 'none'}};

export const noKeys: KeypadState = {keyed: ''};

/** One more key. What can't become a code any more is dropped but for its last keys that may begin one. */
export function pressKey(codes: Settings['keypad'], {keyed}: KeypadState, key: string): KeypadStep {
	for (let tail = keyed + key; tail !== ''; tail = tail.slice(1)) {
		const name = functionOf(codes, tail);
		if (name) return {state: noKeys, result: {kind: 'function', name}};
		if (beginsCode(codes, tail)) return {state: {keyed: tail}, result: {kind: 'pending'}};
	}
	return {state: noKeys, result: {kind: 'none'}};
}

/** No further key came in time. The menu's first key alone is a wish for the menu. */
export function keysTimedOut(codes: Settings['keypad'], {keyed}: KeypadState): KeypadStep {
	const menu = keyed !== '' && codes.menu.startsWith(keyed);
	return {state: noKeys, result: menu ? {kind: 'function', name: 'menu'} : {kind: 'none'}};
}

function functionOf(codes: Settings['keypad'], keyed: string): KeypadFunction | undefined {
	return (Object.keys(codes) as KeypadFunction[]).find(name => codes[name] === keyed);
}

function beginsCode(codes: Settings['keypad'], keyed: string): boolean {
	return Object.values(codes).some(code => code.startsWith(keyed));
}

const leaderOnly: ReadonlySet<KeypadFunction> = new Set(['lock', 'muteAll', 'lecture', 'giveFloor', 'record', 'ejectLast', 'end']);

export function needsLeader(name: KeypadFunction): boolean {
	return leaderOnly.has(name);
}
