import test from 'ava';
import type {LinesView} from '../../firmware/contract/index.js';
import {startBox} from '../support/box.js';
import {startCallers} from '../support/callers.js';
import {startLinesSimulator} from '../support/lines-simulator.js';

/** A card that hears digits and cancels echo by itself, and whose clock is fast; beside it one that can do neither. */
const ends: (() => Promise<void>)[] = [];
const simulator = await startLinesSimulator({teardown: end => void ends.push(end)}, {
	cards: [
		{type: 'analog', id: 'card-1', fxs: 1, fxo: 0, hardwareDigits: 'yes', echoCanceller: 'yes', clockPpm: 80},
		{type: 'analog', id: 'card-2', fxs: 1, fxo: 0},
	],
	outside: [],
});
const box = await startBox({
	words: ['--dahdi', simulator.root],
	conferences: [{kind: 'static', extension: '8000', pin: '1122004', first: 'silence', entryTone: 'off', exitTone: 'off'}],
});
test.after.always(async () => {
	await box.stop();
	for (const end of ends) await end();
});

test('the page shows which card hears digits and cancels echo, and where the box does it', async t => {
	const {lines} = await box.api<LinesView>('GET', '/lines');
	t.deepEqual(lines.map(({name, digits}) => [name, digits]), [['Phone 1', 'hardware'], ['Phone 2', 'software']]);
	t.not(lines[0]?.echo, 'software');
	t.is(lines[1]?.echo, 'software');
});

test('each key counts once whether the card hears it or the box, and the room hears no more than the beginning of it', async t => {
	const callers = await startCallers(t, box);
	const listener = await callers.enter('8000', {keys: '1122004#', codecs: ['PCMU']});
	for (const id of ['handset-1', 'handset-2']) {
		const phone = simulator.telephone(id);
		await phone.lift();
		await phone.hears([350, 440]);
		await phone.press('8000');
		await phone.hearsSound();
		await phone.press('1122004#');
	}
	for (const line of ['Phone 1', 'Phone 2']) await box.event('participant.joined', ({participant}) => participant.line === line, {withinMs: 30_000});
	await simulator.telephone('handset-2').hangUp();
	await box.event('participant.left');
	await listener.call.hearsSilence();
	const heard = listener.call.measure(1500);
	await simulator.telephone('handset-1').press('147');
	const loud = (await heard).envelope.filter(level => level > -40);
	// A card tells of a key, and mutes it, once it is sure: 40 ms after its beginning.
	t.true(loud.length <= 9, `the others heard ${loud.length * 20} ms of the keys`);
});
