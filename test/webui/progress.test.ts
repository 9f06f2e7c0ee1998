import test from 'ava';
import {idle, isFulfilled, nothingLive, requestOf, step, type Ask, type Live, type Progress, type ProgressInput} from '../../webui/store/index.js';
import {call, legId, participant, recordingId, room, roomId} from './builders.js';

const ask: Ask = {kind: 'mute', subject: legId('ann')};
const failure = {code: 'CONFLICT', message: 'No.'} as const;
const states = {
	idle,
	waiting: {kind: 'waiting', ask, answered: false},
	answered: {kind: 'waiting', ask, answered: true},
	failed: {kind: 'failed', ask, failure},
} satisfies Record<string, Progress>;
const inputs = {
	asked: {kind: 'asked', ask},
	'answered and done': {kind: 'answered', fulfilled: true},
	'answered, not yet done': {kind: 'answered', fulfilled: false},
	refused: {kind: 'refused', failure},
	'seen done': {kind: 'seen', fulfilled: true, about: true},
	'seen something else of the same': {kind: 'seen', fulfilled: false, about: true},
	'seen something of others': {kind: 'seen', fulfilled: false, about: false},
	dismissed: {kind: 'dismissed'},
} satisfies Record<string, ProgressInput>;
type StateName = keyof typeof states;

const table: Record<StateName, Record<keyof typeof inputs, StateName>> = {
	idle: {
		asked: 'waiting', 'answered and done': 'idle', 'answered, not yet done': 'idle', refused: 'idle',
		'seen done': 'idle', 'seen something else of the same': 'idle', 'seen something of others': 'idle', dismissed: 'idle',
	},
	waiting: {
		asked: 'waiting', 'answered and done': 'idle', 'answered, not yet done': 'answered', refused: 'failed',
		'seen done': 'idle', 'seen something else of the same': 'waiting', 'seen something of others': 'waiting', dismissed: 'waiting',
	},
	answered: {
		asked: 'answered', 'answered and done': 'idle', 'answered, not yet done': 'answered', refused: 'failed',
		'seen done': 'idle', 'seen something else of the same': 'idle', 'seen something of others': 'answered', dismissed: 'answered',
	},
	failed: {
		asked: 'waiting', 'answered and done': 'failed', 'answered, not yet done': 'failed', refused: 'failed',
		'seen done': 'idle', 'seen something else of the same': 'failed', 'seen something of others': 'failed', dismissed: 'idle',
	},
};

for (const from of Object.keys(states) as StateName[]) {
	for (const input of Object.keys(inputs) as (keyof typeof inputs)[]) {
		test(`a button that is ${from} and is ${input} is ${table[from][input]}`, t => {
			t.deepEqual(step(states[from], inputs[input]), states[table[from][input]]);
		});
	}
}

const live: Live = {...nothingLive, rooms: [room('r1', {locked: true, recording: recordingId('rec'), participants: [participant('ann', {muted: true})]})]};
const row = test.macro({
	exec: (t, asked: Ask, request: string, fulfilled: boolean) => {
		const {method, path, body} = requestOf(asked);
		t.is([method, path, ...(body ? [JSON.stringify(body)] : [])].join(' '), request);
		t.is(isFulfilled(asked, live), fulfilled);
	},
	title: (_given, asked?: Ask) => `${asked?.kind} is asked for by its own request, and done when the room shows it`,
});
const [ann, r1] = [legId('ann'), roomId('r1')];
test(row, {kind: 'mute', subject: ann}, 'PATCH /participants/ann {"muted":true}', true);
test(row, {kind: 'unmute', subject: ann}, 'PATCH /participants/ann {"muted":false}', false);
test(row, {kind: 'disconnect', subject: ann}, 'DELETE /participants/ann', false);
test(row, {kind: 'lock', subject: r1}, 'PATCH /rooms/r1 {"locked":true}', true);
test(row, {kind: 'unlock', subject: r1}, 'PATCH /rooms/r1 {"locked":false}', false);
test(row, {kind: 'mute-all', subject: r1}, 'PATCH /rooms/r1 {"allMuted":true}', false);
test(row, {kind: 'unmute-all', subject: r1}, 'PATCH /rooms/r1 {"allMuted":false}', true);
test(row, {kind: 'record', subject: r1}, 'POST /rooms/r1/recording', true);
test(row, {kind: 'stop-recording', subject: r1}, 'DELETE /rooms/r1/recording', false);
test(row, {kind: 'end', subject: r1}, 'DELETE /rooms/r1', false);

test('a caller at the prompts is not disconnected as long as the call is up', t => {
	const disconnect: Ask = {kind: 'disconnect', subject: legId('eve')};
	t.false(isFulfilled(disconnect, {...live, calls: [call('eve')]}));
	t.true(isFulfilled(disconnect, live));
});

test('nothing is left to be done for one who has gone', t => {
	t.true(isFulfilled({kind: 'mute', subject: legId('zoe')}, live));
	t.true(isFulfilled({kind: 'end', subject: roomId('r7')}, live));
});
