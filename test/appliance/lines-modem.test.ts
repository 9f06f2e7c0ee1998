import {mkdtemp, rm, symlink} from 'node:fs/promises';
import {join} from 'node:path';
import test from 'ava';
import type {CardView, LinesView, LiveCall} from '../../firmware/contract/index.js';
import {startBox} from '../support/box.js';
import {startCallers} from '../support/callers.js';
import {startLinesSimulator} from '../support/lines-simulator.js';

const models = ['cx93001', 'usr5637', 'zoom3095', 'generic'] as const;
const teardowns: (() => Promise<void>)[] = [];
const simulator = await startLinesSimulator({teardown: end => void teardowns.push(end)}, {
	cards: [],
	modems: models.map((model, i) => ({id: `modem-${i + 1}`, number: `555210${i + 1}`, model})),
	outside: models.map((_, i) => ({id: `outside-${i + 1}`, number: `555100${i + 1}`, name: `Outsider ${i + 1}`})),
});
// Serial ports are settings; those of this machine are under /dev.
const ports = await mkdtemp('/dev/shm/partyline-modems-');
for (const [i] of models.entries()) await symlink(join(simulator.root, '..', `modem-${i + 1}`), join(ports, `modem-${i + 1}`));
/** The id of a modem's line. */
const idOf = (n: number) => `modem-${ports.slice('/dev/'.length).toLowerCase().replaceAll(/[^a-z0-9]+/g, '-')}-modem-${n}`;

const box = await startBox({
	settings: {
		entry: {portal: '8888', firstDigitSeconds: 6, nextDigitSeconds: 2},
		lines: {cards: false, modems: models.map((_, i) => join(ports, `modem-${i + 1}`)), ringSeconds: 20},
	},
	conferences: [
		{kind: 'static', extension: '8000', pin: '1234', first: 'silence'},
		...[1, 2, 3, 4].map(n => ({kind: 'static', extension: `810${n}`, pin: null, first: 'silence'} as const)),
	],
	lines: {
		[idOf(2)]: {kind: 'modem', target: '8102', answerRings: 1},
		[idOf(3)]: {kind: 'modem', target: '8103', answerRings: 1},
	},
});
test.after.always(async () => {
	await box.stop();
	for (const end of teardowns) await end();
	await rm(ports, {recursive: true, force: true});
});

const shows = (name: string, state: string, after = 0) =>
	box.event('line.changed', ({line}) => line.name === name && line.state === state, {withinMs: 30_000, after});
const joins = async (line: string) => (await box.event('participant.joined', event => event.participant.line === line, {withinMs: 30_000})).participant;
const callEnd = async (line: string) => (await box.event('call.ended', event => event.call.line === line, {withinMs: 30_000})).call;

test('a caller from outside is answered after the second ring, keys conference and PIN, and talks with a caller who came by SIP', async t => {
	const callers = await startCallers(t, box);
	const softphone = await callers.enter('8000', {keys: '1234#'});
	await isIdle('Modem 1');
	const outsider = simulator.telephone('outside-1');
	await outsider.lift();
	await outsider.press('5552101');
	await outsider.isAnswered();
	await outsider.hearsSound();
	await box.event('call.started', ({call}) => call.line === 'Modem 1', {withinMs: 20_000});
	await outsider.press('8000#');
	await outsider.hearsSound();
	await outsider.press('1234#');
	const participant = await joins('Modem 1');
	t.like(participant, {number: '5551001', name: 'Outsider 1'});
	await softphone.call.say(650);
	await outsider.hears([650]);
	await outsider.say(850);
	await softphone.call.hears(850);
	const before = box.eventCount;
	await outsider.hangUp();
	t.like(await callEnd('Modem 1'), {outcome: 'hung-up', direction: 'in', number: '5551001'});
	await shows('Modem 1', 'idle', before);
	t.deepEqual(await cardNames(), ['Conexant CX93001', 'USRobotics USR5637', 'Zoom 3095', '56000']);
});

test('a modem unplugged in a call ends that call alone, is shown as missing, and takes the next call when it is back', async t => {
	const callers = await startCallers(t, box);
	const softphone = await callers.enter('8102');
	await isIdle('Modem 2');
	const outsider = simulator.telephone('outside-2');
	await outsider.lift();
	await outsider.press('5552102');
	await joins('Modem 2');
	let before = box.eventCount;
	await simulator.command('modem-2', {act: 'unplug'});
	t.is((await callEnd('Modem 2')).outcome, 'line-failed');
	await box.event('line.changed', ({line}) => line.name === 'Modem 2' && line.state === 'missing' && line.detail.includes('plugged in'), {after: before});
	t.false(softphone.call.isOver);
	t.is((await box.room('8102')).participants.length, 1);
	await outsider.hangUp();
	// A caller who lifts again at once is still in the call.
	await simulator.events.waitFor('the exchange to clear the call', event => event.event === 'call' && event.to === '5552102' && event.state === 'ended');
	before = box.eventCount;
	await simulator.command('modem-2', {act: 'plug-in'});
	await shows('Modem 2', 'idle', before);
	await outsider.lift();
	await outsider.press('5552102');
	await box.event('participant.joined', event => event.participant.line === 'Modem 2', {after: before, withinMs: 30_000});
	await softphone.call.say(650);
	await outsider.hears([650]);
});

test('keys that a modem hears work in the room, each once', async t => {
	await isIdle('Modem 3');
	const outsider = simulator.telephone('outside-3');
	await outsider.lift();
	await outsider.press('5552103');
	const {id} = await joins('Modem 3');
	await outsider.press('##1');
	await box.event('participant.changed', event => event.participant.id === id && event.participant.muted, {withinMs: 15_000});
	await outsider.press('##1');
	await box.event('participant.changed', event => event.participant.id === id && !event.participant.muted, {withinMs: 15_000});
	await outsider.hangUp();
	t.is((await callEnd('Modem 3')).outcome, 'hung-up');
});

test('somebody outside is called by a modem, answers, and is in the room', async t => {
	const callers = await startCallers(t, box);
	const inside = await callers.enter('8104');
	await isIdle('Modem 4');
	await box.api('POST', '/routes', {prefix: '94', class: 'external', strip: 2, via: {kind: 'line', line: idOf(4)}});
	const {id} = await box.room('8104');
	const call = await box.api<LiveCall>('POST', `/rooms/${id}/invitations`, {number: '945551004', joinAtOnce: true});
	t.like(call, {direction: 'out', line: 'Modem 4', dialled: '5551004'});
	const outsider = simulator.telephone('outside-4');
	await outsider.shows('to ring', ({ringing}) => ringing, {withinMs: 20_000});
	await outsider.lift();
	await outsider.say(850);
	await box.event('participant.joined', ({participant}) => participant.id === call.id, {withinMs: 20_000});
	await inside.call.hears(850);
	await inside.call.say(650);
	await outsider.hears([650]);
	await outsider.hangUp();
	t.is((await callEnd('Modem 4')).outcome, 'hung-up');
});

/** Once the modem can take calls; perhaps it can already. */
async function isIdle(name: string): Promise<void> {
	const after = box.eventCount;
	const {lines} = await box.api<LinesView>('GET', '/lines');
	if (!lines.some(line => line.name === name && line.state === 'idle')) await shows(name, 'idle', after);
}

async function cardNames(): Promise<string[]> {
	const {cards} = await box.api<LinesView>('GET', '/lines');
	return cards.map(({name}: CardView) => name);
}
