import test from 'ava';
import {start, Surrounding} from './stand-in.js';

test('a box that is told to simulate nothing has no telephones, and no problem', async t => {
	const simulation = await start(t, 'missing', 'never');
	t.deepEqual(simulation, {kind: 'off'});
	t.deepEqual(new Surrounding(t, simulation).simulator.view(), {running: false, problem: '', reason: null, phones: [], numbers: []});
});

const failing = test.macro({
	title: (_, what: string) => `where ${what}, the box runs on and says why there are no telephones`,
	async exec(t, _what: string, program: Parameters<typeof start>[1], problem: RegExp) {
		const {simulator} = new Surrounding(t, await start(t, program));
		const view = simulator.view();
		t.false(view.running);
		t.regex(view.problem, problem);
		t.like(await simulator.perform('handset-1', {do: 'lift'}), {ok: false, code: 'NOT_READY', message: view.problem});
		t.is(simulator.openAudio('handset-1'), undefined);
	},
});
test(failing, 'there is no /dev/fuse', {script: 'echo no fuse >&2; exit 3'}, /no \/dev\/fuse.*modprobe fuse/);
test(failing, 'the simulator is not built', 'missing', /is not built.*setup\.sh run/);
test(failing, 'the simulator fails', {script: 'echo out of luck >&2; exit 1'}, /did not start \(out of luck\)/);

test('the box is given the cards and modems of its simulator, and its telephones are shown', async t => {
	const simulation = await start(t, 'obedient');
	t.like(simulation, {kind: 'running', root: '/nowhere/dahdi'});
	t.regex(simulation.kind === 'running' ? simulation.modems[0] ?? '' : '', /\/modem-1$/);
	const box = new Surrounding(t, simulation);
	t.deepEqual(box.simulator.view().phones.map(({id, number}) => `${id} ${number}`), ['handset-1 ', 'outside-1 5551001']);
});

const nowhere = {line: '', target: '', use: null, telephone: ''};
test('who looks is told what can be dialled from outside, and where it leads', async t => {
	const {simulator} = new Surrounding(t, await start(t, 'obedient'));
	t.deepEqual(simulator.view().numbers, [
		{number: '5552001', ...nowhere, line: 'FXO 1', target: '8000', use: 'static'},
		{number: '5552101', ...nowhere},
		{number: '5558500', ...nowhere, line: 'PRI 1', target: '801', use: 'static'},
		{number: '5558000', ...nowhere, line: 'PRI 1', target: '8000', use: 'static'},
		{number: '5558888', ...nowhere, line: 'PRI 1', target: '8888', use: 'portal'},
		{number: '5551001', ...nowhere, telephone: 'outside-1'},
	]);
});

test('a handset has the extension that its line was given, and all are told when it changes', async t => {
	const box = new Surrounding(t, await start(t, 'obedient'));
	box.extension = '21';
	box.simulator.linesChanged();
	const {phone} = await box.told.waitFor('the handset\'s number', event => event.kind === 'simulator.phone' && event.phone.id === 'handset-1') as {phone?: {number: string}};
	t.is(phone?.number, '21');
	t.is(box.simulator.view().phones[0]?.number, '21');
});

const displayed = (box: Surrounding) => box.told.all.flatMap(event => event.kind === 'simulator.phone' && event.phone.id === 'outside-1' ? [event.phone.display] : []).filter(text => text !== '');

test('keys that come quicker than a telephone dials are dialled one after the other', async t => {
	const box = new Surrounding(t, await start(t, 'obedient'));
	const done = await Promise.all([...'8012'].map(keys => box.simulator.perform('outside-1', {do: 'keys', keys, pulses: keys === '8'})));
	t.deepEqual(done, [...'8012'].map(() => ({ok: true})));
	t.deepEqual(displayed(box), [...'8012'].map(keys => `keys{"phone":"outside-1","keys":"${keys}","way":"${keys === '8' ? 'pulse' : 'tone'}"}`));
});

test('keys that still wait when the handset is put down are not dialled any more', async t => {
	const box = new Surrounding(t, await start(t, 'obedient'));
	const keys = [...'12'].map(key => box.simulator.perform('outside-1', {do: 'keys', keys: key, pulses: false}));
	await box.simulator.perform('outside-1', {do: 'hang-up'});
	t.deepEqual(await Promise.all(keys), [{ok: true}, {ok: true}]);
	t.false(displayed(box).some(text => text.includes('"2"')));
});

test('more keys than anybody presses are refused', async t => {
	const box = new Surrounding(t, await start(t, 'obedient'));
	const [first, second] = await Promise.all(['1'.repeat(30), '2'.repeat(30)].map(keys => box.simulator.perform('outside-1', {do: 'keys', keys, pulses: false})));
	t.deepEqual(first, {ok: true});
	t.like(second, {ok: false, code: 'TOO_MANY_REQUESTS'});
});

test('what a telephone refuses is told in its words, and an unknown telephone is none', async t => {
	const {simulator} = new Surrounding(t, await start(t, 'obedient'));
	t.like(await simulator.perform('handset-1', {do: 'flash'}), {ok: false, code: 'CONFLICT', reason: {code: 'telephone-cannot'}, message: 'The telephone can\'t do this now: it is on its hook, or dialling.'});
	t.like(await simulator.perform('handset-9', {do: 'lift'}), {ok: false, code: 'NOT_FOUND'});
});

test('nonsense from the simulator changes nothing', async t => {
	const {simulator} = new Surrounding(t, await start(t, 'obedient'));
	t.deepEqual(await simulator.perform('outside-1', {do: 'keys', keys: 'B', pulses: false}), {ok: true});
	t.true(simulator.view().running);
});

test('a simulator that dies is an alarm and a problem, and whoever waits for it is answered', async t => {
	const box = new Surrounding(t, await start(t, 'obedient'));
	t.like(await box.simulator.perform('outside-1', {do: 'keys', keys: 'A', pulses: false}), {ok: false, message: 'The telephone can\'t do this now: the simulator has ended.'});
	const alarm = await box.told.waitFor('the alarm', event => event.kind === 'alarm');
	t.like(alarm, {code: 'simulator', active: true});
	const {running, problem, numbers} = box.simulator.view();
	t.deepEqual([running, numbers], [false, []]);
	t.regex(problem, /ended with code 7.*Start the box again/);
});

test('a simulator that the box stops is no alarm', async t => {
	const box = new Surrounding(t, await start(t, 'obedient'));
	await box.simulator.stop(1000);
	t.false(box.told.all.some(({kind}) => kind === 'alarm'));
	t.false(box.simulator.view().running);
});
