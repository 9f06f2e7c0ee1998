import test from 'ava';
import {isUnsteady, startLink, stepLink, type LinkEffect, type LinkInput, type LinkState} from '../../../firmware/lines/pri/index.js';

const up: LinkInput = {kind: 'd-channel', up: true};
const down: LinkInput = {kind: 'd-channel', up: false};
const red: LinkInput = {kind: 'alarms', alarms: ['red']};
const clear: LinkInput = {kind: 'alarms', alarms: []};
const timer = (name: 'settled' | 'T309' | 'steady'): LinkInput => ({kind: 'timer', timer: name});

const after = (inputs: readonly LinkInput[]): LinkState => inputs.reduce((state, input) => stepLink(state, input).state, startLink([]));
const words = (effect: LinkEffect) => effect.kind === 'arm' ? `arm ${effect.timer} ${effect.ms}` : effect.kind === 'disarm' ? `disarm ${effect.timer}` : effect.kind;

const row = test.macro((t, {given, input, becomes, effects}: {given: readonly LinkInput[]; input: LinkInput; becomes: LinkState['kind']; effects: readonly string[]}) => {
	const step = stepLink(after(given), input);
	t.is(step.state.kind, becomes);
	t.deepEqual(step.effects.map(words), effects);
});

test('a span that comes up carries calls at once', row, {given: [], input: up, becomes: 'up', effects: ['arm steady 60000', 'begin']});
test('a span in alarm carries none, whatever its D channel says', row, {given: [red], input: up, becomes: 'down', effects: []});
test('a span whose alarm ends carries calls by itself', row, {given: [red, up], input: clear, becomes: 'up', effects: ['arm steady 60000', 'begin']});
for (const alarm of ['red', 'yellow', 'blue', 'not-open', 'loopback'] as const) {
	test(`a ${alarm} alarm ends all calls at once`, row, {given: [up], input: {kind: 'alarms', alarms: [alarm]}, becomes: 'down', effects: ['disarm steady', 'clear']});
}
test('calls live on while the D channel is gone', row, {given: [up], input: down, becomes: 'fading', effects: ['disarm steady', 'arm T309 6000']});
test('calls end when the D channel stays away', row, {given: [up, down], input: timer('T309'), becomes: 'down', effects: ['clear']});
test('calls end when an alarm follows the loss of the D channel', row, {given: [up, down], input: red, becomes: 'down', effects: ['disarm T309', 'clear']});
test('calls go on when the D channel is back in time', row, {given: [up, down], input: up, becomes: 'up', effects: ['disarm T309', 'arm steady 60000']});
test('a span that was down must stay a second before it is used again', row, {given: [up, red], input: clear, becomes: 'settling', effects: ['arm settled 1000']});
test('a span that has stayed is used again', row, {given: [up, red, clear], input: timer('settled'), becomes: 'up', effects: ['arm steady 60000', 'begin']});
test('a span that goes while it settles must stay twice as long', row, {
	given: [up, red, clear, red], input: clear, becomes: 'settling', effects: ['arm settled 2000'],
});
test('calls that live on end with the alarm of a span that settles', row, {given: [up, down, up, down, up], input: red, becomes: 'down', effects: ['disarm settled', 'clear']});
test('a D channel that goes a second time must stay before new calls', row, {given: [up, down, up, down], input: up, becomes: 'settling', effects: ['disarm T309', 'arm settled 2000']});
test('a span that was steady for a minute is used again at once', row, {given: [up, red, clear, timer('settled'), timer('steady'), down], input: up, becomes: 'up', effects: ['disarm T309', 'arm steady 60000']});
test('the same news twice changes nothing', row, {given: [up], input: up, becomes: 'up', effects: []});
for (const name of ['settled', 'T309', 'steady'] as const) test(`a timer ${name} that nobody waits for changes nothing`, row, {given: [], input: timer(name), becomes: 'down', effects: []});

test('a span that flaps ten times a second for a minute is begun once, and is shown as unsteady until it has stayed a minute', t => {
	let state = startLink([]);
	const begun: LinkEffect[] = [];
	for (let flap = 0; flap < 600; flap++) {
		for (const input of [up, clear, red]) {
			const step = stepLink(state, input);
			state = step.state;
			begun.push(...step.effects.filter(({kind}) => kind === 'begin'));
		}
		if (flap > 3) t.true(isUnsteady(state));
	}
	t.is(begun.length, 1);
	const settling = stepLink(state, clear);
	t.deepEqual(settling.effects, [{kind: 'arm', timer: 'settled', ms: 60_000}]);
	const back = stepLink(settling.state, timer('settled'));
	t.is(back.state.kind, 'up');
	t.false(isUnsteady(back.state));
});
