import {Type, type Static, type TSchema} from '@sinclair/typebox';
import {extension, language, type Problem} from './conference.js';

/** When a changed setting takes effect: at once, for new calls, or after a restart. */
export type Apply = 'live' | 'call' | 'restart';

const leaf = <T extends TSchema>(schema: T, apply: Apply) => Object.assign(schema, {apply}) as T;
const group = <P extends Record<string, TSchema>>(title: string, properties: P) =>
	Type.Object(properties, {title, additionalProperties: false, default: {}});
const port = (title: string, description: string, value: number) =>
	Type.Union([Type.Integer({minimum: 1, maximum: 65535}), Type.Null()], {title, description, default: value});
const code = (title: string, value: string) =>
	leaf(Type.String({pattern: '^[0-9*#]{0,6}$', title, description: 'Keys; empty switches the function off.', default: value}), 'live');

/** All settings of the box: type, default, bounds, form, API check and documentation come from here. */
export const settings = Type.Object({
	box: group('Box', {
		name: leaf(Type.String({minLength: 1, maxLength: 60, title: 'Name', description: 'Shown on the page.', default: 'Partyline'}), 'live'),
		language: leaf(Type.Union(language.anyOf, {title: 'Language', description: 'Of the spoken prompts, where a conference has none of its own.', default: 'en'}), 'call'),
	}),
	sip: group('SIP', {
		udpPort: leaf(port('UDP port', 'Empty: no SIP over UDP.', 5060), 'restart'),
		tcpPort: leaf(port('TCP port', 'Empty: no SIP over TCP.', 5060), 'restart'),
		tlsPort: leaf(Type.Union([Type.Integer({minimum: 1, maximum: 65535}), Type.Null()], {title: 'TLS port', description: 'Empty: no SIP over TLS. Needs a certificate and a key.', default: null}), 'restart'),
		tlsCertificate: leaf(Type.String({maxLength: 400, title: 'TLS certificate', description: 'Path of a PEM file.', default: ''}), 'restart'),
		tlsKey: leaf(Type.String({maxLength: 400, title: 'TLS key', description: 'Path of a PEM file, readable by the box alone.', default: ''}), 'restart'),
		publicAddress: leaf(Type.String({maxLength: 100, title: 'Public address', description: 'Address that callers outside reach the box by, when it is behind NAT; empty: its own.', default: ''}), 'restart'),
		srtp: leaf(Type.Union([Type.Literal('off'), Type.Literal('optional'), Type.Literal('required')], {title: 'Encrypted audio (SRTP)', description: 'Off, when the caller offers it, or calls without it are refused.', default: 'optional'}), 'restart'),
		codecs: leaf(Type.Array(Type.Union([Type.Literal('opus'), Type.Literal('g722'), Type.Literal('pcmu'), Type.Literal('pcma')]), {minItems: 1, uniqueItems: true, title: 'Codecs', description: 'In order of preference.', default: ['opus', 'g722', 'pcma', 'pcmu']}), 'restart'),
		maxCalls: leaf(Type.Integer({minimum: 2, maximum: 1000, title: 'Calls', description: 'At most so many at once; further callers hear busy tone.', default: 1000}), 'restart'),
		floodPerSecond: leaf(Type.Integer({minimum: 1, maximum: 1000, title: 'Calls a second from one address', description: 'More are dropped without an answer.', default: 50}), 'restart'),
		inbandDigits: leaf(Type.Union([Type.Literal('auto'), Type.Literal('never')], {title: 'Digits as tones', description: 'Listen for the tones of callers whose phone offers nothing better, or never.', default: 'auto'}), 'restart'),
		rtpFirstPort: leaf(Type.Integer({minimum: 1024, maximum: 65000, title: 'First RTP port', description: 'Open UDP ports from here on in the firewall.', default: 16384}), 'restart'),
		rtpLastPort: leaf(Type.Integer({minimum: 1026, maximum: 65535, title: 'Last RTP port', description: 'Two ports are needed for each call.', default: 20383}), 'restart'),
		silenceTimeoutSeconds: leaf(Type.Integer({minimum: 0, maximum: 3600, title: 'Hang up on silence', description: 'A call that sends no audio packet for so many seconds, and is not on hold, is hung up; 0: never.', default: 60}), 'restart'),
	}),
	lines: group('Lines', {
		country: leaf(Type.String({pattern: '^[a-z]{2}$', title: 'Country', description: 'Two letters; decides tones, ringing, impedance and caller ID.', default: 'us'}), 'restart'),
		cards: leaf(Type.Boolean({title: 'Line cards', description: 'Use the DAHDI cards of this machine.', default: true}), 'restart'),
		modems: leaf(Type.Array(Type.String({pattern: '^/dev/[A-Za-z0-9._/-]{1,100}$'}), {maxItems: 8, uniqueItems: true, title: 'Voice modems', description: 'Paths such as /dev/serial/by-id/…', default: []}), 'restart'),
		board: leaf(Type.String({pattern: '^(/dev/[A-Za-z0-9._/-]{1,100})?$', title: 'Control board', description: 'Path of its serial port; empty: there is none.', default: ''}), 'restart'),
		dialToneSeconds: leaf(Type.Integer({minimum: 5, maximum: 60, title: 'Dial tone', description: 'Seconds that a lifted phone waits for the first key.', default: 20}), 'call'),
		howlerSeconds: leaf(Type.Integer({minimum: 0, maximum: 600, title: 'Howler', description: 'Seconds of howler tone for a phone left off its hook; then it is left in silence.', default: 60}), 'call'),
		ringSeconds: leaf(Type.Integer({minimum: 5, maximum: 180, title: 'Ring', description: 'Seconds that somebody whom the box calls is rung.', default: 45}), 'call'),
	}),
	entry: group('Coming in', {
		portal: leaf(Type.Union([extension, Type.Null()], {title: 'Portal', description: 'The number at which any conference can be joined; empty: none.', default: null}), 'live'),
		pinTries: leaf(Type.Integer({minimum: 1, maximum: 9, title: 'PIN tries', description: 'Wrong PINs in one call before goodbye.', default: 3}), 'call'),
		firstDigitSeconds: leaf(Type.Integer({minimum: 2, maximum: 60, title: 'Wait for the first digit', description: 'Seconds after the question.', default: 8}), 'call'),
		nextDigitSeconds: leaf(Type.Integer({minimum: 1, maximum: 20, title: 'Wait for the next digit', description: 'Seconds; then what was keyed counts.', default: 4}), 'call'),
	}),
	keypad: group('Keypad in the room', {
		mute: code('Mute or unmute yourself', '##1'),
		menu: code('Hear the menu', '*0'),
		count: code('Hear how many are in', '*2'),
		quieter: code('Hear the others less', '*4'),
		louder: code('Hear the others more', '*6'),
		mouthQuieter: code('Be heard less', '*7'),
		mouthLouder: code('Be heard more', '*9'),
		lock: code('Leader: lock or unlock', '*3'),
		muteAll: code('Leader: mute or unmute all others', '*5'),
		record: code('Leader: start or stop recording', '*8'),
		ejectLast: code('Leader: disconnect the last who came in', '*#1'),
		end: code('Leader: end the conference', '*#9'),
	}),
	recording: group('Recordings', {
		bitrate: leaf(Type.Integer({minimum: 8000, maximum: 128000, title: 'Bit rate', description: 'Of the Opus file, in bits a second.', default: 32000}), 'call'),
		reserveMegabytes: leaf(Type.Integer({minimum: 1, maximum: 100000, title: 'Disk reserve', description: 'No recording starts, and a running one ends, when less than so many MB are free.', default: 200}), 'live'),
	}),
	history: group('History', {
		days: leaf(Type.Integer({minimum: 1, maximum: 3650, title: 'Days kept', description: 'Calls older than this are deleted.', default: 93}), 'live'),
	}),
}, {additionalProperties: false, default: {}});

export type Settings = Static<typeof settings>;
export type KeypadFunction = keyof Settings['keypad'];

/** What the schema cannot say. */
export function settingsProblems(value: Settings): Problem[] {
	return [...tlsProblems(value.sip), ...portProblems(value.sip), ...keypadProblems(value.keypad)];
}

function tlsProblems(sip: Settings['sip']): Problem[] {
	if (sip.tlsPort === null) return [];
	const missing = (['tlsCertificate', 'tlsKey'] as const).filter(key => sip[key] === '');
	return missing.map(key => ({path: `/sip/${key}`, message: 'SIP over TLS needs this file.'}));
}

function portProblems(sip: Settings['sip']): Problem[] {
	const problems: Problem[] = [];
	if (sip.udpPort === null && sip.tcpPort === null && sip.tlsPort === null) {
		problems.push({path: '/sip/udpPort', message: 'At least one of UDP, TCP and TLS must be on, or nobody can call.'});
	}
	if (sip.rtpLastPort - sip.rtpFirstPort < 2 * sip.maxCalls - 1) {
		problems.push({path: '/sip/rtpLastPort', message: `${sip.maxCalls} calls need ${2 * sip.maxCalls} RTP ports; there are ${Math.max(0, sip.rtpLastPort - sip.rtpFirstPort + 1)}.`});
	}
	return problems;
}

/** A code that begins another could never be told from it without waiting. */
function keypadProblems(keypad: Settings['keypad']): Problem[] {
	const codes = Object.entries(keypad).filter(([, value]) => value !== '');
	return codes.flatMap(([name, value]) => codes
		.filter(([other, longer]) => other !== name && longer.startsWith(value))
		.map(([other]) => ({path: `/keypad/${name}`, message: `"${value}" is also the beginning of the code of "${other}".`})));
}
