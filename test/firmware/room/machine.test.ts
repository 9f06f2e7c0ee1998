import test from 'ava';
import type {LegId, StaticConference} from '../../../firmware/contract/index.js';
import {emptyRoom, step, type Effect, type Input, type RoomState} from '../../../firmware/room/index.js';
import {staticConference} from '../../support/conferences.js';

const ann = 'ann' as LegId;
const bob = 'bob' as LegId;
const lea = 'lea' as LegId;
const at = '2026-01-01T00:00:00.000Z';

const enter = (leg: LegId, role: 'leader' | 'participant' = 'participant'): Extract<Input, {kind: 'enter'}> =>
	({kind: 'enter', leg, callerKey: `192.0.2.1 ${leg}`, role, invited: false, at, held: false});

/** The room after these inputs, in a conference so changed. */
function room(inputs: readonly Input[], conference: Partial<StaticConference> = {}): RoomState {
	return inputs.reduce((state, input) => step(state, input).state, emptyRoom(staticConference(conference)));
}

const kinds = (effects: readonly Effect[]) => effects.map(effect => 'leg' in effect ? `${effect.kind} ${effect.leg}` : effect.kind);
const heardBy = (effects: readonly Effect[], leg: LegId) => effects.flatMap(effect =>
	(effect.kind === 'say' || effect.kind === 'dismiss') && effect.leg === leg ? (effect.kind === 'say' ? effect.sounds : effect.say) : []);

const seen = new Set<Input['kind']>();
const row = test.macro((t, {given, input, expected}: {given: RoomState; input: Input; expected: readonly string[]}) => {
	seen.add(input.kind);
	t.deepEqual(kinds(step(given, input).effects), expected);
});

const two = [enter(ann), enter(bob)];
const led = [enter(lea, 'leader'), enter(ann)];
const muteBob: Input = {kind: 'mute', leg: bob, muted: true, by: 'self'};

test('the first one in is seated and hears music', row, {
	given: room([]), input: enter(ann), expected: ['seat ann', 'tell-joined ann', 'music ann', 'say ann'],
});
test('the first one in hears no music where the conference wants silence', row, {
	given: room([], {first: 'silence'}), input: enter(ann), expected: ['seat ann', 'tell-joined ann', 'say ann'],
});
test('the second one ends the music of the first, and all hear the entry tone', row, {
	given: room([enter(ann)]), input: enter(bob), expected: ['seat bob', 'tell-joined bob', 'music ann', 'say-all'],
});
test('no entry tone is heard where it is off', row, {
	given: room([enter(ann)], {entryTone: 'off'}), input: enter(bob), expected: ['seat bob', 'tell-joined bob', 'music ann'],
});
test('a conference that is always recorded is recorded from the first one on', row, {
	given: room([], {record: 'always', first: 'silence'}), input: enter(ann), expected: ['seat ann', 'tell-joined ann', 'say ann', 'start-recording'],
});
test('who joins a recorded conference is warned', row, {
	given: room([...two, {kind: 'record', on: true}, {kind: 'recording-started'}]), input: enter(lea),
	expected: ['seat lea', 'tell-joined lea', 'say-all', 'say lea'],
});
test('who joins while all are muted is muted, and told how to be heard', row, {
	given: room([...two, {kind: 'mute-all', muted: true, by: 'leader'}]), input: enter(lea),
	expected: ['seat lea', 'tell-joined lea', 'say-all', 'say-muted lea'],
});
test('nobody enters a locked room', row, {
	given: room([...two, {kind: 'lock', locked: true}]), input: enter(lea), expected: ['refuse lea'],
});
test('nobody enters a full room', row, {
	given: room(two, {participantLimit: 2}), input: enter(lea), expected: ['refuse lea'],
});
test('one whom the organizer has called enters a locked room', row, {
	given: room([...two, {kind: 'lock', locked: true}]), input: {...enter(lea), invited: true}, expected: ['seat lea', 'tell-joined lea', 'say-all'],
});
test('one who leaves is heard to leave by the others', row, {
	given: room([...two, enter(lea)]), input: {kind: 'leave', leg: ann, outcome: 'hung-up'}, expected: ['unseat ann', 'say-all'],
});
test('the last one left hears music', row, {
	given: room(two), input: {kind: 'leave', leg: ann, outcome: 'hung-up'}, expected: ['unseat ann', 'say-all', 'music bob'],
});
test('the last one left hears busy tone and is let go where the conference wants it so', row, {
	given: room(two, {last: 'busy-tone'}), input: {kind: 'leave', leg: ann, outcome: 'hung-up'}, expected: ['unseat ann', 'unseat bob', 'close', 'dismiss bob'],
});
test('the leader takes the conference with him when he hangs up, where it is so set', row, {
	given: room(led, {ends: 'with-leader'}), input: {kind: 'leave', leg: lea, outcome: 'hung-up'}, expected: ['unseat lea', 'unseat ann', 'dismiss ann', 'close'],
});
test('a leader who was cut off does not end the conference', row, {
	given: room(led, {ends: 'with-leader'}), input: {kind: 'leave', leg: lea, outcome: 'media-lost'}, expected: ['unseat lea', 'say-all', 'music ann'],
});
test('a conference goes on while another leader is in', row, {
	given: room([...led, enter(bob, 'leader')], {ends: 'with-leader'}), input: {kind: 'leave', leg: lea, outcome: 'hung-up'}, expected: ['unseat lea', 'say-all'],
});
test('the room closes when nobody is left, and its recording ends', row, {
	given: room([enter(ann), {kind: 'record', on: true}, {kind: 'recording-started'}]), input: {kind: 'leave', leg: ann, outcome: 'hung-up'},
	expected: ['unseat ann', 'stop-recording', 'close'],
});
test('one who is not in cannot leave', row, {given: room(two), input: {kind: 'leave', leg: lea, outcome: 'hung-up'}, expected: []});
test('one who mutes himself hears so', row, {given: room(two), input: muteBob, expected: ['mute bob', 'tell-changed bob', 'say bob']});
test('one who is muted by the page is told how to be heard', row, {
	given: room(two), input: {kind: 'mute', leg: bob, muted: true, by: 'admin'}, expected: ['mute bob', 'tell-changed bob', 'say-muted bob'],
});
test('muting one who is muted changes nothing', row, {given: room([...two, muteBob]), input: muteBob, expected: []});
test('a change of volume is performed and shown', row, {
	given: room(two), input: {kind: 'gain', leg: bob, inDb: 3, outDb: 0}, expected: ['gain bob', 'tell-changed bob'],
});
test('the same volume again changes nothing', row, {given: room(two), input: {kind: 'gain', leg: bob, inDb: 0, outDb: 0}, expected: []});
test('a phone that puts the call on hold is shown so', row, {given: room(two), input: {kind: 'held', leg: bob, held: true}, expected: ['tell-changed bob']});
test('one who talks is shown so', row, {given: room(two), input: {kind: 'talking', leg: bob, talking: true}, expected: ['tell-changed bob']});
test('one who talks while muted is watched', row, {
	given: room([...two, muteBob]), input: {kind: 'talking', leg: bob, talking: true}, expected: ['tell-changed bob', 'arm'],
});
test('one who still talks while muted is told so', row, {
	given: room([...two, muteBob, {kind: 'talking', leg: bob, talking: true}]), input: {kind: 'timer', timer: {name: 'muted-talk', leg: bob}},
	expected: ['say-muted bob', 'arm'],
});
test('one who only coughed while muted is not told', row, {
	given: room([...two, muteBob, {kind: 'talking', leg: bob, talking: true}, {kind: 'talking', leg: bob, talking: false}]),
	input: {kind: 'timer', timer: {name: 'muted-talk', leg: bob}}, expected: [],
});
test('a new codec is shown', row, {given: room(two), input: {kind: 'media', leg: bob}, expected: ['tell-changed bob']});
test('locking is told to all', row, {given: room(two), input: {kind: 'lock', locked: true}, expected: ['tell-room', 'say-all']});
test('muting all spares the leader and tells everybody', row, {
	given: room(led), input: {kind: 'mute-all', muted: true, by: 'leader'},
	expected: ['tell-room', 'mute ann', 'tell-changed ann', 'say-muted ann', 'say lea'],
});
test('one who is ejected is told, then let go', row, {
	given: room([...led, enter(bob)]), input: {kind: 'eject', leg: bob}, expected: ['unseat bob', 'say-all', 'dismiss bob'],
});
test('a recording is started once', row, {given: room([...two, {kind: 'record', on: true}]), input: {kind: 'record', on: true}, expected: []});
test('a conference that is never recorded is not recorded', row, {given: room(two, {record: 'never'}), input: {kind: 'record', on: true}, expected: []});
test('all hear that the recording has begun', row, {
	given: room([...two, {kind: 'record', on: true}]), input: {kind: 'recording-started'}, expected: ['tell-room', 'say-all'],
});
test('all hear that no recording could be made', row, {
	given: room([...two, {kind: 'record', on: true}]), input: {kind: 'recording-refused', why: 'failed'}, expected: ['tell-room', 'say-all'],
});
test('all hear that the recording has ended', row, {
	given: room([...two, {kind: 'record', on: true}, {kind: 'recording-started'}]), input: {kind: 'recording-ended', why: 'failed'}, expected: ['tell-room', 'say-all'],
});
test('the leader\'s end lets everybody go', row, {
	given: room(led), input: {kind: 'end', outcome: 'ended-by-leader'}, expected: ['unseat lea', 'dismiss lea', 'unseat ann', 'dismiss ann', 'close'],
});
test('a changed conference is shown, and its attention tone begins', row, {
	given: room(two), input: {kind: 'conference', conference: staticConference({attentionToneSeconds: 30})}, expected: ['tell-room', 'arm'],
});
test('the attention tone sounds again and again', row, {
	given: room(two, {attentionToneSeconds: 30}), input: {kind: 'timer', timer: {name: 'attention'}}, expected: ['say-all', 'arm'],
});

test('one who is cut off while all are muted, and is back when they are no longer, is heard', t => {
	const away: Input[] = [{kind: 'mute-all', muted: true, by: 'leader'}, {kind: 'leave', leg: ann, outcome: 'failed'}];
	t.deepEqual(room([...led, ...away, enter(ann)]).members.map(({mutedBy}) => mutedBy), [null, 'leader']);
	t.deepEqual(room([...led, ...away, {kind: 'mute-all', muted: false, by: 'leader'}, enter(ann)]).members.map(({mutedBy}) => mutedBy), [null, null]);
});
test('one who muted himself and was cut off is back muted, though all were un-muted meanwhile', t => {
	const away: Input[] = [{kind: 'mute', leg: ann, muted: true, by: 'self'}, {kind: 'leave', leg: ann, outcome: 'failed'}];
	const all: Input[] = [{kind: 'mute-all', muted: true, by: 'leader'}, {kind: 'mute-all', muted: false, by: 'leader'}];
	t.deepEqual(room([...led, ...away, ...all, enter(ann)]).members.map(({mutedBy}) => mutedBy), [null, 'self']);
});
test('one who has the floor when all are un-muted is still heard when he gives it back', t => {
	const state = room([
		...led, {kind: 'mute-all', muted: true, by: 'leader'}, {kind: 'floor', leg: ann, given: true},
		{kind: 'mute-all', muted: false, by: 'leader'}, {kind: 'floor', leg: ann, given: false},
	]);
	t.deepEqual(state.members.map(({mutedBy}) => mutedBy), [null, null]);
});
test('a recording that was stopped stays so when another thing of the conference is changed', row, {
	given: room([...two, {kind: 'recording-started'}, {kind: 'record', on: false}, {kind: 'recording-ended', why: null}], {record: 'always'}),
	input: {kind: 'conference', conference: staticConference({record: 'always', description: 'Board'})}, expected: ['tell-room'],
});
test('a conference that is to be recorded from now on is, and one that is not any more ends its recording', t => {
	const begun = step(room(two), {kind: 'conference', conference: staticConference({record: 'always'})});
	t.deepEqual(kinds(begun.effects), ['tell-room', 'start-recording']);
	const on = step(begun.state, {kind: 'recording-started'}).state;
	t.deepEqual(kinds(step(on, {kind: 'conference', conference: staticConference({record: 'never'})}).effects), ['tell-room', 'stop-recording']);
});
const stopped: Input[] = [...two, {kind: 'record', on: true}, {kind: 'recording-started'}, {kind: 'record', on: false}];
test('a recording that is wished for while the last one is being closed begins when that is done', row, {
	given: room([...stopped, {kind: 'record', on: true}]), input: {kind: 'recording-ended', why: null}, expected: ['tell-room', 'say-all', 'start-recording'],
});
test('a recording that is wished for while the last one is being closed, and then is not, does not begin', row, {
	given: room([...stopped, {kind: 'record', on: true}, {kind: 'record', on: false}]), input: {kind: 'recording-ended', why: null}, expected: ['tell-room', 'say-all'],
});
test('a recording that is wished for while the last one is being closed does not begin when that one broke off for want of room', row, {
	given: room([...stopped, {kind: 'record', on: true}]), input: {kind: 'recording-ended', why: 'quota'}, expected: ['tell-room', 'say-all'],
});
test('a conference that is set to never and back to always recorded before the recording has ended is recorded again', t => {
	const state = room([
		...two, {kind: 'recording-started'},
		{kind: 'conference', conference: staticConference({record: 'never'})}, {kind: 'conference', conference: staticConference({record: 'always'})},
	], {record: 'always'});
	t.deepEqual(kinds(step(state, {kind: 'recording-ended', why: null}).effects), ['tell-room', 'say-all', 'start-recording']);
});

const lecture: Input = {kind: 'lecture', on: true};
const listening = [enter(lea, 'leader'), enter(ann), enter(bob), lecture];
const asking: Input = {kind: 'hand', leg: bob, up: true};
const given: Input = {kind: 'floor', leg: bob, given: true};

test('a lecture silences all but the leader, and tells everybody how it goes', row, {
	given: room([enter(lea, 'leader'), enter(ann)]), input: lecture, expected: ['tell-room', 'mute ann', 'say lea', 'say-lecture ann'],
});
test('a lecture that is on begins no second time', row, {given: room(listening), input: lecture, expected: []});
test('when the lecture is over all are heard again, but for those who muted themselves', row, {
	given: room([...listening, muteBob]), input: {kind: 'lecture', on: false}, expected: ['tell-room', 'mute ann', 'say-all'],
});
test('who joins a lecture is silent, and told so', row, {
	given: room([enter(lea, 'leader'), enter(ann), lecture]), input: enter(bob), expected: ['seat bob', 'tell-joined bob', 'say-all', 'say-lecture bob'],
});
test('a leader who joins a lecture is told nothing', row, {
	given: room([enter(ann), enter(bob), lecture]), input: enter(lea, 'leader'), expected: ['seat lea', 'tell-joined lea', 'say-all'],
});
test('a listener who wants to un-mute himself in a lecture hears why he is not heard', row, {
	given: room(listening), input: {kind: 'mute', leg: bob, muted: false, by: 'self'}, expected: ['say-lecture bob'],
});
test('a muted listener who un-mutes himself in a lecture hears that he is not heard yet', row, {
	given: room([...listening, muteBob]), input: {kind: 'mute', leg: bob, muted: false, by: 'self'}, expected: ['tell-changed bob', 'say-lecture bob'],
});
test('a listener who talks in a lecture is watched', row, {
	given: room(listening), input: {kind: 'talking', leg: bob, talking: true}, expected: ['tell-changed bob', 'arm'],
});
test('a listener who still talks in a lecture hears why he is not heard', row, {
	given: room([...listening, {kind: 'talking', leg: bob, talking: true}]), input: {kind: 'timer', timer: {name: 'muted-talk', leg: bob}},
	expected: ['say-lecture bob', 'arm'],
});
test('one who asks for the floor is shown so, and the leader hears of it', row, {
	given: room(listening), input: asking, expected: ['tell-changed bob', 'say bob', 'say lea'],
});
test('the leader hears once that there are hands', row, {
	given: room([...listening, asking]), input: {kind: 'hand', leg: ann, up: true}, expected: ['tell-changed ann', 'say ann'],
});
test('one who asks already asks no second time', row, {given: room([...listening, asking]), input: asking, expected: []});
test('one who asks no longer is shown so', row, {
	given: room([...listening, asking]), input: {kind: 'hand', leg: bob, up: false}, expected: ['tell-changed bob', 'say bob'],
});
test('one who has the floor needs no hand', row, {given: room([...listening, given]), input: asking, expected: []});
test('one who is given the floor in a lecture is heard', row, {given: room(listening), input: given, expected: ['mute bob', 'tell-changed bob', 'say bob']});
test('one who muted himself hears how to be heard when he is given the floor', row, {
	given: room([...listening, muteBob]), input: given, expected: ['tell-changed bob', 'say-muted bob'],
});
test('one whose floor is taken is silent again', row, {
	given: room([...listening, given]), input: {kind: 'floor', leg: bob, given: false}, expected: ['mute bob', 'tell-changed bob', 'say bob'],
});
test('one who has no floor can not lose it', row, {given: room(listening), input: {kind: 'floor', leg: bob, given: false}, expected: []});
test('the lecture is watched when its last leader leaves', row, {
	given: room(listening), input: {kind: 'leave', leg: lea, outcome: 'media-lost'}, expected: ['unseat lea', 'arm', 'say-all'],
});
test('a lecture whose leader does not come back is over', row, {
	given: room([...listening, {kind: 'leave', leg: lea, outcome: 'hung-up'}]), input: {kind: 'timer', timer: {name: 'no-leader'}},
	expected: ['tell-room', 'mute ann', 'mute bob', 'say-all'],
});
test('a lecture whose leader is back goes on', row, {
	given: room([...listening, {kind: 'leave', leg: lea, outcome: 'failed'}, enter(lea)]), input: {kind: 'timer', timer: {name: 'no-leader'}}, expected: [],
});

test('one who was cut off is back with his role, his mute and his volumes, even in a locked room', t => {
	const gone = room([
		enter(lea, 'leader'), enter(ann), {kind: 'mute', leg: lea, muted: true, by: 'self'}, {kind: 'gain', leg: lea, inDb: 6, outDb: -3},
		{kind: 'lock', locked: true}, {kind: 'leave', leg: lea, outcome: 'failed'},
	]);
	const {state, effects} = step(gone, enter(lea));
	const back = state.members.find(member => member.leg === lea);
	t.like(back, {role: 'leader', mutedBy: 'self', gainInDb: 6, gainOutDb: -3});
	t.true(kinds(effects).includes('say-muted lea'));
});

test('one who was ejected is a stranger when he calls again', t => {
	const {effects} = step(room([...led, {kind: 'lock', locked: true}, {kind: 'eject', leg: ann}]), enter(ann));
	t.deepEqual(kinds(effects), ['refuse ann']);
});

test('a colleague who calls from the same number while a leader is in does not become leader', t => {
	const boss: Input = {...enter(lea, 'leader'), callerKey: 'same'};
	const colleague: Input = {...enter(bob), callerKey: 'same'};
	const {state} = step(room([boss, enter(ann)]), colleague);
	t.is(state.members.at(-1)?.role, 'participant');
});

test('un-muting all leaves those muted who muted themselves', t => {
	const inputs: Input[] = [...led, enter(bob), muteBob, {kind: 'mute-all', muted: true, by: 'leader'}, {kind: 'mute-all', muted: false, by: 'leader'}];
	const {members} = room(inputs);
	t.deepEqual(members.map(({leg, mutedBy}) => [leg, mutedBy]), [[lea, null], [ann, null], [bob, 'self']]);
});

const member = (state: RoomState, leg: LegId) => state.members.find(other => other.leg === leg);

test('the mixer hears of a mute only where it changes what is heard', t => {
	const inputs: Input[] = [muteBob, {kind: 'mute', leg: bob, muted: false, by: 'admin'}, {kind: 'mute-all', muted: true, by: 'leader'}, {kind: 'mute-all', muted: false, by: 'leader'}];
	let state = room(listening);
	for (const input of inputs) {
		const {state: next, effects} = step(state, input);
		state = next;
		t.false(effects.some(({kind}) => kind === 'mute'), input.kind);
	}
});

test('a leader who is muted is not heard in a lecture either', t => {
	const {effects} = step(room(listening), {kind: 'mute', leg: lea, muted: true, by: 'self'});
	t.true(effects.some(effect => effect.kind === 'mute' && effect.leg === lea && effect.muted));
});

test('one whom the leader muted is heard with the floor, and muted again without it', t => {
	const muted: Input[] = [enter(lea, 'leader'), enter(bob), {kind: 'mute', leg: bob, muted: true, by: 'leader'}, asking, given];
	t.like(member(room(muted), bob), {mutedBy: null, hand: null});
	t.is(member(room([...muted, {kind: 'floor', leg: bob, given: false}]), bob)?.mutedBy, 'leader');
});

test('whoever can be heard again asks no longer; who still can\'t be heard does', t => {
	const after = room([...listening, asking, {kind: 'hand', leg: ann, up: true}, {kind: 'mute', leg: ann, muted: true, by: 'admin'}, {kind: 'lecture', on: false}]);
	t.deepEqual([member(after, bob)?.hand, member(after, ann)?.hand], [null, 2]);
});

test('a new lecture begins with nobody having the floor', t => {
	const after = room([...listening, given, {kind: 'lecture', on: false}, lecture]);
	t.is(member(after, bob)?.floor, null);
});

test('one who is cut off while he has the floor has it when he is back; not in the next lecture, and not when he hung up', t => {
	const back = (...between: Input[]) => member(room([...listening, given, ...between, enter(bob)]), bob)?.floor;
	const cutOff: Input = {kind: 'leave', leg: bob, outcome: 'media-lost'};
	t.deepEqual(back(cutOff), {mutedBy: null});
	t.is(back(cutOff, {kind: 'lecture', on: false}, lecture), null);
	t.is(back({kind: 'leave', leg: bob, outcome: 'hung-up'}), null);
});

test('one who leaves asks no longer when he is back', t => {
	t.is(member(room([...listening, asking, {kind: 'leave', leg: bob, outcome: 'failed'}, enter(bob)]), bob)?.hand, null);
});

test('everybody in a conference that is deleted hears so', t => {
	const {effects} = step(room(two), {kind: 'end', outcome: 'conference-deleted'});
	t.deepEqual([heardBy(effects, ann), heardBy(effects, bob)], [['conference-deleted'], ['conference-deleted']]);
});

test('a closed room answers nothing and lets nobody in', t => {
	const closed = room([enter(ann), {kind: 'leave', leg: ann, outcome: 'hung-up'}]);
	t.deepEqual(step(closed, muteBob).effects, []);
	t.deepEqual(kinds(step(closed, enter(bob)).effects), ['refuse bob']);
});

test.after('every input has its row', t => {
	const all: Record<Input['kind'], true> = {
		enter: true, leave: true, mute: true, gain: true, held: true, talking: true, media: true, lock: true, 'mute-all': true, lecture: true, hand: true, floor: true, eject: true, record: true,
		'recording-started': true, 'recording-refused': true, 'recording-ended': true, end: true, conference: true, timer: true,
	};
	t.deepEqual(Object.keys(all).filter(kind => !seen.has(kind as Input['kind'])), []);
});
