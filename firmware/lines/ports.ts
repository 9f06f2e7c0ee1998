import type {Leg, Sound} from '../call/index.js';
import type {CallRecord, DomainEvent, LegId, LineConfig, LineId, Settings, SpanConfig, SpanId} from '../contract/index.js';
import type {LegMedia} from '../legs/index.js';
import type {Clock} from '../lib/clock.js';
import type {Log} from '../lib/log.js';
import type {PriMedia} from './pri/index.js';

export type Law = 'a' | 'mu';
export type CallerIdKind = 'bell202' | 'v23' | 'dtmf';
/** How a modem's stream codes speech: 8 bits a sample, G.711 or linear with 0x80 for silence. */
export type VoiceCoding = 'mu' | 'a' | 'linear-unsigned';
export type Alarm = 'red' | 'yellow' | 'blue' | 'recovering' | 'loopback' | 'not-open';

/** A tone to listen for; frequencies in Hz, `offMs` 0: it goes on. Or a greeting: somebody has said a few words, and says no more. */
export type ToneSpec =
	| {tone: string; cadence: readonly {frequenciesHz: readonly number[]; onMs: number; offMs: number}[]}
	| {tone: string; sound: 'greeting'};

/** Spans and channels as the driver numbers them. */
export type ChannelFacts = {channel: number; position: number; name: string; kind: 'fxs' | 'fxo' | 'bearer' | 'data' | 'unknown'};
export type SpanFacts = {
	span: number;
	name: string;
	description: string;
	type: 'analog' | 'E1' | 'T1';
	alarms: readonly Alarm[];
	clock: 'line' | 'internal';
	channels: readonly ChannelFacts[];
};

/** How a line is opened; gains in dB, `flashMs`: an on-hook shorter than this is a flash. */
export type OpenOptions = {
	device: {kind: 'dahdi'; root: string; channel: number; law: Law} | {kind: 'modem'; path: string; coding: VoiceCoding};
	echo: 'auto' | 'off';
	digits: 'auto' | 'software';
	receiveGainDb: number;
	transmitGainDb: number;
	flashMs: number;
};

export type OpenedFacts = {
	name: string;
	kind: 'fxs' | 'fxo' | 'bearer' | 'modem';
	digits: 'hardware' | 'software';
	echo: 'hardware' | 'kernel' | 'software' | 'none';
	offHook: boolean;
	battery: boolean;
	alarms: readonly Alarm[];
};

/** Levels in dBm0, -90 for silence. */
export type MeasuredFigures = {
	receiveDbm0: number;
	transmitDbm0: number;
	echoReturnLossDb?: number;
	echoReturnLossEnhancementDb?: number;
	clockPpm: number;
	delayMs: number;
	slips: number;
	overruns: number;
	underruns: number;
};

/** What one line tells. */
export type LineSignal =
	| {kind: 'line.hook'; offHook: boolean}
	| {kind: 'line.flash'}
	| {kind: 'line.ring'; on: boolean}
	| {kind: 'line.ringer'; on: boolean}
	| {kind: 'line.digit'; digit: string; source: 'hardware' | 'pulse'}
	| {kind: 'line.polarity'}
	| {kind: 'line.battery'; on: boolean}
	| {kind: 'line.callerId'; number: string; name: string; withheld: boolean}
	| {kind: 'line.tone'; tone: string; on: boolean}
	| {kind: 'line.dialled'}
	| {kind: 'line.voice'; on: boolean; reason: string}
	| {kind: 'line.dle'; code: string}
	| {kind: 'line.alarms'; alarms: readonly Alarm[]}
	| {kind: 'line.gone'; reason: string};

export type RingRequest = {cadenceMs: readonly number[]; callerId: {kind: CallerIdKind; number: string; name: string; time: string} | null};

/** An open line: what drives its hook, its bell and its audio. Methods are harmless when it is gone, and answer false then. */
export interface OpenLine {
	readonly facts: OpenedFacts;
	/** The line's audio as a leg, of this id where one is given; undefined when the line is gone or has one already. */
	startLeg(id?: LegId): LegId | undefined;
	endLeg(): void;
	close(): void;
	setGain(receiveDb: number, transmitDb: number): boolean;
	setEcho(echo: 'auto' | 'off'): boolean;
	setHook(hook: 'off' | 'on' | 'flash'): boolean;
	ring(ring: RingRequest): boolean;
	stopRinging(): boolean;
	setPolarity(reversed: boolean): boolean;
	dialPulses(digits: string): boolean;
	listenForTones(tones: readonly ToneSpec[]): boolean;
	listenForCallerId(kinds: readonly CallerIdKind[] | null): boolean;
	setLoopback(on: boolean): boolean;
	startVoice(command: string): boolean;
	stopVoice(endHex: string): boolean;
	stats(): MeasuredFigures | undefined;
}

/** What lines need of the engine. */
export interface LineMedia {
	/** Throws NO_DRIVER, NO_PERMISSION or BAD_DRIVER. */
	spans(root: string): readonly SpanFacts[];
	/** Throws NO_DEVICE, NO_PERMISSION, DEVICE_IN_USE or BAD_DRIVER. After 'line.gone' the line is closed by itself. */
	open(options: OpenOptions, listener: (signal: LineSignal) => void): OpenLine;
	/** The result undoes the subscription. */
	onSpanAlarms(listener: (event: {root: string; span: number; alarms: readonly Alarm[]}) => void): () => void;
}

/** Tones of a telephone network that are played; each is one period, to be repeated. */
export type PlayedTone = 'dial' | 'busy' | 'congestion' | 'howler';
/** Tones of a telephone network that are listened for. */
export type NetworkTone = 'dial' | 'ringing' | 'busy' | 'congestion' | 'info';
/** What is listened for. */
export type HeardTone = NetworkTone | 'greeting';

/** What a country decides about its lines. */
export interface LineCountry {
	readonly law: Law;
	/** On, off, … in ms, repeated. */
	readonly ringCadenceMs: readonly number[];
	/** Sent to handsets. */
	readonly callerIdKind: CallerIdKind;
	/** Expected from the exchange where a line's settings leave it to the box. */
	readonly callerIdKinds: readonly CallerIdKind[];
	/** Longest hook flash of a handset, ms. */
	readonly flashMs: number;
	/** Of the digits that the box dials as tones, ms. */
	readonly digitMs: {readonly on: number; readonly off: number};
	played(tone: PlayedTone): readonly Sound[];
	heard(tone: NetworkTone): readonly ToneSpec[];
}

/** Set-ups as an admin left them, at hand without waiting; undefined: the defaults. */
export interface LineConfigs {
	line(id: LineId): LineConfig | undefined;
	span(id: SpanId): SpanConfig | undefined;
}

/** What a leg of a line is told by the engine; the rest comes as `LineSignal`. */
export type LegNews = {kind: 'digit'; digit: string} | {kind: 'talking'; talking: boolean};

/** What the numbers in use make of digits: one is `exact`, and further digits may make another one, `longer`. */
export type Match = {exact: boolean; longer: boolean};

/** What every line needs of the box. */
export interface LinePorts {
	readonly audio: LegMedia;
	readonly lines: LineMedia;
	readonly pri: PriMedia;
	readonly clock: Clock;
	readonly log: Log;
	readonly settings: () => Settings;
	readonly country: LineCountry;
	readonly configs: LineConfigs;
	/** A call that comes in; its path begins. */
	readonly onLeg: (leg: Leg) => void;
	/** A caller gave up before the call was answered. */
	readonly onMissed: (record: CallRecord) => void;
	readonly match: (digits: string) => Match;
	/** From now on the news of this leg comes here; the result ends that. */
	readonly follow: (leg: LegId, listener: (news: LegNews) => void) => () => void;
}

export type Tell = (event: DomainEvent) => void;
