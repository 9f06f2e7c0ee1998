import test, {type ExecutionContext} from 'ava';
import type {LiveCall} from '../../firmware/contract/index.js';
import {startBox} from '../support/box.js';
import {startCallers, type Caller} from '../support/callers.js';
import {startLinesSimulator} from '../support/lines-simulator.js';

const outsiders = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12];
const numberOf = (n: number) => n === 11 ? '1111111' : String(5_551_000 + n);
const teardowns: (() => Promise<void>)[] = [];
const simulator = await startLinesSimulator({teardown: end => void teardowns.push(end)}, {
	cards: [{type: 'analog', id: 'card-1', fxs: 0, fxo: outsiders.length, lines: outsiders.map(n => String(5_552_000 + n))}],
	outside: outsiders.map(n => ({id: `outside-${n}`, number: numberOf(n), name: `Outsider ${n}`})),
});
const box = await startBox({
	words: ['--dahdi', simulator.root],
	settings: {lines: {ringSeconds: 25}},
	conferences: outsiders.map(n => ({kind: 'static', extension: String(8100 + n), pin: null, first: 'silence'} as const)),
	lines: {
		'sim-0-5': {kind: 'fxo', dialling: 'pulse'}, 'sim-0-11': {kind: 'fxo', echo: 'off'},
		'sim-0-7': {kind: 'fxo', callerIdKind: 'v23'}, 'sim-0-8': {kind: 'fxo', callerIdKind: 'dtmf'}, 'sim-0-9': {kind: 'fxo', callerIdKind: 'v23'},
	},
});
// What begins with 9, the number of a line and 0 goes out by that line.
for (const n of outsiders) await box.api('POST', '/routes', {prefix: `9${n}0`, class: 'external', strip: `9${n}0`.length, via: {kind: 'line', line: `sim-0-${n}`}});
test.after.always(async () => {
	await box.stop();
	for (const end of teardowns) await end();
});

/** Somebody alone in the conference of that line; into it the box calls a number by the line. */
async function callOut(t: ExecutionContext, n: number, joinAtOnce = true): Promise<{inside: Caller; call: LiveCall}> {
	const callers = await startCallers(t, box);
	const inside = await callers.enter(String(8100 + n));
	const {id} = await box.room(String(8100 + n));
	return {inside, call: await box.api<LiveCall>('POST', `/rooms/${id}/invitations`, {number: `9${n}0${numberOf(n)}`, joinAtOnce})};
}
const outcome = async ({id}: LiveCall) => (await box.event('call.ended', ({call}) => call.id === id, {withinMs: 40_000})).call.outcome;
const shows = (name: string, state: string, after = 0) =>
	box.event('line.changed', ({line}) => line.name === name && line.state === state, {withinMs: 30_000, after});

test('somebody outside is called, answers, talks with the room, and hangs up', async t => {
	await simulator.command('line-disconnect', {line: 'line-1', kind: 'cpc'});
	const {inside, call} = await callOut(t, 1);
	t.like(call, {direction: 'out', line: 'FXO 1', number: '9105551001', dialled: '5551001', stage: 'calling'});
	const outsider = simulator.telephone('outside-1');
	await outsider.shows('to ring', ({ringing}) => ringing, {withinMs: 20_000});
	await outsider.lift();
	await outsider.say(850);
	await box.event('participant.joined', ({participant}) => participant.id === call.id, {withinMs: 15_000});
	await inside.call.hears(850);
	await inside.call.say(650);
	await outsider.hears([650]);
	const before = box.eventCount;
	await outsider.hangUp();
	t.is(await outcome(call), 'hung-up');
	await shows('FXO 1', 'idle', before);
});

test('somebody who must press 1 to join is asked to, though the line echoes the 1 that the box dialled', async t => {
	const {call} = await callOut(t, 11, false);
	const outsider = simulator.telephone('outside-11');
	await outsider.shows('to ring', ({ringing}) => ringing, {withinMs: 20_000});
	await box.event('line.changed', ({line}) => line.name === 'FXO 11' && line.reason?.code === 'rings-far', {withinMs: 20_000});
	await outsider.lift();
	await outsider.say(850);
	await box.event('call.changed', event => event.call.id === call.id && event.call.stage === 'prompts', {withinMs: 15_000});
	await outsider.say();
	await outsider.hearsSound();
	const before = box.eventCount;
	await outsider.press('1');
	await box.event('participant.joined', ({participant}) => participant.id === call.id, {withinMs: 15_000, after: before});
	t.pass();
});

test('somebody who lifts at the first burst of the bell and says hello is in the call at once', async t => {
	const {call} = await callOut(t, 12);
	const outsider = simulator.telephone('outside-12');
	await outsider.shows('to ring', ({ringing}) => ringing, {withinMs: 20_000});
	await outsider.lift();
	await simulator.command('voice', {phone: outsider.id, on: true});
	// So long a word takes, by the clock of the line.
	await outsider.measure(700);
	await simulator.command('voice', {phone: outsider.id, on: false});
	// Silence, or what goes on, counts as an answer only 12 s after the number.
	await box.event('participant.joined', ({participant}) => participant.id === call.id, {withinMs: 6000});
	t.pass();
});

test('somebody who talks already is busy', async t => {
	await simulator.telephone('outside-2').lift();
	const {call} = await callOut(t, 2);
	t.is(await outcome(call), 'busy');
});

test('somebody who does not lift is called no longer after a while', async t => {
	const {call} = await callOut(t, 3);
	await simulator.telephone('outside-3').shows('to ring', ({ringing}) => ringing, {withinMs: 20_000});
	t.is(await outcome(call), 'no-answer');
});

test('a line without dial tone fails, and shows why', async t => {
	await simulator.command('line-dial-tone', {line: 'line-4', on: false});
	const {call} = await callOut(t, 4);
	t.is(await outcome(call), 'line-failed');
	await box.event('line.changed', ({line}) => line.name === 'FXO 4' && line.detail === 'No dial tone at the last call.');
});

test('a line that knows no tones is dialled by pulses', async t => {
	const {call} = await callOut(t, 5);
	const outsider = simulator.telephone('outside-5');
	await outsider.shows('to ring', ({ringing}) => ringing, {withinMs: 25_000});
	await simulator.events.waitFor('the digits', event => event.event === 'dialled' && event.line === 'line-5' && event.digits === '5551005' && event.way === 'pulse');
	await outsider.lift();
	await outsider.say(850);
	await box.event('participant.joined', ({participant}) => participant.id === call.id, {withinMs: 15_000});
	t.pass();
});

test('a line on which another telephone is in use is not dialled on', async t => {
	await simulator.command('line-foreign', {line: 'line-6', on: true});
	const {call} = await callOut(t, 6);
	t.is(await outcome(call), 'no-line');
	await box.event('line.changed', ({line}) => line.name === 'FXO 6' && line.detail === 'Another telephone was in use on the line at the last call.');
});

test('a call that comes in at the moment at which the box takes the line is answered, and the box\'s own finds no line', async t => {
	// DAHDI tells of no ringing in the first two seconds of an open line.
	await simulator.command('line-measure', {line: 'line-10', ms: 2500});
	await simulator.command('line-glare', {line: 'line-10', from: '5551009'});
	const {call} = await callOut(t, 10);
	t.is(await outcome(call), 'no-line');
	const {call: incoming} = await box.event('call.started', event => event.call.line === 'FXO 10' && event.call.direction === 'in');
	t.like(incoming, {number: '', dialled: ''});
});

const kinds: Record<number, string> = {7: 'v23', 8: 'dtmf', 9: 'v23-before-ring'};
for (const [n, kind] of Object.entries(kinds)) {
	test(`a caller ID of the kind ${kind} is understood`, async t => {
		await simulator.command('line-caller-id', {line: `line-${n}`, kind});
		const outsider = simulator.telephone(`outside-${n}`);
		await outsider.lift();
		await outsider.press(`555200${n}`);
		const {call} = await box.event('call.started', event => event.call.line === `FXO ${n}`, {withinMs: 30_000});
		t.is(call.number, `555100${n}`);
		await outsider.hangUp();
	});
}
