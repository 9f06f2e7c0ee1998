import test from 'ava';
import {alarmOf, told, type DomainEvent} from '../../firmware/contract/index.js';
import {nothingLive, reduce, type Live} from '../../webui/store/index.js';
import {at, call, card, conferenceId, line, legId, participant, recordingId, room, roomId, span, state, telephone} from './builders.js';

const before: Live = {...nothingLive, rooms: [room('r1', {participants: [participant('ann'), participant('bob')]}), room('r2')], calls: [call('eve')]};
const {participants: _, ...r1} = room('r1', {locked: true, recording: recordingId('rec')});

/** What of the page is looked at: rooms with their people, and calls. */
function seen({rooms, calls, alarms}: Live): string {
	const people = rooms.map(({id, locked, participants}) => `${id}${locked ? '!' : ''}(${participants.map(one => one.id + (one.muted ? '-' : '')).join(' ')})`);
	return [...people, ...calls.map(one => `${one.id}:${one.stage}`), ...Object.values(alarms).map(({message}) => message)].join(' ');
}

const shows = test.macro({
	exec: (t, event: DomainEvent, after: string) => {
		const frozen = structuredClone(before);
		t.is(seen(reduce(before, event)), after);
		t.deepEqual(before, frozen, 'what was known before is left as it was');
	},
	title: (given = '') => given,
});

const ended = {...call('eve'), direction: 'in', answeredAt: at, endedAt: at, conference: null, conferenceNumber: null, role: null, outcome: 'wrong-pin', codec: 'g722', cost: 0, by: '', byUser: null} as const;

test('a call that starts is shown at the prompts', shows, {kind: 'call.started', at, call: call('fay')}, 'r1(ann bob) r2() eve:prompts fay:prompts');
test('a call that enters a room changes its stage', shows, {kind: 'call.changed', at, call: call('eve', {stage: 'room'})}, 'r1(ann bob) r2() eve:room');
test('a call that ends is gone', shows, {kind: 'call.ended', at, call: ended}, 'r1(ann bob) r2()');
test('a room that opens is added', shows, {kind: 'room.opened', at, room: room('r3')}, 'r1(ann bob) r2() r3() eve:prompts');
test('a room that is locked keeps its participants', shows, {kind: 'room.changed', at, room: r1}, 'r1!(ann bob) r2() eve:prompts');
test('a room that closes is gone', shows, {kind: 'room.closed', at, room: roomId('r1'), conference: conferenceId('c')}, 'r2() eve:prompts');
test('a newcomer is last', shows, {kind: 'participant.joined', at, room: roomId('r1'), participant: participant('cy')}, 'r1(ann bob cy) r2() eve:prompts');
test('a newcomer told of twice is there once', shows, {kind: 'participant.joined', at, room: roomId('r1'), participant: participant('ann')}, 'r1(ann bob) r2() eve:prompts');
test('a participant who is muted keeps the place', shows, {kind: 'participant.changed', at, room: roomId('r1'), participant: participant('ann', {muted: true})}, 'r1(ann- bob) r2() eve:prompts');
test('a participant who leaves is gone', shows, {kind: 'participant.left', at, room: roomId('r1'), participant: legId('ann'), outcome: 'hung-up'}, 'r1(bob) r2() eve:prompts');
test('news of a room that the page does not know change nothing', shows, {kind: 'participant.joined', at, room: roomId('r7'), participant: participant('cy')}, 'r1(ann bob) r2() eve:prompts');
test('an alarm is shown', shows, {...alarmOf('DISK_FULL', told('audit-failed'), {at: new Date(at), active: true}), message: 'The disk is full.'}, 'r1(ann bob) r2() eve:prompts The disk is full.');
for (const event of [
	{kind: 'settings.changed', at},
	{kind: 'conference.changed', at, conference: conferenceId('c')},
	{kind: 'conference.deleted', at, conference: conferenceId('c')},
	{kind: 'pin.refused', at, call: legId('eve'), conference: conferenceId('c'), throttled: false},
	{kind: 'recording.deleted', at, recording: 'rec'},
	{kind: 'levels', at, participants: {ann: -20}},
] as const) test(`${event.kind} leaves rooms and calls as they are`, shows, event, 'r1(ann bob) r2() eve:prompts');

test('an alarm that is over is gone', t => {
	const alarmed = reduce(before, alarmOf('DISK_FULL', told('audit-failed'), {at: new Date(at), active: true}));
	t.deepEqual(reduce(alarmed, alarmOf('DISK_FULL', told('audit-failed'), {at: new Date(at), active: false})).alarms, {});
});

test('the state after a reconnection replaces all that was known', t => {
	t.is(seen(reduce(before, state({rooms: [room('r9')]}))), 'r9()');
});

test('a room that an event does not tell of stays the same object, so that it is not drawn again', t => {
	const after = reduce(before, {kind: 'participant.left', at, room: roomId('r1'), participant: legId('ann'), outcome: 'hung-up'});
	t.is(after.rooms[1], before.rooms[1]);
	t.is(after.rooms[0]?.participants[0], before.rooms[0]?.participants[1]);
});

test('an event of a kind that a newer box invented changes nothing', t => {
	t.is(reduce(before, JSON.parse('{"kind": "room.painted", "room": "r1"}') as DomainEvent), before);
});

const lined: Live = {
	...nothingLive, lines: {cards: [card('c1')], spans: [span('s1')], lines: [line('l1'), line('l2')]},
	simulator: {running: true, problem: '', reason: null, numbers: [], phones: [telephone('p1'), telephone('p2')]},
};

/** What of lines and telephones is looked at. */
function lines({lines: {cards, spans, lines}, simulator: {phones}}: Live): string {
	return [...cards.map(one => one.id + (one.problem === '' ? '' : '!')), ...spans.map(one => `${one.id}:${one.dChannel}`), ...lines.map(one => `${one.id}:${one.state}`), ...phones.map(one => `${one.id}:${one.hook}`)].join(' ');
}

const showsLines = test.macro({
	exec: (t, event: DomainEvent, after: string) => t.is(lines(reduce(lined, event)), after),
	title: (given = '') => given,
});
test('a card that was pulled out shows its problem', showsLines, {kind: 'card.changed', at, card: card('c1', {problem: 'Gone.'})}, 'c1! s1:up l1:idle l2:idle p1:on p2:on');
test('a card that is gone is not shown', showsLines, {kind: 'card.removed', at, card: card('c1').id}, 's1:up l1:idle l2:idle p1:on p2:on');
test('a span whose D channel went down shows it', showsLines, {kind: 'span.changed', at, span: span('s1', {dChannel: 'down'})}, 'c1 s1:down l1:idle l2:idle p1:on p2:on');
test('a span that is gone is not shown', showsLines, {kind: 'span.removed', at, span: span('s1').id}, 'c1 l1:idle l2:idle p1:on p2:on');
test('a line that rings keeps its place', showsLines, {kind: 'line.changed', at, line: line('l1', {state: 'ringing'})}, 'c1 s1:up l1:ringing l2:idle p1:on p2:on');
test('a line that is new comes last', showsLines, {kind: 'line.changed', at, line: line('l3')}, 'c1 s1:up l1:idle l2:idle l3:idle p1:on p2:on');
test('a line that is gone is not shown', showsLines, {kind: 'line.removed', at, line: line('l1').id}, 'c1 s1:up l2:idle p1:on p2:on');
test('a telephone that is lifted shows it', showsLines, {kind: 'simulator.phone', at, phone: telephone('p2', {hook: 'off'})}, 'c1 s1:up l1:idle l2:idle p1:on p2:off');

test('alarms that were raised before the page was opened are shown', t => {
	t.deepEqual(reduce(nothingLive, state({alarms: [{code: 'DISK_FULL', message: 'Full.', reason: told('audit-failed')}]})).alarms, {DISK_FULL: {message: 'Full.', reason: told('audit-failed')}});
});
