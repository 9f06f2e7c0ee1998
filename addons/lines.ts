/**
 * What JavaScript may ask of telephone lines: channels of DAHDI cards and voice modems. Their PCM stays in native code, on one
 * real-time thread; a line that is to be heard gets a leg (a seat in the mixer), and all of NativeEngine's methods on legs then hold for it.
 * Line numbers are the caller's: positive integers not used before. A method on a line answers false when the line is closed or gone.
 */

/** ITU-T G.711: A-law or µ-law. */
export type Law = 'a' | 'mu';
export type LineKind = 'fxs' | 'fxo' | 'bearer' | 'modem';
/** Alarms of a span or a channel, as DAHDI names them. */
export type LineAlarm = 'red' | 'yellow' | 'blue' | 'recovering' | 'loopback' | 'not-open';
export type CallerIdKind = 'bell202' | 'v23' | 'dtmf';
/** How a modem's stream codes speech: 8 bits a sample, ITU-T G.711 or linear with 0x80 for silence. */
export type VoiceCoding = 'mu' | 'a' | 'linear-unsigned';

export type ChannelFacts = {
	/** DAHDI's number of the channel in the whole machine. */
	channel: number;
	/** Place within its span, from 1. */
	position: number;
	name: string;
	kind: 'fxs' | 'fxo' | 'bearer' | 'data' | 'unknown';
};

export type SpanFacts = {
	/** DAHDI's number of the span. */
	span: number;
	name: string;
	description: string;
	type: 'analog' | 'E1' | 'T1';
	alarms: readonly LineAlarm[];
	/** Its clock comes from the line (it may master the mixer) or from the card itself. */
	clock: 'line' | 'internal';
	channels: readonly ChannelFacts[];
};

export type LineOptions = {
	device:
		/** `root` is /dev/dahdi, or a folder that behaves like it. A bearer channel is opened in the given law without echo cancelling of the kernel's own choice. */
		| {kind: 'dahdi'; root: string; channel: number; law: Law}
		/** A modem in voice mode: native code reads and writes DLE-stuffed 8 kHz samples (ITU-T V.253) at this path from `startVoice` to `stopVoice`. */
		| {kind: 'modem'; path: string; coding: VoiceCoding};
	/** 'auto': the card's canceller, else the kernel's, else our own. */
	echo: 'auto' | 'off';
	/** 'auto': the card's detector where it has one, else our own. Never both. */
	digits: 'auto' | 'software';
	/** What is added to what comes from the line, and to what goes to it, dB, -12 … +12. */
	receiveGainDb: number;
	transmitGainDb: number;
	/** An on-hook shorter than this is a flash (FXS); a flash lasts so long (FXO); ms, 0: as the driver has it. */
	flashMs: number;
};

export type LineFacts = {
	name: string;
	kind: LineKind;
	digits: 'hardware' | 'software';
	echo: 'hardware' | 'kernel' | 'software' | 'none';
	/** FXS: the handset is lifted. */
	offHook: boolean;
	/** FXO: there is battery on the line. True for others. */
	battery: boolean;
	alarms: readonly LineAlarm[];
};

/**
 * A tone to listen for: it sounds for `onMs` and is silent for `offMs`, within a tenth and at least 30 ms; `offMs` 0: it goes on. One or two frequencies.
 * Several of one name are one tone, of which there are variants; the first is the line's own. Of two tones that sound alike the one before is told.
 * 'greeting': somebody has said a few words, and says no more.
 */
export type ToneSpec =
	| {tone: string; cadence: readonly {frequenciesHz: readonly number[]; onMs: number; offMs: number}[]}
	| {tone: string; sound: 'greeting'};

export type LineCallerId = {number: string; name: string; /** Local time that goes out with it, MMDDHHMM. */ time: string};

export type LineRing = {
	/** On, off, on, off, … in ms, at most 16 numbers; repeated. */
	cadenceMs: readonly number[];
	/** Sent in the first pause; null: none. */
	callerId: (LineCallerId & {kind: CallerIdKind}) | null;
};

export type LineStats = {
	/** Newest levels of what comes from the line and goes to it, dBm0, -90 for silence. */
	receiveDbm0: number;
	transmitDbm0: number;
	/** How much of what goes out comes back, before and after the canceller, dB; undefined while nothing goes out. */
	echoReturnLossDb?: number;
	echoReturnLossEnhancementDb?: number;
	/** The line's clock against the mixer's, parts per million. */
	clockPpm: number;
	/** Samples waiting between the line and the mixer, as time. */
	delayMs: number;
	/** Frames that were invented or dropped because one side was late; blocks that the card had lost or lacked. */
	slips: number;
	overruns: number;
	underruns: number;
};

export interface LineEngine {
	/** Spans and channels of the DAHDI interface at `root`. Throws an Error with code NO_DRIVER (nothing there) | NO_PERMISSION | BAD_DRIVER. */
	spans(root: string): SpanFacts[];
	/** Takes a channel. Throws an Error with code NO_DRIVER | NO_DEVICE | NO_PERMISSION | DEVICE_IN_USE | BAD_DRIVER. A modem is only noted, and opened by startVoice. */
	openLine(line: number, options: LineOptions): LineFacts;
	/** Ends the leg if there is one and lets the channel go. */
	closeLine(line: number): void;
	setLineGain(line: number, receiveDb: number, transmitDb: number): boolean;
	setLineEcho(line: number, echo: 'auto' | 'off'): boolean;

	/** FXO and FXS: 'off' takes the line, 'on' lets it go, 'flash' is a hook flash. */
	setHook(line: number, hook: 'off' | 'on' | 'flash'): boolean;
	/** FXS: rings the phone until stopRinging or its handset is lifted. */
	ringLine(line: number, ring: LineRing): boolean;
	stopRinging(line: number): boolean;
	/** FXS: battery reversed or normal, as a sign of answer or of a far end that is gone. */
	setPolarity(line: number, reversed: boolean): boolean;
	/** FXO: dials by pulses where `digits` are '0'-'9'; 'line.dialled' follows. Tones are played on the leg instead. */
	dialPulses(line: number, digits: string): boolean;
	/** Which tones to tell of ('line.tone') from now on; none: an empty list. */
	listenForTones(line: number, tones: readonly ToneSpec[]): boolean;
	/** Listens for a caller ID on a line that is on hook ('line.callerId'); null: no longer. */
	listenForCallerId(line: number, kinds: readonly CallerIdKind[] | null): boolean;
	/** What comes from the line goes back to it. */
	setLoopback(line: number, on: boolean): boolean;

	/** Modem: native code takes the device over, writes `command` (such as 'AT+VTR') and streams after CONNECT; false when it can't be opened. 'line.voice' follows. */
	startVoice(line: number, command: string): boolean;
	/** Modem: ends the stream with these bytes (hexadecimal, such as '1003'), waits for OK, lets the device go; 'line.voice' follows. */
	stopVoice(line: number, endHex: string): boolean;

	/** The native leg by which the line's audio is a seat of the mixer; one at a time for a line. 0 when the line is gone. */
	startLineLeg(line: number): number;
	/** The leg is no more; the line stays open. */
	endLineLeg(leg: number): void;

	lineStats(line: number): LineStats | undefined;
	/** Tones and cadences of the world's telephone networks (libtonezone), as it writes them: '350+440', '480+620/500,0/500'. */
	toneZones(): ToneZone[];
}

export type ToneZone = {
	/** ISO 3166-1 alpha-2, small letters. */
	country: string;
	name: string;
	ringCadenceMs: readonly number[];
	/** By the names of dahdi/user.h: dial, busy, ringing, congestion, call-waiting, dial-recall, record, info, stutter. */
	tones: Readonly<Record<string, string>>;
};
