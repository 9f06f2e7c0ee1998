import test, {type ExecutionContext} from 'ava';
import {startBox} from '../support/box.js';
import {freshNumber, startCallers, type Caller} from '../support/callers.js';
import {startPhone} from '../support/phone.js';

const quiet = {kind: 'static', pin: '1234', leaderPin: '4321', first: 'silence', entryTone: 'off', exitTone: 'off'} as const;
const extensions = ['8000', '8001', '8002', '8003', '8004', '8005', '8006', '8007'] as const;
const box = await startBox({conferences: extensions.map(extension => ({...quiet, extension}))});
test.after.always(() => box.stop());

/** A leader and a participant, both settled. */
async function leaderAndParticipant(t: ExecutionContext, extension: string): Promise<{leader: Caller; participant: Caller}> {
	const callers = await startCallers(t, box);
	const leader = await callers.enter(extension, {keys: '4321#'});
	const participant = await callers.enter(extension, {keys: '1234#'});
	await Promise.all([leader.call.hearsSilence(), participant.call.hearsSilence()]);
	return {leader, participant};
}

const muteTold = async ({number}: Caller, muted: boolean, after: number) =>
	box.event('participant.changed', ({participant}) => participant.number === number && participant.muted === muted, {after});

test('##1 mutes a caller and un-mutes him, spoken to him alone; keypad and API agree', async t => {
	const {leader, participant} = await leaderAndParticipant(t, '8000');
	await participant.call.say(650);
	await leader.call.hears(650);
	let before = box.eventCount;
	await Promise.all([participant.call.hearsSound(), participant.call.press('##1')]);
	await muteTold(participant, true, before);
	await leader.call.hearsNoMore(650);
	const room = await leader.call.measure(300);
	t.true(room.dbov < -55, `the room heard the confirmation at ${room.dbov} dBov`);
	before = box.eventCount;
	await box.api('PATCH', `/participants/${participant.participant.id}`, {muted: false});
	await muteTold(participant, false, before);
	await leader.call.hears(650);
	before = box.eventCount;
	await participant.call.press('##1');
	await muteTold(participant, true, before);
	await leader.call.hearsNoMore(650);
});

test('a muted caller who talks is told that he is muted and how to undo it, and the others are not', async t => {
	const {leader, participant} = await leaderAndParticipant(t, '8001');
	await Promise.all([participant.call.hearsSound(), participant.call.press('##1')]);
	await participant.call.hearsSilence();
	await participant.call.speak();
	await participant.call.hearsSound({withinMs: 8000});
	const room = await leader.call.measure(300);
	t.true(room.dbov < -55, `the room heard ${room.dbov} dBov`);
});

test('the leader mutes all others and un-mutes them; he himself stays heard', async t => {
	const {leader, participant} = await leaderAndParticipant(t, '8002');
	await participant.call.say(650);
	await leader.call.say(950);
	let before = box.eventCount;
	await leader.call.press('*5');
	await muteTold(participant, true, before);
	await leader.call.hearsNoMore(650);
	await participant.call.hears(950);
	const late = (await startCallers(t, box)).enter('8002', {keys: '1234#'});
	t.true((await late).participant.muted);
	before = box.eventCount;
	await leader.call.press('*5');
	await muteTold(participant, false, before);
	await leader.call.hears(650);
});

test('a participant has no leader functions and is told so', async t => {
	const {participant} = await leaderAndParticipant(t, '8003');
	for (const keys of ['*3', '*5', '*#9']) {
		await Promise.all([participant.call.hearsSound(), participant.call.press(keys)]);
		await participant.call.hearsSilence();
	}
	const room = await box.room('8003');
	t.like(room, {locked: false, allMuted: false});
	t.is(room.participants.length, 2);
});

test('the leader ejects the last who came in, who is told and hung up', async t => {
	const {leader, participant} = await leaderAndParticipant(t, '8004');
	await Promise.all([participant.call.hearsSound(), leader.call.press('*#1')]);
	const {bye} = await participant.call.ended({withinMs: 10_000});
	t.true(bye);
	t.is((await box.callRecord(participant.number)).outcome, 'disconnected');
	t.is((await box.room('8004')).participants.length, 1);
});

test('the leader ends the conference: all are told and hung up', async t => {
	const {leader, participant} = await leaderAndParticipant(t, '8005');
	await Promise.all([participant.call.hearsSound(), leader.call.press('*#9')]);
	await Promise.all([leader.call.ended(), participant.call.ended()]);
	t.is((await box.callRecord(participant.number)).outcome, 'ended-by-leader');
	t.false((await box.rooms()).some(room => room.extension === '8005'));
});

test('the menu is spoken to the caller who asks, and the others hear nothing of it', async t => {
	const {leader, participant} = await leaderAndParticipant(t, '8006');
	await participant.call.press('*0');
	await participant.call.hearsSound();
	const room = await leader.call.measure(400);
	t.true(room.dbov < -55, `the room heard ${room.dbov} dBov`);
	await participant.call.press('*2');
	await participant.call.hearsSound();
});

test('an admin disconnects a caller in the room and one at the prompts', async t => {
	const {participant} = await leaderAndParticipant(t, '8007');
	await box.api('DELETE', `/participants/${participant.participant.id}`);
	await participant.call.ended();
	const number = freshNumber();
	const phone = await startPhone(t, box);
	const call = await phone.call('8007', {number});
	await call.answered();
	const {call: live} = await box.event('call.started', event => event.call.number === number);
	await box.api('DELETE', `/participants/${live.id}`);
	await call.ended();
	t.is((await box.callRecord(number)).outcome, 'disconnected');
});
