import test from 'ava';
import {fxsStep, type FxsEffect, type FxsInput, type FxsRules, type FxsState} from '../../../firmware/lines/fxs/index.js';

const numbers = ['8000', '8001', '80005', '9'];
const rules: FxsRules = {
	dialToneMs: 20_000, nextDigitMs: 4000, howlerMs: 60_000, ringMs: 45_000,
	match: digits => ({exact: numbers.includes(digits), longer: numbers.some(number => number !== digits && number.startsWith(digits))}),
};

const lift: FxsInput = {kind: 'off-hook'};
const putDown: FxsInput = {kind: 'on-hook'};
const timer: FxsInput = {kind: 'timer'};
const flash: FxsInput = {kind: 'flash'};
const ringIt: FxsInput = {kind: 'call'};
const hangUp: FxsInput = {kind: 'hang-up', outcome: 'ended-by-leader'};
const stopTest: FxsInput = {kind: 'stop-test'};
const gone: FxsInput = {kind: 'gone'};
const digit = (key: string): FxsInput => ({kind: 'digit', digit: key});
const keys = (all: string) => [...all].map(digit);
const tryOut = (which: Extract<FxsInput, {kind: 'test'}>['test']): FxsInput => ({kind: 'test', test: which});

/** The phone after these. */
const phone = (...inputs: readonly FxsInput[]): FxsState => inputs.reduce<FxsState>((state, input) => fxsStep(state, input, rules).state, {kind: 'on-hook'});

const words = (effect: FxsEffect): string => Object.values(effect).map(String).join(' ');

const seen = new Set<string>();
const row = test.macro((t, {given, input, to, expected, ruled = rules}: {given: FxsState; input: FxsInput; to: FxsState['kind']; expected: readonly string[]; ruled?: FxsRules}) => {
	seen.add(`${given.kind} ${input.kind}`);
	const {state, effects} = fxsStep(given, input, ruled);
	t.is(state.kind, to);
	t.deepEqual(effects.map(words), expected);
});

const dialTone = ['start-leg', 'play dial', 'arm 20000'];
const inCall = [lift, ...keys('8001')];

test('who lifts the phone hears dial tone', row, {given: phone(), input: lift, to: 'dialling', expected: dialTone});
test('the first digit stops the dial tone', row, {given: phone(lift), input: digit('8'), to: 'dialling', expected: ['stop-playing', 'arm 4000']});
test('a further digit gives time for the next', row, {given: phone(lift, digit('8')), input: digit('0'), to: 'dialling', expected: ['arm 4000']});
test('a number that no longer one begins with is called at its last digit', row, {given: phone(lift, ...keys('800')), input: digit('1'), to: 'call', expected: ['arm 4000', 'offer 8001']});
test('a number of one digit is called at once, and the dial tone stops', row, {given: phone(lift), input: digit('9'), to: 'call', expected: ['stop-playing', 'arm 4000', 'offer 9']});
test('a number that a longer one begins with waits for more', row, {given: phone(lift, ...keys('800')), input: digit('0'), to: 'dialling', expected: ['arm 4000']});
test('it is called when no more comes', row, {given: phone(lift, ...keys('8000')), input: timer, to: 'call', expected: ['arm 4000', 'offer 8000']});
test('it is called at #', row, {given: phone(lift, ...keys('8000')), input: digit('#'), to: 'call', expected: ['arm 4000', 'offer 8000']});
test('the longer one can be dialled', row, {given: phone(lift, ...keys('8000')), input: digit('5'), to: 'call', expected: ['arm 4000', 'offer 80005']});
test('half a number is called when no more comes, so that it is refused in words', row, {given: phone(lift, ...keys('80')), input: timer, to: 'call', expected: ['arm 4000', 'offer 80']});
test('a number that nobody has is called as soon as that is certain', row, {given: phone(lift), input: digit('7'), to: 'call', expected: ['stop-playing', 'arm 4000', 'offer 7']});
test('# before any digit is no number', row, {given: phone(lift), input: digit('#'), to: 'dialling', expected: []});
test('keys that telephones do not have are no digits', row, {given: phone(lift), input: digit('A'), to: 'dialling', expected: []});
test('a flash while dialling starts over', row, {given: phone(lift, ...keys('80')), input: flash, to: 'dialling', expected: dialTone});
test('who puts the phone down while dialling is idle', row, {given: phone(lift, ...keys('80')), input: putDown, to: 'on-hook', expected: ['disarm', 'end-leg']});
test('who dials nothing hears reorder tone', row, {given: phone(lift), input: timer, to: 'left-off', expected: ['play congestion', 'arm 10000']});
test('then the howler', row, {given: phone(lift, timer), input: timer, to: 'left-off', expected: ['play howler', 'arm 60000']});
test('then silence', row, {given: phone(lift, timer, timer), input: timer, to: 'left-off', expected: ['disarm', 'end-leg']});
test('silence at once where there is no howler', row, {given: phone(lift, timer), input: timer, to: 'left-off', expected: ['disarm', 'end-leg'], ruled: {...rules, howlerMs: 0}});
test('a phone left off its hook works again when it is put down', row, {given: phone(lift, timer, timer, timer), input: putDown, to: 'on-hook', expected: ['disarm', 'end-leg']});
test('a flash gives a phone left off its hook dial tone again', row, {given: phone(lift, timer), input: flash, to: 'dialling', expected: dialTone});
test('a phone left off its hook can not be rung', row, {given: phone(lift, timer), input: ringIt, to: 'left-off', expected: []});
test('keys of a phone left off its hook do nothing', row, {given: phone(lift, timer), input: digit('8'), to: 'left-off', expected: []});
test('keys in a call are the call\'s', row, {given: phone(...inCall), input: digit('1'), to: 'call', expected: ['key 1']});
test('# right after the number is the number\'s', row, {given: phone(...inCall), input: digit('#'), to: 'call', expected: []});
test('the next # is the call\'s', row, {given: phone(...inCall, digit('#')), input: digit('#'), to: 'call', expected: ['key #']});
test('# later is the call\'s', row, {given: phone(...inCall, timer), input: digit('#'), to: 'call', expected: ['key #']});
test('a flash in a call does nothing', row, {given: phone(...inCall), input: flash, to: 'call', expected: []});
test('who puts the phone down ends the call', row, {given: phone(...inCall), input: putDown, to: 'on-hook', expected: ['disarm', 'finish caller hung-up', 'end-leg']});
test('whose call the box ends hears reorder tone', row, {
	given: phone(...inCall), input: hangUp, to: 'left-off', expected: ['finish box ended-by-leader', 'end-leg', 'start-leg', 'play congestion', 'arm 10000'],
});
test('a card pulled out ends the call as failed', row, {given: phone(...inCall), input: gone, to: 'gone', expected: ['disarm', 'finish network line-failed', 'end-leg']});
test('a card pulled out frees a phone that dials', row, {given: phone(lift), input: gone, to: 'gone', expected: ['disarm', 'end-leg']});
test('the box rings a phone that is idle', row, {given: phone(), input: ringIt, to: 'ringing', expected: ['ring true', 'arm 45000']});
test('who lifts it has answered', row, {given: phone(ringIt), input: lift, to: 'call', expected: ['disarm', 'stop-ringing', 'answered']});
test('nobody lifts it', row, {given: phone(ringIt), input: timer, to: 'on-hook', expected: ['disarm', 'stop-ringing', 'finish network no-answer', 'end-leg']});
test('the box stops calling', row, {given: phone(ringIt), input: hangUp, to: 'on-hook', expected: ['disarm', 'stop-ringing', 'finish box ended-by-leader', 'end-leg']});
test('a phone that is rung twice rings once', row, {given: phone(ringIt), input: ringIt, to: 'ringing', expected: []});
test('the bell can be tried', row, {given: phone(), input: tryOut('ring'), to: 'testing', expected: ['ring false', 'arm 60000']});
test('lifting ends the trial of the bell, with dial tone', row, {given: phone(tryOut('ring')), input: lift, to: 'dialling', expected: ['disarm', 'stop-ringing', ...dialTone]});
test('the milliwatt tone can be tried', row, {given: phone(), input: tryOut('milliwatt'), to: 'testing', expected: ['start-leg', 'play milliwatt', 'arm 60000']});
test('who lifts the phone during a test hears it', row, {given: phone(tryOut('milliwatt')), input: lift, to: 'testing', expected: []});
test('a test ends when it is stopped', row, {given: phone(tryOut('loopback')), input: stopTest, to: 'on-hook', expected: ['disarm', 'loopback false']});
test('a test ends by itself', row, {given: phone(tryOut('dial-tone')), input: timer, to: 'on-hook', expected: ['disarm', 'end-leg']});
test('after a test a lifted phone gives dial tone', row, {given: phone(tryOut('milliwatt'), lift), input: stopTest, to: 'dialling', expected: ['disarm', 'end-leg', ...dialTone]});
test('a phone put down again during a test is idle after it', row, {given: phone(tryOut('milliwatt'), lift, putDown), input: stopTest, to: 'on-hook', expected: ['disarm', 'end-leg']});
test('a phone in a test can not be called', row, {given: phone(tryOut('milliwatt')), input: ringIt, to: 'testing', expected: []});
test('a phone that is gone stays so', row, {given: phone(gone), input: lift, to: 'gone', expected: []});

const states: readonly FxsState[] = [phone(), phone(lift), phone(...inCall), phone(ringIt), phone(lift, timer), phone(tryOut('ring')), phone(gone)];
const inputs: readonly FxsInput[] = [lift, putDown, flash, digit('1'), timer, ringIt, hangUp, tryOut('ring'), stopTest, gone];

test('a phone that is idle again has no audio, no ringing and no timer, whatever happened before', t => {
	const open = {leg: 0, ring: 0, timer: 0, loopback: 0};
	const follow = (effect: FxsEffect): void => {
		if (effect.kind === 'start-leg' || effect.kind === 'end-leg') open.leg = effect.kind === 'start-leg' ? 1 : 0;
		if (effect.kind === 'ring' || effect.kind === 'stop-ringing') open.ring = effect.kind === 'ring' ? 1 : 0;
		if (effect.kind === 'arm' || effect.kind === 'disarm') open.timer = effect.kind === 'arm' ? 1 : 0;
		if (effect.kind === 'loopback') open.loopback = effect.on ? 1 : 0;
	};
	let state: FxsState = {kind: 'on-hook'};
	let idles = 0;
	for (let turn = 0, random = 7; turn < 20_000; turn++) {
		random = (random * 1_103_515_245 + 12_345) % 2_147_483_648;
		const input = inputs[Math.floor(random / 65_536) % (inputs.length - 1)] ?? lift;
		if (input.kind === 'timer' && open.timer === 0) continue;
		if (input.kind === 'timer') open.timer = 0;
		const next = fxsStep(state, input, rules);
		state = next.state;
		next.effects.forEach(follow);
		if (state.kind !== 'on-hook') continue;
		idles++;
		t.deepEqual(open, {leg: 0, ring: 0, timer: 0, loopback: 0}, `after ${input.kind}`);
	}
	t.true(idles > 1000);
});

test('every input is answered in every state', t => {
	for (const state of states) for (const input of inputs) t.notThrows(() => fxsStep(state, input, rules));
});

test.after('every state and every input has its row', t => {
	t.deepEqual([...new Set(states.map(({kind}) => kind))].filter(kind => ![...seen].some(cell => cell.startsWith(`${kind} `))), []);
	t.deepEqual([...new Set(inputs.map(({kind}) => kind))].filter(kind => ![...seen].some(cell => cell.endsWith(` ${kind}`))), []);
});
