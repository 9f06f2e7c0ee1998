import test from 'ava';
import {startBox} from '../support/box.js';
import {startCallers, type Caller, type Callers} from '../support/callers.js';
import {isSmooth} from '../support/hearing.js';
import type {CallOptions} from '../support/phone.js';

const quiet = {first: 'silence', entryTone: 'off', exitTone: 'off'} as const;
const box = await startBox({conferences: [
	{kind: 'static', extension: '8000', pin: null, ...quiet},
	{kind: 'static', extension: '8001', pin: null, ...quiet},
	{kind: 'static', extension: '8002', pin: null, ...quiet},
	{kind: 'static', extension: '8003', pin: null, ...quiet},
	{kind: 'static', extension: '8004', pin: null, ...quiet},
]});
test.after.always(() => box.stop());

type Speaker = {hz: number; options: CallOptions};

const speakers: readonly Speaker[] = [
	{hz: 450, options: {codecs: ['PCMU'], transport: 'udp'}},
	{hz: 750, options: {codecs: ['PCMA'], transport: 'tcp'}},
	{hz: 1150, options: {codecs: ['G722'], transport: 'udp'}},
	{hz: 1950, options: {codecs: ['opus'], transport: 'tcp'}},
];

test('callers of every codec, over UDP and TCP, hear all the others as loud as they speak, and never themselves', async t => {
	const callers = await startCallers(t, box);
	const present = await enterAll(callers, '8000', speakers);
	await Promise.all(present.map(async ({caller}) => caller.call.hearsSilence()));
	for (const {caller, hz} of present) await caller.call.say(hz, -20);
	for (const {caller, hz} of present) {
		for (const other of present) {
			if (other.hz !== hz) await caller.call.hears(other.hz);
		}
		for (const tone of await caller.call.levels(present.map(other => other.hz))) {
			if (tone.hz === hz) t.true(tone.dbov < -55, `hears himself at ${tone.dbov} dBov`);
			else t.true(Math.abs(tone.dbov + 20) < 1, `the caller of ${hz} Hz hears ${tone.hz} Hz at ${tone.dbov} dBov`);
		}
	}
});

test('two callers of wideband codecs hear above 4 kHz, though a narrow-band caller is in', async t => {
	const callers = await startCallers(t, box);
	const [wide, widest] = [await callers.enter('8001', {codecs: ['G722']}), await callers.enter('8001', {codecs: ['opus']})];
	const narrow = await callers.enter('8001', {codecs: ['PCMA']});
	await wide.call.say(6000, -20);
	await widest.call.hears(6000);
	const [tone] = await widest.call.levels([6000]);
	t.true(Math.abs((tone?.dbov ?? 0) + 20) < 1.5, `heard at ${tone?.dbov} dBov`);
	await widest.call.say(6200, -20);
	await wide.call.hears(6200);
	const folded = await narrow.call.measure(400, {frequencies: [2000, 1800]});
	for (const {hz, dbov} of folded.tones) t.true(dbov < -55, `${hz} Hz folded back into the narrow band at ${dbov} dBov`);
});

test('a tone from one caller reaches another for two seconds without a gap or a step', async t => {
	const callers = await startCallers(t, box);
	const speaker = await callers.enter('8002', {codecs: ['PCMU']});
	const listener = await callers.enter('8002', {codecs: ['PCMU']});
	await listener.call.hearsSilence();
	await speaker.call.say(433, -20);
	await listener.call.hears(433);
	const heard = await listener.call.measure(2000, {continuousHz: 433});
	t.is(heard.missingFrames, 0);
	t.true(isSmooth(heard), JSON.stringify(heard.steps));
});

test('a caller who changes from PCMU to G.722 in the call is heard on', async t => {
	const callers = await startCallers(t, box);
	const speaker = await callers.enter('8003', {codecs: ['PCMU']});
	const listener = await callers.enter('8003', {codecs: ['opus']});
	await speaker.call.say(850);
	await listener.call.hears(850);
	const {codec} = await speaker.call.changeCodec('G722');
	t.is(codec, 'G722');
	await listener.call.hears(850);
	await listener.call.say(1250);
	await speaker.call.hears(1250);
	await box.event('participant.changed', ({participant}) => participant.number === speaker.number && participant.codec === 'g722');
});

test('a caller on hold is neither heard nor are those in the room given his hold music, and he is back afterwards', async t => {
	const callers = await startCallers(t, box);
	const holder = await callers.enter('8004', {codecs: ['PCMA']});
	const listener = await callers.enter('8004', {codecs: ['PCMA']});
	await holder.call.say(650);
	await listener.call.hears(650);
	for (const direction of ['sendonly', 'inactive'] as const) {
		const before = box.eventCount;
		await holder.call.hold(direction);
		await box.event('participant.changed', ({participant}) => participant.number === holder.number && participant.held, {after: before});
		await listener.call.hearsNoMore(650);
		const held = await listener.call.measure(600, {frequencies: [650]});
		t.true((held.tones[0]?.dbov ?? 0) < -55, `hold music (${direction}) at ${held.tones[0]?.dbov} dBov`);
		await holder.call.resume();
		await listener.call.hears(650);
	}
	const [participant] = (await box.room('8004')).participants;
	t.false(participant?.held);
});

async function enterAll(callers: Callers, extension: string, wanted: readonly Speaker[]): Promise<{caller: Caller; hz: number}[]> {
	const present: {caller: Caller; hz: number}[] = [];
	for (const {hz, options} of wanted) present.push({hz, caller: await callers.enter(extension, options)});
	return present;
}
