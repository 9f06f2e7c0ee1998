import {once} from 'node:events';
import test, {type ExecutionContext} from 'ava';
import {WebSocket} from 'ws';
import type {PhoneAction} from '../../../firmware/contract/index.js';
import {RunningBox} from './running-box.js';

test('an organizer lifts a telephone, and sees whole numbers on its display', async t => {
	const box = await RunningBox.start(t);
	const token = await box.token('organizer');
	t.like((await box.ask('GET', '/simulator', {token})).body, {phones: [{id: 'handset-1', display: '030 12345678'}]});
	t.is((await box.ask('POST', '/simulator/phones/handset-1', {token, body: {do: 'lift'}})).status, 204);
	t.deepEqual(box.phones.asked, [{do: 'lift'}]);
	t.is((await box.ask('POST', '/simulator/phones/handset-1', {token: await box.token('user'), body: {do: 'lift'}})).status, 403);
	t.is((await box.ask('POST', '/simulator/phones/handset-9', {token, body: {do: 'lift'}})).status, 404);
});

const understood = test.macro({
	title: (_, action: object) => `${JSON.stringify(action)} is done`,
	async exec(t, action: object, taken: PhoneAction) {
		const box = await RunningBox.start(t);
		const {status, text} = await box.ask('POST', '/simulator/phones/handset-1', {body: action});
		t.is(status, 204, text);
		t.deepEqual(box.phones.asked, [taken]);
	},
});
test(understood, {do: 'flash'}, {do: 'flash'});
test(understood, {do: 'keys', keys: '8000'}, {do: 'keys', keys: '8000', pulses: false});
test(understood, {do: 'keys', keys: '12', pulses: true}, {do: 'keys', keys: '12', pulses: true});
test(understood, {do: 'voice', on: true}, {do: 'voice', on: true});

const refused = test.macro({
	title: (_, action: object) => `${JSON.stringify(action)} is refused at its field`,
	async exec(t, action: object, path: string) {
		const box = await RunningBox.start(t);
		t.like(await box.ask('POST', '/simulator/phones/handset-1', {body: action}), {status: 400, body: {error: {problems: [{path}]}}});
		t.deepEqual(box.phones.asked, []);
	},
});
test(refused, {do: 'keys', keys: '80x'}, '/keys');
test(refused, {do: 'keys'}, '/keys');
test(refused, {do: 'jump'}, '/do');
test(refused, {do: 'lift', high: true}, '/high');

type Listening = {token?: string; headers?: Record<string, string>; path?: string};

async function listen(t: ExecutionContext, box: RunningBox, {token, headers = {}, path = 'handset-1'}: Listening = {}): Promise<WebSocket> {
	const authorization = token === undefined ? {} : {authorization: `Bearer ${token}`};
	const socket = new WebSocket(`${box.origin.replace('http', 'ws')}/api/v1/simulator/phones/${path}/audio`, {headers: {...authorization, ...headers}});
	socket.on('error', () => undefined);
	t.teardown(() => socket.terminate());
	return socket;
}

test('an organizer hears what the telephone hears and is heard by it', async t => {
	const box = await RunningBox.start(t);
	const socket = await listen(t, box, {token: await box.token('organizer')});
	await once(socket, 'open');
	const said = Buffer.from([1, 2, 3, 4, 250]);
	socket.send(said);
	const [heard] = await once(socket, 'message') as [Buffer];
	t.deepEqual(heard, said);
	socket.close();
	await once(box.phones.sounds[0] ?? socket, 'close');
	t.true(box.phones.sounds[0]?.destroyed);
});

const closed = async (socket: WebSocket): Promise<{code: number; reason: string}> => {
	const [code, reason] = await once(socket, 'close') as [number, Buffer];
	return {code, reason: String(reason)};
};

test('a second one who wants to hear the same telephone is told why not', async t => {
	const box = await RunningBox.start(t);
	const token = await box.token('organizer');
	await once(await listen(t, box, {token}), 'open');
	t.deepEqual(await closed(await listen(t, box, {token})), {code: 4409, reason: 'Somebody else hears this telephone.'});
	t.is(box.phones.sounds.length, 1);
});

test('a telephone that there is not can\'t be heard', async t => {
	const box = await RunningBox.start(t);
	t.like(await closed(await listen(t, box, {token: await box.token('organizer'), path: 'handset-9'})), {code: 4404});
});

test('words instead of sound end the connection', async t => {
	const box = await RunningBox.start(t);
	const socket = await listen(t, box, {token: await box.token('organizer')});
	await once(socket, 'open');
	socket.send('hello');
	t.like(await closed(socket), {code: 1003});
});

test('a message too long to be speech ends the connection', async t => {
	const box = await RunningBox.start(t);
	const socket = await listen(t, box, {token: await box.token('organizer')});
	await once(socket, 'open');
	socket.send(Buffer.alloc(20_000));
	t.like(await closed(socket), {code: 1009});
});

test('the sound ends with the telephone', async t => {
	const box = await RunningBox.start(t);
	const socket = await listen(t, box, {token: await box.token('organizer')});
	await once(socket, 'open');
	box.phones.sounds[0]?.destroy();
	t.like(await closed(socket), {code: 1000});
});

test('the sound ends with the token that it was opened with', async t => {
	const box = await RunningBox.start(t);
	const {id, token} = await box.store.tokens.create({name: 'short', role: 'organizer', expiresAt: null});
	const socket = await listen(t, box, {token});
	await once(socket, 'open');
	await box.store.tokens.delete(id);
	await box.clock.advance(15_000);
	t.like(await closed(socket), {code: 1008});
});

test('a box that stops says so to those who listen', async t => {
	const box = await RunningBox.start(t);
	const socket = await listen(t, box, {token: await box.token('organizer')});
	await once(socket, 'open');
	const [end] = await Promise.all([closed(socket), box.stop()]);
	t.like(end, {code: 1001});
	await box.start();
});

const unheard = test.macro({
	title: (_, who: string, status: number) => `${who} is answered ${status}, and hears nothing`,
	async exec(t, _who: string, status: number, how: (box: RunningBox) => Promise<Listening>) {
		const box = await RunningBox.start(t);
		const socket = await listen(t, box, await how(box));
		const [, response] = await once(socket, 'unexpected-response') as [unknown, {statusCode: number}];
		t.is(response.statusCode, status);
		t.is(box.phones.sounds.length, 0);
	},
});
const cookie = async (box: RunningBox, origin?: string): Promise<Listening> => {
	const {secret} = await box.store.sessions.create({user: null, name: 'Kim', role: 'admin'});
	return {headers: {cookie: `partyline=${secret}`, ...(origin === undefined ? {} : {origin})}};
};
test(unheard, 'nobody', 401, async () => ({}));
test(unheard, 'a user', 403, async box => ({token: await box.token('user')}));
test(unheard, 'another site\'s page with an admin\'s cookie', 403, box => cookie(box, 'http://elsewhere.example'));
test(unheard, 'a program with a cookie and no origin', 403, box => cookie(box));
test(unheard, 'who asks for another place', 404, async box => ({token: await box.token('admin'), path: 'x/y'}));

test('the box\'s own page hears with its cookie', async t => {
	const box = await RunningBox.start(t);
	await once(await listen(t, box, await cookie(box, box.origin)), 'open');
	t.is(box.phones.sounds.length, 1);
});
