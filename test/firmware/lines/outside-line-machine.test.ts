import test from 'ava';
import {fxoStep, type FxoEffect, type FxoInput, type FxoRules, type FxoState} from '../../../firmware/lines/fxo/index.js';

const usual: FxoRules = {answerRings: 2, dialToneCheck: true, busyTone: true, silenceMs: 300_000, ringMs: 45_000};
type Timer = Extract<FxoInput, {kind: 'timer'}>['timer'];
type Tone = Extract<FxoInput, {kind: 'tone'}>['tone'];

const burst: FxoInput = {kind: 'ring', on: true};
const pause: FxoInput = {kind: 'ring', on: false};
const after = (timer: Timer): FxoInput => ({kind: 'timer', timer});
const tone = (which: Tone, on = true): FxoInput => ({kind: 'tone', tone: which, on});
const sound = (on: boolean): FxoInput => ({kind: 'sound', on});
const battery = (on: boolean): FxoInput => ({kind: 'battery', on});
const ann: FxoInput = {kind: 'caller-id', callerId: {number: '5551001', name: 'Ann'}};
const callOut: FxoInput = {kind: 'call'};
const hangUp: FxoInput = {kind: 'hang-up', outcome: 'wrong-pin'};
const dropped: FxoInput = {kind: 'loop-dropped'};
const polarity: FxoInput = {kind: 'polarity'};
const dialled: FxoInput = {kind: 'dialled'};
const gone: FxoInput = {kind: 'gone'};
const stopTest: FxoInput = {kind: 'stop-test'};
const tryOut = (which: Extract<FxoInput, {kind: 'test'}>['test']): FxoInput => ({kind: 'test', test: which});
const aRing = [burst, pause, after('ring-over')];

const idle: FxoState = {kind: 'idle', callerId: undefined};
const line = (...inputs: readonly FxoInput[]): FxoState => inputs.reduce<FxoState>((state, input) => fxoStep(state, input, usual).state, idle);

function words(effect: FxoEffect): string {
	if (effect.kind === 'offer' || effect.kind === 'missed') return `${effect.kind} ${effect.callerId?.number ?? 'unknown'}`;
	if (effect.kind === 'listen') return `listen ${effect.tones.join('+')}`.trim();
	if (effect.kind === 'note') return `note ${effect.what?.message ?? ''}`.trim();
	return Object.values(effect).map(String).join(' ').trim();
}

const seen = new Set<string>();
type Row = {given: FxoState; input: FxoInput; to: FxoState['kind']; expected: readonly string[]; ruled?: Partial<FxoRules>};
const row = test.macro((t, {given, input, to, expected, ruled = {}}: Row) => {
	seen.add(`${given.kind} ${input.kind}`);
	const {state, effects} = fxoStep(given, input, {...usual, ...ruled});
	t.is(state.kind, to);
	t.deepEqual(effects.map(words), expected);
});

const answering = ['disarm-all', 'hook off', 'start-leg', 'listen busy+congestion', 'arm polarity 600', 'arm silence 300000'];
const ended = (end: string) => ['disarm-all', end, 'end-leg', 'listen', 'hook on', 'arm guard 2000'];
const failed = (note: string, end: string) => ['disarm-all', note, end, 'end-leg', 'listen', 'hook on', 'arm guard 2000'];
const ringingAgain = ['disarm caller-id', 'disarm ring-over', 'disarm caller-gone', 'arm long-ring 8000'];

const inCall = line(...aRing, ...aRing, after('polarity'));
const justAnswered = line(...aRing, ...aRing);
const calling = line(callOut, tone('dial'), dialled);
const ringsThere = line(callOut, tone('dial'), dialled, tone('ringing'));

test('a line that begins to ring is watched', row, {given: idle, input: burst, to: 'ringing', expected: ringingAgain});
test('a burst that ends may be half of a ring', row, {given: line(burst), input: pause, to: 'ringing', expected: ['disarm long-ring', 'arm ring-over 600']});
test('the second half belongs to the same ring', row, {given: line(burst, pause), input: burst, to: 'ringing', expected: ringingAgain});
test('after one ring the box waits for the second, and for a caller ID', row, {given: line(burst, pause), input: after('ring-over'), to: 'ringing', expected: ['arm caller-gone 6500']});
test('after two rings it answers, and knows who calls', row, {
	given: line(...aRing, ann, burst, pause), input: after('ring-over'), to: 'in-use', expected: [...answering, 'offer 5551001'],
});
test('where it is so set it answers after one ring', row, {given: line(burst, pause), input: after('ring-over'), to: 'in-use', expected: [...answering, 'offer unknown'], ruled: {answerRings: 1}});
test('a caller ID before the first ring is that ring\'s', row, {given: line(ann, ...aRing, burst, pause), input: after('ring-over'), to: 'in-use', expected: [...answering, 'offer 5551001']});
test('a caller ID without a ring is kept for a while', row, {given: idle, input: ann, to: 'idle', expected: ['arm caller-id 10000']});
test('then it is forgotten', row, {given: line(ann, after('caller-id'), ...aRing, burst, pause), input: after('ring-over'), to: 'in-use', expected: [...answering, 'offer unknown']});
test('a bell that never pauses is answered too', row, {given: line(burst), input: after('long-ring'), to: 'in-use', expected: [...answering, 'offer unknown']});
test('a caller who gives up is remembered', row, {given: line(...aRing, ann), input: after('caller-gone'), to: 'idle', expected: ['disarm-all', 'missed 5551001']});
test('somebody else on the line answers', row, {given: line(...aRing), input: battery(false), to: 'no-battery', expected: ['disarm-all', 'missed unknown']});
test('a call that is ringing is not dialled into', row, {given: line(burst), input: callOut, to: 'ringing', expected: []});
test('tones are not listened for where the busy tone means nothing', row, {
	given: line(...aRing, burst, pause), input: after('ring-over'), to: 'in-use', ruled: {busyTone: false, silenceMs: 0},
	expected: ['disarm-all', 'hook off', 'start-leg', 'listen', 'arm polarity 600', 'offer unknown'],
});

test('the exchange drops the loop: the caller has hung up', row, {given: inCall, input: dropped, to: 'guard', expected: ended('finish caller hung-up')});
test('polarity is reversed: the caller has hung up', row, {given: inCall, input: polarity, to: 'guard', expected: ended('finish caller hung-up')});
test('polarity that is reversed by the answer itself means nothing', row, {given: justAnswered, input: polarity, to: 'in-use', expected: []});
test('after that it would', row, {given: justAnswered, input: after('polarity'), to: 'in-use', expected: []});
test('a busy tone may be one that passes', row, {given: inCall, input: tone('busy'), to: 'in-use', expected: ['arm busy-tone 1000']});
test('it has passed', row, {given: inCall, input: tone('busy', false), to: 'in-use', expected: ['disarm busy-tone']});
test('it goes on: the caller has hung up', row, {given: inCall, input: after('busy-tone'), to: 'guard', expected: ended('finish caller hung-up')});
test('ringing that is recognized late means nothing', row, {given: inCall, input: tone('ringing'), to: 'in-use', expected: []});
test('silence on the line is watched', row, {given: inCall, input: sound(false), to: 'in-use', expected: ['arm silence 300000']});
test('a word ends the silence', row, {given: inCall, input: sound(true), to: 'in-use', expected: ['disarm silence']});
test('silence is not watched where it is so set', row, {given: inCall, input: sound(false), to: 'in-use', expected: [], ruled: {silenceMs: 0}});
test('silence for too long: the caller is gone', row, {given: inCall, input: after('silence'), to: 'guard', expected: ended('finish caller hung-up')});
test('a cable pulled out ends the call', row, {given: inCall, input: battery(false), to: 'guard', expected: ended('finish caller hung-up')});
test('the box hangs up', row, {given: inCall, input: hangUp, to: 'guard', expected: ended('finish box wrong-pin')});
test('a line that rings though it was answered is shown', row, {
	given: inCall, input: burst, to: 'in-use', expected: ['note The line rings though it was answered; when the call is over it is left alone until it is quiet.'],
});
test('the end of the ring that was answered is none', row, {given: justAnswered, input: burst, to: 'in-use', expected: []});
test('when that call is over the line is left alone for longer', row, {
	given: line(...aRing, ...aRing, after('polarity'), burst), input: hangUp, to: 'guard',
	expected: ['disarm-all', 'finish box wrong-pin', 'end-leg', 'listen', 'hook on', 'arm guard 8000'],
});
test('while it rings on it is not answered again', row, {given: line(...aRing, ...aRing, after('polarity'), burst, hangUp), input: burst, to: 'guard', expected: ['disarm guard']});
test('its quiet is awaited', row, {given: line(...aRing, ...aRing, after('polarity'), burst, hangUp, burst), input: pause, to: 'guard', expected: ['arm guard 8000']});
test('then it is as any other', row, {given: line(...aRing, ...aRing, after('polarity'), burst, hangUp), input: after('guard'), to: 'idle', expected: ['note']});
test('a late ring of a line just released is no new call', row, {given: line(...aRing, ...aRing, hangUp), input: burst, to: 'guard', expected: ['disarm guard']});
test('a line just released makes no call', row, {given: line(...aRing, ...aRing, hangUp), input: callOut, to: 'guard', expected: []});
test('a line released a while ago is idle', row, {given: line(...aRing, ...aRing, hangUp), input: after('guard'), to: 'idle', expected: []});
test('a line released by a cable pulled out has no battery', row, {given: line(...aRing, ...aRing, hangUp), input: battery(false), to: 'no-battery', expected: ['disarm-all']});

test('an idle line loses its battery', row, {given: idle, input: battery(false), to: 'no-battery', expected: ['disarm-all']});
test('a line without battery makes no call', row, {given: line(battery(false)), input: callOut, to: 'no-battery', expected: []});
test('a line that has its battery again is idle', row, {given: line(battery(false)), input: battery(true), to: 'idle', expected: []});
test('a line that rings has battery, whatever was told of it', row, {given: line(battery(false)), input: burst, to: 'ringing', expected: ringingAgain});

test('the box takes the line and waits for dial tone', row, {given: idle, input: callOut, to: 'seizing', expected: ['disarm caller-id', 'note', 'hook off', 'listen dial', 'arm dial-tone 5000']});
test('where it is so set it waits for a while only', row, {given: idle, input: callOut, to: 'seizing', expected: ['disarm caller-id', 'note', 'hook off', 'arm dial 1500'], ruled: {dialToneCheck: false}});
test('dial tone comes: the number is dialled', row, {given: line(callOut), input: tone('dial'), to: 'dialling', expected: ['disarm-all', 'listen', 'dial']});
test('the while is over: the number is dialled', row, {given: line(callOut), input: after('dial'), to: 'dialling', expected: ['disarm-all', 'listen', 'dial']});
test('no dial tone comes', row, {given: line(callOut), input: after('dial-tone'), to: 'guard', expected: failed('note No dial tone at the last call.', 'finish network line-failed')});
test('voices in place of dial tone are somebody else\'s call', row, {
	given: line(callOut, sound(true)), input: after('dial-tone'), to: 'guard', expected: failed('note Another telephone was in use on the line at the last call.', 'finish network no-line'),
});
test('sound that has stopped is nobody\'s call', row, {
	given: line(callOut, sound(true), sound(false)), input: after('dial-tone'), to: 'guard', expected: failed('note No dial tone at the last call.', 'finish network line-failed'),
});
test('the battery goes while the line is taken', row, {
	given: line(callOut), input: battery(false), to: 'guard', expected: failed('note The line lost its battery at the last call.', 'finish network line-failed'),
});
test('the exchange drops the line before it was dialled', row, {
	given: line(callOut), input: dropped, to: 'guard', expected: failed('note The exchange dropped the last call before it was dialled.', 'finish network line-failed'),
});
test('a call comes in at that moment: the box has answered it', row, {
	given: line(callOut), input: burst, to: 'in-use', expected: ['finish network no-line', 'end-leg', ...answering, 'offer unknown'],
});
test('the box gives up before dial tone', row, {given: line(callOut), input: hangUp, to: 'guard', expected: ended('finish box wrong-pin')});
test('the number is dialled: what comes is listened to', row, {
	given: line(callOut, tone('dial')), input: dialled, to: 'calling', expected: ['listen busy+congestion+info+ringing+greeting', 'arm no-tone 12000', 'arm no-answer 45000'],
});
test('the exchange drops the call while it is dialled', row, {given: line(callOut, tone('dial')), input: dropped, to: 'guard', expected: failed('note', 'finish network unreachable')});
test('it rings at the far end', row, {given: calling, input: tone('ringing'), to: 'calling', expected: ['disarm no-tone', 'disarm answer', 'alerting']});
test('it goes on ringing', row, {given: line(callOut, tone('dial'), dialled, tone('ringing'), tone('ringing', false)), input: tone('ringing'), to: 'calling', expected: ['disarm no-tone', 'disarm answer']});
test('ringing stops', row, {given: ringsThere, input: tone('ringing', false), to: 'calling', expected: ['arm answer 1500']});
const talking = ['disarm-all', 'answered', 'listen busy+congestion', 'arm polarity 600', 'arm silence 300000'];
test('ringing has stopped, and somebody speaks: answered', row, {given: line(callOut, tone('dial'), dialled, tone('ringing'), tone('ringing', false)), input: sound(true), to: 'in-use', expected: talking});
test('sound while it rings is the ringing', row, {given: ringsThere, input: sound(true), to: 'calling', expected: []});
test('ringing has stopped for good: answered', row, {given: line(callOut, tone('dial'), dialled, tone('ringing'), tone('ringing', false)), input: after('answer'), to: 'in-use', expected: talking});
test('polarity is reversed: answered', row, {given: ringsThere, input: polarity, to: 'in-use', expected: talking});
test('polarity is reversed while digits are still played: answered', row, {given: line(callOut, tone('dial')), input: polarity, to: 'in-use', expected: talking});
test('somebody says hello before ringing was recognized: answered', row, {given: calling, input: tone('greeting'), to: 'in-use', expected: talking});
test('ringing has stopped, and somebody has said hello: answered', row, {given: line(callOut, tone('dial'), dialled, tone('ringing'), tone('ringing', false)), input: tone('greeting'), to: 'in-use', expected: talking});
test('a voice while it rings is another line\'s', row, {given: ringsThere, input: tone('greeting'), to: 'calling', expected: []});
test('a voice between busy beeps is another line\'s', row, {given: line(callOut, tone('dial'), dialled, tone('busy')), input: tone('greeting'), to: 'calling', expected: []});
test('who says no more has not hung up', row, {given: calling, input: tone('greeting', false), to: 'calling', expected: []});
test('what is said after information tones does not count any more', row, {given: line(callOut, tone('dial'), dialled, tone('info')), input: tone('greeting'), to: 'guard', expected: []});
test('a voice before the number is dialled is nobody\'s answer', row, {given: line(callOut), input: tone('greeting'), to: 'seizing', expected: []});
test('no tone for long: answered', row, {given: calling, input: after('no-tone'), to: 'in-use', expected: talking});
test('nobody answers', row, {given: ringsThere, input: after('no-answer'), to: 'guard', expected: failed('note', 'finish network no-answer')});
test('a busy tone is heard', row, {given: calling, input: tone('busy'), to: 'calling', expected: ['disarm answer', 'disarm no-tone', 'arm busy-tone 1000']});
test('it was something else', row, {given: line(callOut, tone('dial'), dialled, tone('busy')), input: tone('busy', false), to: 'calling', expected: ['disarm busy-tone', 'arm no-tone 12000']});
test('the far end is busy', row, {given: line(callOut, tone('dial'), dialled, tone('busy')), input: after('busy-tone'), to: 'guard', expected: failed('note', 'finish network busy')});
test('the network is congested', row, {given: line(callOut, tone('dial'), dialled, tone('congestion')), input: after('busy-tone'), to: 'guard', expected: failed('note', 'finish network unreachable')});
test('the number does not exist', row, {given: calling, input: tone('info'), to: 'guard', expected: failed('note', 'finish network unreachable')});
test('the exchange drops a call that rings', row, {given: ringsThere, input: dropped, to: 'guard', expected: failed('note', 'finish network unreachable')});
test('the box gives up while it rings', row, {given: ringsThere, input: hangUp, to: 'guard', expected: ended('finish box wrong-pin')});

const taken = ['hook off', 'start-leg'];
const releasing = (...results: string[]) => ['disarm-all', ...results, 'end-leg', 'listen', 'hook on', 'arm guard 2000'];
test('an admin has the line checked', row, {given: idle, input: tryOut('line-check'), to: 'testing', expected: [...taken, 'listen dial', 'arm dial-tone 5000']});
test('the check hears dial tone', row, {given: line(tryOut('line-check')), input: tone('dial'), to: 'guard', expected: releasing('test-result true')});
test('the check hears none', row, {given: line(tryOut('dial-tone')), input: after('dial-tone'), to: 'guard', expected: releasing('test-result false')});
test('the milliwatt tone is played to the line', row, {given: idle, input: tryOut('milliwatt'), to: 'testing', expected: [...taken, 'milliwatt', 'arm test 60000']});
test('until it is stopped', row, {given: line(tryOut('milliwatt')), input: stopTest, to: 'guard', expected: releasing()});
test('what is said comes back until a minute is over', row, {given: line(tryOut('loopback')), input: after('test'), to: 'guard', expected: releasing('loopback false')});
test('a call that comes in ends a test', row, {given: line(tryOut('loopback')), input: burst, to: 'in-use', expected: ['loopback false', 'end-leg', ...answering, 'offer unknown']});
test('a line in use is not tested', row, {given: inCall, input: tryOut('milliwatt'), to: 'in-use', expected: []});
test('a card pulled out ends the call as failed', row, {given: inCall, input: gone, to: 'gone', expected: ['disarm-all', 'finish network line-failed', 'end-leg']});
test('a card pulled out ends a test', row, {given: line(tryOut('line-check')), input: gone, to: 'gone', expected: ['disarm-all', 'test-result false', 'end-leg']});
test('a line that is gone stays so', row, {given: line(gone), input: burst, to: 'gone', expected: []});

const timers: readonly Timer[] = ['caller-id', 'ring-over', 'long-ring', 'caller-gone', 'polarity', 'busy-tone', 'silence', 'guard', 'dial-tone', 'dial', 'no-tone', 'no-answer', 'answer', 'test'];
const inputs: readonly FxoInput[] = [
	burst, pause, ann, battery(true), battery(false), dropped, polarity, tone('dial'), tone('ringing'), tone('ringing', false), tone('busy'), tone('busy', false), tone('congestion'), tone('info'), tone('greeting'), tone('greeting', false),
	sound(true), sound(false), dialled, callOut, hangUp, tryOut('dial-tone'), tryOut('line-check'), tryOut('milliwatt'), tryOut('loopback'), stopTest, ...timers.map(after),
];

test('an idle line is on hook, has no audio and no call, whatever happened before', t => {
	const open = {hook: 'on', leg: false, call: false, loopback: false, armed: new Set<Timer>()};
	const follow = (effect: FxoEffect): void => {
		switch (effect.kind) {
			case 'hook': open.hook = effect.to; break;
			case 'start-leg': open.leg = true; break;
			case 'end-leg': open.leg = false; t.false(open.call, 'a call lost its audio'); break;
			case 'offer': t.false(open.call); open.call = true; break;
			case 'finish': t.true(open.call, 'a call ended that was none'); open.call = false; break;
			case 'loopback': open.loopback = effect.on; break;
			case 'arm': open.armed.add(effect.timer); break;
			case 'disarm': open.armed.delete(effect.timer); break;
			case 'disarm-all': open.armed.clear(); break;
			default: break;
		}
	};
	let state: FxoState = idle;
	let idles = 0;
	for (let turn = 0, random = 11; turn < 50_000; turn++) {
		random = (random * 1_103_515_245 + 12_345) % 2_147_483_648;
		const input = inputs[Math.floor(random / 65_536) % inputs.length] ?? burst;
		if (input.kind === 'timer' && !open.armed.delete(input.timer)) continue;
		if (input.kind === 'call' && state.kind !== 'idle') continue;
		if (input.kind === 'call') open.leg = open.call = true;
		const next = fxoStep(state, input, usual);
		state = next.state;
		next.effects.forEach(follow);
		if (state.kind !== 'idle' && state.kind !== 'no-battery') continue;
		idles++;
		t.like(open, {hook: 'on', leg: false, call: false, loopback: false}, `after ${JSON.stringify(input)}`);
		t.true([...open.armed].every(timer => timer === 'caller-id'), `after ${JSON.stringify(input)}: ${[...open.armed].join()}`);
	}
	t.true(idles > 1000);
});

test('no state waits for ever: each but idle and no battery has a timer that ends it, or a call', t => {
	for (const state of [line(burst), line(...aRing), line(callOut), calling, ringsThere, line(...aRing, ...aRing, hangUp), line(tryOut('line-check')), line(tryOut('milliwatt'))]) {
		t.true(timers.some(timer => fxoStep(state, after(timer), usual).state.kind !== state.kind), state.kind);
	}
});

test.after('every state and every input has its row', t => {
	const states = ['no-battery', 'idle', 'ringing', 'seizing', 'dialling', 'calling', 'in-use', 'guard', 'testing', 'gone'] satisfies FxoState['kind'][];
	t.deepEqual(states.filter(kind => ![...seen].some(cell => cell.startsWith(`${kind} `))), []);
	t.deepEqual([...new Set(inputs.map(({kind}) => kind))].filter(kind => ![...seen].some(cell => cell.endsWith(` ${kind}`))), []);
});
