import type {Codec, NativeEvent} from './events.js';
import type {LineEngine} from './lines.js';
import type {PriEngine} from './pri.js';
import type {SipEngine} from './sip.js';

export {nativeEvents, type CertificateFault, type Codec, type NativeEvent, type NativeEventKind} from './events.js';

export type {
	CallerIdKind, ChannelFacts, Law, LineAlarm, LineCallerId, LineEngine, LineFacts, LineKind, LineOptions, LineRing, LineStats, SpanFacts, ToneSpec, ToneZone, VoiceCoding,
} from './lines.js';
export type {Admission, PhoneCredentials, SipDial, SipEngine, SipTransport, TrunkOptions} from './sip.js';
export type {NumberPlan, PriEngine, PriSetup, PriSpanOptions, SwitchType} from './pri.js';

export type PlayItem =
	| {kind: 'prompt'; name: string}
	| {kind: 'tone'; frequenciesHz: readonly number[]; dbm0: number; ms: number}
	| {kind: 'silence'; ms: number};

export type EngineOptions = {
	sip: {
		/** Address to listen on: '127.0.0.1', '0.0.0.0', … */
		address: string;
		/** Address put into Contact and SDP when it is not the one listened on. */
		publicAddress?: string;
		/** 0 picks a free port; null switches the transport off. */
		udpPort: number | null;
		tcpPort: number | null;
		tls: {port: number; certificatePath: string; keyPath: string} | null;
		userAgent: string;
		maxCalls: number;
		/** INVITEs a second from one address, with a burst, and as many other requests; more are dropped unanswered. */
		flood: {perSecond: number; burst: number};
	};
	rtp: {
		firstPort: number;
		lastPort: number;
		srtp: 'off' | 'optional' | 'required';
		/** No RTP for so long, on a call that is not on hold: 'leg.silent'. 0 switches it off. */
		silenceTimeoutMs: number;
	};
	/** Offered and accepted codecs in this order. */
	codecs: readonly Codec[];
	/** When in-band tones are listened for: only where the caller's offer has no telephone-event ('auto'), or never. */
	inbandDigits: 'auto' | 'never';
	mixer: {shards: number; music: readonly string[]};
	/** Names and files of all prompts: .wav or .g722. */
	prompts: readonly {name: string; path: string}[];
	/** pjsip's own log, 0 (silent) to 5, to standard error. */
	sipLogLevel: number;
};

export type EngineStats = {
	legs: number;
	shards: {ticks: number; lateTicks: number; seats: number; rooms: number; tickP50Us: number; tickP99Us: number; tickMaxUs: number; faults: number}[];
	/** Events waiting for JavaScript now, and lost so far. */
	eventsQueued: number;
	eventsDropped: number;
};

/** Quality figures of one call's media, RTCP included. Undefined figures were not measured. */
export type LegStats = {
	rxPackets: number; rxLost: number; rxDiscarded: number; rxJitterMs: number;
	txPackets: number; txLost: number; txJitterMs: number;
	roundTripMs?: number; jitterBufferMs: number;
};

/** What is heard at a leg's seat in the mixer. Levels in dBov (RFC 6464: 0 is the loudest); undefined figures are not known yet. */
export type SeatFigures = {
	/** Between words: the lowest level of some seconds. */
	noiseDbov?: number;
	/** Of words. */
	speechDbov?: number;
	/** What comes back of what is sent to the seat: its level against that, and after how long. Undefined: none was found. */
	echo?: {db: number; delayMs: number};
	/** Since anything but digital silence came. */
	silentMs: number;
};

/**
 * The native half: SIP, RTP, telephone lines and the mixer. One per process.
 *
 * Ids of rooms, plays and recordings are the caller's: positive integers not used before. A method on a leg returns false when the leg
 * is gone (it may have hung up a moment ago); that is no error. Wrong arguments throw TypeError at once. Failures throw an Error with `code`.
 */
export interface NativeEngine extends LineEngine, PriEngine, SipEngine {
	/**
	 * Binds ports, starts threads, loads prompts. Nothing is bound when it throws:
	 * code PORT_IN_USE | BAD_ADDRESS | BAD_CERTIFICATE | BAD_PROMPT | SIP_FAILED, with `status` of pjsip where there is one.
	 */
	start(options: EngineOptions, listener: (events: NativeEvent[]) => void): void;
	/** Ports in use, after start. */
	ports(): {udp: number | null; tcp: number | null; tls: number | null};
	/** BYE to all calls, recordings closed, threads ended. Resolves when done, or after the deadline with what it could do. */
	stop(deadlineMs: number): Promise<void>;

	ring(leg: number): boolean;
	answer(leg: number): boolean;
	/** Before the answer: final response `status` (486, 603, …). After it: BYE with a Reason header (RFC 3326) when `status` is not 200. */
	hangUp(leg: number, status: number, reason?: string): boolean;

	/** Private audio, the room ducked beneath it; replaces what plays at this leg (which ends as 'stopped'). */
	play(leg: number, play: number, items: readonly PlayItem[], repeat?: boolean): boolean;
	stopPlay(leg: number): boolean;
	/** Hold music instead of the room. */
	setMusic(leg: number, on: boolean): boolean;

	openRoom(room: number): void;
	closeRoom(room: number): void;
	enter(leg: number, room: number): boolean;
	leave(leg: number): boolean;
	setMuted(leg: number, muted: boolean): boolean;
	setDeaf(leg: number, deaf: boolean): boolean;
	/** -24 … +24 dB. `in` is what the room hears of the leg, `out` what it hears of the room. */
	setGain(leg: number, inDb: number, outDb: number): boolean;
	/** Heard by all in the room and by its recordings; several are queued. */
	playRoom(room: number, play: number, items: readonly PlayItem[]): void;

	startRecording(recording: number, room: number, path: string, bitrate: number): void;
	stopRecording(recording: number): void;

	/**
	 * The peaks of an Ogg Opus file, ten for each second, 255 being full scale: of a damaged or short one what plays of it, of a file
	 * that is none nothing. Takes seconds for an hour, and disturbs nobody; needs no start.
	 */
	readPeaks(path: string): Promise<Uint8Array>;

	stats(): EngineStats;
	legStats(leg: number): LegStats | undefined;
	/** Undefined: there is no such leg, or it has no media yet. */
	seatFigures(leg: number): SeatFigures | undefined;
	/** One sample of every kind of event, through the whole native path: for the contract test. */
	emitSamples(): void;
}

/** Loads the addon. Throws with what to do when it isn't built. */
export {loadEngine, nativeVersions, type NativeVersions} from './load.js';
