import type {LineFacts, LineOptions, LineRing, LineStats, NativeEngine, NativeEvent, SpanFacts, ToneSpec, ToneZone, CallerIdKind} from '../../addons/index.js';
import type {LegId} from '../contract/index.js';
import {translatingErrors} from './native-error.js';

type LineNativeEvent = Extract<NativeEvent, {line: number}>;
type WithoutNumbers<E> = E extends unknown ? Omit<E, 'line' | 'at'> : never;
/** What one line tells; the digits and the talking of its leg come as every leg's. */
export type LineSignal = WithoutNumbers<LineNativeEvent>;
export type SpanAlarms = Extract<NativeEvent, {kind: 'span.alarms'}>;

/** Mints the id of a leg that begins, and forgets it when it is over. */
export type LegNumbers = {add(number: number, id?: LegId): LegId; remove(leg: LegId): void; next(): number};

/** The engine's telephone lines, each as an object with a listener of its own. */
export class LineMedia {
	readonly #engine: NativeEngine;
	readonly #legs: LegNumbers;
	readonly #lines = new Map<number, OpenLine>();
	readonly #spanListeners = new Set<(event: SpanAlarms) => void>();

	constructor(engine: NativeEngine, legs: LegNumbers) {
		this.#engine = engine;
		this.#legs = legs;
	}

	/** Throws NO_DRIVER, NO_PERMISSION or BAD_DRIVER. */
	spans(root: string): SpanFacts[] {
		return translatingErrors(() => this.#engine.spans(root));
	}

	toneZones(): ToneZone[] {
		return this.#engine.toneZones();
	}

	/** Throws NO_DEVICE, NO_PERMISSION, DEVICE_IN_USE or BAD_DRIVER. After `gone` the line is closed by itself. */
	open(options: LineOptions, listener: (signal: LineSignal) => void): OpenLine {
		const number = this.#legs.next();
		const facts = translatingErrors(() => this.#engine.openLine(number, options));
		const line = new OpenLine({engine: this.#engine, legs: this.#legs, number, facts, listener, closed: () => this.#lines.delete(number)});
		this.#lines.set(number, line);
		return line;
	}

	/** Alarms of whole spans. The result undoes the subscription. */
	onSpanAlarms(listener: (event: SpanAlarms) => void): () => void {
		this.#spanListeners.add(listener);
		return () => this.#spanListeners.delete(listener);
	}

	/** The engine's word on a line or a span. */
	take(event: LineNativeEvent | SpanAlarms): void {
		if (event.kind === 'span.alarms') {
			for (const listener of this.#spanListeners) listener(event);
			return;
		}
		this.#lines.get(event.line)?.take(event);
	}
}

type OpenLineParts = {engine: NativeEngine; legs: LegNumbers; number: number; facts: LineFacts; listener: (signal: LineSignal) => void; closed: () => void};

/** One line that was opened. All methods are harmless when it is gone; those that answer, answer false then. */
export class OpenLine {
	readonly facts: LineFacts;
	readonly #parts: OpenLineParts;
	#leg: {id: LegId; number: number} | undefined;

	constructor(parts: OpenLineParts) {
		this.#parts = parts;
		this.facts = parts.facts;
	}

	take({line: _line, at: _at, ...signal}: LineNativeEvent): void {
		if (signal.kind === 'line.gone') this.#forget();
		this.#parts.listener(signal);
	}

	/** The line's audio as a leg, of this id where one is given; undefined when the line is gone or has one already. */
	startLeg(id?: LegId): LegId | undefined {
		if (this.#leg) return undefined;
		const number = this.#parts.engine.startLineLeg(this.#parts.number);
		if (number === 0) return undefined;
		this.#leg = {id: this.#parts.legs.add(number, id), number};
		return this.#leg.id;
	}

	endLeg(): void {
		if (!this.#leg) return;
		this.#parts.engine.endLineLeg(this.#leg.number);
		this.#parts.legs.remove(this.#leg.id);
		this.#leg = undefined;
	}

	close(): void {
		this.endLeg();
		this.#parts.engine.closeLine(this.#parts.number);
		this.#parts.closed();
	}

	setGain(receiveDb: number, transmitDb: number): boolean {
		return this.#parts.engine.setLineGain(this.#parts.number, receiveDb, transmitDb);
	}

	setEcho(echo: 'auto' | 'off'): boolean {
		return this.#parts.engine.setLineEcho(this.#parts.number, echo);
	}

	setHook(hook: 'off' | 'on' | 'flash'): boolean {
		return this.#parts.engine.setHook(this.#parts.number, hook);
	}

	ring(ring: LineRing): boolean {
		return this.#parts.engine.ringLine(this.#parts.number, ring);
	}

	stopRinging(): boolean {
		return this.#parts.engine.stopRinging(this.#parts.number);
	}

	setPolarity(reversed: boolean): boolean {
		return this.#parts.engine.setPolarity(this.#parts.number, reversed);
	}

	dialPulses(digits: string): boolean {
		return this.#parts.engine.dialPulses(this.#parts.number, digits);
	}

	listenForTones(tones: readonly ToneSpec[]): boolean {
		return this.#parts.engine.listenForTones(this.#parts.number, tones);
	}

	listenForCallerId(kinds: readonly CallerIdKind[] | null): boolean {
		return this.#parts.engine.listenForCallerId(this.#parts.number, kinds);
	}

	setLoopback(on: boolean): boolean {
		return this.#parts.engine.setLoopback(this.#parts.number, on);
	}

	startVoice(command: string): boolean {
		return this.#parts.engine.startVoice(this.#parts.number, command);
	}

	stopVoice(endHex: string): boolean {
		return this.#parts.engine.stopVoice(this.#parts.number, endHex);
	}

	stats(): LineStats | undefined {
		return this.#parts.engine.lineStats(this.#parts.number);
	}

	#forget(): void {
		if (this.#leg) this.#parts.legs.remove(this.#leg.id);
		this.#leg = undefined;
		this.#parts.closed();
	}
}
