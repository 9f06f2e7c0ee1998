import test from 'ava';
import type {Conference, RecordingId} from '../../../firmware/contract/index.js';
import {dynamicConference, staticConference} from '../../support/conferences.js';
import {FakeLeg, soundMs} from '../../support/fake-leg.js';
import {settled} from '../../support/manual-clock.js';
import {setUp} from './rig.js';

test('a caller who keys ##1 is muted, hears so, and keys it again to be heard', async t => {
	const {rooms, asked, join, call} = setUp();
	const ann = call('1');
	void join(ann);
	void join(call('2'));
	ann.press('##1');
	await settled();
	t.true(rooms.rooms()[0]?.participants[0]?.muted);
	t.true(asked.includes(`mute ${ann.id} true`));
	t.true(ann.heard.includes('muted'));
	ann.press('##1');
	await settled();
	t.false(rooms.rooms()[0]?.participants[0]?.muted);
});

test('a caller muted by the page can undo it by keypad, and is told how', async t => {
	const {clock, rooms, join, call} = setUp();
	const ann = call('1');
	void join(ann);
	t.deepEqual(rooms.setParticipant(ann.id, {muted: true}), {ok: true});
	await clock.advance(soundMs);
	t.deepEqual(ann.playing.slice(0, 2), ['muted-by-leader', 'to-unmute-press']);
	ann.press('##1');
	await settled();
	t.false(rooms.rooms()[0]?.participants[0]?.muted);
});

test('a participant who keys a leader function hears that it is the leader\'s', async t => {
	const {rooms, join, call} = setUp();
	const ann = call('1');
	void join(ann);
	ann.press('*3');
	await settled();
	t.true(ann.heard.includes('leader-only'));
	t.false(rooms.rooms()[0]?.locked);
});

test('a leader locks the room, and the next caller hears why he can\'t enter', async t => {
	const {join, call} = setUp();
	const lea = call('1');
	void join(lea, {role: 'leader'});
	lea.press('*3');
	await settled();
	t.deepEqual(await join(call('2')), {kind: 'hangup', outcome: 'locked', say: ['locked']});
});

test('a leader disconnects the last who came in, and never another leader', async t => {
	const {join, call} = setUp();
	const lea = call('1');
	void join(lea, {role: 'leader'});
	const ann = join(call('2'));
	void join(call('3'), {role: 'leader'});
	lea.press('*#1');
	t.deepEqual(await ann, {kind: 'hangup', outcome: 'disconnected', say: ['disconnected']});
	lea.press('*#1');
	await settled();
	lea.stopPlaying();
	await settled();
	t.true(lea.heard.includes('nobody-to-eject'));
});

test('a leader ends the conference for all', async t => {
	const {rooms, join, call} = setUp();
	const lea = call('1');
	const stays = [join(lea, {role: 'leader'}), join(call('2'))];
	lea.press('*#9');
	for (const next of await Promise.all(stays)) t.like(next, {kind: 'hangup', outcome: 'ended-by-leader'});
	t.deepEqual(rooms.rooms(), []);
});

test('a star and then nothing is a wish for the menu; a leader\'s is longer', async t => {
	const {clock, join, call} = setUp();
	const lea = call('1');
	const ann = call('2');
	void join(lea, {role: 'leader'});
	void join(ann);
	for (const leg of [lea, ann]) leg.press('*');
	await clock.advance(2000);
	t.true(ann.heard.includes('menu-mute'));
	t.false(ann.heard.includes('menu-lock'));
	t.true(lea.heard.includes('menu-lock'));
});

test('in a lecture a participant asks for the floor by keypad, and the leader gives it to who asked first and takes it back', async t => {
	const {rooms, asked, join, call} = setUp();
	const [lea, ann, bob] = [call('1'), call('2'), call('3')];
	void join(lea, {role: 'leader'});
	for (const leg of [ann, bob]) void join(leg);
	const seen = () => rooms.rooms()[0]?.participants.map(({hand, floor}) => floor ? 'floor' : hand ? 'hand' : '');
	const key = async (leg: FakeLeg, keys: string) => {
		leg.press(keys);
		await settled();
	};
	await key(lea, '*#7');
	t.true(rooms.rooms()[0]?.lecture);
	await key(bob, '*1');
	await key(ann, '*1');
	t.deepEqual(seen(), ['', 'hand', 'hand']);
	await key(lea, '*#8');
	t.deepEqual(seen(), ['', 'hand', 'floor']);
	t.is(asked.findLast(what => what.startsWith('mute')), `mute ${bob.id} false`);
	await key(lea, '*#8');
	t.deepEqual(seen(), ['', 'hand', '']);
	await key(lea, '*#8');
	await key(ann, '*1');
	t.deepEqual(seen(), ['', '', '']);
	await key(lea, '*#8');
	t.true(lea.heard.includes('nobody-asks'));
});

test('a listener who keys ##1 in a lecture hears which keys ask for the floor, and is not muted by it', async t => {
	const {rooms, join, call} = setUp();
	const [lea, ann] = [call('1'), call('2')];
	void join(lea, {role: 'leader'});
	void join(ann);
	lea.press('*#7');
	await settled();
	ann.press('##1');
	await settled();
	t.deepEqual(ann.playing.slice(0, 2), ['lecture-on', 'to-ask-press']);
	t.false(rooms.rooms()[0]?.participants[1]?.muted);
});

test('the page starts a lecture, gives the floor and lowers a hand', async t => {
	const {rooms, join, call} = setUp();
	const ann = call('2');
	void join(call('1'), {role: 'leader'});
	void join(ann);
	const [live] = rooms.rooms();
	if (!live) return t.fail('no room');
	t.deepEqual(rooms.setRoom(live.id, {lecture: true}), {ok: true});
	rooms.setParticipant(ann.id, {hand: true});
	rooms.setParticipant(ann.id, {hand: false});
	t.false(rooms.rooms()[0]?.participants[1]?.hand);
	rooms.setParticipant(ann.id, {floor: true});
	t.true(rooms.rooms()[0]?.participants[1]?.floor);
});

test('who left is remembered by his number until he is in again, newest first; who withheld it is not', async t => {
	const {rooms, events, join, call} = setUp();
	void join(call('1'));
	const left = () => rooms.rooms()[0]?.left.map(({number}) => number);
	for (const number of ['2', '3', '', '2', 'kim']) {
		const leg = call(number);
		void join(leg);
		leg.leave();
		await settled();
	}
	t.deepEqual(left(), ['2', '3']);
	const [room] = rooms.rooms();
	const [newest] = room?.left ?? [];
	t.is(room && newest && rooms.former(room.id, newest.id)?.number, '2');
	void join(call('2'));
	t.deepEqual(left(), ['3']);
	t.deepEqual(events.flatMap(event => event.kind === 'room.changed' ? [event.room.left.length] : []), [1, 2, 1, 2, 1]);
});

test('a leader who was cut off and is called again leads again, muted as he was', async t => {
	const {clock, rooms, join, call} = setUp();
	void join(call('1'));
	const lea = call('22');
	const stays = join(lea, {role: 'leader'});
	rooms.setParticipant(lea.id, {muted: true, gainOutDb: 6});
	lea.refuse('failed');
	await stays;
	const called = new FakeLeg(clock, {number: '22', source: 'trunk-1', direction: 'out'});
	const again = join(called, {invited: true});
	t.like(rooms.rooms()[0]?.participants[1], {role: 'leader', muted: true, gainOutDb: 6});
	called.refuse('failed');
	await again;
	void join(call('22'));
	t.like(rooms.rooms()[0]?.participants[1], {role: 'leader', muted: true}, 'and when he calls himself after that');
});

test('one who was thrown out and is called again begins anew', async t => {
	const {clock, rooms, join, call} = setUp();
	void join(call('1'));
	const lea = call('22');
	void join(lea, {role: 'leader'});
	rooms.disconnect(lea.id);
	void join(new FakeLeg(clock, {number: '22', source: 'trunk-1', direction: 'out'}), {invited: true});
	t.like(rooms.rooms()[0]?.participants[1], {role: 'participant'});
});

test('no more than twenty who left are remembered', async t => {
	const {rooms, join, call} = setUp();
	void join(call('1'));
	for (let number = 100; number < 125; number++) {
		const leg = call(String(number));
		void join(leg);
		leg.leave();
		await settled();
	}
	const left = rooms.rooms()[0]?.left ?? [];
	t.is(left.length, 20);
	t.is(left[0]?.number, '124');
});

test('keys that mean nothing are dropped, and the code after them works', async t => {
	const {rooms, join, call} = setUp();
	const ann = call('1');
	void join(ann);
	ann.press('5#1###1');
	await settled();
	t.true(rooms.rooms()[0]?.participants[0]?.muted);
});

test('volume goes by 3 dB a key and no further than 12', async t => {
	const {rooms, join, call} = setUp();
	const ann = call('1');
	void join(ann);
	ann.press('*6*6*6*6*6*7');
	await settled();
	t.like(rooms.rooms()[0]?.participants[0], {gainOutDb: 12, gainInDb: -3});
});

test('nothing said to a caller cuts short what is being said to him', async t => {
	const {clock, join, call, recordings} = setUp([staticConference({pin: null, record: 'always'})]);
	const ann = call('1');
	void join(ann);
	recordings[0]?.started('recording-1' as RecordingId);
	t.deepEqual(ann.playing, ['only-person']);
	await clock.advance(soundMs);
	t.deepEqual(ann.playing, ['recording-on']);
});

test('a recording that the disk has no room for is told to all, and the room goes on', async t => {
	const {rooms, asked, join, call, recordings} = setUp();
	const lea = call('1');
	void join(lea, {role: 'leader'});
	void join(call('2'));
	lea.press('*8');
	await settled();
	recordings[0]?.refused('failed');
	t.true(asked.includes('all ["recording-failed"]'));
	t.is(rooms.rooms()[0]?.participants.length, 2);
	t.is(rooms.rooms()[0]?.recording, null);
});

test('those in a conference that is deleted are told and let go; a caller on his way in is told too', async t => {
	const conference = staticConference({pin: null});
	const {rooms, join, call} = setUp([conference]);
	const stays = join(call('1'));
	rooms.conferenceDeleted(conference.id);
	t.deepEqual(await stays, {kind: 'hangup', outcome: 'conference-deleted', say: ['conference-deleted']});
	t.like(await join(call('2'), {conference: {...conference, id: 'gone' as Conference['id']}}), {outcome: 'conference-deleted'});
});

test('nobody is called any more into a conference that was ended, or whose number went with its last caller', async t => {
	const [weekly, adHoc] = [staticConference({pin: null}), dynamicConference()];
	const {rooms, asked, join, call} = setUp([weekly, adHoc]);
	const stopped = () => asked.filter(what => what.startsWith('stop calling'));
	const [ann, bob] = [call('1'), call('2')];
	const left = join(ann);
	ann.leave();
	await left;
	t.deepEqual(stopped(), [], 'who is called in may be the first to come back');
	const lea = call('3');
	void join(lea, {role: 'leader'});
	lea.press('*#9');
	await settled();
	t.deepEqual(stopped(), [`stop calling ${weekly.id} `]);
	const over = join(bob, {conference: adHoc, number: '77'});
	bob.leave();
	await over;
	t.deepEqual(stopped().slice(1), [`stop calling ${adHoc.id} 77`]);
	void join(call('4'));
	rooms.conferenceDeleted(weekly.id);
	t.is(stopped().length, 3);
});

test('one who hangs up leaves at once, and his keys are no longer taken', async t => {
	const {clock, rooms, join, call} = setUp();
	const ann = call('1');
	const stays = join(ann);
	ann.leave();
	t.like(await stays, {kind: 'hangup', outcome: 'hung-up'});
	t.deepEqual(rooms.rooms(), []);
	t.is(clock.pending, 0);
});

test('every change of a room is told as an event that shows the room as it is', async t => {
	const {rooms, events, join, call} = setUp();
	const ann = call('1');
	void join(ann);
	const id = rooms.rooms()[0]?.id;
	if (!id) return t.fail('no room');
	rooms.setRoom(id, {locked: true, allMuted: true});
	ann.leave();
	await settled();
	const kinds = events.map(({kind}) => kind);
	t.deepEqual(kinds, ['room.opened', 'participant.joined', 'room.changed', 'room.changed', 'participant.changed', 'participant.left', 'room.closed']);
});
