import test from 'ava';
import pino from 'pino';
import type {EngineOptions, LineEngine, NativeEngine, NativeEvent, PlayItem, PriEngine, SipEngine} from '../../../addons/index.js';
import type {LegId, RoomId, SipPhoneId, TrunkId} from '../../../firmware/contract/index.js';
import {Media, type MediaEvent} from '../../../firmware/media/index.js';

/** The commands of telephone lines; no channel exists. */
function lineCommands(note: (name: string) => (...given: unknown[]) => boolean): LineEngine & PriEngine {
	return {
		spans: () => [], toneZones: () => [], lineStats: () => undefined, startLineLeg: () => 0, closeLine: note('closeLine'), endLineLeg: note('endLineLeg'),
		openLine: () => {
			throw new Error('there is no line');
		},
		setLineGain: note('setLineGain'), setLineEcho: note('setLineEcho'), setHook: note('setHook'), ringLine: note('ringLine'), stopRinging: note('stopRinging'),
		setPolarity: note('setPolarity'), dialPulses: note('dialPulses'), listenForTones: note('listenForTones'), listenForCallerId: note('listenForCallerId'),
		setLoopback: note('setLoopback'), startVoice: note('startVoice'), stopVoice: note('stopVoice'),
		openPri: note('openPri'), closePri: note('closePri'), priSetup: note('priSetup'), priMoreDigits: note('priMoreDigits'), priDigits: note('priDigits'),
		priProceed: note('priProceed'), priAlert: note('priAlert'), priProgress: note('priProgress'), priAnswer: note('priAnswer'), priHangUp: note('priHangUp'), priRestart: note('priRestart'),
	};
}

/** The commands of SIP beside its calls; calls out get the numbers from 100 on. */
function sipCommands(note: (name: string) => (...given: unknown[]) => boolean): SipEngine {
	let dialled = 99;
	return {
		putTrunk: note('putTrunk'), removeTrunk: note('removeTrunk'), setPhones: note('setPhones'), setAdmission: note('setAdmission'), probe: note('probe'), renewCertificate: note('renewCertificate'),
		dial(call) {
			note('dial')(call);
			dialled += 1;
			return dialled;
		},
	};
}

/** The native side as far as the adapter can see it: commands are written down, events are sent by the test. */
function setUp() {
	const commands: unknown[][] = [];
	const events: MediaEvent[] = [];
	let send: (events: NativeEvent[]) => void = () => undefined;
	const note = (name: string) => (...given: unknown[]) => {
		commands.push([name, ...given]);
		return true;
	};
	const engine: NativeEngine = {
		start: (_options, listener) => {
			send = listener;
		},
		stop: async () => undefined,
		ports: () => ({udp: 5060, tcp: null, tls: null}),
		stats: () => ({legs: 0, shards: [], eventsQueued: 0, eventsDropped: 0}),
		legStats: () => undefined, seatFigures: () => undefined, readPeaks: async () => new Uint8Array(),
		ring: note('ring'), answer: note('answer'), hangUp: note('hangUp'), play: note('play'), stopPlay: note('stopPlay'), setMusic: note('setMusic'),
		openRoom: note('openRoom'), closeRoom: note('closeRoom'), enter: note('enter'), leave: note('leave'), setMuted: note('setMuted'), setDeaf: note('setDeaf'),
		setGain: note('setGain'), playRoom: note('playRoom'), startRecording: note('startRecording'), stopRecording: note('stopRecording'), emitSamples: note('emitSamples'),
		...lineCommands(note), ...sipCommands(note),
	};
	const media = new Media(engine, pino({level: 'silent'}));
	media.subscribe(event => events.push(event));
	media.start({} as EngineOptions);
	const call = (leg: number): LegId => {
		send([{kind: 'leg.incoming', at: 0, leg, sipCallId: 'x', number: '5', name: '', dialled: '8000', address: '192.0.2.1:5060', transport: 'udp', trunk: 0, phone: 0}]);
		const incoming = events.at(-1);
		if (incoming?.kind !== 'incoming') throw new Error('no call came');
		return incoming.leg;
	};
	return {media, commands, events, call, send: (event: NativeEvent) => send([event])};
}

const signal = () => new AbortController().signal;
const playedItems = (commands: unknown[][]) => commands.filter(([name]) => name === 'play').map(([, , , items]) => items as PlayItem[]);

test('a sentence is the recording of the caller\'s language', t => {
	const {media, commands, call} = setUp();
	void media.play(call(1), ['goodbye'], {language: 'fr', signal: signal()});
	t.deepEqual(playedItems(commands), [[{kind: 'prompt', name: 'fr/goodbye'}]]);
});

test('what was heard to its end is known so, also when something else was played since', async t => {
	const {media, commands, call, send} = setUp();
	const leg = call(1);
	const first = media.play(leg, ['goodbye'], {language: 'en', signal: signal()});
	const second = media.play(leg, ['full'], {language: 'en', signal: signal()});
	const [firstPlay, secondPlay] = commands.filter(([name]) => name === 'play').map(([, , play]) => play as number);
	send({kind: 'play.ended', at: 0, play: firstPlay ?? 0, reason: 'stopped'});
	send({kind: 'play.ended', at: 0, play: secondPlay ?? 0, reason: 'finished'});
	t.deepEqual([await first, await second], ['stopped', 'finished']);
});

test('a caller who hangs up ends what plays to him', async t => {
	const {media, call, send} = setUp();
	const played = media.play(call(1), ['goodbye'], {language: 'en', signal: signal()});
	send({kind: 'leg.ended', at: 0, leg: 1, by: 'caller', status: 200, reason: ''});
	t.is(await played, 'stopped');
});

test('nothing is asked of a call that is gone', async t => {
	const {media, commands, call, send} = setUp();
	const leg = call(1);
	send({kind: 'leg.ended', at: 0, leg: 1, by: 'caller', status: 200, reason: ''});
	media.setMuted(leg, true);
	t.is(await media.play(leg, ['goodbye'], {language: 'en', signal: signal()}), 'stopped');
	t.deepEqual(commands, []);
});

test('giving up stops the sentence on the line', async t => {
	const {media, commands, call} = setUp();
	const giveUp = new AbortController();
	const played = media.play(call(1), ['goodbye'], {language: 'en', signal: giveUp.signal});
	giveUp.abort();
	t.is(await played, 'stopped');
	t.deepEqual(commands.at(-1), ['stopPlay', 1]);
});

test('a recording of a room that has closed ends at once', async t => {
	const {media} = setUp();
	const end = await new Promise<string>(resolve => {
		media.record('room-9' as RoomId, {path: '/x', bitrate: 32_000, watcher: {started: () => undefined, ended: ({reason}) => resolve(reason)}});
	});
	t.is(end, 'stopped');
});

const account = {
	host: 'sip.example', transport: 'udp', user: 'box', authUser: '', password: 'x', outboundProxy: '', nameServer: '', register: true, expiresSeconds: 300, srtp: 'off', authorities: 'system', authority: '',
} as const;
const provider = 'provider' as TrunkId;

test('what becomes of a trunk is told by its id, and of one that was removed nothing more', t => {
	const {media, commands, send} = setUp();
	const heard: unknown[] = [];
	media.sip.subscribe(signal => heard.push(signal));
	media.sip.putTrunk(provider, account);
	const [, trunk] = commands.at(-1) as [string, number];
	const event = {kind: 'trunk.state', at: 0, trunk, state: 'registered', status: 200, reason: 'OK', expiresSeconds: 300, certificate: ''} as const;
	send(event);
	media.sip.removeTrunk(provider);
	send(event);
	t.deepEqual(heard, [{kind: 'trunk', trunk: provider, state: 'registered', status: 200, reason: 'OK', expiresSeconds: 300, certificate: ''}]);
	t.deepEqual(commands.at(-1), ['removeTrunk', trunk]);
});

test('a trunk that is set up anew keeps its number, and calls from its addresses are its own', t => {
	const {media, commands, events, send} = setUp();
	media.sip.putTrunk(provider, account);
	media.sip.putTrunk(provider, {...account, password: 'y'});
	media.sip.setAdmission({guests: 'known', banned: [], trusted: [{network: '192.0.2.0/24', trunk: provider}]});
	const numbers = commands.map(([, given]) => given).slice(0, 2);
	t.is(numbers[0], numbers[1]);
	t.deepEqual(commands.at(-1), ['setAdmission', {guests: 'known', banned: [], trusted: [{network: '192.0.2.0/24', trunk: numbers[0]}]}]);
	const trunk = numbers[0] as number;
	send({kind: 'leg.incoming', at: 0, leg: 7, sipCallId: 'x', number: '5', name: '', dialled: '8000', address: '192.0.2.1:5060', transport: 'udp', trunk, phone: 0});
	t.like(events.at(-1), {kind: 'incoming', trunk: provider, phone: null});
});

test('a call out by a trunk rings and is answered as every leg', t => {
	const {media, commands, events, send} = setUp();
	media.sip.putTrunk(provider, account);
	const leg = media.sip.dial({uri: 'sip:5551@sip.example', trunk: provider, callerNumber: '8000', callerName: 'Board'});
	t.like(commands.at(-1), {0: 'dial', 1: {uri: 'sip:5551@sip.example', trunk: commands[0]?.[1]}});
	send({kind: 'leg.alerting', at: 0, leg: 100});
	send({kind: 'leg.answered', at: 0, leg: 100});
	t.deepEqual(events as unknown[], [{kind: 'alerting', leg}, {kind: 'answered', leg}]);
});

test('a phone that registers is told by its id', t => {
	const {media, commands, send} = setUp();
	const heard: unknown[] = [];
	media.sip.subscribe(signal => heard.push(signal));
	const desk = 'desk' as SipPhoneId;
	media.sip.setPhones([{phone: desk, user: 'desk', password: 'x'}]);
	const phone = (commands.at(-1)?.[1] as {phone: number}[])[0]?.phone ?? 0;
	const binding = {contact: 'sip:desk@192.0.2.5', address: '192.0.2.5:5060', transport: 'udp', userAgent: 'Desk', expiresSeconds: 60} as const;
	send({kind: 'phone.binding', at: 0, phone, ...binding});
	t.deepEqual(heard, [{kind: 'binding', phone: desk, ...binding}]);
});

test('a server that is asked whether it is there answers with its status', async t => {
	const {media, commands, send} = setUp();
	const asked = media.sip.probe(provider, 'sip:sip.example', 4000);
	const [, probe] = commands.at(-1) as [string, number];
	send({kind: 'sip.probed', at: 0, probe, status: 200, reason: 'OK', ms: 12, certificate: ''});
	t.deepEqual(await asked, {status: 200, reason: 'OK', ms: 12, certificate: ''});
});
