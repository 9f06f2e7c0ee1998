import test, {type ExecutionContext} from 'ava';
import {startMosquitto} from '../../support/mosquitto.js';
import {watchMqtt, type MqttWatcher} from '../../support/mqtt-watcher.js';
import {boardRoom, somebody, WatchedBox} from './watched-box.js';

/** A box with a live room, and a program at its broker. */
async function steered(t: ExecutionContext, settings: object = {}): Promise<{box: WatchedBox; program: MqttWatcher; url: string}> {
	const {port} = await startMosquitto(t);
	const url = `mqtt://127.0.0.1:${port}`;
	const box = await new WatchedBox({broker: 'external', url, ...settings}).start(t).up();
	box.happens({kind: 'room.opened', room: boardRoom});
	box.happens({kind: 'participant.joined', room: boardRoom.id, participant: somebody('leg1')});
	const program = await watchMqtt(t, url);
	await program.text('partyline/status', text => text === 'online');
	return {box, program, url};
}

type Answered = {id: string | null; ok: boolean; code: string | null; message: string};

const done = test.macro({
	async exec(t, name: string, fields: object, asked: unknown) {
		const {box, program} = await steered(t);
		await program.publish(`partyline/command/${name}`, {id: 'one', ...fields});
		t.deepEqual(await program.json('partyline/answer/one'), {id: 'one', ok: true, code: null, message: ''});
		t.deepEqual(box.live.asked, [asked]);
		t.like(box.noted, [{kind: 'mqtt', action: name, subject: 'room' in fields ? '8000' : 'leg1', outcome: 'done'}]);
	},
	title: (said = '') => `a program ${said}`,
});

test('locks a room', done, 'room.lock', {room: '8000'}, {room: {locked: true}});
test('opens a room again', done, 'room.lock', {room: '8000', on: false}, {room: {locked: false}});
test('mutes all but the leaders', done, 'room.mute-all', {room: '8000'}, {room: {allMuted: true}});
test('begins a lecture', done, 'room.lecture', {room: '8000', on: true}, {room: {lecture: true}});
test('starts recording', done, 'room.record', {room: '8000'}, 'start recording');
test('stops recording', done, 'room.record', {room: '8000', on: false}, 'stop recording');
test('ends a conference', done, 'room.end', {room: '8000'}, 'end');
test('mutes somebody', done, 'participant.mute', {participant: 'leg1'}, {participant: {muted: true}});
test('has somebody heard again', done, 'participant.mute', {participant: 'leg1', on: false}, {participant: {muted: false}});
test('gives somebody the floor', done, 'participant.floor', {participant: 'leg1'}, {participant: {floor: true}});
test('takes the floor back', done, 'participant.floor', {participant: 'leg1', on: false}, {participant: {floor: false}});
test('lowers a hand', done, 'participant.hand', {participant: 'leg1', on: false}, {participant: {hand: false}});
test('raises a hand', done, 'participant.hand', {participant: 'leg1'}, {participant: {hand: true}});
test('turns somebody down', done, 'participant.volume', {participant: 'leg1', gainInDb: -6}, {participant: {gainInDb: -6}});
test('disconnects somebody', done, 'participant.disconnect', {participant: 'leg1'}, 'disconnect');

test('an invitation that is delivered twice calls once and is answered twice, and another one calls again', async t => {
	const {box, program} = await steered(t);
	const invite = (id: string) => program.publish('partyline/command/room.invite', {id, room: '8000', number: '8001'});
	for (const id of ['one', 'one', 'two']) await invite(id);
	await program.json('partyline/answer/two');
	t.is(box.live.asked.length, 2);
	t.is(box.noted.length, 2);
	t.is(program.messages.all.filter(({topic}) => topic === 'partyline/answer/one').length, 2);
	await box.clock.advance(60_000);
	const after = program.messages.all.length;
	await invite('one');
	await program.messages.waitFor('a third answer', ({topic}) => topic === 'partyline/answer/one', {after});
	t.is(box.live.asked.length, 3);
});

const refused = test.macro({
	async exec(t, name: string, payload: unknown, expected: {code: string; message: RegExp; settings?: object}) {
		const {box, program} = await steered(t, expected.settings);
		await program.publish(`partyline/command/${name}`, payload, {properties: {responseTopic: 'home/answers'}});
		const answer = await program.json<Answered>('home/answers');
		t.false(answer.ok);
		t.is(answer.code, expected.code);
		t.regex(answer.message, expected.message);
		t.deepEqual(box.live.asked, []);
		t.like(box.noted, [{kind: 'mqtt', outcome: expected.code}]);
	},
	title: (said = '') => `refused is ${said}`,
});

test('a command for a room that is not live', refused, 'room.lock', {room: '8999'}, {code: 'NOT_FOUND', message: /not live/});
test('a command for somebody who has gone', refused, 'participant.mute', {participant: 'gone'}, {code: 'NOT_FOUND', message: /gone/});
test('a command that there is not', refused, 'room.explode', {room: '8000'}, {code: 'NOT_FOUND', message: /no command "room.explode"/});
test('a command named like what every object has', refused, 'constructor', {room: '8000'}, {code: 'NOT_FOUND', message: /no command/});
test('a command without its room', refused, 'room.lock', {id: 'one'}, {code: 'INVALID_INPUT', message: /\/room/});
test('a command with a field that it has not', refused, 'room.lock', {room: '8000', locked: true}, {code: 'INVALID_INPUT', message: /\/locked/});
test('a volume beyond what there is', refused, 'participant.volume', {participant: 'leg1', gainInDb: 60}, {code: 'INVALID_INPUT', message: /\/gainInDb/});
test('what is no JSON', refused, 'room.lock', 'lock it', {code: 'INVALID_INPUT', message: /object of JSON/});
test('every command, where the settings say so', refused, 'room.lock', {room: '8000'}, {code: 'FORBIDDEN', message: /switched off/, settings: {commands: false}});

test('an answer comes where a program of MQTT 5 wants it, with what it gave along', async t => {
	const {program} = await steered(t);
	await program.publish('partyline/command/room.lock', {room: '8000'}, {properties: {responseTopic: 'home/answers', correlationData: Buffer.from('4711')}});
	const message = await program.messages.waitFor('the answer', ({topic}) => topic === 'home/answers');
	t.is(message.correlation, '4711');
	t.deepEqual(JSON.parse(message.text), {id: null, ok: true, code: null, message: ''});
});

test('an answer never comes where only the box speaks, nor as a command', async t => {
	const {box, program} = await steered(t);
	for (const [id, responseTopic] of [['one', 'partyline/command/room.end'], ['two', 'partyline/status'], ['three', 'homeassistant/device/x/config']] as const) {
		await program.publish('partyline/command/room.lock', {id, room: '8000'}, {properties: {responseTopic}});
		await program.json(`partyline/answer/${id}`);
	}
	t.is(box.live.asked.length, 3);
	t.deepEqual([...program.tree.keys()].filter(topic => topic.startsWith('homeassistant/device/x')), []);
});

test('a retained command is not carried out when the box connects', async t => {
	const {port} = await startMosquitto(t);
	const url = `mqtt://127.0.0.1:${port}`;
	const program = await watchMqtt(t, url);
	await program.publish('partyline/command/room.lock', {id: 'old', room: '8000'}, {retain: true});
	const box = new WatchedBox({broker: 'external', url});
	box.rooms = [boardRoom];
	await box.start(t).up();
	await program.text('partyline/status');
	await program.publish('partyline/command/room.mute-all', {id: 'new', room: '8000'});
	await program.json('partyline/answer/new');
	t.deepEqual(box.live.asked, [{room: {allMuted: true}}]);
});
