import test from 'ava';
import {startBox} from '../support/box.js';
import {startCallers} from '../support/callers.js';
import {startLinesSimulator} from '../support/lines-simulator.js';

const dialTone = [350, 440];
const reorderTone = [480, 620];
const phones = 7;
const outsiders = [1, 2, 3, 4, 5, 6, 7, 8];

/** Lines FXO 1 … 8 have the numbers 5552001 …; the second card is to be pulled out. */
const ends: (() => Promise<void>)[] = [];
const simulator = await startLinesSimulator({teardown: end => void ends.push(end)}, {
	cards: [
		{type: 'analog', id: 'card-1', fxs: phones, fxo: outsiders.length, lines: outsiders.map(n => `555200${n}`)},
		{type: 'analog', id: 'card-2', fxs: 2, fxo: 0},
	],
	outside: outsiders.map(n => ({id: `outside-${n}`, number: `555100${n}`, name: `Outsider ${n}`})),
});
/** The id of an FXO line. */
const fxo = (n: number) => `sim-0-${phones + n}`;

const box = await startBox({
	words: ['--dahdi', simulator.root],
	settings: {entry: {portal: '8888', firstDigitSeconds: 4, nextDigitSeconds: 10}, lines: {dialToneSeconds: 10, howlerSeconds: 3}},
	conferences: [
		{kind: 'static', extension: '8000', pin: '1234', first: 'silence'},
		...[1, 2, 3, 4, 5, 6, 7, 8, 9].map(n => ({kind: 'static', extension: `810${n}`, pin: null, first: 'silence'} as const)),
		...[1, 2, 3].map(n => ({kind: 'static', extension: `820${n}`, pin: '1234', first: 'silence'} as const)),
	],
	lines: {
		'sim-0-6': {kind: 'fxs', extension: '21', name: 'Kitchen'},
		[fxo(4)]: {kind: 'fxo', target: '8104', silenceSeconds: 5},
	},
});
test.after.always(async () => {
	await box.stop();
	for (const end of ends) await end();
});

/** Once the box shows the line so. */
const shows = (name: string, state: string, after = 0) =>
	box.event('line.changed', ({line}) => line.name === name && line.state === state, {withinMs: 30_000, after});
const joins = (line: string) => box.event('participant.joined', event => event.participant.line === line, {withinMs: 30_000});
const callEnd = (line: string) => box.event('call.ended', event => event.call.line === line, {withinMs: 30_000});

test('who lifts the phone hears dial tone, dials, keys the PIN and talks with a caller who came by SIP', async t => {
	const callers = await startCallers(t, box);
	const softphone = await callers.enter('8000', {keys: '1234#'});
	const phone = simulator.telephone('handset-1');
	await phone.lift();
	await phone.hears(dialTone);
	await phone.press('8000');
	await phone.hearsSound();
	await phone.press('1234#');
	const {participant} = await joins('Phone 1');
	t.is(participant.codec, 'pcmu');
	await phone.hearsSilence();
	await softphone.call.say(650);
	await phone.hears([650]);
	await phone.say(850);
	await softphone.call.hears(850);
	const before = box.eventCount;
	await phone.hangUp();
	t.like((await callEnd('Phone 1')).call, {dialled: '8000', outcome: 'hung-up', direction: 'in'});
	await shows('Phone 1', 'idle', before);
});

test('a phone that dials by pulses is in the room too', async t => {
	const phone = simulator.telephone('handset-2');
	await phone.lift();
	await phone.hears(dialTone);
	await phone.press('8101', 'pulse');
	await joins('Phone 2');
	await phone.hangUp();
	t.is((await callEnd('Phone 2')).call.dialled, '8101');
});

test('a flash while dialling gives dial tone again, and one in the room does no harm', async t => {
	const phone = simulator.telephone('handset-3');
	await phone.lift();
	await phone.hears(dialTone);
	await phone.press('81');
	await phone.hearsSilence();
	await phone.flash();
	await phone.hears(dialTone);
	await phone.press('8102');
	await joins('Phone 3');
	const callers = await startCallers(t, box);
	const softphone = await callers.enter('8102');
	await phone.flash();
	await softphone.call.say(650);
	await phone.hears([650]);
	t.is((await box.room('8102')).participants.length, 2);
});

test('a number that nobody has is refused in words, and reorder tone follows', async t => {
	const phone = simulator.telephone('handset-4');
	await phone.lift();
	await phone.hears(dialTone);
	await phone.press('7');
	await phone.hearsSound();
	t.like((await callEnd('Phone 4')).call, {dialled: '7', outcome: 'unknown-number'});
	await phone.hears(reorderTone);
});

test('a phone left off its hook hears reorder tone, then the howler, then nothing until it is put down', async t => {
	const phone = simulator.telephone('handset-5');
	await phone.lift();
	await phone.hears(dialTone);
	await phone.hears(reorderTone, {withinMs: 20_000});
	await phone.hears([1400, 2060], {withinMs: 20_000, aboveDbm0: -30});
	await box.event('line.changed', ({line}) => line.name === 'Phone 5' && line.detail.includes('works again when it is put down'));
	await phone.hearsSilence();
	const before = box.eventCount;
	await phone.hangUp();
	await shows('Phone 5', 'idle', before);
	await phone.lift();
	await phone.hears(dialTone);
	t.pass();
});

test('a card pulled out while in a call ends the call and comes up by itself when it is put back', async t => {
	const phone = simulator.telephone(`handset-${phones + 1}`);
	await phone.lift();
	await phone.hears(dialTone);
	await phone.press('8103');
	await joins('Phone 8');
	const callers = await startCallers(t, box);
	await callers.enter('8103');
	await simulator.command('pull-out', {card: 'card-2'});
	t.is((await callEnd('Phone 8')).call.outcome, 'line-failed');
	await shows('Phone 8', 'missing');
	await box.event('card.changed', ({card}) => card.problem.includes('pulled out'));
	t.is((await box.room('8103')).participants.length, 1);
	const before = box.eventCount;
	await simulator.command('plug-in', {card: 'card-2'});
	await box.event('card.changed', ({card}) => card.problem === '', {withinMs: 40_000, after: before});
	const other = simulator.telephone(`handset-${phones + 2}`);
	await other.lift();
	await other.hears(dialTone);
});

test('the box calls a phone, which rings and shows who calls; who lifts it is in', async t => {
	const callers = await startCallers(t, box);
	await callers.enter('8109');
	const {id} = await box.room('8109');
	const phone = simulator.telephone('handset-6');
	await box.api('POST', `/rooms/${id}/invitations`, {number: '21', joinAtOnce: true});
	await phone.shows('to ring', ({ringing}) => ringing);
	await phone.shows('who calls', ({display}) => display.includes('8109'), {withinMs: 15_000});
	await phone.lift();
	t.is((await joins('Kitchen')).participant.number, '21');
	await phone.hangUp();
	t.like((await callEnd('Kitchen')).call, {direction: 'out', outcome: 'hung-up', number: '21'});
});

const hangUps: Record<number, string> = {1: 'cpc', 2: 'polarity', 3: 'busy-tone'};
for (const [n, kind] of Object.entries(hangUps)) {
	test(`a caller from outside is asked by the portal and is in; when he hangs up (${kind}) he is gone and the line is free`, async t => {
		await simulator.command('line-disconnect', {line: `line-${n}`, kind});
		const outsider = simulator.telephone(`outside-${n}`);
		await outsider.lift();
		await outsider.press(`555200${n}`);
		const {call} = await box.event('call.started', event => event.call.line === `FXO ${n}`, {withinMs: 30_000});
		t.like(call, {number: `555100${n}`, dialled: '8888', direction: 'in'});
		await outsider.isAnswered();
		await outsider.hearsSound();
		await outsider.press(`820${n}#`);
		await outsider.hearsSilence();
		await outsider.hearsSound();
		await outsider.press('1234#');
		await joins(`FXO ${n}`);
		const callers = await startCallers(t, box);
		const softphone = await callers.enter(`820${n}`, {keys: '1234#'});
		await softphone.call.say(650);
		await outsider.hears([650]);
		await outsider.say(850);
		await softphone.call.hears(850);
		const before = box.eventCount;
		await outsider.hangUp();
		t.is((await callEnd(`FXO ${n}`)).call.outcome, 'hung-up');
		await shows(`FXO ${n}`, 'idle', before);
	});
}

test('where the exchange says nothing at all, silence ends the call', async t => {
	await simulator.command('line-disconnect', {line: 'line-4', kind: 'silence'});
	const outsider = simulator.telephone('outside-4');
	await outsider.lift();
	await outsider.say(850);
	await outsider.say();
	await outsider.press('5552004');
	await outsider.say(850);
	await joins('FXO 4');
	const before = box.eventCount;
	await outsider.hangUp();
	t.is((await callEnd('FXO 4')).call.outcome, 'hung-up');
	await shows('FXO 4', 'idle', before);
});

test('a caller who gives up before the box has answered is in the history', async t => {
	const outsider = simulator.telephone('outside-5');
	await outsider.lift();
	await outsider.press('5552005');
	await shows('FXO 5', 'ringing');
	await outsider.hangUp();
	t.like((await callEnd('FXO 5')).call, {answeredAt: null, outcome: 'hung-up', direction: 'in'});
	const {items} = await box.api<{items: {line: string; answeredAt: string | null}[]}>('GET', '/calls');
	t.true(items.some(({line, answeredAt}) => line === 'FXO 5' && answeredAt === null));
});

test('an admin tries a phone with the milliwatt tone, checks a line, and is refused where somebody talks', async t => {
	const phone = simulator.telephone('handset-7');
	const test = async (line: string, action: string) => box.request('POST', `/lines/${line}/tests`, {action});
	t.is((await test('sim-0-7', 'milliwatt')).status, 201);
	await phone.lift();
	await phone.hears([1004], {aboveDbm0: -12});
	t.is((await test('sim-0-7', 'stop')).status, 201);
	await phone.hears(dialTone);
	t.is((await test('sim-0-7', 'ring')).status, 409);
	t.like(await (await test(fxo(7), 'line-check')).json(), {ok: true, findings: [{message: 'The line has battery, and the exchange gives dial tone.'}, {message: 'The box hears the digits.'}, {message: 'Echo is cancelled by the box.'}]});
});

test('a line that loses its battery is shown so, and comes back by itself', async t => {
	const before = box.eventCount;
	await simulator.command('line-battery', {line: 'line-8', on: false});
	t.true((await shows('FXO 8', 'no-battery', before)).line.detail.startsWith('There is no battery'));
	await simulator.command('line-battery', {line: 'line-8', on: true});
	t.is((await shows('FXO 8', 'idle', before)).line.detail, '');
});
