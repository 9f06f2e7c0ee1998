import test from 'ava';
import type {CallQuality, DomainEventOf, LiveCall} from '../../firmware/contract/index.js';
import {startBox} from '../support/box.js';
import {startCallers, type Caller} from '../support/callers.js';
import {startLinesSimulator} from '../support/lines-simulator.js';
import {silence20ms} from '../support/raw-rtp.js';
import {RawSip} from '../support/raw-sip.js';

const quiet = {kind: 'static', first: 'silence', entryTone: 'off', exitTone: 'off'} as const;
const led = {...quiet, pin: '1234', leaderPin: '4321'};
const teardowns: (() => Promise<void>)[] = [];
const simulator = await startLinesSimulator({teardown: end => void teardowns.push(end)}, {
	cards: [{type: 'analog', id: 'card-1', fxs: 0, fxo: 1, lines: ['5552001']}],
	outside: [{id: 'outside-1', number: '5551001', name: 'Outsider'}],
});
const box = await startBox({
	words: ['--dahdi', simulator.root],
	conferences: [{...led, extension: '8000'}, {...led, extension: '8001'}, {...quiet, extension: '8002', pin: null}, {...quiet, extension: '8003', pin: null}],
});
await box.api('POST', '/routes', {prefix: '5', class: 'external', via: {kind: 'lines', of: 'fxo'}});
test.after.always(async () => {
	await box.stop();
	for (const end of teardowns) await end();
});

type ParticipantChanged = DomainEventOf<'participant.changed'>['participant'];
const shows = async ({number}: Caller, is: (participant: ParticipantChanged) => boolean, after: number) =>
	box.event('participant.changed', ({participant}) => participant.number === number && is(participant), {after});
const lectureIs = async (extension: string, on: boolean, after: number) => box.event('room.changed', ({room}) => room.extension === extension && room.lecture === on, {after});

test('in a lecture the leader alone is heard, until he gives the floor to one who asked for it by keypad', async t => {
	const callers = await startCallers(t, box);
	const leader = await callers.enter('8000', {keys: '4321#'});
	const listener = await callers.enter('8000', {keys: '1234#'});
	await leader.call.say(950);
	await listener.call.say(650);
	await Promise.all([leader.call.hears(650), listener.call.hears(950)]);
	let before = box.eventCount;
	await leader.call.press('*#7');
	await lectureIs('8000', true, before);
	await leader.call.hearsNoMore(650);
	await listener.call.hears(950);
	before = box.eventCount;
	await listener.call.press('*1');
	await shows(listener, ({hand}) => hand, before);
	await leader.call.press('*#8');
	await shows(listener, ({hand, floor}) => floor && !hand, before);
	await leader.call.hears(650);
	before = box.eventCount;
	await leader.call.press('*#8');
	await shows(listener, ({floor}) => !floor, before);
	await leader.call.hearsNoMore(650);
	await leader.call.press('*#7');
	await lectureIs('8000', false, before);
	await leader.call.hears(650);
	t.pass();
});

test('the page holds a lecture too: who joins it is silent and told so, is given the floor, and loses it', async t => {
	const callers = await startCallers(t, box);
	const leader = await callers.enter('8001', {keys: '4321#'});
	const before = box.eventCount;
	await box.api('PATCH', `/rooms/${(await box.room('8001')).id}`, {lecture: true});
	await lectureIs('8001', true, before);
	const late = await callers.enter('8001', {keys: '1234#'});
	await late.call.hearsSound();
	await late.call.say(650);
	await leader.call.hearsSilence();
	await box.api('PATCH', `/participants/${late.participant.id}`, {floor: true});
	await leader.call.hears(650);
	await box.api('PATCH', `/participants/${late.participant.id}`, {floor: false});
	await leader.call.hearsNoMore(650);
	t.like((await box.room('8001')).participants[1], {hand: false, floor: false, muted: false});
});

test('somebody who left can be called again by a click, and is no longer shown as gone when he is back', async t => {
	const callers = await startCallers(t, box);
	await callers.enter('8002');
	const gone = await callers.enter('8002', {number: '5551001'});
	const before = box.eventCount;
	await gone.call.hangUp();
	const {room} = await box.event('room.changed', ({room}) => room.extension === '8002' && room.left.length === 1, {after: before});
	t.like(room.left, [{number: '5551001', id: gone.participant.id}]);
	const call = await box.api<LiveCall>('POST', `/rooms/${room.id}/left/${gone.participant.id}/call`);
	t.like(call, {direction: 'out', number: '5551001', stage: 'calling'});
	const outsider = simulator.telephone('outside-1');
	await outsider.shows('to ring', ({ringing}) => ringing, {withinMs: 20_000});
	await box.event('line.changed', ({line}) => line.reason?.code === 'rings-far', {withinMs: 20_000, after: before});
	await outsider.lift();
	// Somebody who says something is there: an analog line has no other sign of the answer.
	await outsider.say(850);
	await box.event('call.changed', event => event.call.id === call.id && event.call.stage === 'prompts', {withinMs: 15_000});
	await outsider.say();
	await outsider.hearsSound();
	await outsider.press('1');
	await box.event('participant.joined', ({participant}) => participant.id === call.id, {withinMs: 30_000});
	t.deepEqual((await box.room('8002')).left, []);
});

test('a call that loses every tenth packet, and one with a steady noise, are shown so with the cause', async t => {
	const hissing = await (await startCallers(t, box)).enter('8003');
	await hissing.call.say(440, -30);
	const sip = await RawSip.open(t, box);
	const lossy = await sip.call('8003');
	const {id} = await box.participant('raw-8003');
	const is = (leg: string, matches: (quality: CallQuality) => boolean) => box.event('quality', ({participants}) => {
		const quality = participants[leg];
		return quality !== undefined && matches(quality);
	}, {withinMs: 30_000});
	const told = new AbortController();
	const waiting = Promise.all([is(id, ({cause}) => cause === 'loss'), is(hissing.participant.id, ({cause}) => cause === 'noise')]).finally(() => told.abort());
	for (let n = 0; !told.signal.aborted; n++) {
		await lossy.waitPackets(1);
		if (n % 10 === 0) lossy.loseAudio();
		else await lossy.sendAudio(silence20ms);
	}
	const [loss, noise] = await waiting;
	const shown = loss.participants[id];
	t.true(Math.abs((shown?.lossPercent ?? 0) - 10) < 4, `${shown?.lossPercent} % were lost`);
	t.true((shown?.mos ?? 5) < 3.8);
	t.true(Math.abs((noise.participants[hissing.participant.id]?.noiseDbov ?? 0) + 30) <= 2);
	t.like((await box.room('8003')).participants[1]?.quality, {cause: 'loss'});
	await lossy.bye();
});
