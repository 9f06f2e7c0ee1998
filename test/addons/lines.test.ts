import test from 'ava';
import {loadEngine, type LineOptions} from '../../addons/index.js';
import {localOptions, thrownBy, type Engine} from './options.js';

const engine = loadEngine();
engine.start(localOptions(), () => {});
test.after.always(() => engine.stop(1000));

const nowhere = '/nonexistent/dahdi';
const channel = (root: string): LineOptions => ({
	device: {kind: 'dahdi', root, channel: 1, law: 'a'}, echo: 'auto', digits: 'auto', receiveGainDb: 0, transmitGainDb: 0, flashMs: 0,
});
const modem: LineOptions = {...channel(nowhere), device: {kind: 'modem', path: '/nonexistent/modem', coding: 'mu'}};

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

test('a line without options is refused', isRefused, 'openLine', [1], 'openLine: \'options\' must be an object, got undefined.');
test('a line of an unknown device is refused', isRefused, 'openLine', [1, {...modem, device: {kind: 'drum'}}], 'openLine: \'options.device.kind\' must be one of "dahdi", "modem", got string "drum".');
test('a channel beyond the driver\'s numbers is refused', isRefused, 'openLine', [1, {...modem, device: {kind: 'dahdi', root: nowhere, channel: 1024, law: 'a'}}], 'openLine: \'options.device.channel\' must be an integer from 1 to 1023, got number 1024.');
test('a gain that no line has is refused', isRefused, 'setLineGain', [1, 0, 13], 'setLineGain: \'transmitDb\' must be a number from -12 to 12, got number 13.');
test('a hook between on and off is refused', isRefused, 'setHook', [1, 'half'], 'setHook: \'hook\' must be one of "on", "off", "flash", got string "half".');
test('a cadence without a number is refused', isRefused, 'ringLine', [1, {cadenceMs: [], callerId: null}], 'ringLine: \'ring.cadenceMs\' must be 1 to 16 numbers, got an array.');
test('letters as dial pulses are refused', isRefused, 'dialPulses', [1, '12A'], 'dialPulses: \'digits\' must be 1 to 100 digits, got string "12A".');
test('a tone without frequencies is refused', isRefused, 'listenForTones', [1, [{tone: 'busy', cadence: [{onMs: 1, offMs: 1}]}]], 'listenForTones: \'tones.0.cadence.0.frequenciesHz\' must be an array, got undefined.');
test('a sound that nobody listens for is refused', isRefused, 'listenForTones', [1, [{tone: 'laughter', sound: 'laughter'}]], 'listenForTones: \'tones.0.sound\' must be one of "greeting", got string "laughter".');
test('an unknown kind of caller ID is refused', isRefused, 'listenForCallerId', [1, ['smoke']], 'listenForCallerId: \'kinds.0\' must be one of "bell202", "v23", "dtmf", got string "smoke".');
test('a modem command of two lines is refused', isRefused, 'startVoice', [1, 'AT\rATZ'], 'startVoice: \'command\' must be 1 to 120 characters of ASCII, got string "AT\rATZ".');
test('half a byte is refused as the end of a stream', isRefused, 'stopVoice', [1, '100'], 'stopVoice: \'endHex\' must be bytes as pairs of hexadecimal digits, got string "100".');

test('a box without line cards is told that the driver is missing, and what to do', t => {
	for (const error of [thrownBy(() => engine.spans(nowhere)), thrownBy(() => engine.openLine(1, channel(nowhere)))]) {
		t.is(error.code, 'NO_DRIVER');
		t.regex(error.message, /modprobe dahdi/);
	}
});

test('a line that is not open answers false, and has no leg and no figures', t => {
	t.false(engine.setHook(7, 'off'));
	t.false(engine.ringLine(7, {cadenceMs: [2000, 4000], callerId: null}));
	t.false(engine.setLoopback(7, true));
	t.false(engine.listenForTones(7, []));
	t.false(engine.startVoice(7, 'AT+VTR'));
	t.is(engine.startLineLeg(7), 0);
	t.is(engine.lineStats(7), undefined);
	t.notThrows(() => {
		engine.closeLine(7);
		engine.endLineLeg(7);
	});
});

test('a line\'s leg is a leg of the mixer, but not of SIP', t => {
	t.deepEqual(engine.openLine(2, modem), {name: '/nonexistent/modem', kind: 'modem', digits: 'hardware', echo: 'software', offHook: false, battery: true, alarms: []});
	const leg = engine.startLineLeg(2);
	t.true(leg > 0);
	t.is(engine.startLineLeg(2), 0);
	t.is(engine.stats().legs, 1);
	t.true(engine.setMuted(leg, true));
	t.true(engine.play(leg, 900, []));
	t.false(engine.ring(leg));
	t.false(engine.answer(leg));
	t.false(engine.hangUp(leg, 486));
	t.false(engine.startVoice(2, 'AT+VTR'));
	engine.endLineLeg(leg);
	t.false(engine.setMuted(leg, true));
	engine.closeLine(2);
	t.is(engine.lineStats(2), undefined);
});

test('a line that is open can not be opened again', t => {
	engine.openLine(3, modem);
	t.is(thrownBy(() => engine.openLine(3, modem)).message, 'Line 3 is open already.');
});

test('the tones of the world\'s networks are there', t => {
	const zones = engine.toneZones();
	t.true(zones.length > 40);
	const us = zones.find(zone => zone.country === 'us');
	t.deepEqual(us?.ringCadenceMs, [2000, 4000]);
	t.is(us?.tones.busy, '480+620/500,0/500');
});
