import {Type, type Static, type TSchema} from '@sinclair/typebox';
import {extension, language, type Problem} from './conference.js';
import {told} from './told.js';

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
		timeZone: leaf(Type.String({pattern: '^[A-Za-z0-9_+/-]{1,60}$', title: 'Time zone', description: 'As "Europe/Paris"; days of limits and histories begin and end by it.', default: 'UTC', control: 'time-zone'}), 'live'),
	}),
	network: group('Network', {
		access: leaf(Type.Union([Type.Literal('this-machine'), Type.Literal('office')], {title: 'Who reaches the box', description: 'Only programs on this machine, or all of its network. What the box was started with (--listen) goes first.', default: 'office'}), 'restart'),
		hostName: leaf(Type.String({pattern: '^([A-Za-z0-9]([A-Za-z0-9.-]{0,251}[A-Za-z0-9])?)?$', title: 'Host name', description: 'By which browsers and phones reach the box; it is put into its certificate. Empty: its addresses only.', default: ''}), 'restart'),
		https: leaf(Type.Union([Type.Literal('off'), Type.Literal('on'), Type.Literal('only')], {title: 'HTTPS', description: 'Off, beside HTTP, or alone: then HTTP only leads there.', default: 'on'}), 'restart'),
		httpsPort: leaf(Type.Integer({minimum: 1, maximum: 65535, title: 'HTTPS port', default: 8443}), 'restart'),
	}),
	sip: group('SIP', {
		udpPort: leaf(port('UDP port', 'Empty: no SIP over UDP.', 5060), 'restart'),
		tcpPort: leaf(port('TCP port', 'Empty: no SIP over TCP.', 5060), 'restart'),
		tlsPort: leaf(Type.Union([Type.Integer({minimum: 1, maximum: 65535}), Type.Null()], {title: 'TLS port', description: 'Empty: no SIP over TLS.', default: null}), 'restart'),
		tlsCertificate: leaf(Type.String({maxLength: 400, title: 'TLS certificate', description: 'Path of a PEM file; empty: the certificate of the box, as for HTTPS.', default: ''}), 'restart'),
		tlsKey: leaf(Type.String({maxLength: 400, title: 'TLS key', description: 'Path of a PEM file, readable by the box alone.', default: ''}), 'restart'),
		publicAddress: leaf(Type.String({maxLength: 100, title: 'Public address', description: 'Address that callers outside reach the box by, when it is behind NAT; empty: its own.', default: ''}), 'restart'),
		srtp: leaf(Type.Union([Type.Literal('off'), Type.Literal('optional'), Type.Literal('required')], {title: 'Encrypted audio (SRTP)', description: 'Off, when the caller offers it, or calls without it are refused.', default: 'optional'}), 'restart'),
		codecs: leaf(Type.Array(Type.Union([Type.Literal('opus'), Type.Literal('g722'), Type.Literal('pcmu'), Type.Literal('pcma')]), {minItems: 1, uniqueItems: true, title: 'Codecs', description: 'In order of preference.', default: ['opus', 'g722', 'pcma', 'pcmu'], ordered: true}), 'restart'),
		maxCalls: leaf(Type.Integer({minimum: 2, maximum: 1000, title: 'Calls', description: 'At most so many at once; further callers hear busy tone.', default: 1000}), 'restart'),
		floodPerSecond: leaf(Type.Integer({minimum: 1, maximum: 1000, title: 'Calls a second from one address', description: 'More are dropped without an answer.', default: 50}), 'restart'),
		inbandDigits: leaf(Type.Union([Type.Literal('auto'), Type.Literal('never')], {title: 'Digits as tones', description: 'Listen for the tones of callers whose phone offers nothing better, or never.', default: 'auto'}), 'restart'),
		rtpFirstPort: leaf(Type.Integer({minimum: 1024, maximum: 65000, title: 'First RTP port', description: 'Open UDP ports from here on in the firewall.', default: 16384}), 'restart'),
		rtpLastPort: leaf(Type.Integer({minimum: 1026, maximum: 65535, title: 'Last RTP port', description: 'Two ports are needed for each call.', default: 20383}), 'restart'),
		silenceTimeoutSeconds: leaf(Type.Integer({minimum: 0, maximum: 3600, title: 'Hang up on silence', description: 'A call that sends no audio packet for so many seconds, and is not on hold, is hung up; 0: never.', default: 60}), 'restart'),
	}),
	security: group('Security', {
		guests: leaf(Type.Union([Type.Literal('anybody'), Type.Literal('known')], {title: 'Who may call by SIP', description: 'Anybody who reaches the box; or only phones that log in, and trunks.', default: 'anybody'}), 'call'),
		banFailures: leaf(Type.Integer({minimum: 0, maximum: 100, title: 'Failures until a ban', description: 'Wrong SIP passwords or unknown numbers from one address within ten minutes; 0: nobody is banned.', default: 10}), 'live'),
		banMinutes: leaf(Type.Integer({minimum: 1, maximum: 10_080, title: 'Ban', description: 'Minutes for which a banned address gets no answer.', default: 60}), 'live'),
		neverBan: leaf(Type.Array(Type.String({pattern: '^[0-9.]{7,15}(/[0-9]{1,2})?$'}), {maxItems: 64, title: 'Never ban', description: 'Addresses, and networks as 192.0.2.0/24.', default: []}), 'live'),
	}),
	calling: group('Calling out', {
		maxCalls: leaf(Type.Integer({minimum: 0, maximum: 1000, title: 'Calls out at once', description: 'Of all users together; 0: the box calls nobody.', default: 30}), 'live'),
		maxCallsPerUser: leaf(Type.Integer({minimum: 0, maximum: 1000, title: 'Calls out at once, each user', default: 10}), 'live'),
		dailySpend: leaf(Type.Union([Type.Number({minimum: 0, maximum: 1_000_000}), Type.Null()], {title: 'Spend a day', description: 'No more calls are made when they have cost so much since midnight; empty: no limit.', default: null}), 'live'),
		currency: leaf(Type.String({pattern: '^[A-Z]{3}$', title: 'Currency', description: 'ISO 4217.', default: 'EUR'}), 'live'),
	}),
	mqtt: group('MQTT', {
		broker: leaf(Type.Union([Type.Literal('off'), Type.Literal('embedded'), Type.Literal('external')], {title: 'Broker', description: 'None, the box\'s own, or another one.', default: 'embedded'}), 'live'),
		port: leaf(Type.Integer({minimum: 1, maximum: 65535, title: 'Port of the box\'s own broker', default: 1883}), 'live'),
		url: leaf(Type.String({pattern: '^((mqtt|mqtts|ws|wss)://[^\\s@]{1,250})?$', title: 'Address of another broker', description: 'As mqtts://broker.example:8883.', default: ''}), 'live'),
		user: leaf(Type.String({maxLength: 100, title: 'User name', description: 'At another broker, and for programs that use the box\'s own.', default: ''}), 'live'),
		password: leaf(Type.String({maxLength: 200, title: 'Password', description: 'Without one the box\'s own broker is for this machine only.', default: '', secret: true}), 'live'),
		certificateAuthority: leaf(Type.String({maxLength: 20_000, title: 'Authority of another broker', description: 'PEM; empty: the usual ones.', default: '', multiline: true}), 'live'),
		clientCertificate: leaf(Type.String({maxLength: 20_000, title: 'Certificate of the box', description: 'PEM, for brokers that ask for one.', default: '', multiline: true}), 'live'),
		clientKey: leaf(Type.String({maxLength: 20_000, title: 'Key of the box', description: 'PEM.', default: '', multiline: true, secret: true}), 'live'),
		topic: leaf(Type.String({pattern: '^[A-Za-z0-9_-]{1,40}(/[A-Za-z0-9_-]{1,40}){0,3}$', title: 'Topic', description: 'What all topics of this box begin with.', default: 'partyline'}), 'live'),
		commands: leaf(Type.Boolean({title: 'Commands', description: 'Who may publish at the broker may steer rooms.', default: true}), 'live'),
		maskNumbers: leaf(Type.Boolean({title: 'Mask numbers', description: 'Callers\' numbers are published without their middle.', default: true}), 'live'),
		homeAssistant: leaf(Type.Boolean({title: 'Home Assistant', description: 'Announces the box and its entities.', default: true}), 'live'),
	}),
	metrics: group('Prometheus', {
		enabled: leaf(Type.Boolean({title: 'Metrics', description: 'At /metrics, for whoever reaches the page.', default: false}), 'live'),
	}),
	lines: group('Lines', {
		country: leaf(Type.String({pattern: '^[a-z]{2}$', title: 'Country', description: 'Two letters; decides tones, ringing, impedance and caller ID.', default: 'us', control: 'country'}), 'restart'),
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
		hand: code('Ask for the floor', '*1'),
		lock: code('Leader: lock or unlock', '*3'),
		muteAll: code('Leader: mute or unmute all others', '*5'),
		lecture: code('Leader: start or end a lecture', '*#7'),
		giveFloor: code('Leader: give or take the floor', '*#8'),
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

/** Paths of the settings that differ and take effect after a restart. */
export function settingsForRestart(before: Settings, now: Settings): string[] {
	return Object.entries(settings.properties).flatMap(([group, {properties}]) => {
		const [old, changed] = [before, now].map(value => new Map<string, unknown>(Object.entries(value[group as keyof Settings])));
		return Object.entries<TSchema>(properties)
			.filter(([key, schema]) => appliesAtRestart(schema) && JSON.stringify(old?.get(key)) !== JSON.stringify(changed?.get(key)))
			.map(([key]) => `/${group}/${key}`);
	});
}

function appliesAtRestart(schema: TSchema): boolean {
	const {apply}: {default?: unknown; apply?: unknown} = schema;
	return apply === 'restart';
}

/** What the schema cannot say. */
export function settingsProblems(value: Settings): Problem[] {
	return [...timeZoneProblems(value.box), ...tlsProblems(value.sip), ...portProblems(value.sip), ...keypadProblems(value.keypad), ...mqttProblems(value.mqtt)];
}

function timeZoneProblems({timeZone}: Settings['box']): Problem[] {
	try {
		Intl.DateTimeFormat('en', {timeZone});
		return [];
	} catch {
		return [{path: '/box/timeZone', ...told('time-zone', {zone: timeZone})}];
	}
}

function tlsProblems(sip: Settings['sip']): Problem[] {
	const missing = (['tlsCertificate', 'tlsKey'] as const).filter(key => sip[key] === '');
	if (missing.length !== 1) return [];
	return missing.map(key => ({path: `/sip/${key}`, ...told('files-together')}));
}

function portProblems(sip: Settings['sip']): Problem[] {
	const problems: Problem[] = [];
	if (sip.udpPort === null && sip.tcpPort === null && sip.tlsPort === null) {
		problems.push({path: '/sip/udpPort', ...told('no-sip-port')});
	}
	if (sip.rtpLastPort - sip.rtpFirstPort < 2 * sip.maxCalls - 1) {
		const values = {calls: sip.maxCalls, needed: 2 * sip.maxCalls, there: Math.max(0, sip.rtpLastPort - sip.rtpFirstPort + 1)};
		problems.push({path: '/sip/rtpLastPort', ...told('few-rtp-ports', values)});
	}
	return problems;
}

/** A code that begins another could never be told from it without waiting. */
function keypadProblems(keypad: Settings['keypad']): Problem[] {
	const codes = Object.entries(keypad).filter(([, value]) => value !== '');
	return codes.flatMap(([name, value]) => codes
		.filter(([other, longer]) => other !== name && longer.startsWith(value))
		.map(() => ({path: `/keypad/${name}`, ...told('keypad-prefix', {keys: value})})));
}

function mqttProblems({broker, url, clientCertificate, clientKey}: Settings['mqtt']): Problem[] {
	const problems: Problem[] = [];
	if (broker === 'external' && url === '') problems.push({path: '/mqtt/url', ...told('no-broker-address')});
	if ((clientCertificate === '') !== (clientKey === '')) {
		problems.push({path: clientKey === '' ? '/mqtt/clientKey' : '/mqtt/clientCertificate', ...told('certificate-and-key')});
	}
	return problems;
}
