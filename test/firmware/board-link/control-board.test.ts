import test, {type ExecutionContext} from 'ava';
import pino from 'pino';
import {ControlBoard} from '../../../firmware/board-link/index.js';
import type {BoardView, DomainEvent, DomainEventOf, LineId, LineState, LineView} from '../../../firmware/contract/index.js';
import {systemClock} from '../../../firmware/lib/clock.js';
import {startBoard, type BoardEvent, type SimulatedBoard} from '../../support/board.js';
import {Happenings} from '../../support/happenings.js';

type SetUp = {board: SimulatedBoard; control: ControlBoard; told: Happenings<DomainEvent>; views: Happenings<BoardView>; health: {well: boolean}};

/** A box's end of the link, over a real serial port, and a simulated board. */
async function setUp(t: ExecutionContext, {path}: {path?: string} = {}): Promise<SetUp> {
	const board = await startBoard(t);
	const told = new Happenings<DomainEvent>();
	const views = new Happenings<BoardView>();
	const health = {well: true};
	const control: ControlBoard = new ControlBoard({
		path: path ?? board.path, clock: systemClock, log: pino({level: 'silent'}), tell: event => told.add(event), lines: () => [], isWell: () => health.well,
		changed: () => views.add(control.view()),
	});
	t.teardown(() => control.stop());
	control.start();
	return {board, control, told, views, health};
}

async function linked(t: ExecutionContext): Promise<SetUp> {
	const all = await setUp(t);
	await relays(all.board, true);
	return all;
}

type RelaysEvent = Extract<BoardEvent, {event: 'relays'}>;
const relays = (board: SimulatedBoard, held: boolean, after = 0) =>
	board.events.waitFor(`relays ${held ? 'held' : 'dropped'}`, (event): event is RelaysEvent => event.event === 'relays' && event.held === held, {after});

const alarm = (told: Happenings<DomainEvent>, code: string, active: boolean) =>
	told.waitFor(`the alarm ${code} ${active ? 'to begin' : 'to end'}`, (event): event is DomainEventOf<'alarm'> => event.kind === 'alarm' && event.code === code && event.active === active);

const line = (id: string, state: LineState): DomainEvent => ({kind: 'line.changed', at: '', line: {id: id as LineId, state} as LineView});
const lights = async (board: SimulatedBoard, expected: string) => {
	await board.events.waitFor(expected, event => event.event === 'lights' && event.lights.slice(0, 4).join(', ') === expected);
};

test('a box that is well holds the relays, and knows what the board measures', async t => {
	const {board, views} = await linked(t);
	await board.command('measure', {celsius: -3.5, volts: 11.9});
	const {state, model, firmware, relaysHeld, supplyVolts, faults, detail} = await views.waitFor('the measurements', view => view.temperatureCelsius === -3.5 && view.relaysHeld === true);
	t.deepEqual({state, model, firmware, relaysHeld, supplyVolts, faults, detail}, {state: 'up', model: 'PL-CB-SIM', firmware: '1.0.0', relaysHeld: true, supplyVolts: 11.9, faults: [], detail: ''});
});

test('the lights follow the lines', async t => {
	const {board, control} = await linked(t);
	control.take(line('fxs-1', 'idle'));
	control.take(line('fxo-1', 'ringing'));
	control.take(line('fxo-2', 'no-battery'));
	await lights(board, 'green, green fast, red slow, dark');
	control.take(line('fxo-1', 'in-use'));
	control.take({kind: 'line.removed', at: '', line: 'fxs-1' as LineId});
	await lights(board, 'dark, amber, red slow, dark');
	t.pass();
});

test('a long press asks for the factory settings, a short one for nothing', async t => {
	const {board, told} = await linked(t);
	await board.command('press', {ms: 4999});
	await board.command('press', {ms: 5000});
	await alarm(told, 'factory-reset-requested', true);
	t.is(told.all.filter(event => event.kind === 'alarm').length, 1);
});

test('a telephone reaches the exchange when the box is not well, until it is again', async t => {
	const {board, health} = await linked(t);
	health.well = false;
	const {reason} = await relays(board, false, board.events.all.length);
	t.is(reason, 'heartbeats-stopped');
	health.well = true;
	await relays(board, true, board.events.all.length);
	t.is((await board.state()).watchdogDrops, 1);
});

test('a telephone reaches the exchange when the box is stopped', async t => {
	const {board, control} = await linked(t);
	const before = board.events.all.length;
	await control.stop();
	t.is((await relays(board, false, before)).reason, 'asked');
});

test('a board that stops answering is told of, and forgotten when it answers again', async t => {
	const {board, control, told} = await linked(t);
	await board.command('trouble', {silent: true});
	const {message} = await alarm(told, 'board-silent', true);
	t.is(control.view().state, 'silent');
	t.is(control.view().detail, message);
	await board.command('trouble', {silent: false});
	await alarm(told, 'board-silent', false);
	t.is(control.view().state, 'up');
	t.is(control.view().link.lost, 1);
});

test('frames that are lost, damaged, repeated, and noise between them, are survived and counted', async t => {
	const {board, views} = await linked(t);
	await board.command('noise', {bytes: 'a5'.repeat(300) + '00'});
	await views.waitFor('the noise to be counted', ({link}) => link.damaged === 1 && link.discardedBytes === 300);
	await board.command('trouble', {silent: true});
	await views.waitFor('a frame to be sent again', ({link}) => link.sentAgain >= 1);
	await board.command('trouble', {silent: false});
	await board.command('trouble', {damageSent: 1});
	await views.waitFor('damage to be counted', ({link}) => link.damaged >= 2);
	await board.command('trouble', {repeatSent: 3});
	await views.waitFor('a repetition to be counted', ({link}) => link.repeated >= 1);
	await board.command('measure', {celsius: 40});
	const {state} = await views.waitFor('a measurement', view => view.temperatureCelsius === 40);
	t.is(state, 'up');
});

test('a frame with a good checksum and an impossible content is refused, and harms nothing', async t => {
	const {board, views} = await linked(t);
	await board.command('measure', {celsius: 25});
	await board.command('say', {type: 0x20, payload: '70002ee0'});
	await board.command('say', {type: 0x7f, payload: '01'});
	const {temperatureCelsius, state} = await views.waitFor('both to be refused', view => view.link.refused === 2);
	t.deepEqual({temperatureCelsius, state}, {temperatureCelsius: 25, state: 'up'});
});

test('a board that was restarted is greeted anew', async t => {
	const {board} = await linked(t);
	const before = board.events.all.length;
	await board.command('restart');
	await relays(board, true, before);
	t.true((await board.state()).link);
});

test('a board that is unplugged is told of, and comes back by itself', async t => {
	const {board, control, told, views} = await linked(t);
	await board.command('plug', {in: false});
	await alarm(told, 'board-missing', true);
	t.is(control.view().state, 'missing');
	t.regex(control.view().detail, /plugged in|unplugged/);
	await board.command('plug', {in: true});
	const before = views.all.length;
	await alarm(told, 'board-missing', false);
	await views.waitFor('the link', view => view.state === 'up', {after: before});
});

test('a board of another version of the protocol is told of', async t => {
	const {board, control, told} = await linked(t);
	await board.command('version', {version: 9});
	await board.command('restart');
	await alarm(told, 'board-incompatible', true);
	t.is(control.view().state, 'incompatible');
});

test('what the board finds wrong with itself is shown for as long as it is', async t => {
	const {board, control, told} = await linked(t);
	await board.command('fault', {fault: 'heat', active: true});
	await alarm(told, 'board-fault-heat', true);
	t.deepEqual(control.view().faults, ['The control board is too hot.']);
	await board.command('fault', {fault: 'heat', active: false});
	await alarm(told, 'board-fault-heat', false);
	t.deepEqual(control.view().faults, []);
});

test('where there is no serial port, the box says what to do', async t => {
	const {told} = await setUp(t, {path: '/nowhere/board'});
	const {message} = await alarm(told, 'board-missing', true);
	t.regex(message, /There is no \/nowhere\/board\. Is it plugged in\?/);
});
