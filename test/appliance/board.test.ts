import test from 'ava';
import type {BoardView} from '../../firmware/contract/index.js';
import {startBoard} from '../support/board.js';
import {startBox} from '../support/box.js';
import {startCallers} from '../support/callers.js';
import {startLinesSimulator} from '../support/lines-simulator.js';

test('a box with a control board holds its relays, lights a lamp for each line, shows what it measures, and gives the line back when it stops', async t => {
	const board = await startBoard(t, {folder: '/dev/shm', lights: 4});
	const simulator = await startLinesSimulator(t, {cards: [{type: 'analog', id: 'card-1', fxs: 1, fxo: 1, lines: ['5552001']}]});
	const box = await startBox({words: ['--dahdi', simulator.root], settings: {lines: {board: board.path}}});
	t.teardown(() => box.stop());
	const lights = (shown: string) => board.events.waitFor(shown, event => event.event === 'lights' && event.lights.join(', ') === shown);

	await board.events.waitFor('the relays to be held', event => event.event === 'relays' && event.held);
	await lights('green, green, dark, dark');
	await simulator.telephone('handset-1').lift();
	await lights('amber slow, green, dark, dark');
	await board.command('press', {ms: 5000});
	await box.event('alarm', ({code, active}) => code === 'factory-reset-requested' && active);
	const known = await box.api<BoardView>('GET', '/board');
	const measured = known.supplyVolts === null ? (await box.event('board.changed', ({board}) => board.supplyVolts !== null)).board : known;
	const {state, model, relaysHeld, temperatureCelsius, supplyVolts} = measured;
	t.deepEqual({state, model, relaysHeld, temperatureCelsius, supplyVolts}, {state: 'up', model: 'PL-CB-SIM', relaysHeld: true, temperatureCelsius: 31.2, supplyVolts: 12.02});

	const before = board.events.all.length;
	await box.halt();
	await board.events.waitFor('the relays to drop', event => event.event === 'relays' && !event.held && event.reason === 'asked', {after: before});
});

test('when the box is killed, the board drops its relays by itself, so that a telephone reaches the exchange', async t => {
	const board = await startBoard(t, {folder: '/dev/shm'});
	const box = await startBox({settings: {lines: {cards: false, board: board.path}}});
	await board.events.waitFor('the relays to be held', event => event.event === 'relays' && event.held);
	const before = board.events.all.length;
	await box.kill();
	await board.events.waitFor('the relays to drop', event => event.event === 'relays' && !event.held && event.reason === 'heartbeats-stopped', {after: before});
	t.is((await board.state()).watchdogDrops, 1);
});

test('a box whose board is unplugged says so, and serves its callers', async t => {
	const board = await startBoard(t, {folder: '/dev/shm'});
	const box = await startBox({settings: {lines: {cards: false, board: board.path}}, conferences: [{kind: 'static', extension: '8001', pin: null}]});
	t.teardown(() => box.stop());
	await board.events.waitFor('the relays to be held', event => event.event === 'relays' && event.held);
	await board.command('plug', {in: false});
	const {message} = await box.event('alarm', ({code, active}) => code === 'board-missing' && active);
	t.regex(message, /^The control board can not be reached\. /);
	await box.event('board.changed', event => event.board.state === 'missing');
	t.is((await box.api<BoardView>('GET', '/board')).state, 'missing');
	const callers = await startCallers(t, box);
	await callers.enter('8001');
	await board.command('plug', {in: true});
	await box.event('alarm', ({code, active}) => code === 'board-missing' && !active);
});
