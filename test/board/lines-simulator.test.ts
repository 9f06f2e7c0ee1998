import {once} from 'node:events';
import {connect, type Socket} from 'node:net';
import {join} from 'node:path';
import test from 'ava';
import {loadEngine, type NativeEvent} from '../../addons/index.js';
import {localOptions} from '../addons/options.js';
import {Happenings} from '../support/happenings.js';
import {startLinesSimulator, type LinesSimulator} from '../support/lines-simulator.js';

const rateHz = 8000;
const engine = loadEngine();
const events = new Happenings<NativeEvent>();
engine.start(localOptions(), taken => {
	for (const event of taken) events.add(event);
});
test.after.always(() => engine.stop(1000));

/** Ear and mouth of a telephone. */
async function sit(simulator: LinesSimulator, phone: string): Promise<Socket> {
	const socket = connect(join(simulator.root, '..', 'audio.sock'));
	await once(socket, 'connect');
	socket.write(`${phone}\n`);
	return socket;
}

/** 16 bit samples of a sine. */
function sine(hz: number, ms: number): Buffer {
	const samples = Int16Array.from({length: rateHz * ms / 1000}, (_, i) => Math.round(8000 * Math.sin(2 * Math.PI * hz * i / rateHz)));
	return Buffer.from(samples.buffer);
}

/** What one sits at a telephone for: resolves once there is sound. */
async function heardAt(socket: Socket): Promise<void> {
	for await (const piece of socket) {
		if ((piece as Buffer).some((byte, i) => i % 2 === 1 && byte > 8 && byte < 248)) return;
	}
}

async function callFromOneToTwo(simulator: LinesSimulator): Promise<void> {
	const one = simulator.telephone('outside-1');
	await one.lift();
	await one.hears([350, 440]);
	await one.press('5551002');
	await simulator.telephone('outside-2').shows('rings', phone => phone.ringing);
	await one.hears([440, 480]);
	await simulator.telephone('outside-2').lift();
	await simulator.events.waitFor('the answer', event => event.event === 'call' && event.state === 'answered');
}

test('who sits at a simulated telephone by its socket talks with the one whom he called', async t => {
	const simulator = await startLinesSimulator(t, {modems: []});
	await callFromOneToTwo(simulator);
	const two = await sit(simulator, 'outside-2');
	t.teardown(async () => void two.destroy());
	const speaking = setInterval(() => two.write(sine(1000, 100)), 100);
	t.teardown(async () => clearInterval(speaking));
	await simulator.telephone('outside-1').hears([1000]);
	await simulator.telephone('outside-1').say(650);
	await t.notThrowsAsync(heardAt(two));
});

test('nobody can sit at a telephone that somebody sits at already, nor at one that there is not', async t => {
	const simulator = await startLinesSimulator(t, {modems: []});
	const first = await sit(simulator, 'handset-1');
	await simulator.command('state');
	for (const phone of ['handset-1', 'nobody', 'x'.repeat(5000)]) {
		const refused = (await sit(simulator, phone)).on('error', () => undefined).resume();
		await once(refused, 'close');
	}
	t.false(first.destroyed);
	first.destroy();
});

test('a telephone at an FXS port hears itself when the box gives back what comes from its line', async t => {
	const simulator = await startLinesSimulator(t, {modems: []});
	const {name, kind} = engine.openLine(1, {device: {kind: 'dahdi', root: simulator.root, channel: 1, law: 'mu'}, echo: 'off', digits: 'software', receiveGainDb: 0, transmitGainDb: 0, flashMs: 600});
	t.teardown(async () => engine.closeLine(1));
	t.deepEqual({name, kind}, {name: 'SIM/0/1', kind: 'fxs'});
	const phone = simulator.telephone('handset-1');
	await phone.lift();
	await events.waitFor('the lifted handset', event => 'line' in event && event.line === 1);
	t.true(engine.setLoopback(1, true));
	await phone.say(850);
	await t.notThrowsAsync(phone.hears([850]));
});

test('what somebody heard is heard though it was over before he was asked, and who waits in vain is told what was heard instead', async t => {
	const simulator = await startLinesSimulator(t, {modems: []});
	const phone = simulator.telephone('outside-1');
	await phone.lift();
	await phone.measure(1000);
	await simulator.command('keys', {phone: phone.id, keys: '9'});
	await phone.hears([350, 440]);
	const {message} = await t.throwsAsync(phone.hears([1000], {withinMs: 200}));
	t.regex(message, /listens for 350 and 440 Hz.*\n.*sound for \d\.\d\d s, up to -\d+ dBm0, mostly (350 and 440|440 and 350)/);
	t.regex(message, /silence for /);
});
