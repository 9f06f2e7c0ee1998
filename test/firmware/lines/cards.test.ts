import test from 'ava';
import type {CardId, DomainEvent, LineId, LineView, SpanId} from '../../../firmware/contract/index.js';
import {analogCard, FakeDriver, setUpLines} from '../../support/fake-lines.js';

const fxs = {kind: 'fxs', name: '', enabled: true, receiveGainDb: 0, transmitGainDb: 0, echo: 'auto', digits: 'auto', extension: null, callerId: true} as const;
const second = {...analogCard('fxs'), span: 2, name: 'WCTDM/1', channels: [{channel: 5, position: 1, name: 'WCTDM/1/0', kind: 'fxs'} as const]};
const told = (events: readonly DomainEvent[]) => events.map(event => {
	if (event.kind === 'line.changed') return `${event.line.name} ${event.line.state}`;
	return event.kind === 'card.changed' ? `card ${event.card.problem === '' ? 'works' : 'fails'}` : event.kind;
});

test('cards that are there come up with their ports, and are told of once', async t => {
	const {lines, driver, clock, events} = setUpLines({cards: [analogCard('fxs', 'fxs', 'fxo'), second]});
	lines.start();
	t.deepEqual(lines.view().lines.map(({id, name, kind, state}) => [id, name, kind, state]), [
		['wctdm-0-1', 'Phone 1', 'fxs', 'idle'], ['wctdm-0-2', 'Phone 2', 'fxs', 'idle'], ['wctdm-0-3', 'FXO 1', 'fxo', 'idle'], ['wctdm-1-1', 'Phone 3', 'fxs', 'idle'],
	]);
	t.deepEqual(lines.view().cards.map(({name, simulated, problem}) => [name, simulated, problem]), [['Wildcard TDM410P', false, ''], ['Wildcard TDM410P', false, '']]);
	t.deepEqual(told(events), ['card works', 'card works', 'span.changed', 'span.changed', 'Phone 1 idle', 'Phone 2 idle', 'FXO 1 idle', 'Phone 3 idle']);
	const before = events.length;
	await clock.advance(60_000);
	t.is(events.length, before, 'nothing has changed');
	t.true(driver.probes > 5);
});

test('a box without a driver says what to do, and its cards come up when it is loaded', async t => {
	const driver = new FakeDriver([analogCard('fxs')]);
	driver.refusal = 'NO_DRIVER';
	const {lines, clock, view} = setUpLines({driver});
	lines.start();
	t.like(lines.view(), {lines: [], cards: [{
		problem: 'The driver of the line cards is not loaded: there is nothing at /dev/dahdi. Load it (modprobe dahdi, and the card\'s own module); the box comes back to it by itself.',
	}]});
	await clock.advance(600_000);
	t.true(driver.probes < 30, 'it asks less and less often');
	driver.refusal = undefined;
	await clock.advance(30_000);
	t.is(view('Phone 1').state, 'idle');
	t.is(lines.view().cards.length, 1);
});

test('a machine that never had cards is not said to lack them, and takes the first that comes', async t => {
	const driver = new FakeDriver([analogCard('fxs')]);
	driver.refusal = 'NO_DRIVER';
	const {lines, clock, view} = setUpLines({driver, cardsExpected: false});
	lines.start();
	t.deepEqual(lines.view(), {cards: [], spans: [], lines: []});
	driver.refusal = undefined;
	await clock.advance(5000);
	t.is(view('Phone 1').state, 'idle');
	driver.refusal = 'NO_DRIVER';
	await clock.advance(5000);
	t.is(lines.view().cards.length, 2, 'now they are missed');
});

test('a channel that another program uses is shown so, the others work, and it comes up when that has ended', async t => {
	const {lines, driver, clock, view} = setUpLines({cards: [analogCard('fxs', 'fxs')]});
	driver.refusals.set(1, 'DEVICE_IN_USE');
	lines.start();
	const words = 'Channel 1 is used by another program, such as Asterisk. Stop that; the box tries again.';
	t.like(view('Phone 1'), {state: 'missing', detail: words});
	t.is(lines.view().cards[0]?.problem, words);
	t.is(view('Phone 2').state, 'idle');
	t.like(await lines.test(view('Phone 1').id, 'ring'), {ok: false, code: 'NO_DEVICE', message: words});
	driver.refusals.clear();
	await clock.advance(1000);
	t.is(view('Phone 1').state, 'idle');
	t.is(lines.view().cards[0]?.problem, '');
});

test('a channel that the box may not use says which permission is missing', t => {
	const {lines, driver, view} = setUpLines();
	driver.refusals.set(1, 'NO_PERMISSION');
	lines.start();
	t.is(view('Phone 1').detail, 'Channel 1 may not be used by the box: its user needs read and write permission on /dev/dahdi/channel (group "dahdi" or "dialout").');
});

test('a card pulled out while in a call ends the call, harms no other, and comes up again when it is put back', async t => {
	const {lines, driver, clock, taken, press, view, events} = setUpLines({cards: [analogCard('fxs'), second]});
	lines.start();
	for (const phone of [driver.line(1), driver.line(5)]) {
		phone.tell({kind: 'line.hook', offHook: true});
		press(phone, '8000');
	}
	const [first] = driver.cards;
	driver.cards = [second];
	driver.line(1).vanish();
	t.deepEqual(taken[0]?.ended.reason, {by: 'network', outcome: 'line-failed'});
	t.like(view('Phone 1'), {state: 'missing', call: null});
	await clock.advance(1000);
	t.true(lines.view().cards[0]?.problem.includes('pulled out'));
	t.false(taken[1]?.ended.aborted ?? true);
	if (first) driver.cards = [first, second];
	await clock.advance(30_000);
	t.like(view('Phone 1'), {state: 'idle', detail: ''});
	t.is(driver.opened.length, 3, 'the other card was let be');
	const states = told(events).filter(text => text.startsWith('Phone 1 '));
	t.deepEqual(states.filter((state, i) => state !== states[i - 1]), ['Phone 1 idle', 'Phone 1 dialling', 'Phone 1 in-use', 'Phone 1 missing', 'Phone 1 idle']);
});

test('a span that flaps is followed, and its lines stay', t => {
	const {lines, driver, events} = setUpLines();
	lines.start();
	const before = events.length;
	for (let flap = 0; flap < 10; flap++) {
		driver.alarm({root: '/dev/dahdi', span: 1, alarms: ['red']});
		driver.alarm({root: '/dev/dahdi', span: 1, alarms: []});
	}
	driver.alarm({root: '/elsewhere', span: 1, alarms: ['red']});
	t.deepEqual(new Set(events.slice(before).map(({kind}) => kind)), new Set(['span.changed']));
	t.is(events.length - before, 20);
	t.deepEqual(lines.view().spans[0]?.alarms, []);
});

test('another card in the same place takes over; lines that are no more are told so', async t => {
	const {lines, driver, clock, events} = setUpLines({cards: [analogCard('fxs', 'fxo')]});
	lines.start();
	driver.cards = [analogCard('fxs')];
	await clock.advance(5000);
	t.deepEqual(lines.view().lines.map(({name}) => name), ['Phone 1']);
	t.true(events.some(event => event.kind === 'line.removed' && event.line === 'wctdm-0-2'));
});

test('a new set-up counts at once, without opening the line again', t => {
	const {lines, driver, view} = setUpLines();
	lines.start();
	const id = view('Phone 1').id;
	t.deepEqual(lines.configureLine(id, {...fxs, name: 'Kitchen', receiveGainDb: 3, echo: 'off'}), {ok: true});
	t.like(view('Kitchen'), {echo: 'none', config: {...fxs, name: 'Kitchen', receiveGainDb: 3, echo: 'off'}});
	t.deepEqual(driver.line(1).asked, ['gain 3 0', 'echo off']);
	t.is(driver.opened.length, 2);
	t.like(lines.configureLine(view('FXO 1').id, fxs), {ok: false, code: 'INVALID_INPUT'});
	t.like(lines.configureLine('nobody' as LineId, fxs), {ok: false, code: 'NOT_FOUND'});
});

test('a set-up that needs the line opened again waits for the end of its call', t => {
	const {lines, driver, press, view} = setUpLines();
	lines.start();
	const phone = driver.line(1);
	phone.tell({kind: 'line.hook', offHook: true});
	press(phone, '8000');
	lines.configureLine(view('Phone 1').id, {...fxs, digits: 'software'});
	t.is(driver.opened.length, 2);
	phone.tell({kind: 'line.hook', offHook: false});
	t.is(driver.opened.length, 3);
	t.is(driver.line(1).options.digits, 'software');
	t.true(phone.closed);
	t.is(view('Phone 1').state, 'idle');
});

test('a line that is switched off is let go, and taken again when it is switched on', t => {
	const {lines, driver, view} = setUpLines();
	lines.start();
	const {id} = view('Phone 1');
	lines.configureLine(id, {...fxs, enabled: false});
	t.like(view('Phone 1'), {state: 'off', detail: 'Switched off by its settings.'});
	t.true(driver.line(1).closed);
	t.is(lines.view().cards[0]?.problem, '');
	lines.configureLine(id, fxs);
	t.is(view('Phone 1').state, 'idle');
});

test('a primary rate span whose card is pulled out keeps its channels, missing, until it is put back', async t => {
	const spanFacts = {...second, name: 'TE2/0/1', type: 'E1' as const, channels: []};
	const made: {open: boolean; gone: (reason: string) => void}[] = [];
	const bearer = (state: 'idle' | 'in-use'): LineView => ({
		id: 'bearer-1' as LineId, card: 'te2-0' as CardId, span: 'te2-0-1' as SpanId, kind: 'bearer', name: 'TE2 1', state, detail: '', reason: null, alarms: [], digits: 'software', echo: 'none', call: null, config: null,
	});
	const {lines, driver, clock} = setUpLines({cards: [spanFacts], primaryRate: ({id, card, config, owner}) => {
		const span = {open: true, gone: (reason: string) => owner.gone(reason)};
		made.push(span);
		return {
			id, dialler: undefined, busy: false, configure: () => true, setAlarms: () => undefined, close: () => void (span.open = false),
			view: () => ({id, card, type: 'E1', name: 'TE2', alarms: [], clock: 'line', dChannel: 'up', config}),
			lines: () => [{
				id: 'bearer-1' as LineId, view: () => bearer('idle'), dialler: undefined, configure: () => false, figures: () => undefined, busy: false,
				test: async () => ({ok: false, code: 'CONFLICT', message: ''}), close: () => undefined,
			}],
		};
	}});
	lines.start();
	t.like(lines.view().spans[0], {id: 'te2-0-1', dChannel: 'up'});
	t.is(lines.view().lines[0]?.state, 'idle');
	driver.cards = [];
	made[0]?.gone('The card is gone.');
	t.like(lines.view().lines[0], {state: 'missing', detail: 'The card is gone. It comes back by itself when the card does.'});
	t.is(lines.view().spans[0]?.dChannel, 'down');
	await clock.advance(1000);
	t.true(lines.view().cards[0]?.problem.includes('pulled out'));
	driver.cards = [spanFacts];
	await clock.advance(30_000);
	t.is(lines.view().lines[0]?.state, 'idle');
	t.is(made.length, 2);
	lines.close();
	t.false(made[1]?.open);
});

test('outside lines of a kind are called by in their order', t => {
	const {lines} = setUpLines({cards: [analogCard('fxo', 'fxs', 'fxo')]});
	lines.start();
	const diallers = lines.diallers({kind: 'lines', of: 'fxo'});
	t.is(diallers.length, 2);
	t.deepEqual(diallers.map(dialler => dialler.dial({number: '1', called: '1', callerNumber: '', callerName: ''})?.caller.line), ['FXO 1', 'FXO 2']);
	t.deepEqual(lines.diallers({kind: 'lines', of: 'modem'}), []);
});

test('a box that stops ends its lines\' calls and lets all go', async t => {
	const {lines, driver, clock, press, taken} = setUpLines();
	lines.start();
	const phone = driver.line(1);
	phone.tell({kind: 'line.hook', offHook: true});
	press(phone, '8000');
	lines.close();
	t.true(taken[0]?.ended.aborted);
	t.true(driver.opened.every(({closed}) => closed));
	t.is(clock.pending, 0);
});
