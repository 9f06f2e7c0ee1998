import test from 'ava';
import type {CallPermissions, LinesView, SpanId, SpanView} from '../../firmware/contract/index.js';
import {startBox} from '../support/box.js';
import {startCallers} from '../support/callers.js';
import {startLinesSimulator, type SimulatorEvent} from '../support/lines-simulator.js';

const outsiders = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11];
const outside = (n: number) => `555${1000 + n}`;

/** The box's numbers are 5558000 … at the first E1, 5557000 …, sent digit by digit, at the second, whose cable is to be pulled, and 5556000 … at a T1. */
const ends: (() => Promise<void>)[] = [];
const simulator = await startLinesSimulator({teardown: end => void ends.push(end)}, {
	cards: [
		{type: 'E1', id: 'card-1', numbers: {prefix: '5558', length: 7}},
		{type: 'E1', id: 'card-2', numbers: {prefix: '5557', length: 7}, exchange: {overlap: true}},
		{type: 'T1', id: 'card-3', numbers: {prefix: '5556', length: 7}},
		{type: 'analog', id: 'card-4', fxs: 0, fxo: 1, lines: ['5552001']},
	],
	outside: outsiders.map(n => ({id: `outside-${n}`, number: outside(n), name: `Outsider ${n}`})),
	modems: [],
});

const box = await startBox({
	words: ['--dahdi', simulator.root],
	settings: {entry: {firstDigitSeconds: 6, nextDigitSeconds: 3}},
	conferences: [
		{kind: 'static', extension: '8000', pin: '1234', first: 'silence'},
		...[1, 2, 3, 4, 5, 6].map(n => ({kind: 'static', extension: `800${n}`, pin: null, first: 'silence'} as const)),
		...['7001', '6001', '6002'].map(extension => ({kind: 'static', extension, pin: null, first: 'silence'} as const)),
	],
});
const patience = {withinMs: 30_000};
/** The spans are numbered as their cards are; the box may have had them before it could be asked. */
const spanId = (n: number) => `sim-${n - 1}` as SpanId;
const isUp = ({dChannel, alarms}: SpanView) => dChannel === 'up' && alarms.length === 0;
const spanUp = (id: SpanId, after = 0) => box.event('span.changed', ({span}) => span.id === id && isUp(span), {...patience, after});
const [trunk, cut, t1] = [spanId(1), spanId(2), spanId(3)];
const {spans} = await box.api<LinesView>('GET', '/lines');
const beforeNi2 = simulator.events.all.length;
await box.api('PATCH', `/spans/${t1}`, {switchType: 'ni2'});
for (const id of [trunk, cut]) if (!spans.some(span => span.id === id && isUp(span))) await spanUp(id);

await box.api('POST', '/routes', {prefix: '555', class: 'external', via: {kind: 'span', span: trunk}});
await box.api('POST', '/routes', {prefix: '6', class: 'external', strip: 1, via: {kind: 'span', span: t1}});
await box.api('POST', '/routes', {prefix: '9', class: 'external', strip: 1, via: {kind: 'lines', of: 'fxo'}});

test.after.always(async () => {
	await box.stop();
	for (const end of ends) await end();
});

const joins = (number: string, after = 0) => box.event('participant.joined', event => event.participant.number === number, {...patience, after});
const callEnd = async (number: string, after = 0) => (await box.event('call.ended', event => event.call.number === number, {...patience, after})).call;

test('somebody outside dials a number of the box, keys the PIN and talks with a caller who came by SIP', async t => {
	const callers = await startCallers(t, box);
	const softphone = await callers.enter('8000', {keys: '1234#'});
	const outsider = simulator.telephone('outside-1');
	await outsider.lift();
	await outsider.press('5558000');
	const {call} = await box.event('call.started', event => event.call.number === '5551001', patience);
	t.like(call, {name: 'Outsider 1', dialled: '8000', direction: 'in'});
	t.regex(call.line, /^PRI \d+$/);
	await outsider.isAnswered();
	await outsider.hearsSound();
	await outsider.press('1234#');
	t.is((await joins('5551001')).participant.codec, 'pcma');
	await outsider.hearsSilence();
	await softphone.call.say(650);
	await outsider.hears([650]);
	await outsider.say(850);
	await softphone.call.hears(850);
	await outsider.hangUp();
	t.like(await callEnd('5551001'), {direction: 'in', dialled: '8000', outcome: 'hung-up', line: call.line});
});

test('somebody outside who dials a number that nobody has hears so, and was never answered', async t => {
	const outsider = simulator.telephone('outside-2');
	await outsider.lift();
	await outsider.press('5558777');
	await outsider.hearsSound();
	t.like(await callEnd('5551002'), {dialled: '8777', outcome: 'unknown-number', answeredAt: null});
	await outsider.hangUp();
});

test('the box calls somebody outside into a running room; he joins with the key, and both hear each other', async t => {
	const callers = await startCallers(t, box);
	const softphone = await callers.enter('8001');
	const {id} = await box.room('8001');
	const call = await box.api<object>('POST', `/rooms/${id}/invitations`, {number: '5551003'});
	t.like(call, {direction: 'out', stage: 'calling', number: '5551003', dialled: '5551003'});
	const outsider = simulator.telephone('outside-3');
	await outsider.shows('to ring', ({ringing}) => ringing, patience);
	await outsider.lift();
	await outsider.hearsSound();
	await outsider.press('1');
	await joins('5551003');
	await outsider.hearsSilence();
	await softphone.call.say(650);
	await outsider.hears([650]);
	await outsider.say(850);
	await softphone.call.hears(850);
	await outsider.hangUp();
	const record = await callEnd('5551003');
	t.like(record, {direction: 'out', outcome: 'hung-up'});
	t.not(record.answeredAt, null);
});

test('the box calls somebody outside by an FXO line, where the number leads there', async t => {
	const callers = await startCallers(t, box);
	const softphone = await callers.enter('8002');
	const {id} = await box.room('8002');
	await box.api('POST', `/rooms/${id}/invitations`, {number: '95551004', joinAtOnce: true});
	const outsider = simulator.telephone('outside-4');
	await outsider.shows('to ring', ({ringing}) => ringing, patience);
	await outsider.lift();
	await joins('95551004');
	await outsider.say(850);
	await softphone.call.hears(850);
	await outsider.hangUp();
	t.like(await callEnd('95551004'), {direction: 'out', line: 'FXO 1'});
});

test('somebody whom the box calls and who does not answer, is busy, or is not there, is in the history as that', async t => {
	const callers = await startCallers(t, box);
	await callers.enter('8003');
	const {id} = await box.room('8003');
	const busy = simulator.telephone('outside-5');
	await busy.lift();
	await box.api('POST', `/rooms/${id}/invitations`, {number: '5551005'});
	t.like(await callEnd('5551005'), {direction: 'out', outcome: 'busy', answeredAt: null});
	await busy.hangUp();
	await box.api('POST', `/rooms/${id}/invitations`, {number: '5550000'});
	t.like(await callEnd('5550000'), {outcome: 'unreachable', answeredAt: null});
	const {id: call} = await box.api<{id: string}>('POST', `/rooms/${id}/invitations`, {number: '5551006'});
	const outsider = simulator.telephone('outside-6');
	await outsider.shows('to ring', ({ringing}) => ringing, patience);
	await box.api('DELETE', `/participants/${call}`);
	t.like(await callEnd('5551006'), {outcome: 'disconnected', answeredAt: null});
	await outsider.shows('to be quiet', ({ringing}) => !ringing, patience);
});

test('an organizer without permission for outside numbers is refused in words, and nobody is called', async t => {
	const callers = await startCallers(t, box);
	await callers.enter('8004');
	const {id} = await box.room('8004');
	const ask = async (mayCall: CallPermissions, number: string) => {
		const {token} = await box.api<{token: string}>('POST', '/tokens', {name: 'kim', role: 'organizer', mayCall});
		return fetch(`http://127.0.0.1:${box.httpPort}/api/v1/rooms/${id}/invitations`, {
			method: 'POST', headers: {'authorization': `Bearer ${token}`, 'content-type': 'application/json'}, body: JSON.stringify({number}),
		});
	};
	const nothing = {external: false, international: false, premium: false};
	const refused = await ask(nothing, '5551007');
	t.is(refused.status, 403);
	t.like(await refused.json(), {error: {code: 'NOT_ALLOWED', message: '5551007 is an external number; you may not call such numbers.'}});
	t.is((await ask(nothing, '8004')).status, 404);
	t.is((await ask({...nothing, external: true}, '4711')).status, 404);
	t.is((await ask({...nothing, external: true}, '5551007')).status, 201);
	await simulator.telephone('outside-7').shows('to ring', ({ringing}) => ringing, patience);
});

test('a cable that is pulled ends the calls of its span, and the span works by itself when it is back', async t => {
	const outsider = simulator.telephone('outside-8');
	await outsider.lift();
	await outsider.press('5557001');
	await joins('5551008');
	const before = box.eventCount;
	await simulator.command('span-alarms', {span: 'span-2', alarms: ['red']});
	t.like(await callEnd('5551008'), {dialled: '7001', outcome: 'line-failed'});
	await box.event('span.changed', event => event.span.id === cut && event.span.alarms.includes('red'), {...patience, after: before});
	await outsider.hangUp();
	const again = box.eventCount;
	await simulator.command('span-alarms', {span: 'span-2', alarms: []});
	await spanUp(cut, again);
	await box.event('line.changed', ({line}) => line.span === cut && line.state === 'idle', {...patience, after: again});
	const other = simulator.telephone('outside-9');
	await other.lift();
	await other.press('5557001');
	await joins('5551009');
	await other.hangUp();
	t.is((await callEnd('5551009')).outcome, 'hung-up');
});

test('both ends of a T1 with NI2 take the same channel at once, and both calls go through', async t => {
	await spanUp(t1);
	// The box restarts one channel after the other, and a call that crosses that is cut off.
	const isLast = (event: SimulatorEvent) => event.event === 'trunk-restart' && event.span === 'span-3' && event.channel === 23;
	await simulator.events.waitFor('the last channel to be restarted', isLast, {...patience, after: beforeNi2});
	const callers = await startCallers(t, box);
	await callers.enter('6001');
	const {id} = await box.room('6001');
	await simulator.command('trunk-glare', {span: 'span-3', from: '5551999', to: '5556002'});
	await box.api('POST', `/rooms/${id}/invitations`, {number: `6${outside(10)}`, joinAtOnce: true});
	const outsider = simulator.telephone('outside-10');
	await outsider.shows('to ring', ({ringing}) => ringing, patience);
	await outsider.lift();
	t.is((await joins(`6${outside(10)}`)).participant.codec, 'pcmu');
	const {participant} = await joins('5551999');
	t.is((await box.room('6002')).participants.length, 1);
	await box.api('DELETE', `/participants/${participant.id}`);
	t.is((await callEnd('5551999')).outcome, 'disconnected');

	await simulator.command('span-d-channel', {span: 'span-3', on: false});
	const before = box.eventCount;
	await box.event('span.changed', ({span}) => span.id === t1 && span.dChannel === 'down', {...patience, after: before});
	t.is((await box.room('6001')).participants.length, 2);
	t.is((await callEnd(`6${outside(10)}`)).outcome, 'line-failed');
	const again = box.eventCount;
	await simulator.command('span-d-channel', {span: 'span-3', on: true});
	await spanUp(t1, again);
	const other = simulator.telephone('outside-11');
	await other.lift();
	await box.event('line.changed', ({line}) => line.span === t1 && line.state === 'idle', {...patience, after: again});
	await other.press('5556002');
	await joins(outside(11));
});
