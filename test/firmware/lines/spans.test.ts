import test, {type ExecutionContext} from 'ava';
import type {LegEnd} from '../../../firmware/call/index.js';
import type {LineId, SpanConfig, SpanId} from '../../../firmware/contract/index.js';
import {openPriSpan} from '../../../firmware/lines/pri/index.js';
import {setUpLines} from '../../support/fake-lines.js';
import {FakePri, primaryRateCard, spanConfig} from '../../support/fake-pri.js';
import {settled} from '../../support/manual-clock.js';

/** A box at an exchange, by a span that is up unless told otherwise. */
function atExchange(t: ExecutionContext, {config = {}, up = true, confirms = true}: {config?: Partial<SpanConfig>; up?: boolean; confirms?: boolean} = {}) {
	const pri = new FakePri();
	pri.confirms = confirms;
	const box = setUpLines({cards: [primaryRateCard()], configs: {'te2-0-1': {...spanConfig, ...config}}, pri, primaryRate: openPriSpan});
	box.lines.start();
	if (up) pri.tell({kind: 'pri.up'});
	t.teardown(() => box.lines.close());
	pri.heard();
	const span = () => box.lines.view().spans[0];
	const bearer = (position: number) => box.lines.view().lines.find(({id}) => id === `te2-0-1-${position}`);
	const dial = (number = '0301234') => box.lines.diallers({kind: 'span', span: 'te2-0-1' as SpanId})[0]?.dial({number, called: number, callerNumber: '8000', callerName: 'Weekly'});
	/** The audio of a channel, as opened last. */
	const line = (position: number) => box.driver.line(100 + position);
	const alarm = (...alarms: ('red' | 'yellow' | 'blue')[]) => box.driver.alarm({root: '/dev/dahdi', span: 1, alarms});
	return {...box, pri, span, bearer, dial, line, alarm};
}

const endOf = (leg: {ended: AbortSignal} | undefined) => leg?.ended.reason as LegEnd | undefined;

test('a span is opened with its D channel, and its bearers are shown idle when it is up', t => {
	const pri = new FakePri();
	const {lines} = setUpLines({cards: [primaryRateCard()], pri, primaryRate: openPriSpan});
	lines.start();
	t.teardown(() => lines.close());
	t.deepEqual(pri.heard(), ['open 116 euroisdn user']);
	t.like(lines.view().spans[0], {id: 'te2-0-1', type: 'E1', dChannel: 'down', clock: 'line'});
	t.is(lines.view().lines.length, 30);
	t.true(lines.view().lines.every(({state}) => state === 'alarm'));
	pri.tell({kind: 'pri.up'});
	t.like(lines.view().spans[0], {dChannel: 'up', alarms: []});
	t.true(lines.view().lines.every(({state, kind}) => state === 'idle' && kind === 'bearer'));
});

test('an outside caller is put through to the number that he dialled, and the key of it that he still holds down is not taken for his PIN', async t => {
	const {pri, taken, bearer, line, lines, clock} = atExchange(t);
	const call = pri.ring('5558000', {channel: 7});
	t.deepEqual(pri.heard(), [`proceed ${call} 7`, `alert ${call} 7`]);
	const [leg] = taken;
	t.like(leg, {dialled: '8000', direction: 'in', answered: true, caller: {number: '0301234', name: 'Ann', line: 'PRI 1', source: 'span te2-0-1'}, media: {codec: 'pcma'}});
	t.like(bearer(7), {state: 'ringing', call: leg?.id});
	leg?.answer();
	t.deepEqual(pri.heard(), [`answer ${call} 7`]);
	t.is(bearer(7)?.state, 'in-use');
	t.is(line(7).leg, leg?.id);
	if (leg) lines.take({kind: 'digit', leg: leg.id, digit: '0'});
	await clock.advance(200);
	if (leg) lines.take({kind: 'digit', leg: leg.id, digit: '5'});
	t.deepEqual(await leg?.digits.next({signal: leg.ended}), {kind: 'digit', digit: '5'});
	pri.tell({kind: 'pri.cleared', call, cause: 16, inband: false});
	pri.tell({kind: 'pri.ended', call, cause: 16});
	t.deepEqual(endOf(leg), {by: 'caller', outcome: 'hung-up'});
	t.true(line(7).closed);
	t.like(bearer(7), {state: 'idle', call: null});
});

test('an outside caller whose digits come one by one is put through with the last', t => {
	const {pri, taken} = atExchange(t);
	const call = pri.ring('', {complete: false});
	for (const digits of '5558000') pri.tell({kind: 'pri.digits', call, digits, complete: false});
	t.deepEqual(pri.heard(), [`more ${call} 1`, `proceed ${call} 1`, `alert ${call} 1`]);
	t.is(taken[0]?.dialled, '8000');
});

test('an outside caller who stops dialling is told that the number is nobody\'s, and pays nothing for it', async t => {
	const {pri, taken, clock, line} = atExchange(t);
	const call = pri.ring('555', {complete: false});
	await clock.advance(10_000);
	t.deepEqual(pri.heard(), [`more ${call} 1`, `progress ${call} 1`]);
	const [leg] = taken;
	t.like(leg, {dialled: '555', answered: false});
	leg?.answer();
	t.is(line(1).leg, leg?.id);
	t.deepEqual(pri.heard(), []);
	leg?.hangUp('unknown-number');
	t.deepEqual(pri.heard(), [`hang up ${call} 1`]);
	t.deepEqual(endOf(leg), {by: 'box', outcome: 'unknown-number'});
});

test('an outside caller who gives up while he dials is in the history', t => {
	const {pri, missed, clock} = atExchange(t);
	const call = pri.ring('555', {complete: false});
	pri.tell({kind: 'pri.cleared', call, cause: 16, inband: false});
	pri.tell({kind: 'pri.ended', call, cause: 16});
	t.like(missed, [{direction: 'in', number: '0301234', dialled: '555', answeredAt: null, outcome: 'hung-up'}]);
	t.is(clock.pending, 2);
});

test('somebody outside is called with number and name, rings, answers and hangs up', t => {
	const {pri, dial, bearer, line} = atExchange(t, {config: {callerNumber: '5550'}});
	const leg = dial();
	const heard: string[] = [];
	leg?.subscribe(({kind}) => heard.push(kind));
	t.deepEqual(pri.heard(), ['setup 2 0301234 on 31']);
	t.like(pri.setups[0], {calling: '5550', callingName: 'Weekly', calledPlan: 'unknown', complete: true, law: 'a'});
	t.like(leg, {direction: 'out', answered: false, dialled: '0301234', caller: {number: '0301234', line: 'PRI 1'}});
	t.is(bearer(31)?.state, 'dialling');
	pri.tell({kind: 'pri.alerting', call: 2, channel: 31, inband: true});
	pri.tell({kind: 'pri.answered', call: 2, channel: 31});
	t.true(leg?.answered);
	t.deepEqual(heard, ['media', 'alerting', 'answered']);
	t.is(line(31).leg, leg?.id);
	leg?.hangUp('disconnected');
	t.deepEqual(pri.heard(), ['hang up 2 16']);
	pri.tell({kind: 'pri.ended', call: 2, cause: 16});
	t.is(bearer(31)?.state, 'idle');
});

test('the exchange gives a call another channel, and its audio is that channel\'s', t => {
	const {pri, dial, bearer, line} = atExchange(t);
	const leg = dial();
	pri.tell({kind: 'pri.proceeding', call: 2, channel: 4, inband: false});
	t.is(line(4).leg, leg?.id);
	t.is(bearer(31)?.state, 'idle');
	t.like(bearer(4), {state: 'dialling', call: leg?.id});
});

test('both ends take one channel at once: the caller has it, and the box\'s call goes on where the exchange says', t => {
	const {pri, dial, bearer, taken} = atExchange(t);
	const leg = dial();
	const call = pri.ring('8000', {channel: 31, flexible: false});
	taken[0]?.answer();
	t.deepEqual(pri.heard(), ['setup 2 0301234 on 31', `proceed ${call} 31`, `alert ${call} 31`, `answer ${call} 31`]);
	t.is(bearer(31)?.call, taken[0]?.id);
	pri.tell({kind: 'pri.proceeding', call: 2, channel: 30, inband: false});
	t.is(bearer(30)?.call, leg?.id);
});

test('both ends take one channel at once: the box\'s call that is refused for that tries another channel', t => {
	const {pri, dial, bearer} = atExchange(t);
	const leg = dial();
	pri.ring('8000', {channel: 31, flexible: false});
	pri.heard();
	pri.tell({kind: 'pri.ended', call: 2, cause: 44});
	t.deepEqual(pri.heard(), ['setup 4 0301234 on 30']);
	t.false(leg?.ended.aborted);
	pri.tell({kind: 'pri.answered', call: 4, channel: 30});
	t.true(leg?.answered);
	t.is(bearer(30)?.call, leg?.id);
});

test('a channel that the exchange refuses without a reason to be seen is restarted, and after three the call has no line', t => {
	const {pri, dial} = atExchange(t);
	pri.confirms = false;
	const leg = dial();
	for (const call of [2, 4, 6]) pri.tell({kind: 'pri.ended', call, cause: 44});
	t.deepEqual(endOf(leg), {by: 'network', outcome: 'no-line'});
	t.deepEqual(pri.heard(), ['setup 2 0301234 on 31', 'restart 31', 'setup 4 0301234 on 30', 'setup 6 0301234 on 29']);
	t.is(dial()?.ended.aborted, false);
	t.deepEqual(pri.heard(), ['setup 8 0301234 on 28']);
});

test('a call whose SETUP was lost with the data link is set up again', t => {
	const {pri, dial, bearer} = atExchange(t);
	const leg = dial();
	pri.tell({kind: 'pri.ended', call: 2, cause: 101});
	t.is(pri.setups.length, 2);
	pri.tell({kind: 'pri.answered', call: 4, channel: 31});
	t.true(leg?.answered);
	t.is(bearer(31)?.call, leg?.id);
});

test('a call that the exchange never answers ends in seconds, and its channel is asked about before it is used again', async t => {
	const {pri, dial, bearer, clock} = atExchange(t);
	const leg = dial();
	pri.heard();
	await clock.advance(9999);
	t.false(leg?.ended.aborted);
	await clock.advance(1);
	t.deepEqual(endOf(leg), {by: 'network', outcome: 'unreachable'});
	t.deepEqual(pri.heard(), ['hang up 2 102']);
	pri.confirms = false;
	await clock.advance(10_000);
	t.deepEqual(pri.heard(), ['restart 31']);
	pri.tell({kind: 'pri.restarted', channel: 31});
	t.is(bearer(31)?.state, 'idle');
});

test('a call that the exchange puts through without ever ringing ends after a minute; one that rings does not', async t => {
	const {pri, dial, clock} = atExchange(t);
	const [silent, ringing] = [dial(), dial()];
	pri.tell({kind: 'pri.proceeding', call: 2, channel: 31, inband: false});
	pri.tell({kind: 'pri.proceeding', call: 4, channel: 30, inband: false});
	pri.tell({kind: 'pri.alerting', call: 4, channel: 30, inband: false});
	await clock.advance(60_000);
	t.deepEqual(endOf(silent), {by: 'network', outcome: 'unreachable'});
	t.false(ringing?.ended.aborted);
});

test('while the channels are being restarted the box calls by those that are not, and a caller is taken on one that is not', t => {
	const {pri, dial, taken} = atExchange(t, {confirms: false});
	const leg = dial();
	t.deepEqual(pri.heard(), ['setup 2 0301234 on 31']);
	const call = pri.ring('8000', {channel: 1, flexible: true});
	t.deepEqual(pri.heard(), [`proceed ${call} 30`, `alert ${call} 30`]);
	t.is(taken.length, 1);
	t.false(leg?.ended.aborted);
});

test('a call that the exchange puts on a channel that is being restarted is not cut off by that: it is made on another one', t => {
	const {pri, dial, bearer} = atExchange(t, {confirms: false});
	const leg = dial();
	pri.heard();
	pri.tell({kind: 'pri.proceeding', call: 2, channel: 1, inband: false});
	t.deepEqual(pri.heard(), ['hang up 2 16', 'setup 4 0301234 on 30']);
	pri.tell({kind: 'pri.ended', call: 2, cause: 16});
	pri.tell({kind: 'pri.restarted', channel: 1});
	pri.tell({kind: 'pri.answered', call: 4, channel: 30});
	t.true(leg?.answered);
	t.is(bearer(30)?.call, leg?.id);
});

test('a span that comes back does not restart channels once it knows them: a caller of that moment would be cut off', async t => {
	const {pri, alarm, clock} = atExchange(t);
	pri.confirms = false;
	alarm('red');
	alarm();
	await clock.advance(1000);
	t.deepEqual(pri.heard(), []);
});

test('a span that went down while its channels were restarted restarts them when it is back', async t => {
	const {pri, alarm, clock} = atExchange(t, {confirms: false});
	alarm('red');
	alarm();
	await clock.advance(1000);
	t.deepEqual(pri.heard(), ['restart 1']);
});

test('the box that is the network keeps the channel that both took, and refuses the other call by cause 44', t => {
	const {pri, dial, taken} = atExchange(t, {config: {side: 'network'}});
	dial();
	const call = pri.ring('8000', {channel: 1, flexible: false});
	t.deepEqual(pri.heard(), ['setup 2 0301234 on 1 only', `hang up ${call} 44`]);
	t.deepEqual(taken, []);
	t.is(pri.setups[0]?.calling, '8000');
});

test('a call of data is refused by cause 65', t => {
	const {pri, taken} = atExchange(t);
	const call = pri.ring('8000', {voice: false});
	t.deepEqual(pri.heard(), [`hang up ${call} 65`]);
	t.deepEqual(taken, []);
});

test('a red alarm ends the calls at once, and the span is back by itself when it is over', async t => {
	const {pri, taken, alarm, span, bearer, dial, clock} = atExchange(t);
	const call = pri.ring('8000');
	taken[0]?.answer();
	alarm('red');
	t.deepEqual(endOf(taken[0]), {by: 'network', outcome: 'line-failed'});
	t.like(span(), {alarms: ['red']});
	t.like(bearer(9), {state: 'alarm', reason: {code: 'alarm-red'}});
	t.is(dial(), undefined);
	pri.tell({kind: 'pri.ended', call, cause: 27});
	alarm();
	await clock.advance(1000);
	t.like(span(), {alarms: [], dChannel: 'up'});
	t.is(bearer(1)?.state, 'idle');
	t.not(dial(), undefined);
});

test('calls outlive a D channel that comes back in time, and end when it does not', async t => {
	const {pri, taken, clock, span} = atExchange(t);
	const call = pri.ring('8000');
	taken[0]?.answer();
	pri.tell({kind: 'pri.down', reason: 'The D channel went down.'});
	await clock.advance(5999);
	t.is(span()?.dChannel, 'down');
	pri.tell({kind: 'pri.up'});
	await clock.advance(60_000);
	t.false(taken[0]?.ended.aborted);
	pri.tell({kind: 'pri.down', reason: 'The D channel went down.'});
	pri.heard();
	await clock.advance(6000);
	t.deepEqual(endOf(taken[0]), {by: 'network', outcome: 'line-failed'});
	t.deepEqual(pri.heard(), [`hang up ${call} 41`]);
});

test('a call that comes while the span is down is refused by cause 41', t => {
	const {pri} = atExchange(t, {up: false});
	const call = pri.ring('8000');
	t.deepEqual(pri.heard(), [`hang up ${call} 41`]);
});

test('a span that flaps ten times a second is told of a few times, not each time, and is used again when it has stayed', async t => {
	const {alarm, events, span, bearer, dial, clock} = atExchange(t);
	for (let flap = 0; flap < 100; flap++) {
		alarm('red');
		alarm();
		await clock.advance(100);
	}
	t.like(span(), {alarms: ['unsteady'], dChannel: 'down'});
	t.regex(bearer(1)?.detail ?? '', /comes and goes.*60 s/);
	t.is(dial(), undefined);
	t.true(events.filter(({kind}) => kind === 'span.changed').length < 15);
	await clock.advance(60_000);
	t.like(span(), {alarms: [], dChannel: 'up'});
	t.not(dial(), undefined);
});

test('channels are restarted one by one when the span comes up; one that does not answer twice is out of service and asked again later', async t => {
	const {pri, bearer, dial, clock} = atExchange(t, {confirms: false});
	t.deepEqual(pri.heard(), []);
	pri.confirms = true;
	await clock.advance(10_000);
	t.is(bearer(1)?.state, 'idle');
	pri.confirms = false;
	dial();
	pri.tell({kind: 'pri.proceeding', call: 2, channel: 31, inband: false});
	pri.tell({kind: 'pri.cleared', call: 2, cause: 17, inband: false});
	await clock.advance(10_000);
	t.deepEqual(pri.heard().slice(-1), ['restart 31']);
	await clock.advance(20_000);
	t.like(bearer(31), {state: 'alarm'});
	t.regex(bearer(31)?.detail ?? '', /RESTART/);
	pri.confirms = true;
	await clock.advance(300_000);
	t.is(bearer(31)?.state, 'idle');
});

test('a far end that restarts a channel brings it back into service', async t => {
	const {pri, bearer, clock} = atExchange(t, {confirms: false});
	await clock.advance(20_000);
	t.is(bearer(1)?.state, 'alarm');
	pri.tell({kind: 'pri.restart', channel: 1});
	t.is(bearer(1)?.state, 'idle');
});

test('a card that is pulled out ends its calls, and other channels of a bad one go on', async t => {
	const {pri, taken, line, driver} = atExchange(t);
	pri.ring('8000', {channel: 3});
	taken[0]?.answer();
	line(3).vanish();
	t.deepEqual(endOf(taken[0]), {by: 'network', outcome: 'line-failed'});
	driver.refusals.set(104, 'NO_DEVICE');
	const call = pri.ring('8000', {channel: 4});
	pri.ring('8000', {channel: 5});
	await settled();
	t.true(pri.heard().includes(`hang up ${call} 41`));
	t.is(taken.at(-1)?.ended.aborted, false);
});

test('a span that is switched off, or set to another side, is closed; and opened again when its calls are over', t => {
	const {pri, lines, taken} = atExchange(t);
	const call = pri.ring('8000');
	taken[0]?.answer();
	pri.heard();
	t.deepEqual(lines.configureSpan('te2-0-1' as SpanId, {...spanConfig, side: 'network'}), {ok: true});
	t.deepEqual(pri.heard(), []);
	pri.tell({kind: 'pri.ended', call, cause: 16});
	t.deepEqual(pri.heard(), ['close', 'open 116 euroisdn network']);
	lines.configureSpan('te2-0-1' as SpanId, {...spanConfig, enabled: false});
	t.deepEqual(pri.heard(), ['close']);
});

test('a span that may not be called out by is never dialled on', t => {
	const {dial} = atExchange(t, {config: {outgoing: false}});
	t.is(dial(), undefined);
});

test('a span whose echo cancelling an admin switches off shows its channels so', t => {
	const {lines, bearer} = atExchange(t);
	t.not(bearer(1)?.echo, 'none');
	lines.configureSpan('te2-0-1' as SpanId, {...spanConfig, echo: 'off'});
	t.is(bearer(1)?.echo, 'none');
});

test('an admin loops an idle channel back; no call gets it meanwhile, and after a minute it is free again', async t => {
	const {lines, pri, bearer, line, clock} = atExchange(t);
	const id = 'te2-0-1-31' as LineId;
	t.like(await lines.test(id, 'loopback'), {ok: true});
	t.deepEqual(line(31).asked, ['loopback true']);
	t.is(bearer(31)?.state, 'testing');
	t.like(await lines.test(id, 'loopback'), {ok: false, code: 'CONFLICT'});
	const call = pri.ring('8000', {channel: 31, flexible: false});
	t.true(pri.heard().includes(`hang up ${call} 44`));
	await clock.advance(60_000);
	t.is(bearer(31)?.state, 'idle');
	t.true(line(31).closed);
});

test('an alarm that is found when the cards are looked at counts as one that is told', async t => {
	const {driver, clock, span} = atExchange(t);
	driver.cards = [{...primaryRateCard(), alarms: ['red']}];
	await clock.advance(5000);
	t.deepEqual(span()?.alarms, ['red']);
	driver.cards = [primaryRateCard()];
	await clock.advance(5000);
	t.deepEqual(span()?.alarms, []);
});
