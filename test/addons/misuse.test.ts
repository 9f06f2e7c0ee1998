import test from 'ava';
import {loadEngine} from '../../addons/index.js';
import {localOptions, thrownBy, type Engine} from './options.js';

const engine = loadEngine();
engine.start(localOptions(), () => {});
test.after.always(() => engine.stop(1000));

/** Calls a method as careless JavaScript would, past its types. */
function call(method: keyof Engine, ...values: unknown[]): unknown {
	const called: unknown = Reflect.apply(engine[method], engine, values);
	return called;
}

const isRefused = test.macro((t, method: keyof Engine, values: readonly unknown[], message: string) => {
	const error = thrownBy(() => call(method, ...values));
	t.is(error.name, 'TypeError');
	t.is(error.message, message);
});

const anId = 'an integer from 1 to 4294967295';
test('a leg that is a text is refused', isRefused, 'ring', ['7'], `ring: 'leg' must be ${anId}, got string "7".`);
test('a leg that is left out is refused', isRefused, 'answer', [], `answer: 'leg' must be ${anId}, got undefined.`);
test('leg zero is refused', isRefused, 'leave', [0], `leave: 'leg' must be ${anId}, got number 0.`);
test('half a leg is refused', isRefused, 'stopPlay', [1.5], `stopPlay: 'leg' must be ${anId}, got number 1.5.`);
test('a status that is no final response is refused', isRefused, 'hangUp', [1, 180], 'hangUp: \'status\' must be an integer from 200 to 699, got number 180.');
test('a reason that is no text is refused', isRefused, 'hangUp', [1, 486, {}], 'hangUp: \'reason\' must be a string, got an object.');
test('a mute state that is no boolean is refused', isRefused, 'setMuted', [1, 'yes'], 'setMuted: \'muted\' must be a boolean, got string "yes".');
test('a gain beyond the bounds is refused', isRefused, 'setGain', [1, 0, 25], 'setGain: \'outDb\' must be a number from -24 to 24, got number 25.');
test('a gain that is not a number is refused', isRefused, 'setGain', [1, Number.NaN, 0], 'setGain: \'inDb\' must be a number from -24 to 24, got number NaN.');
test('items that are no array are refused', isRefused, 'play', [1, 1, 'hello'], 'play: \'items\' must be an array, got string "hello".');
test('an item of an unknown kind is refused', isRefused, 'play', [1, 1, [{kind: 'song'}]], 'play: \'items.0.kind\' must be one of "prompt", "tone", "silence", got string "song".');
test('a tone without a level is refused', isRefused, 'playRoom', [1, 1, [{kind: 'silence', ms: 1}, {kind: 'tone', frequenciesHz: [440], ms: 10}]], 'playRoom: \'items.1.dbm0\' must be a number from -70 to 3, got undefined.');
test('a recording without a path is refused', isRefused, 'startRecording', [1, 1], 'startRecording: \'path\' must be a string, got undefined.');
test('a signalling that nobody speaks is refused', isRefused, 'openPri', [1, {root: '/dev/dahdi', dChannel: 16, switchType: 'dms100', side: 'user', overlap: false}], 'openPri: \'options.switchType\' must be one of "euroisdn", "ni2", got string "dms100".');
test('channel zero is refused', isRefused, 'priAnswer', [1, 0], 'priAnswer: \'channel\' must be an integer from 1 to 31, got number 0.');
test('digits that are none are refused', isRefused, 'priDigits', [1, '12a'], 'priDigits: \'digits\' must be at most 32 of 0-9, * and #, got string "12a".');
test('a deadline below zero is refused', isRefused, 'stop', [-1], 'stop: \'deadlineMs\' must be an integer from 0 to 600000, got number -1.');

test('a leg that does not exist is told as gone', t => {
	t.false(engine.ring(99));
	t.false(engine.answer(99));
	t.false(engine.hangUp(99, 486, 'gone'));
	t.false(engine.play(99, 1, []));
	t.false(engine.enter(99, 1));
	t.false(engine.setGain(99, 0, 0));
	t.is(engine.legStats(99), undefined);
	t.false(engine.priAnswer(99, 1));
	t.false(engine.priHangUp(99, 16));
	t.false(engine.priRestart(99, 1));
});

test('an engine that runs can not be started again', t => {
	t.is(thrownBy(() => engine.start(localOptions(), () => {})).code, 'CONFLICT');
});

test('a process has one engine only', t => {
	t.is(thrownBy(() => loadEngine()).code, 'CONFLICT');
});
