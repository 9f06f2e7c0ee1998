import test from 'ava';
import {endOf, meaningOf, stepCall, type CallEffect, type CallInput, type CallRules, type CallState} from '../../../firmware/lines/pri/index.js';
import type {CallOutcome} from '../../../firmware/contract/index.js';

/** The box has 8000, and of what begins otherwise nobody can tell before it is complete. */
const rules: CallRules = {
	inbound: (dialled, complete) => dialled.endsWith('8000') ? {kind: 'target', number: '8000'} : complete ? {kind: 'unknown'} : {kind: 'more'},
};
const offer = (called: string, {complete = true, voice = true} = {}): CallInput => ({kind: 'offer', channel: 3, called, complete, voice});
const setUp: CallInput = {kind: 'set-up', rest: ''};
const answer: CallInput = {kind: 'answer'};
const ended = (cause: number): CallInput => ({kind: 'ended', cause});
const cleared = (cause: number): CallInput => ({kind: 'cleared', cause});
const hangUp = (outcome: CallOutcome): CallInput => ({kind: 'hang-up', outcome});
const on = (kind: 'more' | 'proceeding' | 'alerting' | 'connected', channel = 5): CallInput => ({kind, channel});

const after = (inputs: readonly CallInput[]): CallState => inputs.reduce<CallState>((state, input) => stepCall(state, input, rules).state, {kind: 'new'});
const words = ({kind, ...rest}: CallEffect) => [kind, ...Object.values<string | number | boolean>(rest)].join(' ');

const seen = new Set<string>();
const row = test.macro((t, {given, input, becomes, effects}: {given: readonly CallInput[]; input: CallInput; becomes: CallState['kind']; effects: readonly string[]}) => {
	const state = after(given);
	seen.add(`${state.kind} ${input.kind}`);
	const step = stepCall(state, input, rules);
	t.is(step.state.kind, becomes);
	t.deepEqual(step.effects.map(words), effects);
});

test('a caller of a number of the box is put through, his exchange told that it rings', row, {
	given: [], input: offer('5558000'), becomes: 'offered', effects: ['proceed 3', 'alert 3', 'open 3', 'leg 8000 false'],
});
test('a caller of a number that is nobody\'s is told so before any answer', row, {
	given: [], input: offer('5559999'), becomes: 'refusing', effects: ['progress 3', 'open 3', 'leg 5559999 true'],
});
test('a caller who is told so is not answered', row, {given: [offer('9')], input: answer, becomes: 'refusing', effects: []});
test('a caller who was told so is let go by cause 1', row, {
	given: [offer('9')], input: hangUp('unknown-number'), becomes: 'clearing', effects: ['hang-up 1', 'arm clearing 10000', 'finish box unknown-number'],
});
test('a call of data is refused by cause 65', row, {given: [], input: offer('8000', {voice: false}), becomes: 'clearing', effects: ['hang-up 65', 'arm clearing 10000']});
test('an exchange that sends digits one by one is asked for more', row, {
	given: [], input: offer('555', {complete: false}), becomes: 'collecting', effects: ['ask-more 3', 'arm T302 10000'],
});
test('a digit that does not complete the number is waited on', row, {
	given: [offer('555', {complete: false})], input: {kind: 'digits', digits: '80', complete: false}, becomes: 'collecting', effects: ['arm T302 10000'],
});
test('the digit that completes the number puts the caller through', row, {
	given: [offer('555', {complete: false}), {kind: 'digits', digits: '800', complete: false}], input: {kind: 'digits', digits: '0', complete: false}, becomes: 'offered',
	effects: ['disarm T302', 'proceed 3', 'alert 3', 'open 3', 'leg 8000 false'],
});
test('a number whose rest never comes is looked up as it is', row, {
	given: [offer('555', {complete: false})], input: {kind: 'timer', timer: 'T302'}, becomes: 'refusing', effects: ['disarm T302', 'progress 3', 'open 3', 'leg 555 true'],
});
test('a caller who gives up while he dials is in the history', row, {
	given: [offer('555', {complete: false})], input: cleared(16), becomes: 'clearing', effects: ['disarm T302', 'missed 555', 'hang-up 16', 'arm clearing 10000'],
});
test('a digit after the number was complete is let be', row, {given: [offer('8000')], input: {kind: 'digits', digits: '1', complete: false}, becomes: 'offered', effects: []});
test('the box answers', row, {given: [offer('8000')], input: answer, becomes: 'up', effects: ['connect 3']});
test('a caller who hangs up is let go', row, {
	given: [offer('8000'), answer], input: cleared(16), becomes: 'clearing', effects: ['finish caller hung-up', 'hang-up 16', 'arm clearing 10000'],
});
test('a caller whose exchange ends the call without further ado is gone', row, {
	given: [offer('8000'), answer], input: ended(16), becomes: 'over', effects: ['finish caller hung-up', 'over false'],
});
test('a call whose network fails has ended by that', row, {given: [offer('8000'), answer], input: ended(38), becomes: 'over', effects: ['finish network line-failed', 'over false']});
test('a call is over when the far end has confirmed the end', row, {
	given: [offer('8000'), answer, hangUp('disconnected')], input: ended(16), becomes: 'over', effects: ['disarm clearing', 'over false'],
});
test('a call whose end is not confirmed leaves a channel that nobody knows', row, {
	given: [offer('8000'), answer, hangUp('disconnected')], input: {kind: 'timer', timer: 'clearing'}, becomes: 'over', effects: ['over true'],
});
test('a call that was up ends by cause 16, whatever its reason', row, {
	given: [offer('8000'), answer], input: hangUp('wrong-pin'), becomes: 'clearing', effects: ['hang-up 16', 'arm clearing 10000', 'finish box wrong-pin'],
});
test('a call that fails inside the box ends by cause 41', row, {
	given: [offer('8000'), answer], input: hangUp('failed'), becomes: 'clearing', effects: ['hang-up 41', 'arm clearing 10000', 'finish box failed'],
});
test('a call is lost with its span', row, {
	given: [offer('8000'), answer], input: {kind: 'lost'}, becomes: 'clearing', effects: ['finish network line-failed', 'hang-up 41', 'arm clearing 10000'],
});

test('the box calls', row, {given: [], input: setUp, becomes: 'calling', effects: ['arm T303 10000']});
test('the exchange proceeds on a channel, whose audio is then the call\'s', row, {given: [setUp], input: on('proceeding'), becomes: 'called', effects: ['disarm T303', 'arm T310 60000', 'open 5']});
test('the exchange rings at once', row, {given: [setUp], input: on('alerting'), becomes: 'called', effects: ['disarm T303', 'arm T310 60000', 'open 5', 'disarm T310', 'tell alerting']});
test('the exchange rings on the channel that it has told', row, {given: [setUp, on('proceeding')], input: on('alerting'), becomes: 'called', effects: ['disarm T310', 'tell alerting']});
test('the exchange changes its mind about the channel', row, {given: [setUp, on('proceeding')], input: on('alerting', 7), becomes: 'called', effects: ['open 7', 'disarm T310', 'tell alerting']});
test('the far end answers', row, {given: [setUp, on('alerting')], input: on('connected'), becomes: 'up', effects: ['disarm T310', 'tell answered']});
test('the far end answers without having rung', row, {given: [setUp], input: on('connected'), becomes: 'up', effects: ['disarm T303', 'arm T310 60000', 'open 5', 'disarm T310', 'tell answered']});
test('a second answer is let be', row, {given: [setUp, on('connected')], input: on('connected'), becomes: 'up', effects: []});
test('the rest of a long number goes when the exchange asks for it', row, {
	given: [{kind: 'set-up', rest: '456'}], input: on('more'), becomes: 'called', effects: ['disarm T303', 'arm T310 60000', 'open 5', 'send 456'],
});
test('an exchange that wants more than there is decides by itself', row, {given: [setUp], input: on('more'), becomes: 'called', effects: ['disarm T303', 'arm T310 60000', 'open 5']});
test('the exchange will not have the channel: another is tried', row, {given: [setUp], input: ended(44), becomes: 'calling', effects: ['retry 44']});
test('the exchange clears because of the channel: another is tried', row, {given: [setUp], input: cleared(44), becomes: 'calling', effects: ['hang-up 16', 'retry 44']});
test('the exchange never got the SETUP: it is sent again', row, {given: [setUp], input: ended(101), becomes: 'calling', effects: ['retry 101']});
test('a call that the exchange has lost once it was answered for is not tried again', row, {
	given: [setUp, on('proceeding')], input: ended(101), becomes: 'over', effects: ['finish network line-failed', 'over false'],
});
test('an exchange that does not answer a call at all is not waited for', row, {
	given: [setUp], input: {kind: 'timer', timer: 'T303'}, becomes: 'clearing', effects: ['hang-up 102', 'arm clearing 10000', 'finish network unreachable'],
});
test('an exchange that puts a call through and never says how it goes on is not waited for', row, {
	given: [setUp, on('proceeding')], input: {kind: 'timer', timer: 'T310'}, becomes: 'clearing', effects: ['hang-up 102', 'arm clearing 10000', 'finish network unreachable'],
});
for (const timer of ['T302', 'T303', 'T310'] as const) {
	test(`a call that is up is not ended by ${timer}`, row, {given: [setUp, on('connected')], input: {kind: 'timer', timer}, becomes: 'up', effects: []});
}
test('no channel is left to try', row, {given: [setUp], input: ended(34), becomes: 'over', effects: ['finish network no-line', 'over false']});
test('somebody who has answered can not be refused for his channel any more', row, {
	given: [setUp, on('connected')], input: cleared(44), becomes: 'clearing', effects: ['finish caller hung-up', 'hang-up 16', 'arm clearing 10000'],
});
test('the box gives up somebody who does not answer', row, {
	given: [setUp, on('alerting')], input: hangUp('no-answer'), becomes: 'clearing', effects: ['hang-up 16', 'arm clearing 10000', 'finish box no-answer'],
});
test('a busy far end is told of once, also where its exchange plays a tone', row, {
	given: [setUp, on('proceeding')], input: cleared(17), becomes: 'clearing', effects: ['finish network busy', 'hang-up 16', 'arm clearing 10000'],
});
test('whoever hangs up while the box does changes nothing', row, {given: [setUp, on('connected'), hangUp('disconnected')], input: cleared(16), becomes: 'clearing', effects: []});
test('hanging up twice changes nothing', row, {given: [setUp, hangUp('no-answer')], input: hangUp('failed'), becomes: 'clearing', effects: []});
test('an answer that crosses the end changes nothing', row, {given: [setUp, hangUp('no-answer')], input: on('connected'), becomes: 'clearing', effects: []});
for (const input of [setUp, offer('8000'), answer, cleared(16), ended(16), hangUp('failed'), on('connected'), {kind: 'lost'}] as const) {
	test(`a call that is over is over: ${input.kind}`, row, {given: [setUp, ended(17)], input, becomes: 'over', effects: []});
}

test('every kind of input is in a row, and every state', t => {
	const inputs: CallInput['kind'][] = ['offer', 'digits', 'set-up', 'more', 'proceeding', 'alerting', 'connected', 'cleared', 'ended', 'answer', 'hang-up', 'lost', 'timer'];
	const states: CallState['kind'][] = ['new', 'collecting', 'offered', 'refusing', 'calling', 'called', 'up', 'clearing', 'over'];
	t.deepEqual(inputs.filter(kind => ![...seen].some(pair => pair.endsWith(` ${kind}`))), []);
	t.deepEqual(states.filter(kind => ![...seen].some(pair => pair.startsWith(`${kind} `))), []);
});

const means = test.macro({
	title: (_, cause: number, outcome: CallOutcome) => `a call that its far end ends by cause ${cause} before the answer was ${outcome}`,
	exec(t, cause: number, outcome: CallOutcome) {
		t.is(meaningOf(cause).outcome, outcome);
		t.true(meaningOf(cause).words.length > 3);
	},
});
for (const [cause, outcome] of [
	[1, 'unreachable'], [3, 'unreachable'], [16, 'declined'], [17, 'busy'], [18, 'no-answer'], [19, 'no-answer'], [21, 'declined'], [22, 'unreachable'],
	[27, 'unreachable'], [28, 'unreachable'], [34, 'no-line'], [38, 'line-failed'], [41, 'line-failed'], [42, 'no-line'], [44, 'no-line'],
	[52, 'declined'], [88, 'unreachable'], [101, 'line-failed'], [127, 'unreachable'], [77, 'unreachable'],
] as const) test(means, cause, outcome);

test('a call that was up has been hung up by its far end, but where the network says that it failed', t => {
	t.deepEqual(endOf(16), {by: 'caller', outcome: 'hung-up'});
	t.deepEqual(endOf(31), {by: 'caller', outcome: 'hung-up'});
	for (const cause of [27, 38, 41, 102]) t.deepEqual(endOf(cause), {by: 'network', outcome: 'line-failed'});
});
