import test, {type ExecutionContext} from 'ava';
import {loadEngine} from '../../addons/index.js';
import {localOptions, thrownBy} from './options.js';
import {PriSpans, type PriSpan} from './pri-span.js';

const engine = loadEngine();
const spans = new PriSpans(engine);
engine.start(localOptions(), events => spans.take(events));
test.after.always(() => engine.stop(1000));

type Card = {type: 'E1' | 'T1'; overlap?: boolean; exchangeSide?: 'network' | 'user'};
const eachCard = (title: string, run: (t: ExecutionContext, card: Card) => Promise<void>) => {
	const cards: {name: string; card: Card}[] = [
		{name: 'an E1 line of the exchange', card: {type: 'E1'}},
		{name: 'a T1 line of the exchange', card: {type: 'T1'}},
		{name: 'an E1 line with digits one by one', card: {type: 'E1', overlap: true}},
		{name: 'a PBX on an E1 line', card: {type: 'E1', exchangeSide: 'user'}},
	];
	for (const {name, card} of cards) test(`${title}, on ${name}`, async t => run(t, card));
};

/** An outside telephone calls the box; the call once its number is complete. */
async function callFromOutside(span: PriSpan, number: string): Promise<{call: number; channel: number; called: string}> {
	const caller = span.simulator.telephone('outside-1');
	await caller.lift();
	await caller.press(number);
	const setup = await span.hears('pri.setup');
	if (!setup.complete) engine.priMoreDigits(setup.call, setup.channel);
	const digits = () => span.events.all.map(event => event.kind === 'pri.digits' && event.call === setup.call ? event.digits : '').join('');
	await span.events.waitFor('the whole number', () => (setup.called + digits()).length === 4);
	return {call: setup.call, channel: setup.channel, called: setup.called + digits()};
}

eachCard('an outside caller reaches the box by its last digits and hangs up', async (t, card) => {
	const span = await spans.start(t, card);
	const {call, channel, called} = await callFromOutside(span, '5558123');
	t.is(called, '8123');
	const setup = await span.hears('pri.setup');
	t.deepEqual([setup.calling, setup.callingName, setup.voice], ['5551001', 'Ada', true]);
	engine.priProceed(call, channel);
	engine.priAlert(call, channel);
	engine.priAnswer(call, channel);
	await span.simulator.events.waitFor('the caller to be answered', event => event.event === 'call' && event.state === 'answered');
	await span.simulator.telephone('outside-1').hangUp();
	t.is(await span.clearing(call), 16);
});

eachCard('the box calls an outside telephone, which rings and answers', async (t, card) => {
	const span = await spans.start(t, card);
	const call = spans.call(span, '5551002', 3);
	await span.hearsOf(call, 'pri.alerting');
	await span.simulator.telephone('outside-2').lift();
	t.is((await span.hearsOf(call, 'pri.answered')).channel, 3);
	engine.priHangUp(call, 16);
	t.is((await span.hearsOf(call, 'pri.ended')).cause, 16);
});

test('the box is told why a call to an outside number fails', async t => {
	const span = await spans.start(t, {type: 'E1'});
	await span.simulator.telephone('outside-2').lift();
	t.is(await span.clearing(spans.call(span, '5551002')), 17);
	t.is((await span.hearsOf(spans.call(span, '5559999'), 'pri.ended')).cause, 1);
	await span.happens('trunk-refuse', {cause: 21});
	t.is(await span.clearing(spans.call(span, '5551003')), 21);
	await span.happens('trunk-no-answer', {ms: 40});
	t.is(await span.clearing(spans.call(span, '5551003')), 19);
});

test('the exchange may move a call of the box to another channel', async t => {
	const span = await spans.start(t, {type: 'E1'});
	await span.happens('trunk-move', {channel: 9});
	t.is((await span.hearsOf(spans.call(span, '5551002', 1), 'pri.proceeding')).channel, 9);
});

test('a call to the box may insist on its channel', async t => {
	const span = await spans.start(t, {type: 'E1'});
	await span.happens('trunk-ask-channel', {channel: 7, exclusive: true});
	await callFromOutside(span, '5558000');
	const setup = await span.hears('pri.setup');
	t.deepEqual([setup.channel, setup.flexible], [7, false]);
});

test('a call to the box that is no voice call is known for one, and a caller may withhold his number', async t => {
	const span = await spans.start(t, {type: 'E1'});
	await span.happens('trunk-data-call');
	await span.happens('trunk-withhold', {on: true});
	const {call} = await callFromOutside(span, '5558000');
	const setup = await span.hears('pri.setup');
	t.deepEqual([setup.voice, setup.calling, setup.callingName], [false, '', '']);
	engine.priHangUp(call, 88);
	await span.simulator.events.waitFor('the caller to be refused', event => event.event === 'call' && event.cause === 88);
});

test('calls of both ends for one channel cross, and both are settled', async t => {
	const span = await spans.start(t, {type: 'E1'});
	await span.happens('trunk-glare', {from: '5551009', to: '5558000'});
	const ours = spans.call(span, '5551003', 5);
	const theirs = await span.hears('pri.setup');
	t.is(theirs.channel, 5);
	t.not((await span.hearsOf(ours, 'pri.proceeding')).channel, 5);
	engine.priHangUp(theirs.call, 17);
	t.is((await span.hearsOf(theirs.call, 'pri.ended')).cause, 17);
});

test('a channel is restarted from either end, and the call on it is gone', async t => {
	const span = await spans.start(t, {type: 'E1'});
	const call = spans.call(span, '5551002', 7);
	await span.hearsOf(call, 'pri.alerting');
	await span.happens('trunk-restart', {channel: 7});
	t.is((await span.hears('pri.restart')).channel, 7);
	t.is((await span.hearsOf(call, 'pri.ended')).cause, 41);
	engine.priRestart(span.number, 6);
	t.is((await span.hears('pri.restarted')).channel, 6);
});

test('a span goes down with an alarm and comes up when it is over', async t => {
	const span = await spans.start(t, {type: 'E1'});
	await span.happens('span-alarms', {alarms: ['red']});
	t.is((await span.hears('pri.down')).reason, 'The span is in alarm.');
	const after = span.events.all.length;
	await span.happens('span-alarms', {alarms: []});
	t.is((await span.hears('pri.up', {after})).span, span.number);
});

test('a D channel that is cut is told when something goes unanswered, and comes up by itself when it is mended', async t => {
	const span = await spans.start(t, {type: 'E1'});
	const call = spans.call(span, '5551002');
	await span.hearsOf(call, 'pri.alerting');
	await span.happens('span-d-channel', {on: false});
	engine.priHangUp(call, 16);
	t.is((await span.hears('pri.down')).reason, 'The D channel went down.');
	t.is((await span.hearsOf(call, 'pri.ended')).cause, 16);
	const after = span.events.all.length;
	await span.happens('span-d-channel', {on: true});
	t.is((await span.hears('pri.up', {after})).span, span.number);
});

test('a card that is pulled out ends its calls with cause 27, and can be opened again', async t => {
	const span = await spans.start(t, {type: 'E1'});
	const call = spans.call(span, '5551002');
	await span.hearsOf(call, 'pri.alerting');
	await span.simulator.command('pull-out', {card: 'card-1'});
	t.is((await span.hearsOf(call, 'pri.ended')).cause, 27);
	t.is((await span.hears('pri.down')).reason, 'The card is gone.');
	await span.simulator.command('plug-in', {card: 'card-1'});
	engine.closePri(span.number);
	const again = spans.open(span.simulator, {root: span.simulator.root, dChannel: 16, switchType: 'euroisdn', side: 'user', overlap: false});
	await again.hears('pri.up');
	engine.closePri(again.number);
});

test('a D channel that is not there, is another\'s, or is none can\'t be opened', async t => {
	const span = await spans.start(t, {type: 'E1'});
	const options = {root: span.simulator.root, dChannel: 16, switchType: 'euroisdn', side: 'user', overlap: false} as const;
	t.is(thrownBy(() => spans.open(span.simulator, options)).code, 'DEVICE_IN_USE');
	t.is(thrownBy(() => spans.open(span.simulator, {...options, dChannel: 500})).code, 'NO_DEVICE');
	t.is(thrownBy(() => spans.open(span.simulator, {...options, root: '/nonexistent'})).code, 'NO_DEVICE');
	t.is(thrownBy(() => spans.open(span.simulator, {...options, dChannel: 3})).code, 'BAD_DRIVER');
});
