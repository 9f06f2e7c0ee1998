import {getEventListeners} from 'node:events';
import test from 'ava';
import {DigitQueue} from '../../../firmware/call/index.js';
import {ManualClock} from '../../support/manual-clock.js';

const {signal} = new AbortController();

test('keys come in the order in which they were pressed, whether before or after somebody asks', async t => {
	const queue = new DigitQueue(new ManualClock());
	queue.push('1');
	queue.push('2');
	t.deepEqual(await queue.next({signal}), {kind: 'digit', digit: '1'});
	t.deepEqual(await queue.next({signal}), {kind: 'digit', digit: '2'});
	const third = queue.next({signal});
	queue.push('3');
	t.deepEqual(await third, {kind: 'digit', digit: '3'});
	t.is(queue.kept, 0);
});

test('caller who presses nothing is waited for no longer than asked', async t => {
	const clock = new ManualClock();
	const queue = new DigitQueue(clock);
	const next = queue.next({timeoutMs: 4000, signal});
	await clock.advance(4000);
	t.deepEqual(await next, {kind: 'timeout'});
	queue.push('1');
	t.is(queue.kept, 1, 'a key after the wait is kept for the next question');
});

test('end of the call ends the wait and leaves neither timer nor listener', async t => {
	const clock = new ManualClock();
	const queue = new DigitQueue(clock);
	const call = new AbortController();
	const next = queue.next({timeoutMs: 4000, signal: call.signal});
	call.abort();
	t.deepEqual(await next, {kind: 'aborted'});
	t.deepEqual(await queue.next({signal: call.signal}), {kind: 'aborted'});
	t.is(clock.pending, 0);
	t.is(getEventListeners(call.signal, 'abort').length, 0);
});

test('only one may wait for a caller\'s key', async t => {
	const queue = new DigitQueue(new ManualClock());
	const call = new AbortController();
	const first = queue.next({signal: call.signal});
	await t.throwsAsync(queue.next({signal}), {message: /next key already/});
	call.abort();
	await first;
});

test('caller who types 5,000 keys ahead fills no memory', t => {
	const queue = new DigitQueue(new ManualClock());
	for (let i = 0; i < 5000; i++) queue.push('1');
	t.is(queue.kept, 64);
	queue.clear();
	t.is(queue.kept, 0);
});

test('a key that is given back is the next again, and one that is skipped is gone', async t => {
	const queue = new DigitQueue(new ManualClock());
	queue.push('2');
	queue.giveBack('#');
	queue.skip('*');
	t.is(queue.kept, 2);
	queue.skip('#');
	t.deepEqual(await queue.next({signal}), {kind: 'digit', digit: '2'});
});
