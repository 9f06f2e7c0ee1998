import test from 'ava';
import {told} from '../../../firmware/contract/index.js';
import {modelOf, modemStep, type Model, type ModemEffect, type ModemInput, type ModemRules, type ModemState, type Outcome} from '../../../firmware/lines/modem/index.js';

const gone = told('port-missing', {path: '/dev/ttyACM0'});
const rules: ModemRules = {answerRings: 2, silenceMs: 300_000, ringMs: 45_000};
const noSilence: ModemRules = {...rules, silenceMs: 0};

function conexant(): Model {
	const found = modelOf(['CX93001'], []);
	if (!found) throw new Error('it is known');
	return found;
}
const model = conexant();

const ring: ModemInput = {kind: 'news', news: {kind: 'ring'}};
const from: ModemInput = {kind: 'news', news: {kind: 'caller-id', part: {number: '5551001'}}};
const code = (letter: string): ModemInput => ({kind: 'news', news: {kind: 'dle', code: letter}});
const answer = (result: Extract<Outcome, {kind: 'final'}>['result'], ...info: string[]): ModemInput => ({kind: 'answer', outcome: {kind: 'final', result, info}});
const silence: ModemInput = {kind: 'answer', outcome: {kind: 'silence'}};
const nonsense: ModemInput = {kind: 'answer', outcome: {kind: 'nonsense'}};
const voiceOn: ModemInput = {kind: 'voice', on: true, reason: ''};
const voiceOff: ModemInput = {kind: 'voice', on: false, reason: ''};
const unplugged: ModemInput = {kind: 'voice', on: false, reason: 'unplugged'};
const opened: ModemInput = {kind: 'opened'};
const failed: ModemInput = {kind: 'port-failed', problem: gone};
const hangUp: ModemInput = {kind: 'hang-up', outcome: 'disconnected'};
const call: ModemInput = {kind: 'call', number: '5551001'};
const stopTest: ModemInput = {kind: 'stop-test'};
const off: ModemInput = {kind: 'enable', on: false};
const on: ModemInput = {kind: 'enable', on: true};
const sound = (is: boolean): ModemInput => ({kind: 'sound', on: is});
const timer = (name: Extract<ModemInput, {kind: 'timer'}>['timer']): ModemInput => ({kind: 'timer', timer: name});
const trial = (what: Extract<ModemInput, {kind: 'test'}>['test']): ModemInput => ({kind: 'test', test: what});

const after = (given: ModemState, ...inputs: ModemInput[]): ModemState => inputs.reduce<ModemState>((state, input) => modemStep(state, input, rules).state, given);

const switchedOff: ModemState = {kind: 'off'};
const missing: ModemState = {kind: 'missing', problem: gone};
const settingUp = after(missing, opened);
const unusable = after(settingUp, silence, silence, silence);
const idle: ModemState = {kind: 'idle', model, checking: false};
const ringing = after(idle, ring, from);
const taking = after(ringing, ring);
const dialling = after(idle, call);
const starting = after(taking, answer('OK'));
const startingOut = after(dialling, answer('VCON'));
const startingTest = after(idle, trial('dial-tone'), answer('OK'));
const inUse = after(starting, voiceOn);
const calledOut = after(startingOut, voiceOn);
const testing = after(startingTest, voiceOn);
const ending = after(inUse, hangUp);

function said(effect: ModemEffect): string {
	switch (effect.kind) {
		case 'run': return effect.command.text;
		case 'offer': case 'missed': return `${effect.kind} ${effect.callerId.number ?? 'unknown'}`;
		case 'finish': return `finish ${effect.by} ${effect.outcome}`;
		case 'note': return `note ${effect.what?.message.slice(0, 20) ?? ''}`.trim();
		case 'loopback': return `loopback ${effect.on}`;
		case 'test-result': return `result ${effect.dialTone}`;
		case 'arm': return `arm ${effect.timer} ${effect.ms}`;
		case 'disarm': return `disarm ${effect.timer}`;
		case 'open-port': case 'close-port': case 'wake': case 'abort': case 'use-model': case 'start-voice': case 'stop-voice':
		case 'start-leg': case 'end-leg': case 'answered': case 'milliwatt': case 'disarm-all': return effect.kind;
	}
}

type Row = {given: ModemState; input: ModemInput; next: ModemState['kind']; effects?: readonly string[]; set?: ModemRules};
const cells = new Set<string>();
const row = test.macro((t, {given, input, next, effects = [], set = rules}: Row) => {
	cells.add(`${given.kind} ${input.kind}`);
	const {state, effects: done} = modemStep(given, input, set);
	t.is(state.kind, next);
	t.deepEqual(done.map(said), effects);
});
const again = ['disarm-all', 'wake', 'AT'];

test('a modem that is switched on is looked for', row, {given: switchedOff, input: on, next: 'missing', effects: ['open-port']});
test('a modem that is there is set up', row, {given: missing, input: opened, next: 'setting-up', effects: again});
test('one command follows the other', row, {given: settingUp, input: answer('OK'), next: 'setting-up', effects: ['ATH']});
test('a modem that does not answer is asked three times', row, {given: settingUp, input: silence, next: 'setting-up', effects: ['AT']});
test('then it is left alone for a while', row, {given: after(settingUp, silence, silence), input: silence, next: 'unusable', effects: ['disarm-all', 'arm retry 10000']});
test('a modem that talks nonsense is left alone for a while', row, {given: after(settingUp, nonsense, nonsense), input: nonsense, next: 'unusable', effects: ['disarm-all', 'arm retry 10000']});
test('and tried again', row, {given: unusable, input: timer('retry'), next: 'setting-up', effects: again});
test('or when it is plugged in again', row, {given: unusable, input: opened, next: 'setting-up', effects: again});
test('a port that opens again begins the set-up anew', row, {given: settingUp, input: opened, next: 'setting-up', effects: again});

const ready = () => {
	let state = settingUp;
	for (let at = 0; at < 16; at++) state = after(state, at === 10 ? answer('OK', '0,1,8') : answer('OK', 'CX93001'));
	return state;
};
test('a modem that is set up waits for calls', row, {given: ready(), input: answer('OK'), next: 'idle', effects: ['use-model', 'arm check 30000']});
test('a ring during the set-up counts', row, {given: after(ready(), ring), input: answer('OK'), next: 'ringing', effects: ['use-model', 'arm check 30000', 'disarm check', 'arm caller-gone 8000']});

test('an idle modem is asked from time to time whether it is there', row, {given: idle, input: timer('check'), next: 'idle', effects: ['AT']});
test('it is', row, {given: after(idle, timer('check')), input: answer('OK'), next: 'idle', effects: ['arm check 30000']});
test('it is not', row, {given: after(idle, timer('check')), input: silence, next: 'unusable', effects: ['disarm-all', 'arm retry 10000']});
test('the first ring is waited out for the caller ID', row, {given: idle, input: ring, next: 'ringing', effects: ['disarm check', 'arm caller-gone 8000']});
test('a caller ID may come before the first ring', row, {given: idle, input: from, next: 'ringing', effects: ['disarm check', 'arm caller-gone 8000']});
test('a caller ID between the rings is kept', row, {given: after(idle, ring), input: from, next: 'ringing', effects: ['disarm check', 'arm caller-gone 8000']});
test('the second ring is answered', row, {given: ringing, input: ring, next: 'taking', effects: ['disarm-all', 'AT+VLS=1']});
test('the first ring is answered where it is so set', row, {given: idle, input: ring, next: 'taking', effects: ['disarm-all', 'AT+VLS=1'], set: {...rules, answerRings: 1}});
test('a caller who gives up is a missed call', row, {given: ringing, input: timer('caller-gone'), next: 'idle', effects: ['missed 5551001', 'arm check 30000']});
test('a caller ID without a ring was nobody', row, {given: after(idle, from), input: timer('caller-gone'), next: 'idle', effects: ['arm check 30000']});
test('a caller ID that comes while the line is taken is kept', row, {given: after(idle, ring, ring), input: from, next: 'taking'});
test('when the line is taken the engine gets the port', row, {given: taking, input: answer('OK'), next: 'starting-voice', effects: ['disarm-all', 'start-voice', 'arm voice 8000']});
test('a modem that can not take the line says so', row, {given: taking, input: answer('ERROR'), next: 'setting-up', effects: ['disarm-all', 'note The modem could not', 'missed 5551001', 'wake', 'AT']});
test('a modem that falls silent as it takes the line is set up anew by and by', row, {given: taking, input: silence, next: 'unusable', effects: ['disarm-all', 'missed 5551001', 'arm retry 10000']});
test('when the voice runs the call begins', row, {given: starting, input: voiceOn, next: 'in-use', effects: ['disarm-all', 'note', 'start-leg', 'offer 5551001', 'arm silence 300000']});
test('silence is not watched where that is switched off', row, {given: starting, input: voiceOn, next: 'in-use', effects: ['disarm-all', 'note', 'start-leg', 'offer 5551001'], set: noSilence});
test('a voice that does not begin is a missed call', row, {given: starting, input: unplugged, next: 'missing', effects: ['disarm-all', 'note The modem\'s voice st', 'missed 5551001', 'end-leg', 'open-port']});
test('an engine that says nothing is not waited for', row, {given: starting, input: timer('voice'), next: 'missing', effects: ['disarm-all', 'missed 5551001', 'end-leg', 'open-port']});

const farEndGone = ['disarm-all', 'finish caller hung-up', 'end-leg', 'stop-voice', 'arm voice 8000'];
for (const [letter, what] of [['l', 'a break of the loop current'], ['b', 'busy tone'], ['d', 'dial tone']] as const) {
	test(`${what} ends the call`, row, {given: inUse, input: code(letter), next: 'ending-voice', effects: farEndGone});
}
for (const letter of ['s', 'q', 'u', 'o', 'c', 'e', 'a']) {
	test(`code ${letter} changes nothing`, row, {given: inUse, input: code(letter), next: 'in-use'});
}
test('a telephone beside the modem that is lifted is told of', row, {given: inUse, input: code('H'), next: 'in-use', effects: ['note Another telephone on']});
test('and no more when it is put down', row, {given: inUse, input: code('h'), next: 'in-use', effects: ['note']});
test('the box hangs up', row, {given: inUse, input: hangUp, next: 'ending-voice', effects: ['disarm-all', 'finish box disconnected', 'end-leg', 'stop-voice', 'arm voice 8000']});
test('a modem that is unplugged ends its call, and is looked for', row, {given: inUse, input: unplugged, next: 'missing', effects: ['disarm-all', 'finish network line-failed', 'end-leg', 'open-port']});
test('sound ends the wait for it', row, {given: inUse, input: sound(true), next: 'in-use', effects: ['disarm silence']});
test('silence is timed', row, {given: inUse, input: sound(false), next: 'in-use', effects: ['arm silence 300000']});
test('silence is not timed where that is switched off', row, {given: inUse, input: sound(false), next: 'in-use', set: noSilence});
test('long silence ends the call', row, {given: inUse, input: timer('silence'), next: 'ending-voice', effects: farEndGone});
test('a stream that has ended gives the port back', row, {given: ending, input: voiceOff, next: 'ending-voice', effects: ['disarm voice', 'open-port']});
test('an engine that does not end the stream is not waited for', row, {given: ending, input: timer('voice'), next: 'ending-voice', effects: ['open-port']});
test('after a call the modem is put on hook and set up anew', row, {given: ending, input: opened, next: 'setting-up', effects: again});

test('the modem dials', row, {given: idle, input: call, next: 'dialling', effects: ['disarm-all', 'note', 'ATDT5551001', 'arm no-answer 55000']});
test('an answer is talked on', row, {given: dialling, input: answer('VCON'), next: 'starting-voice', effects: ['disarm-all', 'start-voice', 'arm voice 8000']});
test('the call is answered when the voice runs', row, {given: startingOut, input: voiceOn, next: 'in-use', effects: ['disarm-all', 'answered', 'arm silence 300000']});
for (const [result, outcome, note] of [
	['BUSY', 'busy', 'note'], ['NO ANSWER', 'no-answer', 'note'], ['NO CARRIER', 'unreachable', 'note'], ['NO DIALTONE', 'line-failed', 'note No dial tone at the'],
	['LINE IN USE', 'line-failed', 'note Another telephone wa'], ['NO LINE', 'line-failed', 'note At the last call no'], ['ERROR', 'line-failed', 'note The modem refused to'],
] as const) {
	test(`${result} is the end of a call: ${outcome}`, row, {given: dialling, input: answer(result), next: 'setting-up', effects: ['disarm-all', note, `finish network ${outcome}`, 'end-leg', 'wake', 'AT']});
}
test('who does not answer is rung no longer', row, {given: dialling, input: timer('no-answer'), next: 'dialling', effects: ['finish network no-answer', 'end-leg', 'abort']});
test('who hangs up while it dials ends the dialling', row, {given: dialling, input: hangUp, next: 'dialling', effects: ['finish box disconnected', 'end-leg', 'abort']});
test('an answer that comes too late is hung up on', row, {given: after(dialling, hangUp), input: answer('VCON'), next: 'setting-up', effects: again});
test('a call that comes in as the box dials is answered', row, {given: dialling, input: ring, next: 'dialling', effects: ['finish network no-line', 'end-leg', 'abort']});
test('it has the line already', row, {given: after(dialling, ring), input: answer('NO CARRIER'), next: 'taking', effects: ['disarm-all', 'AT+VLS=1']});
test('a modem that falls silent as it dials is set up anew by and by', row, {given: dialling, input: silence, next: 'unusable', effects: ['disarm-all', 'finish network line-failed', 'end-leg', 'arm retry 10000']});
test('who hangs up before the voice runs is let go', row, {given: startingOut, input: hangUp, next: 'starting-voice', effects: ['finish box disconnected', 'end-leg']});
test('and the voice ends as soon as it runs', row, {given: after(startingOut, hangUp), input: voiceOn, next: 'ending-voice', effects: ['disarm-all', 'end-leg', 'stop-voice', 'arm voice 8000']});

test('a test takes the line', row, {given: idle, input: trial('dial-tone'), next: 'taking', effects: ['disarm-all', 'AT+VLS=1']});
test('dial tone is listened for', row, {given: startingTest, input: voiceOn, next: 'testing', effects: ['disarm-all', 'arm test 5000']});
const over = (result: string) => ['disarm-all', `result ${result}`, 'end-leg', 'stop-voice', 'arm voice 8000'];
test('there is dial tone', row, {given: testing, input: code('d'), next: 'ending-voice', effects: over('true')});
test('there is none', row, {given: testing, input: timer('test'), next: 'ending-voice', effects: over('false')});
test('a test is stopped', row, {given: testing, input: stopTest, next: 'ending-voice', effects: over('undefined')});
test('a modem that is unplugged ends the test', row, {given: testing, input: unplugged, next: 'missing', effects: ['disarm-all', 'result undefined', 'end-leg', 'open-port']});
test('the milliwatt tone is played', row, {given: after(idle, trial('milliwatt'), answer('OK')), input: voiceOn, next: 'testing', effects: ['disarm-all', 'start-leg', 'milliwatt', 'arm test 60000']});
test('what comes goes back', row, {given: after(idle, trial('loopback'), answer('OK')), input: voiceOn, next: 'testing', effects: ['disarm-all', 'loopback true', 'arm test 60000']});
test('and no more after the test', row, {given: after(idle, trial('loopback'), answer('OK'), voiceOn), input: timer('test'), next: 'ending-voice', effects: ['disarm-all', 'loopback false', ...over('undefined').slice(1)]});
test('a test that is stopped before it has begun has no result', row, {given: startingTest, input: stopTest, next: 'starting-voice', effects: ['result undefined']});

const lost = (...effects: string[]) => ['disarm-all', ...effects, 'end-leg'];
for (const [given, effects] of [
	[missing, []], [settingUp, []], [unusable, []], [idle, []], [ringing, ['missed 5551001']], [taking, ['missed 5551001']], [dialling, ['finish network line-failed']],
	[starting, ['missed 5551001']], [inUse, ['finish network line-failed']], [testing, ['result undefined']], [ending, []],
] as const) {
	test(`a modem that is unplugged while it is ${given.kind} is missing`, row, {given, input: failed, next: 'missing', effects: lost(...effects)});
	const byBox = effects.map(effect => effect.replace('network', 'box'));
	test(`a modem that is switched off while it is ${given.kind} is let go`, row, {given, input: off, next: 'off', effects: [...lost(...byBox), 'close-port']});
	test(`a modem that is ${given.kind} needs no switching on`, row, {given, input: on, next: given.kind});
}
test('a modem that is switched off is not missed', row, {given: switchedOff, input: failed, next: 'off'});
test('a modem that is switched off may be switched off', row, {given: switchedOff, input: off, next: 'off'});
test('a port that opens again ends what was being dialled', row, {given: dialling, input: opened, next: 'setting-up', effects: ['disarm-all', 'finish network line-failed', 'end-leg', 'wake', 'AT']});
test('a port that opens again as it rings is set up', row, {given: ringing, input: opened, next: 'setting-up', effects: ['disarm-all', 'missed 5551001', 'wake', 'AT']});
test('a port that opens again when idle is set up', row, {given: idle, input: opened, next: 'setting-up', effects: again});
test('a port that opens again as the line is taken is set up', row, {given: taking, input: opened, next: 'setting-up', effects: ['disarm-all', 'missed 5551001', 'wake', 'AT']});
test('a test is stopped as the line is taken', row, {given: after(idle, trial('dial-tone')), input: stopTest, next: 'setting-up', effects: ['disarm-all', 'result undefined', 'wake', 'AT']});
test('a call is hung up as the line is taken', row, {given: taking, input: hangUp, next: 'setting-up', effects: ['disarm-all', 'missed 5551001', 'wake', 'AT']});

const changesNothing: readonly [ModemState, readonly ModemInput[]][] = [
	[switchedOff, [opened, answer('OK'), ring, voiceOff, sound(true), call, hangUp, trial('dial-tone'), stopTest, timer('check')]],
	[missing, [answer('OK'), ring, voiceOff, sound(true), call, hangUp, trial('dial-tone'), stopTest, timer('check')]],
	[settingUp, [from, voiceOff, sound(true), call, hangUp, trial('dial-tone'), stopTest, timer('check')]],
	[unusable, [answer('OK'), ring, voiceOff, sound(true), call, hangUp, trial('dial-tone'), stopTest, timer('check')]],
	[idle, [answer('OK'), code('b'), voiceOff, sound(true), hangUp, stopTest, timer('silence')]],
	[ringing, [answer('OK'), code('b'), voiceOff, sound(true), call, hangUp, trial('dial-tone'), stopTest, timer('check')]],
	[taking, [ring, voiceOff, sound(true), call, trial('dial-tone'), timer('check')]],
	[dialling, [from, voiceOff, sound(true), call, trial('dial-tone'), stopTest, timer('check')]],
	[after(dialling, hangUp), [hangUp, ring, timer('no-answer')]],
	[starting, [opened, answer('OK'), ring, sound(true), call, trial('dial-tone'), timer('check')]],
	[after(startingTest, stopTest), [stopTest, hangUp]],
	[inUse, [opened, answer('OK'), ring, voiceOn, call, trial('dial-tone'), stopTest, timer('check')]],
	[calledOut, [ring, from]],
	[testing, [opened, answer('OK'), ring, code('b'), voiceOn, sound(true), call, hangUp, trial('dial-tone'), timer('check')]],
	[ending, [answer('OK'), code('b'), voiceOn, sound(true), call, hangUp, trial('dial-tone'), stopTest, timer('check')]],
];
for (const [index, [given, inputs]] of changesNothing.entries()) {
	test(`what makes no sense changes nothing (${index + 1}: ${given.kind})`, t => {
		for (const input of inputs) {
			cells.add(`${given.kind} ${input.kind}`);
			const {state, effects} = modemStep(given, input, rules);
			t.is(state.kind, given.kind, JSON.stringify(input));
			t.deepEqual(effects, [], JSON.stringify(input));
		}
	});
}

test.after('every input is answered in every state', t => {
	const states: ModemState['kind'][] = ['off', 'missing', 'setting-up', 'unusable', 'idle', 'ringing', 'taking', 'dialling', 'starting-voice', 'in-use', 'testing', 'ending-voice'];
	const inputs: ModemInput['kind'][] = ['opened', 'port-failed', 'answer', 'news', 'voice', 'sound', 'call', 'hang-up', 'test', 'stop-test', 'timer', 'enable'];
	const unseen = states.flatMap(state => inputs.map(input => `${state} ${input}`)).filter(cell => !cells.has(cell));
	t.deepEqual(unseen, []);
});
