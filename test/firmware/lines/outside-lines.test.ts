import test from 'ava';
import type {Leg} from '../../../firmware/call/index.js';
import {setUpLines, type FakeLine} from '../../support/fake-lines.js';
import type {ManualClock} from '../../support/manual-clock.js';

type Box = ReturnType<typeof setUpLines>;
type Config = Extract<Box['view'] extends (name: string) => infer View ? View extends {config: infer C} ? C : never : never, {kind: 'fxo'}>;

const config: Config = {
	kind: 'fxo', name: '', enabled: true, receiveGainDb: 0, transmitGainDb: 0, echo: 'auto', digits: 'auto', target: null, answerRings: 2, callerIdKind: 'auto',
	outgoing: true, dialling: 'tone', dialToneCheck: true, busyTone: true, silenceSeconds: 300,
};
const boxWith = (changes: Partial<Config> = {}) => setUpLines({configs: {'wctdm-0-2': {...config, ...changes}}});

async function ring(line: FakeLine, clock: ManualClock, rings = 1): Promise<void> {
	for (let rung = 0; rung < rings; rung++) {
		line.tell({kind: 'line.ring', on: true});
		await clock.advance(2000);
		line.tell({kind: 'line.ring', on: false});
		await clock.advance(4000);
	}
}

/** A call from outside that the box has answered. */
async function callIn({lines, driver, clock, taken}: Box, number = '5551001'): Promise<{line: FakeLine; leg: Leg}> {
	lines.start();
	const line = driver.line(2);
	await ring(line, clock);
	line.tell({kind: 'line.callerId', number, name: 'Ann', withheld: false});
	await ring(line, clock);
	const [leg] = taken;
	if (!leg) throw new Error('no call came');
	return {line, leg};
}

/** A call that the box makes. */
function callOut({lines, driver, view}: Box, number = '0301234'): {line: FakeLine; leg: Leg | undefined} {
	lines.start();
	const [dialler] = lines.diallers({kind: 'line', line: view('FXO 1').id});
	return {leg: dialler?.dial({number, called: number, callerNumber: '8000', callerName: ''}), line: driver.line(2)};
}

test('a caller from outside is answered at the second ring and reaches the portal, with number and name', async t => {
	const box = boxWith();
	const {line, leg} = await callIn(box);
	t.like(leg, {dialled: '8888', direction: 'in', caller: {number: '5551001', name: 'Ann', line: 'FXO 1', source: 'wctdm-0-2 5551001'}});
	t.deepEqual(line.asked, ['caller ID bell202', 'caller ID off', 'hook off', 'tones busy,congestion']);
	t.like(box.view('FXO 1'), {state: 'in-use', call: leg.id});
	box.press(line, '12');
	t.is(leg.digits.kept, 2);
});

test('a line of a conference\'s own leads there', async t => {
	const {leg} = await callIn(boxWith({target: '8000'}));
	t.is(leg.dialled, '8000');
});

test('a caller who withholds his number has none', async t => {
	const box = boxWith();
	box.lines.start();
	const line = box.driver.line(2);
	line.tell({kind: 'line.callerId', number: '5551001', name: '', withheld: true});
	await ring(line, box.clock, 2);
	t.is(box.taken[0]?.caller.number, '');
});

test('a caller who gives up before the answer is in the history', async t => {
	const box = boxWith();
	box.lines.start();
	const line = box.driver.line(2);
	await ring(line, box.clock);
	line.tell({kind: 'line.callerId', number: '5551001', name: 'Ann', withheld: false});
	await box.clock.advance(7000);
	t.is(box.taken.length, 0);
	t.like(box.missed[0], {
		direction: 'in', number: '5551001', name: 'Ann', line: 'FXO 1', answeredAt: null, outcome: 'hung-up',
		startedAt: '2026-01-05T09:00:00.000Z', endedAt: '2026-01-05T09:00:09.100Z',
	});
	t.is(box.view('FXO 1').state, 'idle');
});

const ends: Record<string, (line: FakeLine, box: Box) => Promise<void> | void> = {
	'the exchange opens the loop': line => line.tell({kind: 'line.hook', offHook: false}),
	'the exchange reverses polarity': line => line.tell({kind: 'line.polarity'}),
	'the exchange plays busy tone': async (line, {clock}) => {
		line.tell({kind: 'line.tone', tone: 'busy', on: true});
		await clock.advance(1000);
	},
	'the line is silent for long': async (line, {clock, lines}) => {
		if (line.leg) lines.take({kind: 'talking', leg: line.leg, talking: true});
		if (line.leg) lines.take({kind: 'talking', leg: line.leg, talking: false});
		await clock.advance(300_000);
	},
};
for (const [how, happens] of Object.entries(ends)) {
	test(`a caller is gone when ${how}, and the line is free again`, async t => {
		const box = boxWith();
		const {line, leg} = await callIn(box);
		await happens(line, box);
		t.deepEqual(leg.ended.reason, {by: 'caller', outcome: 'hung-up'});
		t.deepEqual([line.leg, line.asked.at(-1)], [undefined, 'hook on']);
		await box.clock.advance(2000);
		t.like(box.view('FXO 1'), {state: 'idle', call: null, detail: ''});
	});
}

test('one who listens in silence is not hung up while he says a word now and then', async t => {
	const box = boxWith();
	const {line, leg} = await callIn(box);
	for (let minute = 0; minute < 20; minute++) {
		if (line.leg) box.lines.take({kind: 'talking', leg: line.leg, talking: true});
		if (line.leg) box.lines.take({kind: 'talking', leg: line.leg, talking: false});
		await box.clock.advance(240_000);
	}
	t.false(leg.ended.aborted);
});

test('the late ring of a call that has ended is no new call, the next ring is', async t => {
	const box = boxWith({answerRings: 1});
	box.lines.start();
	const line = box.driver.line(2);
	await ring(line, box.clock);
	box.taken[0]?.hangUp('wrong-pin');
	line.tell({kind: 'line.ring', on: true});
	await box.clock.advance(1000);
	line.tell({kind: 'line.ring', on: false});
	await box.clock.advance(3000);
	t.is(box.taken.length, 1);
	await ring(line, box.clock);
	t.is(box.taken.length, 2);
});

test('a line that rings for ever is answered once, shown, and comes back when it is quiet', async t => {
	const box = boxWith();
	const {line, leg} = await callIn(box);
	await ring(line, box.clock, 2);
	t.is(box.view('FXO 1').detail, 'The line rings though it was answered; when the call is over it is left alone until it is quiet.');
	leg.hangUp('no-entry');
	await ring(line, box.clock, 20);
	t.is(box.taken.length, 1);
	t.is(box.view('FXO 1').state, 'ringing');
	await box.clock.advance(8000);
	t.like(box.view('FXO 1'), {state: 'idle', detail: ''});
});

test('a number is dialled by tones once there is dial tone, and ringing, then an answer, are told', async t => {
	const box = boxWith();
	const {line, leg} = callOut(box, '159#');
	t.deepEqual(line.asked, ['caller ID bell202', 'caller ID off', 'hook off', 'tones dial']);
	t.is(box.view('FXO 1').detail, 'Waits for dial tone.');
	line.tell({kind: 'line.tone', tone: 'dial', on: true});
	t.deepEqual(box.hears(line)?.sounds.flatMap(sound => typeof sound !== 'string' && 'frequenciesHz' in sound ? [sound.frequenciesHz.join('+')] : []), [
		'697+1209', '770+1336', '852+1477', '941+1477',
	]);
	await box.clock.advance(800);
	const told: string[] = [];
	leg?.subscribe(({kind}) => told.push(kind));
	line.tell({kind: 'line.tone', tone: 'ringing', on: true});
	line.tell({kind: 'line.tone', tone: 'ringing', on: false});
	if (line.leg) box.lines.take({kind: 'talking', leg: line.leg, talking: true});
	t.deepEqual(told, ['alerting', 'answered', 'talking']);
	leg?.hangUp('hung-up');
	t.is(line.asked.at(-1), 'hook on');
});

test('somebody who says hello before ringing was recognized is in the call', async t => {
	const box = boxWith();
	const {line, leg} = callOut(box);
	line.tell({kind: 'line.tone', tone: 'dial', on: true});
	await box.clock.advance(2000);
	t.is(line.asked.at(-1)?.split(',').at(-1), 'greeting');
	t.false(leg?.answered);
	line.tell({kind: 'line.tone', tone: 'greeting', on: true});
	t.true(leg?.answered);
});

test('a number is dialled by pulses where the exchange knows no tones', async t => {
	const box = boxWith({dialling: 'pulse', dialToneCheck: false});
	const {line, leg} = callOut(box);
	await box.clock.advance(1500);
	t.true(line.asked.includes('pulses 0301234'));
	line.tell({kind: 'line.dialled'});
	line.tell({kind: 'line.polarity'});
	t.true(leg?.answered);
});

test('a number that can not be dialled by pulses is not tried', t => {
	t.is(callOut(boxWith({dialling: 'pulse'}), '*21').leg, undefined);
});

test('a line without dial tone fails, and shows so until its next call', async t => {
	const box = boxWith();
	const {leg} = callOut(box);
	await box.clock.advance(5000);
	t.deepEqual(leg?.ended.reason, {by: 'network', outcome: 'line-failed'});
	await box.clock.advance(2000);
	t.like(box.view('FXO 1'), {state: 'idle', detail: 'No dial tone at the last call.'});
});

test('a call that comes in while the box takes the line is answered, and the box\'s own call finds no line', async t => {
	const box = boxWith();
	const {line, leg} = callOut(box);
	line.tell({kind: 'line.ring', on: true});
	t.deepEqual(leg?.ended.reason, {by: 'network', outcome: 'no-line'});
	const [incoming] = box.taken;
	t.like(incoming, {direction: 'in', dialled: '8888'});
	t.not(incoming?.id, leg?.id);
	t.is(line.leg, incoming?.id);
});

test('nothing is dialled on a line that rings, has no battery, or is not for that', async t => {
	const ringing = boxWith();
	ringing.lines.start();
	ringing.driver.line(2).tell({kind: 'line.ring', on: true});
	t.is(callOut(ringing).leg, undefined);
	const dead = boxWith();
	dead.driver.battery = false;
	t.is(callOut(dead).leg, undefined);
	t.like(dead.view('FXO 1'), {state: 'no-battery', detail: 'There is no battery on the line: it is unplugged, or another telephone on it is in use.'});
	dead.driver.line(2).tell({kind: 'line.battery', on: true});
	t.is(dead.view('FXO 1').state, 'idle');
	t.is(callOut(boxWith({outgoing: false})).leg, undefined);
});

test('a check of a line says whether there is dial tone', async t => {
	const box = boxWith();
	box.lines.start();
	const {id} = box.view('FXO 1');
	const good = box.lines.test(id, 'line-check');
	box.driver.line(2).tell({kind: 'line.tone', tone: 'dial', on: true});
	t.like(await good, {ok: true, result: {ok: true, findings: [{code: 'found-line-works', message: 'The line has battery, and the exchange gives dial tone.'}, {code: 'found-digits-box'}, {code: 'found-echo-software'}]}});
	await box.clock.advance(2000);
	const bad = box.lines.test(id, 'line-check');
	await box.clock.advance(5000);
	t.like(await bad, {ok: true, result: {ok: false}});
	t.like(await box.lines.test(id, 'ring'), {ok: false, code: 'CONFLICT'});
});

test('a check of a line without battery says what to look for', async t => {
	const box = boxWith();
	box.driver.battery = false;
	box.lines.start();
	const tried = await box.lines.test(box.view('FXO 1').id, 'line-check');
	t.like(tried, {ok: true, result: {ok: false}});
	t.true(tried.ok && tried.result.findings[0]?.message.startsWith('There is no battery'));
});
