import test from 'ava';
import {mostDigits, stepEntry, type EntryInput, type EntryState, type EntryStep} from '../../../firmware/ivr/index.js';

const inputs = {
	digit: {kind: 'key', key: '5'},
	hash: {kind: 'key', key: '#'},
	star: {kind: 'key', key: '*'},
	letter: {kind: 'key', key: 'B'},
	silence: {kind: 'silence'},
} as const satisfies Record<string, EntryInput>;

const longest = '1'.repeat(mostDigits);
const states = {
	empty: {kind: 'empty'},
	keyed: {kind: 'keyed', digits: '12'},
	almostFull: {kind: 'keyed', digits: '123'},
	longest: {kind: 'keyed', digits: longest},
	passing: {kind: 'passing'},
	done: {kind: 'done', entry: {kind: 'hash'}},
} as const satisfies Record<string, EntryState>;

type StateName = keyof typeof states;
type InputName = keyof typeof inputs;
type Row = [StateName, InputName, EntryStep];

const none = {kind: 'none'} as const;
const first = {kind: 'wait', for: 'first'} as const;
const next = {kind: 'wait', for: 'next'} as const;
const gives = (digits: string, full = false): EntryStep => ({state: {kind: 'done', entry: {kind: 'digits', digits, full}}, effect: none});
const ends = (kind: 'hash' | 'nothing' | 'passed'): EntryStep => ({state: {kind: 'done', entry: {kind}}, effect: none});
const stayDone: EntryStep = {state: states.done, effect: none};

/** Where the full length is 4. */
const table: Row[] = [
	['empty', 'digit', {state: {kind: 'keyed', digits: '5'}, effect: next}],
	['empty', 'hash', ends('hash')],
	['empty', 'star', {state: {kind: 'empty'}, effect: first}],
	['empty', 'letter', {state: {kind: 'empty'}, effect: first}],
	['empty', 'silence', ends('nothing')],
	['keyed', 'digit', {state: {kind: 'keyed', digits: '125'}, effect: next}],
	['keyed', 'hash', gives('12')],
	['keyed', 'star', {state: {kind: 'empty'}, effect: first}],
	['keyed', 'letter', {state: {kind: 'keyed', digits: '12'}, effect: next}],
	['keyed', 'silence', gives('12')],
	['almostFull', 'digit', gives('1235', true)],
	['almostFull', 'hash', gives('123')],
	['almostFull', 'star', {state: {kind: 'empty'}, effect: first}],
	['almostFull', 'letter', {state: {kind: 'keyed', digits: '123'}, effect: next}],
	['almostFull', 'silence', gives('123')],
	['longest', 'digit', {state: {kind: 'passing'}, effect: next}],
	['longest', 'hash', gives(longest)],
	['longest', 'star', {state: {kind: 'empty'}, effect: first}],
	['longest', 'letter', {state: {kind: 'keyed', digits: longest}, effect: next}],
	['longest', 'silence', gives(longest)],
	['passing', 'digit', {state: {kind: 'passing'}, effect: next}],
	['passing', 'hash', ends('passed')],
	['passing', 'star', {state: {kind: 'passing'}, effect: next}],
	['passing', 'letter', {state: {kind: 'passing'}, effect: next}],
	['passing', 'silence', ends('passed')],
	['done', 'digit', stayDone],
	['done', 'hash', stayDone],
	['done', 'star', stayDone],
	['done', 'letter', stayDone],
	['done', 'silence', stayDone],
];

const row = test.macro({
	exec(t, [state, input, expected]: Row) {
		t.deepEqual(stepEntry(states[state], inputs[input], 4), expected);
	},
	title: (_, [state, input]: Row) => `caller whose entry is ${state} and who gives ${input}`,
});

for (const cell of table) test(row, cell);

test('every input is answered in every state', t => {
	const missing = Object.keys(states).flatMap(state => Object.keys(inputs)
		.filter(input => !table.some(([s, i]) => s === state && i === input))
		.map(input => `${state}, ${input}`));
	t.deepEqual(missing, []);
	const kinds = new Set(Object.values(states).map(({kind}) => kind));
	const all: Record<EntryState['kind'], true> = {empty: true, keyed: true, passing: true, done: true};
	t.deepEqual([...kinds].sort(), Object.keys(all).sort());
});

test('caller of a conference number needs no particular length', t => {
	t.deepEqual(stepEntry(states.almostFull, inputs.digit, null), {state: {kind: 'keyed', digits: '1235'}, effect: next});
});

test('a PIN of 5,000 digits is never kept', t => {
	let state: EntryState = {kind: 'empty'};
	for (let i = 0; i < 5000; i++) {
		({state} = stepEntry(state, inputs.digit, null));
		t.true(state.kind === 'passing' || (state.kind === 'keyed' && state.digits.length <= mostDigits));
	}
	t.deepEqual(stepEntry(state, inputs.hash, null), ends('passed'));
});
