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
const trunk = {host: 'pbx.example', transport: 'udp', user: '', authUser: '', password: '', outboundProxy: '', nameServer: '', register: true, expiresSeconds: 300, srtp: 'off', authorities: 'system', authority: ''};
test('a trunk without options is refused', isRefused, 'putTrunk', [1], 'putTrunk: \'options\' must be an object, got undefined.');
test('a trunk over a transport that SIP has not is refused', isRefused, 'putTrunk', [1, {...trunk, transport: 'pigeon'}], 'putTrunk: \'options.transport\' must be one of "udp", "tcp", "tls", got string "pigeon".');
test('a trunk whose host would begin another header is refused', isRefused, 'putTrunk', [1, {...trunk, host: 'a\r\nb'}], 'putTrunk: \'options.host\' must be at most 400 characters without space, quotes and angle brackets, got string "a\r\nb".');
test('a trunk whose authority is no certificate is refused', isRefused, 'putTrunk', [1, {...trunk, authorities: 'given', authority: 'x'}], 'putTrunk: \'options.authority\' must be certificates in PEM, got string "x".');
test('a trunk that would register each second is refused', isRefused, 'putTrunk', [1, {...trunk, expiresSeconds: 1}], 'putTrunk: \'options.expiresSeconds\' must be an integer from 60 to 86400, got number 1.');
test('phones that are no array are refused', isRefused, 'setPhones', ['anna'], 'setPhones: \'phones\' must be an array, got string "anna".');
test('a phone without password is refused', isRefused, 'setPhones', [[{phone: 1, user: 'anna', password: ''}]], 'setPhones: \'phones.0.password\' must be a password, got string "".');
test('two phones of one name are refused', isRefused, 'setPhones', [[{phone: 1, user: 'anna', password: 'x'}, {phone: 2, user: 'anna', password: 'y'}]], 'setPhones: \'phones.1.user\' must be another for each phone, got string "anna".');
test('a ban of no address is refused', isRefused, 'setAdmission', [{guests: 'known', banned: ['::1'], trusted: []}], 'setAdmission: \'admission.banned.0\' must be an IPv4 address, got string "::1".');
test('a network that is none is refused', isRefused, 'setAdmission', [{guests: 'known', banned: [], trusted: [{network: '10.0.0.0/40', trunk: 1}]}], 'setAdmission: \'admission.trusted.0.network\' must be an IPv4 network, such as 192.0.2.0/24, got string "10.0.0.0/40".');
test('a call to something else than a SIP address is refused', isRefused, 'dial', [{uri: 'tel:15550123', trunk: 0, callerNumber: '', callerName: ''}], 'dial: \'call.uri\' must be a SIP URI, got string "tel:15550123".');
test('a probe without patience is refused', isRefused, 'probe', [1, {uri: 'sip:127.0.0.1', trunk: 0, timeoutMs: 0}], 'probe: \'options.timeoutMs\' must be an integer from 100 to 60000, got number 0.');
test('a deadline below zero is refused', isRefused, 'stop', [-1], 'stop: \'deadlineMs\' must be an integer from 0 to 600000, got number -1.');

test('a leg that does not exist is told as gone', t => {
	t.false(engine.ring(99));
	t.false(engine.answer(99));
	t.false(engine.hangUp(99, 486, 'gone'));
	t.false(engine.play(99, 1, []));
	t.false(engine.enter(99, 1));
	t.false(engine.setGain(99, 0, 0));
	t.is(engine.legStats(99), undefined);
	t.is(engine.seatFigures(99), undefined);
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
