import {Type, type Static, type TObject, type TProperties} from '@sinclair/typebox';

/** Everything that native code may tell. `at` is monotonic milliseconds (CLOCK_MONOTONIC); `leg` is the native id of a call. */
const at = Type.Number({description: 'CLOCK_MONOTONIC, milliseconds'});
const leg = Type.Integer({minimum: 1, description: 'a call, and its seat in the mixer; never used twice in a process'});
const event = <K extends string, P extends TProperties>(kind: K, properties: P) =>
	Type.Object({kind: Type.Literal(kind), at, ...properties}, {additionalProperties: false});

const alarm = Type.Union([
	Type.Literal('red'), Type.Literal('yellow'), Type.Literal('blue'), Type.Literal('recovering'), Type.Literal('loopback'), Type.Literal('not-open'),
]);

export const codec = Type.Union([Type.Literal('opus'), Type.Literal('g722'), Type.Literal('pcmu'), Type.Literal('pcma')]);

const line = Type.Integer({minimum: 1, description: 'the number that openLine was given'});

/** What lines tell, beside their legs' digits and talking. */
const lineEvents = {
	/** FXS: the handset was lifted or put down. FXO: the exchange dropped the loop current (the far end is gone): off hook no longer. */
	'line.hook': event('line.hook', {line, offHook: Type.Boolean()}),
	'line.flash': event('line.flash', {line}),
	/** FXO: a burst of ringing begins or ends. */
	'line.ring': event('line.ring', {line, on: Type.Boolean()}),
	/** FXS: the phone's bell is being rung or pauses. */
	'line.ringer': event('line.ringer', {line, on: Type.Boolean()}),
	/** A key of a line that has no leg, or a digit dialled by pulses. */
	'line.digit': event('line.digit', {line, digit: Type.String({pattern: '^[0-9A-D*#]$'}), source: Type.Union([Type.Literal('hardware'), Type.Literal('pulse')])}),
	/** FXO: battery reversed. */
	'line.polarity': event('line.polarity', {line}),
	'line.battery': event('line.battery', {line, on: Type.Boolean()}),
	'line.callerId': event('line.callerId', {line, number: Type.String({description: 'empty when withheld'}), name: Type.String(), withheld: Type.Boolean()}),
	/** A tone that was listened for began or ended. */
	'line.tone': event('line.tone', {line, tone: Type.String(), on: Type.Boolean()}),
	'line.dialled': event('line.dialled', {line}),
	/** Modem: the voice stream runs, or has ended; `reason` is empty where that was asked for. */
	'line.voice': event('line.voice', {line, on: Type.Boolean(), reason: Type.String()}),
	/** Modem: a DLE code other than a digit (ITU-T V.253), such as b, d, l, h, s, q, u, o. */
	'line.dle': event('line.dle', {line, code: Type.String({minLength: 1, maxLength: 1})}),
	'line.alarms': event('line.alarms', {line, alarms: Type.Array(alarm)}),
	'span.alarms': event('span.alarms', {root: Type.String(), span: Type.Integer(), alarms: Type.Array(alarm)}),
	/** The card is gone, or its driver failed; the line is closed and its leg ended. */
	'line.gone': event('line.gone', {line, reason: Type.String()}),
} as const;

const transport = Type.Union([Type.Literal('udp'), Type.Literal('tcp'), Type.Literal('tls')]);
const status = Type.Integer({description: 'SIP status (RFC 3261, 21); 408 when no answer came'});
/** Why a server was left over TLS before anything was asked of it (RFC 5922, 7); empty: it was not. */
const certificateFault = Type.Union([Type.Literal(''), Type.Literal('wrong-name'), Type.Literal('unknown-authority'), Type.Literal('expired'), Type.Literal('unfit')]);
const sipEvents = {
	/** `expiresSeconds` is what the other side granted; 0 when not registered. */
	'trunk.state': event('trunk.state', {
		trunk: Type.Integer(), state: Type.Union([Type.Literal('registering'), Type.Literal('registered'), Type.Literal('rejected'), Type.Literal('unreachable')]),
		status, reason: Type.String(), expiresSeconds: Type.Integer(), certificate: certificateFault,
	}),
	/** A phone registered a contact, or refreshed it; `expiresSeconds` 0: it is gone. `contact` is the URI to call: what the phone gave, at the address that it came from. */
	'phone.binding': event('phone.binding', {
		phone: Type.Integer(), contact: Type.String(), address: Type.String(), transport, userAgent: Type.String(), expiresSeconds: Type.Integer(),
	}),
	/** A request was refused, or left without an answer, for what its sender may be counted: at most one a second and address. */
	'sip.refused': event('sip.refused', {
		address: Type.String(), reason: Type.Union([Type.Literal('wrong-password'), Type.Literal('unknown-user'), Type.Literal('scanner'), Type.Literal('guest')]),
		count: Type.Integer(), userAgent: Type.String(),
	}),
	/** Requests of a banned address dropped since the last such event. */
	'sip.dropped': event('sip.dropped', {address: Type.String(), dropped: Type.Integer()}),
	'sip.probed': event('sip.probed', {probe: Type.Integer(), status, reason: Type.String(), ms: Type.Number(), certificate: certificateFault}),
} as const;

const call = Type.Integer({minimum: 1});
const channel = Type.Integer({minimum: 0, maximum: 31, description: 'place of the bearer channel in the span; 0: none yet'});
const cause = Type.Integer({minimum: 0, maximum: 127, description: 'ITU-T Q.850'});
const priEvents = {
	'pri.up': event('pri.up', {span: Type.Integer()}),
	'pri.down': event('pri.down', {span: Type.Integer(), reason: Type.String()}),
	/** SETUP. `complete` false: the rest of the number follows as 'pri.digits'. */
	'pri.setup': event('pri.setup', {
		call, span: Type.Integer(), channel, flexible: Type.Boolean(), called: Type.String(),
		calling: Type.String({description: 'empty when withheld'}), callingName: Type.String(), complete: Type.Boolean(), voice: Type.Boolean(),
	}),
	'pri.digits': event('pri.digits', {call, digits: Type.String(), complete: Type.Boolean()}),
	/** SETUP ACKNOWLEDGE: the far end wants more digits. */
	'pri.more': event('pri.more', {call, channel}),
	'pri.proceeding': event('pri.proceeding', {call, channel, inband: Type.Boolean()}),
	'pri.alerting': event('pri.alerting', {call, channel, inband: Type.Boolean()}),
	'pri.answered': event('pri.answered', {call, channel}),
	/** The far end clears; the box answers by priHangUp, and then 'pri.ended' comes. */
	'pri.cleared': event('pri.cleared', {call, cause, inband: Type.Boolean()}),
	/** The call is over; its number will not be heard of again. */
	'pri.ended': event('pri.ended', {call, cause}),
	/** The far end restarts a channel, or all (0): what is on it is gone. */
	'pri.restart': event('pri.restart', {span: Type.Integer(), channel}),
	'pri.restarted': event('pri.restarted', {span: Type.Integer(), channel}),
} as const;

export const nativeEvents = {
	/** A new INVITE, not yet answered. `from` is the caller ID as the caller's side gave it: P-Asserted-Identity, else From. */
	'leg.incoming': event('leg.incoming', {
		leg,
		sipCallId: Type.String(),
		number: Type.String({description: 'user part of the caller, empty when withheld'}),
		name: Type.String({description: 'display name of the caller, may be empty'}),
		dialled: Type.String({description: 'user part of the Request-URI'}),
		address: Type.String({description: 'source address:port of the INVITE'}),
		transport,
		trunk: Type.Integer({description: 'whose call it is by its address; 0: none'}),
		phone: Type.Integer({description: 'that logged in with its password; 0: none'}),
	}),
	/** A call of the box's own: the far end rings (180, or 183). */
	'leg.alerting': event('leg.alerting', {leg}),
	/** The call is up: ACK received. */
	'leg.answered': event('leg.answered', {leg}),
	/** The media runs, for the first time or anew after a re-INVITE. */
	'leg.media': event('leg.media', {leg, codec, rateHz: Type.Integer(), encrypted: Type.Boolean()}),
	/** The far end put the call on hold (sendonly or inactive, RFC 3264 8.4) or took it back. */
	'leg.held': event('leg.held', {leg, held: Type.Boolean()}),
	/** One key press, once, whichever way it came. */
	'leg.digit': event('leg.digit', {
		leg,
		digit: Type.String({pattern: '^[0-9A-D*#]$'}),
		source: Type.Union([Type.Literal('rfc4733'), Type.Literal('info'), Type.Literal('inband'), Type.Literal('hardware')]),
	}),
	/** No RTP from a call that is not on hold for the time given in the options. */
	'leg.silent': event('leg.silent', {leg, ms: Type.Integer()}),
	/** The call is over; its id will not be heard of again. `status` is a SIP status or, after the answer, 200. */
	'leg.ended': event('leg.ended', {
		leg,
		by: Type.Union([Type.Literal('caller'), Type.Literal('box'), Type.Literal('network')]),
		status: Type.Integer(),
		reason: Type.String(),
	}),
	'play.ended': event('play.ended', {play: Type.Integer(), reason: Type.Union([Type.Literal('finished'), Type.Literal('stopped')])}),
	'seat.talking': event('seat.talking', {leg, talking: Type.Boolean()}),
	/** Newest levels, dBov, of those whose own moved by 2 dB or more since last told; a sample, not an event: at most 10 a second. */
	levels: event('levels', {seats: Type.Array(Type.Object({leg, inDbov: Type.Number(), outDbov: Type.Number()}))}),
	'recording.started': event('recording.started', {recording: Type.Integer()}),
	'recording.ended': event('recording.ended', {
		recording: Type.Integer(),
		reason: Type.Union([Type.Literal('stopped'), Type.Literal('disk-full'), Type.Literal('io-error')]),
		bytes: Type.Integer(),
		durationMs: Type.Integer(),
		detail: Type.String(),
	}),
	/** Requests dropped since the last such event because their source sent too many. */
	'sip.flood': event('sip.flood', {address: Type.String(), dropped: Type.Integer()}),
	...sipEvents,
	...lineEvents,
	...priEvents,
	/** Events lost since the last one because JavaScript did not take them in time. */
	overflow: event('overflow', {dropped: Type.Integer()}),
} as const satisfies Record<string, TObject>;

export type NativeEventKind = keyof typeof nativeEvents;
export type NativeEvent = {[K in NativeEventKind]: Static<(typeof nativeEvents)[K]>}[NativeEventKind];
export type Codec = Static<typeof codec>;
export type CertificateFault = Static<typeof certificateFault>;
