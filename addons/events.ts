import {Type, type Static, type TObject, type TProperties} from '@sinclair/typebox';

/** Everything that native code may tell. `at` is monotonic milliseconds (CLOCK_MONOTONIC); `leg` is the native id of a call. */
const at = Type.Number({description: 'CLOCK_MONOTONIC, milliseconds'});
const leg = Type.Integer({minimum: 1, description: 'a call, and its seat in the mixer; never used twice in a process'});
const event = <K extends string, P extends TProperties>(kind: K, properties: P) =>
	Type.Object({kind: Type.Literal(kind), at, ...properties}, {additionalProperties: false});

export const codec = Type.Union([Type.Literal('opus'), Type.Literal('g722'), Type.Literal('pcmu'), Type.Literal('pcma')]);

export const nativeEvents = {
	/** A new INVITE, not yet answered. `from` is the caller ID as the caller's side gave it: P-Asserted-Identity, else From. */
	'leg.incoming': event('leg.incoming', {
		leg,
		sipCallId: Type.String(),
		number: Type.String({description: 'user part of the caller, empty when withheld'}),
		name: Type.String({description: 'display name of the caller, may be empty'}),
		dialled: Type.String({description: 'user part of the Request-URI'}),
		address: Type.String({description: 'source address:port of the INVITE'}),
		transport: Type.Union([Type.Literal('udp'), Type.Literal('tcp'), Type.Literal('tls')]),
	}),
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
		source: Type.Union([Type.Literal('rfc4733'), Type.Literal('info'), Type.Literal('inband')]),
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
	/** INVITEs dropped since the last such event because their source sent too many. */
	'sip.flood': event('sip.flood', {address: Type.String(), dropped: Type.Integer()}),
	/** Events lost since the last one because JavaScript did not take them in time. */
	overflow: event('overflow', {dropped: Type.Integer()}),
} as const satisfies Record<string, TObject>;

export type NativeEventKind = keyof typeof nativeEvents;
export type NativeEvent = {[K in NativeEventKind]: Static<(typeof nativeEvents)[K]>}[NativeEventKind];
export type Codec = Static<typeof codec>;
