import {join} from 'node:path';
import test, {type ExecutionContext} from 'ava';
import {Value} from '@sinclair/typebox/value';
import pino from 'pino';
import type {Leg} from '../../../firmware/call/index.js';
import {modemConfig, settings as settingsSchema, type CallRecord, type LineId, type LineView, type ModemConfig} from '../../../firmware/contract/index.js';
import {systemClock} from '../../../firmware/lib/clock.js';
import {ModemCard} from '../../../firmware/lines/index.js';
import {FakeLine, setUpLines} from '../../support/fake-lines.js';
import {Happenings} from '../../support/happenings.js';
import {startLinesSimulator, type LinesSimulator} from '../../support/lines-simulator.js';

const id = 'modem-modem' as LineId;

type SetUp = {simulator: LinesSimulator; views: Happenings<LineView>; missed: Happenings<CallRecord>; taken: Happenings<Leg>; engine: FakeEngine; lines: ReturnType<typeof setUpLines>['lines']};

/** The engine's part of a modem: the voice stream, which the test begins and ends. */
class FakeEngine {
	readonly lines: FakeModemLine[] = [];
	readonly asked = new Happenings<string>();
}

class FakeModemLine extends FakeLine {
	engine: FakeEngine | undefined;

	override readonly startVoice = (command?: string): boolean => this.#ask(`start ${command}`, true);
	override readonly stopVoice = (endHex?: string): boolean => this.#ask(`stop ${endHex}`, false);

	#ask(what: string, on: boolean): boolean {
		this.engine?.asked.add(what);
		// The engine tells it later, from a thread of its own.
		setImmediate(() => this.tell({kind: 'line.voice', on, reason: ''}));
		return true;
	}
}

/** A box's lines with one modem, at a real serial port, on a line of the simulated exchange. */
async function setUp(t: ExecutionContext, {model = 'cx93001', config = {}, path}: {model?: string; config?: Partial<ModemConfig>; path?: string} = {}): Promise<SetUp> {
	const simulator = await startLinesSimulator(t, {cards: [], modems: [{id: 'modem-1', number: '5552101', model}]});
	const engine = new FakeEngine();
	const views = new Happenings<LineView>(view => `${view.state}${view.detail && ` (${view.detail})`}`);
	const missed = new Happenings<CallRecord>();
	const taken = new Happenings<Leg>(leg => `a call from ${leg.caller.number}`);
	const device = path ?? join(simulator.root, '..', 'modem-1');
	const {lines} = setUpLines({
		cards: [], root: null, clock: systemClock, log: pino({level: 'silent'}),
		settings: {lines: Value.Parse(settingsSchema, {lines: {modems: ['/dev/modem'], ringSeconds: 5}}).lines},
		configs: {[id]: {...Value.Create(modemConfig), ...config}},
		tell: event => {
			if (event.kind === 'line.changed') views.add(event.line);
		},
		onMissed: record => missed.add(record), onLeg: leg => taken.add(leg),
		lines: {
			spans: () => [], onSpanAlarms: () => () => undefined,
			open: (options, tell) => {
				const line = new FakeModemLine(options, {name: 'modem', kind: 'modem', digits: 'hardware', echo: 'software', offHook: false, battery: true, alarms: []}, tell);
				line.engine = engine;
				engine.lines.push(line);
				return line;
			},
		},
		// The settings name devices of the machine; this one is the simulator's.
		modem: parts => ModemCard.start({...parts, path: device}),
	});
	t.teardown(() => lines.close());
	lines.start();
	return {simulator, views, missed, taken, engine, lines};
}

const becomes = async ({views}: SetUp, state: LineView['state'], after = 0) => views.waitFor(`the line to be ${state}`, view => view.state === state, {after});
const ada = ({simulator}: SetUp) => simulator.telephone('outside-1');

/** Ada dials the modem's number, and hears it ring. */
async function adaCalls(all: SetUp): Promise<void> {
	await ada(all).lift();
	await ada(all).press('5552101');
}

for (const [model, name] of [['cx93001', 'Conexant CX93001'], ['usr5637', 'USRobotics USR5637'], ['zoom3095', 'Zoom 3095'], ['generic', '56000']] as const) {
	test(`a ${name} is recognised and set up`, async t => {
		const all = await setUp(t, {model});
		await becomes(all, 'idle');
		const [card] = all.lines.view().cards;
		t.deepEqual([card?.kind, card?.name, card?.simulated, card?.problem], ['modem', name, true, '']);
	});
}

test('a modem without voice is shown with what to do', async t => {
	const all = await setUp(t, {model: 'data-only'});
	const {detail} = await becomes(all, 'alarm');
	t.regex(detail, /no voice mode/);
	t.is(all.lines.view().cards[0]?.problem, detail);
});

test('a port that is not there is shown with what to do', async t => {
	const all = await setUp(t, {path: '/nowhere/modem'});
	const {detail} = await all.views.waitFor('the problem', view => view.state === 'missing' && view.detail !== '');
	t.is(detail, 'There is no /nowhere/modem. Is it plugged in?');
});

test('a call is answered after the second ring, with the caller\'s number and name', async t => {
	const all = await setUp(t);
	await becomes(all, 'idle');
	await adaCalls(all);
	const leg = await all.taken.waitFor('the call', () => true, {withinMs: 15_000});
	t.deepEqual({...leg.caller}, {number: '5551001', name: 'Ada', line: 'Modem 1', source: 'modem-modem 5551001'});
	t.is(leg.dialled, '8888');
	t.deepEqual(all.engine.asked.all, ['start AT+VTR']);
	t.is(all.lines.view().lines[0]?.state, 'in-use');
});

test('when the exchange breaks the loop the call is over, and the line is free for the next', async t => {
	const all = await setUp(t, {config: {answerRings: 1}});
	await becomes(all, 'idle');
	await adaCalls(all);
	const leg = await all.taken.waitFor('the call', () => true);
	const before = all.views.all.length;
	all.engine.lines[0]?.tell({kind: 'line.dle', code: 'l'});
	t.deepEqual(leg.ended.reason, {by: 'caller', outcome: 'hung-up'});
	await becomes(all, 'idle', before);
	t.deepEqual(all.engine.asked.all, ['start AT+VTR', 'stop 105e']);
	await all.simulator.events.waitFor('the modem to hang up', event => event.event === 'line' && event.id === 'line-m1' && event.state === 'idle', {withinMs: 15_000});
});

test('a caller who gives up is a missed call', async t => {
	const all = await setUp(t, {config: {answerRings: 4}});
	await becomes(all, 'idle');
	await adaCalls(all);
	await all.views.waitFor('it to ring', view => view.state === 'ringing');
	// The number comes after the first ring.
	await ada(all).measure(5000);
	await ada(all).hangUp();
	const {number, direction, outcome} = await all.missed.waitFor('the missed call', () => true, {withinMs: 20_000});
	t.deepEqual([number, direction, outcome], ['5551001', 'in', 'hung-up']);
});

test('the box calls out, and is told of the answer', async t => {
	const all = await setUp(t);
	await becomes(all, 'idle');
	const [dialler] = all.lines.diallers({kind: 'line', line: id});
	const leg = dialler?.dial({number: '5551001', called: '5551001', callerNumber: '', callerName: ''});
	if (!leg) throw new Error('the line is free');
	t.false(leg.answered);
	await ada(all).shows('to ring', phone => phone.ringing, {withinMs: 15_000});
	const answered = new Promise<void>(resolve => leg.subscribe(event => event.kind === 'answered' && resolve()));
	await ada(all).lift();
	await ada(all).say(1000);
	await answered;
	t.is(dialler?.dial({number: '5551002', called: '5551002', callerNumber: '', callerName: ''}), undefined);
});

test('a busy number is told as busy', async t => {
	const all = await setUp(t);
	await becomes(all, 'idle');
	await ada(all).lift();
	const leg = all.lines.diallers({kind: 'lines', of: 'modem'})[0]?.dial({number: '5551001', called: '5551001', callerNumber: '', callerName: ''});
	if (!leg) throw new Error('the line is free');
	await ended(leg);
	t.deepEqual(leg.ended.reason, {by: 'network', outcome: 'busy'});
});

test('a line without dial tone is told of, and the call fails', async t => {
	const all = await setUp(t);
	await becomes(all, 'idle');
	await all.simulator.command('line-dial-tone', {line: 'line-m1', on: false});
	const leg = all.lines.diallers({kind: 'line', line: id})[0]?.dial({number: '5551001', called: '5551001', callerNumber: '', callerName: ''});
	if (!leg) throw new Error('the line is free');
	await ended(leg);
	t.deepEqual(leg.ended.reason, {by: 'network', outcome: 'line-failed'});
	await all.views.waitFor('the note', view => view.state === 'idle' && view.detail === 'No dial tone at the last call.');
});

test('a modem that is unplugged in a call ends it, is missing, and comes back by itself', async t => {
	const all = await setUp(t, {config: {answerRings: 1}});
	await becomes(all, 'idle');
	await adaCalls(all);
	const leg = await all.taken.waitFor('the call', () => true);
	await all.simulator.command('modem-1', {act: 'unplug'});
	const [line] = all.engine.lines;
	line?.tell({kind: 'line.voice', on: false, reason: 'unplugged'});
	line?.vanish();
	t.deepEqual(leg.ended.reason, {by: 'network', outcome: 'line-failed'});
	const {detail} = await all.views.waitFor('the modem to be missed', view => view.state === 'missing' && view.detail.startsWith('There is no'));
	t.regex(detail, /Is it plugged in\?$/);
	const before = all.views.all.length;
	await all.simulator.command('modem-1', {act: 'plug-in'});
	await becomes(all, 'idle', before);
	t.is(all.engine.lines.length, 2);
});

for (const [act, words] of [['nonsense', /makes no sense for a modem/], ['silent', /does not answer/]] as const) {
	test(`a modem that answers with ${act === 'silent' ? 'nothing' : act} is shown with what to do, and taken back when it behaves`, async t => {
		const all = await setUp(t);
		await becomes(all, 'idle');
		const unplugged = all.views.all.length;
		await all.simulator.command('modem-1', {act: 'unplug'});
		await becomes(all, 'missing', unplugged);
		await all.simulator.command('modem-1', {act});
		await all.simulator.command('modem-1', {act: 'plug-in'});
		const {detail} = await becomes(all, 'alarm');
		t.regex(detail, words);
		const before = all.views.all.length;
		await all.simulator.command('modem-1', {act: 'well'});
		await all.views.waitFor('the modem to be taken back', view => view.state === 'idle', {after: before, withinMs: 20_000});
	});
}

test('a line that is switched off lets the modem go, and takes it back', async t => {
	const all = await setUp(t);
	await becomes(all, 'idle');
	t.deepEqual(all.lines.configureLine(id, {...Value.Create(modemConfig), enabled: false}), {ok: true});
	await becomes(all, 'off');
	t.deepEqual(all.lines.diallers({kind: 'line', line: id})[0]?.dial({number: '1', called: '1', callerNumber: '', callerName: ''}), undefined);
	const before = all.views.all.length;
	all.lines.configureLine(id, Value.Create(modemConfig));
	await becomes(all, 'idle', before);
});

test('a test finds the exchange\'s dial tone', async t => {
	const all = await setUp(t);
	await becomes(all, 'idle');
	const found = all.lines.test(id, 'dial-tone');
	await all.views.waitFor('the test to run', view => view.state === 'testing' && view.detail !== '');
	all.engine.lines[0]?.tell({kind: 'line.dle', code: 'd'});
	const tried = await found;
	t.deepEqual(tried.ok && [tried.result.ok, tried.result.findings.map(({code}) => code)], [true, ['found-dial-tone']]);
	t.like(await all.lines.test(id, 'ring'), {ok: false, code: 'CONFLICT', message: 'An outside line is rung by its exchange; the box can not.', reason: {code: 'not-rung-by-box'}});
});

async function ended(leg: Leg): Promise<void> {
	if (!leg.ended.aborted) await new Promise(resolve => leg.ended.addEventListener('abort', resolve, {once: true}));
}
