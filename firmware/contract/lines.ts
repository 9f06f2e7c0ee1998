import {Type, type Static} from '@sinclair/typebox';
import type {CardId, LegId, LineId, RouteId, SpanId, TrunkId} from './ids.js';
import {reasonOrNull, toldSchema} from './told-schema.js';

/** Telephone lines: what they are, how they are set up, what the API, the event stream and the page show of them. */
const id = <T extends string>() => Type.Unsafe<T>(Type.String());
const one = <const T extends readonly string[]>(values: T, options: object = {}) => Type.Unsafe<T[number]>(Type.Union(values.map(value => Type.Literal(value)), options));

export const lineKind = one(['fxs', 'fxo', 'bearer', 'modem']);
export type LineKind = Static<typeof lineKind>;

/**
 * idle · ringing: a call comes in (FXO, modem) or the phone is rung (FXS) · dialling: numbers are being dialled · in-use: a call is up ·
 * off-hook: a phone left off its hook, with howler or parked · no-battery, alarm: nothing can be done with it now · missing: its card is gone ·
 * off: switched off by its settings · testing: a test action runs · foreign: somebody else's call is on the FXO line.
 */
export const lineState = one(['idle', 'ringing', 'dialling', 'in-use', 'off-hook', 'no-battery', 'alarm', 'missing', 'off', 'testing', 'foreign']);
export type LineState = Static<typeof lineState>;

const gain = (title: string) => Type.Number({minimum: -12, maximum: 12, title, unit: 'decibels', default: 0});
const extension = Type.String({pattern: '^[0-9]{2,12}$'});
const label = Type.String({maxLength: 60, title: 'Name', description: 'Shown on the page and in the history; empty: the card\'s own.', default: ''});
const enabled = Type.Boolean({title: 'In use', description: 'Off: the box lets the line alone.', default: true});
const common = {name: label, enabled, receiveGainDb: gain('Gain from the line'), transmitGainDb: gain('Gain to the line'), echo: Type.Union([Type.Literal('auto'), Type.Literal('off')], {title: 'Echo canceller', default: 'auto'})};
const digits = Type.Union([Type.Literal('auto'), Type.Literal('software')], {title: 'Digits', description: 'Heard by the card where it can, else by the box; or always by the box.', default: 'auto'});

/** Where a call on a line of its own goes. */
export const lineTarget = Type.Union([Type.Null(), extension], {title: 'Answered by', description: 'The number that callers of this line reach; empty: the portal, which asks for the conference.', default: null, control: 'destination'});

export const fxsConfig = Type.Object({
	kind: Type.Literal('fxs'), ...common, digits,
	extension: Type.Union([Type.Null(), extension], {title: 'Extension', description: 'The number of this phone; empty: it can\'t be called.', default: null, control: 'extension'}),
	callerId: Type.Boolean({title: 'Show caller ID', description: 'Send the caller\'s number to the phone.', default: true}),
}, {additionalProperties: false, title: 'Phone (FXS)'});

const outsideLine = {
	...common,
	target: lineTarget,
	answerRings: Type.Integer({minimum: 1, maximum: 10, title: 'Answer after', description: 'Rings. Two or more let a caller ID between the first two be heard.', default: 2}),
	callerIdKind: Type.Union([Type.Literal('auto'), Type.Literal('bell202'), Type.Literal('v23'), Type.Literal('dtmf'), Type.Literal('none')], {title: 'Caller ID', description: 'The kind that the exchange sends.', default: 'auto'}),
	outgoing: Type.Boolean({title: 'Outgoing calls', description: 'The box may dial on this line.', default: true}),
};
export const fxoConfig = Type.Object({
	kind: Type.Literal('fxo'), ...outsideLine, digits,
	dialling: Type.Union([Type.Literal('tone'), Type.Literal('pulse')], {title: 'Dialling', default: 'tone'}),
	dialToneCheck: Type.Boolean({title: 'Wait for dial tone', description: 'Before dialling.', default: true}),
	busyTone: Type.Boolean({title: 'Hang up on busy tone', description: 'For exchanges that tell the end of a call in no better way.', default: true}),
	silenceSeconds: Type.Integer({minimum: 0, maximum: 3600, title: 'Hang up on silence', description: 'Seconds with no sound from the line; 0: never.', default: 300}),
}, {additionalProperties: false, title: 'Outside line (FXO)'});
export const modemConfig = Type.Object({
	kind: Type.Literal('modem'), ...outsideLine,
	silenceSeconds: Type.Integer({minimum: 0, maximum: 3600, title: 'Hang up on silence', description: 'Seconds with no sound from the line; 0: never.', default: 300}),
}, {additionalProperties: false, title: 'Voice modem'});
export const lineConfig = Type.Union([fxsConfig, fxoConfig, modemConfig]);
export type FxsConfig = Static<typeof fxsConfig>;
export type FxoConfig = Static<typeof fxoConfig>;
export type ModemConfig = Static<typeof modemConfig>;
export type LineConfig = Static<typeof lineConfig>;

/** A number of ours that callers from outside dial, and the number of the box that they reach. */
export const inboundNumber = Type.Object({
	dialled: Type.String({pattern: '^[0-9]{1,20}$', title: 'Dialled', description: 'The last digits that the exchange sends.'}),
	target: Type.String({pattern: extension.pattern, title: 'Answered by'}),
}, {additionalProperties: false});
export const spanConfig = Type.Object({
	name: label, enabled,
	switchType: Type.Union([Type.Literal('euroisdn'), Type.Literal('ni2')], {title: 'Signalling', default: 'euroisdn'}),
	side: Type.Union([Type.Literal('user'), Type.Literal('network')], {title: 'Side', description: 'User: the box hangs on an exchange. Network: a PBX hangs on the box.', default: 'user'}),
	overlap: Type.Boolean({title: 'Digits one by one', description: 'Overlap receiving and sending.', default: true}),
	inboundNumbers: Type.Array(inboundNumber, {maxItems: 1000, title: 'Numbers', default: []}),
	lastDigits: Type.Integer({minimum: 0, maximum: 12, title: 'Last digits', description: 'So many of the dialled digits are the number in the box, where the list above has none; 0: all.', default: 4}),
	otherwise: Type.Union([Type.Null(), extension], {title: 'Otherwise', description: 'The number for calls to numbers that the box does not know; empty: they are refused.', default: null, control: 'destination'}),
	outgoing: Type.Boolean({title: 'Outgoing calls', default: true}),
	callerNumber: Type.String({pattern: '^[0-9]{0,20}$', title: 'Own number', description: 'Shown to those who are called; empty: the exchange\'s choice.', default: ''}),
	receiveGainDb: gain('Gain from the line'), transmitGainDb: gain('Gain to the line'),
	echo: Type.Union([Type.Literal('auto'), Type.Literal('off')], {title: 'Echo canceller', default: 'auto'}),
}, {additionalProperties: false, title: 'Primary rate span (PRI)'});
export type SpanConfig = Static<typeof spanConfig>;

export const lineView = Type.Object({
	id: id<LineId>(),
	card: id<CardId>(),
	span: Type.Union([id<SpanId>(), Type.Null()]),
	kind: lineKind,
	name: Type.String({description: 'what people read: "FXO 3", or the name from its settings'}),
	state: lineState,
	detail: Type.String({description: 'why it is in that state, in a sentence; may be empty'}),
	reason: reasonOrNull,
	alarms: Type.Array(Type.String()),
	digits: Type.Union([Type.Literal('hardware'), Type.Literal('software'), Type.Literal('modem')]),
	echo: Type.Union([Type.Literal('hardware'), Type.Literal('kernel'), Type.Literal('software'), Type.Literal('none')]),
	call: Type.Union([id<LegId>(), Type.Null()]),
	config: Type.Union([lineConfig, Type.Null()], {description: 'null for bearer channels: their span has it'}),
});
export type LineView = Static<typeof lineView>;

export const spanView = Type.Object({
	id: id<SpanId>(),
	card: id<CardId>(),
	type: Type.Union([Type.Literal('analog'), Type.Literal('E1'), Type.Literal('T1')]),
	name: Type.String(),
	alarms: Type.Array(Type.String()),
	clock: Type.Union([Type.Literal('line'), Type.Literal('internal')]),
	dChannel: Type.Union([Type.Literal('up'), Type.Literal('down'), Type.Null()], {description: 'null where there is none'}),
	config: Type.Union([spanConfig, Type.Null()], {description: 'null for analog spans'}),
});
export type SpanView = Static<typeof spanView>;

export const cardView = Type.Object({
	id: id<CardId>(),
	kind: Type.Union([Type.Literal('dahdi'), Type.Literal('modem')]),
	name: Type.String(),
	simulated: Type.Boolean(),
	problem: Type.String({description: 'why it can\'t be used, in a sentence with what to do; empty: it can'}),
	reason: reasonOrNull,
});
export type CardView = Static<typeof cardView>;

/** All cards, spans and lines of the box. */
export const linesView = Type.Object({cards: Type.Array(cardView), spans: Type.Array(spanView), lines: Type.Array(lineView)});
export type LinesView = Static<typeof linesView>;

/** Measured now; levels in dBm0. */
export const lineFigures = Type.Object({
	receiveDbm0: Type.Number(), transmitDbm0: Type.Number(),
	echoReturnLossDb: Type.Union([Type.Number(), Type.Null()]), echoReturnLossEnhancementDb: Type.Union([Type.Number(), Type.Null()]),
	clockPpm: Type.Number(), delayMs: Type.Number(), slips: Type.Integer(), overruns: Type.Integer(), underruns: Type.Integer(),
});
export type LineFigures = Static<typeof lineFigures>;

/** What an admin can try on an idle line. 'stop' ends what runs; each ends by itself after a minute. */
export const lineTest = Type.Object({
	action: one(['dial-tone', 'ring', 'loopback', 'milliwatt', 'line-check', 'stop']),
}, {additionalProperties: false});
export type LineTest = Static<typeof lineTest>;
/** What a test found; `findings` are sentences, in the order of their weight. */
export const lineTestResult = Type.Object({ok: Type.Boolean(), findings: Type.Array(toldSchema), figures: Type.Union([lineFigures, Type.Null()])});
export type LineTestResult = Static<typeof lineTestResult>;

/** Who may call where: what a number is, by its beginning. */
export const callClass = one(['internal', 'external', 'international', 'premium'], {title: 'Kind of number', description: 'What somebody has to be allowed to call.'});
export type CallClass = Static<typeof callClass>;

export const routeVia = Type.Union([
	Type.Object({kind: Type.Literal('line'), line: id<LineId>()}, {additionalProperties: false}),
	Type.Object({kind: Type.Literal('lines'), of: Type.Union([Type.Literal('fxo'), Type.Literal('modem')])}, {additionalProperties: false}),
	Type.Object({kind: Type.Literal('span'), span: id<SpanId>()}, {additionalProperties: false}),
	Type.Object({kind: Type.Literal('trunk'), trunk: id<TrunkId>()}, {additionalProperties: false}),
]);
export type RouteVia = Static<typeof routeVia>;
/** One row of the outbound routing table; of those whose prefix fits, the longest wins, and among equals the lowest order. */
export const routeInput = Type.Object({
	prefix: Type.String({pattern: '^[0-9+*]{0,15}$', title: 'Prefix', description: 'Numbers that begin so; empty: all.'}),
	order: Type.Integer({minimum: 1, maximum: 999, default: 100, title: 'Order', description: 'The next row of the same prefix is tried when this one has no free line.'}),
	class: callClass,
	strip: Type.Integer({minimum: 0, maximum: 15, default: 0, title: 'Leave out', description: 'So many digits at the beginning are not dialled.'}),
	prepend: Type.String({pattern: '^\\+?[0-9*#]{0,15}$', default: '', title: 'Put before', description: 'Only trunks and spans can say a "+".'}),
	pricePerMinute: Type.Number({minimum: 0, maximum: 1000, default: 0, title: 'Price a minute', description: 'In the box\'s currency, for the caps on what calls may cost.'}),
	via: routeVia,
}, {additionalProperties: false});
export type RouteInput = Static<typeof routeInput>;
export const routeView = Type.Composite([Type.Object({id: id<RouteId>()}), routeInput]);
export type RouteView = Static<typeof routeView>;

/** A number to be called into a room. */
export const invitation = Type.Object({
	number: Type.String({pattern: '^\\+?[0-9*#]{1,30}$', title: 'Number'}),
	/** The one called joins at once; else he is asked to press a key first, so that no voicemail joins. */
	joinAtOnce: Type.Boolean({default: false, title: 'Join at once'}),
}, {additionalProperties: false});
export type Invitation = Static<typeof invitation>;

/** Where a number would be called by now. */
export const numberWay = Type.Object({
	number: Type.String(),
	use: Type.Union([Type.Literal('route'), Type.Literal('handset'), Type.Literal('phone'), Type.Literal('own'), Type.Literal('nowhere')], {
		description: 'route: by the routes listed · handset, phone: a telephone of this box · own: another number of this box, where nobody can be called · nowhere: no route leads there',
	}),
	routes: Type.Array(Type.Object({route: id<RouteId>(), number: Type.String({description: 'what is dialled there'}), usable: Type.Boolean({description: 'it has a line or trunk that makes calls now'})}), {
		description: 'in the order in which they are tried',
	}),
	class: Type.Union([callClass, Type.Null()], {description: 'of the first of these routes'}),
	allowed: Type.Boolean({description: 'whoever asks may call it'}),
});
export type NumberWay = Static<typeof numberWay>;
