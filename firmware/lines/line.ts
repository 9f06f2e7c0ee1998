import type {Dialler} from '../call/index.js';
import {
	reasonOf, refusedWith, type CardId, type CardView, type LineConfig, type LineFigures, type LineId, type LineTest, type LineTestResult,
	type LineView, type ModemConfig, type Refused, type SpanConfig, type SpanId, type SpanView, type Told,
} from '../contract/index.js';
import type {Alarm, LinePorts, MeasuredFigures, SpanFacts} from './ports.js';

export type Tried = {ok: true; result: LineTestResult} | Refused;
export type TestAction = LineTest['action'];

/**
 * One telephone line as `Lines` has it: a port of a card, a bearer channel or a modem. It calls `changed` of its maker's options whenever its
 * view may have changed, and `gone` when its device is no more; its calls go to `LinePorts.onLeg` by themselves.
 */
export interface Line {
	readonly id: LineId;
	view(): LineView;
	/** What calls are made by; undefined where none can ever be. */
	readonly dialler: Dialler | undefined;
	/** Under a new set-up, as far as that can be without opening the line again; false: open it again when no call is up. */
	configure(config: LineConfig): boolean;
	/** What is measured now; undefined when there is nothing to measure. */
	figures(): LineFigures | undefined;
	/** Refuses while a call is up, or where the line has no such thing. */
	test(action: TestAction): Promise<Tried>;
	/** A call is up, or being made. */
	readonly busy: boolean;
	/** Ends its call as failed by the box and lets the device go. */
	close(): void;
}

/** Channels that share one clock. Analog ones have nothing to configure and no dialler. */
export interface Span {
	readonly id: SpanId;
	view(): SpanView;
	/** Its bearer channels or ports. */
	lines(): readonly Line[];
	readonly dialler: Dialler | undefined;
	/** As a line's. */
	configure(config: SpanConfig): boolean;
	/** The driver tells of the span's alarms; none: it works. */
	setAlarms(alarms: readonly Alarm[]): void;
	readonly busy: boolean;
	close(): void;
}

/** A modem, which is a card of its own, or the spans of a line card. */
export interface Card {
	view(): CardView;
	spans(): readonly Span[];
	/** All of them, those of its spans too. */
	lines(): readonly Line[];
	close(): void;
}

/** What a line or a span tells its owner, at any time after its making, also while it is being made. */
export type LineOwner = {
	/** Its view may have changed. */
	changed(): void;
	/** Its device is gone, or failed; it has ended its calls and closed itself. `reason` is for people. */
	gone(reason: string): void;
};

/**
 * What a primary rate span is made of. `pri/` opens the D channel and each bearer (`ports.lines.open`) itself, and throws what they throw; the
 * ids of its lines are `lineId(facts, position)`. `name` is what people read where its set-up gives none: "PRI 1".
 */
export type SpanParts = {id: SpanId; card: CardId; name: string; root: string; facts: SpanFacts; config: SpanConfig; ports: LinePorts; owner: LineOwner};

/**
 * What a modem is made of. It is made once for each path of the settings, whether or not a modem is there; `modem/` keeps trying by the clock
 * and shows in its card's `problem` what is wrong. `name` is what people read where its set-up gives none: "Modem 1".
 */
export type ModemParts = {card: CardId; id: LineId; path: string; name: string; config: ModemConfig; ports: LinePorts; changed: () => void};

/** The same after a restart while the card is in the same place: made of the span's name and the channel's place in it. */
export const lineId = ({name}: SpanFacts, position: number): LineId => `${slug(name)}-${position}` as LineId;
export const spanId = ({name}: SpanFacts): SpanId => slug(name) as SpanId;

/** Small letters, digits and single hyphens, for ids that stand in addresses. */
export const slug = (name: string): string => name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-').replaceAll(/^-|-$/g, '');

/** Figures as the API shows them. */
export function figuresOf(measured: MeasuredFigures | undefined): LineFigures | undefined {
	if (!measured) return undefined;
	const {echoReturnLossDb = null, echoReturnLossEnhancementDb = null, ...others} = measured;
	return {...others, echoReturnLossDb, echoReturnLossEnhancementDb};
}

/** Nothing can be tried now. */
export const untested = (why: Told): Refused => refusedWith('CONFLICT', why);

/** The part of a view that says why. */
export const why = (what: Told | undefined): Pick<LineView, 'detail' | 'reason'> => ({detail: what?.message ?? '', reason: reasonOf(what)});
