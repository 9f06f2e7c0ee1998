import test from 'ava';
import {
	ackPayload, closedLink, encodeMessage, messageType, step, type BoxMessage, type Effect, type Frame, type Input, type LinkState,
} from '../../../firmware/board-link/index.js';

const run = 7;
const hex = (text: string) => Uint8Array.from(Buffer.from(text.replaceAll(' ', ''), 'hex'));
const welcome = (sequence = 0, ofRun = run + 1, version = 1): Frame =>
	({type: messageType.welcome, sequence, payload: hex(`${version === 0 ? '00' : '01'} ${ofRun.toString(16).padStart(8, '0')} 001f 08 07d0 010203 01 42`)});
const readings = (sequence: number): Frame => ({type: messageType.readings, sequence, payload: hex('00eb 2eea')});
const hot = (sequence: number): Frame => ({type: messageType.readings, sequence, payload: hex('7000 2eea')});
const acked = (sequence: number, result: Parameters<typeof ackPayload>[0] = 'accepted'): Frame => ({type: messageType.ack, sequence, payload: ackPayload(result)});
const frame = (received: Frame): Input => ({kind: 'frame', frame: received});
const relays = (held: boolean): Extract<Input, {kind: 'send'}> => ({kind: 'send', message: {kind: 'relays', held}});
const timer = (name: Extract<Input, {kind: 'timer'}>['timer']): Input => ({kind: 'timer', timer: name});
const opened: Input = {kind: 'opened'};

const after = (inputs: readonly Input[], from = closedLink(run)): LinkState => inputs.reduce((state, input) => step(state, input).state, from);

const typeNames = new Map<number, string>(Object.entries(messageType).map(([name, type]) => [type, name]));
function told(effect: Effect): string {
	switch (effect.kind) {
		case 'write': return effect.frame.type === messageType.ack ? `ack ${effect.frame.sequence} ${effect.frame.payload[0]}` : `${typeNames.get(effect.frame.type)} ${effect.frame.sequence}`;
		case 'arm': return `arm ${effect.timer} ${effect.ms}`;
		case 'disarm': return `disarm ${effect.timer}`;
		case 'message': return `message ${effect.message.kind}`;
		case 'refused': return `refused ${effect.message.kind} ${effect.result}`;
		case 'trouble': return `${effect.trouble} ${effect.active}`;
		case 'up':
		case 'down': return effect.kind;
	}
}

type Row = {given: LinkState; input: Input; next: LinkState['kind']; effects: readonly string[]};
const cells = new Set<string>();
const row = test.macro((t, {given, input, next, effects}: Row) => {
	cells.add(`${given.kind} ${input.kind}${input.kind === 'timer' ? ` ${input.timer}` : ''}`);
	const {state, effects: done} = step(given, input);
	t.is(state.kind, next);
	t.deepEqual(done.map(told), effects);
});

const closed = closedLink(run);
const greeting = after([opened]);
const impatient = after([opened, timer('hello'), timer('hello')]);
const silent = after([opened, timer('hello'), timer('hello'), timer('hello')]);
const incompatible = after([opened, frame(welcome(0, run + 1, 0))]);
const up = after([opened, frame(welcome())]);
const asking = after([relays(true)], up);
const fifth = after([1, 2, 3, 4].map(() => timer('retransmit')), asking);

test('an open port is greeted', row, {given: closed, input: opened, next: 'greeting', effects: ['hello 0', 'arm hello 1000']});
test('a closed port says nothing', row, {given: closed, input: frame(readings(1)), next: 'closed', effects: []});
test('what is to be said while the port is closed is not kept', row, {given: closed, input: relays(true), next: 'closed', effects: []});
test('noise of a port that has been closed harms nothing', row, {given: closed, input: {kind: 'damaged', bytes: 3}, next: 'closed', effects: []});
test('a port that is closed is closed', row, {given: closed, input: {kind: 'closed'}, next: 'closed', effects: []});
test('a closed port remembers how the box is', row, {given: closed, input: {kind: 'well', well: false}, next: 'closed', effects: []});
for (const name of ['hello', 'retransmit', 'heartbeat'] as const) {
	test(`a late timer ${name} of a closed port does nothing`, row, {given: closed, input: timer(name), next: 'closed', effects: []});
}

test('a board that does not answer is greeted again', row, {given: greeting, input: timer('hello'), next: 'greeting', effects: ['hello 0', 'arm hello 1000']});
test('after three greetings the admin is told', row, {given: impatient, input: timer('hello'), next: 'greeting', effects: ['hello 0', 'arm hello 1000', 'silent true']});
test('and is told once', row, {given: silent, input: timer('hello'), next: 'greeting', effects: ['hello 0', 'arm hello 1000']});
test('a board that answers at last ends the alarm', row, {
	given: silent, input: frame(welcome()), next: 'up', effects: ['ack 0 0', 'disarm hello', 'silent false', 'arm heartbeat 0', 'up'],
});
test('a welcome is the beginning of the link', row, {given: greeting, input: frame(welcome()), next: 'up', effects: ['ack 0 0', 'disarm hello', 'arm heartbeat 0', 'up']});
test('that hello arrived is no link yet', row, {given: greeting, input: frame(acked(0)), next: 'greeting', effects: []});
test('the welcome of an earlier greeting is refused', row, {given: greeting, input: frame(welcome(0, run)), next: 'greeting', effects: ['ack 0 3']});
test('before the welcome nothing else is taken', row, {given: greeting, input: frame(readings(4)), next: 'greeting', effects: ['ack 4 4']});
test('a board of another version is told of', row, {
	given: greeting, input: frame(welcome(0, run + 1, 0)), next: 'incompatible', effects: ['ack 0 0', 'incompatible true', 'arm hello 10000'],
});
test('what is to be said while greeting is not kept', row, {given: greeting, input: relays(true), next: 'greeting', effects: []});
test('noise while greeting is counted', row, {given: greeting, input: {kind: 'damaged', bytes: 3}, next: 'greeting', effects: []});
test('a port that opens twice is greeted once', row, {given: greeting, input: opened, next: 'greeting', effects: []});
test('a port that closes ends the greeting', row, {given: greeting, input: {kind: 'closed'}, next: 'closed', effects: ['disarm hello', 'disarm retransmit', 'disarm heartbeat']});
test('a box that is not well greets all the same', row, {given: greeting, input: {kind: 'well', well: false}, next: 'greeting', effects: []});
for (const name of ['retransmit', 'heartbeat'] as const) {
	test(`a late timer ${name} does not disturb the greeting`, row, {given: greeting, input: timer(name), next: 'greeting', effects: []});
}

test('a board of another version is greeted again: it may have new firmware', row, {given: incompatible, input: timer('hello'), next: 'greeting', effects: ['hello 0', 'arm hello 1000']});
test('a board of another version is not understood', row, {given: incompatible, input: frame(readings(1)), next: 'incompatible', effects: ['ack 1 4']});
test('nothing is said to a board of another version', row, {given: incompatible, input: relays(true), next: 'incompatible', effects: []});
test('noise of a board of another version is counted', row, {given: incompatible, input: {kind: 'damaged', bytes: 1}, next: 'incompatible', effects: []});
test('a board of another version stays one when its port opens', row, {given: incompatible, input: opened, next: 'incompatible', effects: []});
test('a board of another version is unplugged', row, {given: incompatible, input: {kind: 'closed'}, next: 'closed', effects: ['disarm hello', 'disarm retransmit', 'disarm heartbeat']});
test('a board of another version hears no heartbeat', row, {given: incompatible, input: {kind: 'well', well: true}, next: 'incompatible', effects: []});
for (const name of ['retransmit', 'heartbeat'] as const) {
	test(`a late timer ${name} does nothing to a board of another version`, row, {given: incompatible, input: timer(name), next: 'incompatible', effects: []});
}

test('a heartbeat is sent while the box is well', row, {given: up, input: timer('heartbeat'), next: 'up', effects: ['heartbeat 1', 'arm retransmit 200', 'arm heartbeat 500']});
test('no heartbeat is sent while it is not', row, {given: after([{kind: 'well', well: false}], up), input: timer('heartbeat'), next: 'up', effects: ['arm heartbeat 500']});
test('a heartbeat that waits is not sent when the box is well no more', row, {
	given: after([timer('heartbeat'), {kind: 'well', well: false}], asking), input: frame(acked(1)), next: 'up', effects: ['disarm retransmit'],
});
test('to become unwell is said by silence', row, {given: up, input: {kind: 'well', well: false}, next: 'up', effects: []});
test('what is to be said is sent, and sent again until it is acknowledged', row, {given: up, input: relays(true), next: 'up', effects: ['relays 1', 'arm retransmit 200']});
test('the same frame is sent again', row, {given: asking, input: timer('retransmit'), next: 'up', effects: ['relays 1', 'arm retransmit 200']});
test('after the fifth the link is lost', row, {
	given: fifth, input: timer('retransmit'), next: 'greeting', effects: ['disarm retransmit', 'disarm heartbeat', 'down', 'hello 0', 'arm hello 1000', 'silent true'],
});
test('one frame at a time is on its way', row, {given: asking, input: timer('heartbeat'), next: 'up', effects: ['arm heartbeat 500']});
test('the next one goes when it is acknowledged', row, {given: after([timer('heartbeat')], asking), input: frame(acked(1)), next: 'up', effects: ['heartbeat 2', 'arm retransmit 200']});
test('of two wishes the newer one is sent', row, {given: after([relays(false), relays(true)], asking), input: frame(acked(1)), next: 'up', effects: ['relays 2', 'arm retransmit 200']});
test('an acknowledgement that comes twice counts once', row, {given: after([frame(acked(1)), relays(false)], asking), input: frame(acked(1)), next: 'up', effects: []});
test('an acknowledgement without a result is no acknowledgement', row, {given: asking, input: frame({...acked(1), payload: new Uint8Array()}), next: 'up', effects: []});
test('a refusal is told of, and the link goes on', row, {given: asking, input: frame(acked(1, 'impossible-value')), next: 'up', effects: ['refused relays impossible-value', 'disarm retransmit']});
test('a board that has forgotten the link is greeted', row, {
	given: asking, input: frame(acked(1, 'no-link')), next: 'greeting', effects: ['disarm retransmit', 'disarm heartbeat', 'down', 'hello 0', 'arm hello 1000'],
});
test('what an older board does not know is not said to it again', row, {given: after([frame(acked(1, 'unknown-type'))], asking), input: relays(false), next: 'up', effects: []});
test('after number 255 comes number 1', row, {
	given: after(Array.from({length: 255}, (_, i): Input[] => [relays(true), frame(acked(i + 1))]).flat(), up), input: relays(true), next: 'up', effects: ['relays 1', 'arm retransmit 200'],
});
test('what the board says is acknowledged and taken', row, {given: up, input: frame(readings(1)), next: 'up', effects: ['ack 1 0', 'message readings']});
test('a repeated frame is acknowledged, and taken once', row, {given: after([frame(readings(1))], up), input: frame(readings(1)), next: 'up', effects: ['ack 1 0']});
test('the welcome that is repeated is acknowledged', row, {given: up, input: frame(welcome()), next: 'up', effects: ['ack 0 0']});
test('impossible content is refused though its checksum is right', row, {given: up, input: frame(hot(1)), next: 'up', effects: ['ack 1 3']});
test('and refused again when it is repeated', row, {given: after([frame(hot(1))], up), input: frame(hot(1)), next: 'up', effects: ['ack 1 3']});
test('a welcome in the middle of a link is impossible', row, {given: after([frame(readings(1))], up), input: frame(welcome(2)), next: 'up', effects: ['ack 2 3']});
test('a type of later versions is answered as unknown', row, {given: up, input: frame({type: 0x30, sequence: 1, payload: hex('01')}), next: 'up', effects: ['ack 1 1']});
test('noise on the link is survived', row, {given: up, input: {kind: 'damaged', bytes: 40}, next: 'up', effects: []});
test('a link that is up needs no opening', row, {given: up, input: opened, next: 'up', effects: []});
test('a port that closes ends the link', row, {given: up, input: {kind: 'closed'}, next: 'closed', effects: ['disarm hello', 'disarm retransmit', 'disarm heartbeat', 'down']});
test('a late timer hello does not end a link', row, {given: up, input: timer('hello'), next: 'up', effects: []});
test('nothing is sent again when all is acknowledged', row, {given: up, input: timer('retransmit'), next: 'up', effects: []});

test('all that goes wrong on the wire is counted', t => {
	const {counters} = after([
		relays(true), timer('retransmit'), frame(acked(1, 'impossible-value')), frame(acked(1)), frame(readings(1)), frame(readings(1)), frame(hot(2)), {kind: 'damaged', bytes: 40},
	], up);
	t.deepEqual(counters, {received: 6, damaged: 1, discardedBytes: 40, repeated: 2, sentAgain: 1, refused: 2, lost: 0});
	t.is(after([timer('retransmit')], fifth).counters.lost, 1);
});

test('every greeting has a number of its own', t => {
	const runs = [greeting, after([timer('hello')], incompatible), after([{kind: 'closed'}, opened], up)].map(state => state.run);
	t.deepEqual(runs, [run + 1, run + 2, run + 2]);
	t.is(after([opened], closedLink(0xffff_ffff)).run, 0);
});

test.after('every input is answered in every state', t => {
	const inputs = ['opened', 'closed', 'frame', 'damaged', 'send', 'well', 'timer hello', 'timer retransmit', 'timer heartbeat'];
	const missing = ['closed', 'greeting', 'incompatible', 'up'].flatMap(state => inputs.map(input => `${state} ${input}`)).filter(cell => !cells.has(cell));
	t.deepEqual(missing, []);
});

test('a light frame holds as many lights as a board may have', t => {
	const message: BoxMessage = {kind: 'lights', first: 0, lights: Array.from({length: 198}, () => ({colour: 'green', rhythm: 'steady'}))};
	t.is(encodeMessage(message).payload.length, 200);
});
