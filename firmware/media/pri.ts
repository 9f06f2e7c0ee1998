import type {NativeEngine, NativeEvent, PriSetup, PriSpanOptions} from '../../addons/index.js';
import {translatingErrors} from './native-error.js';

export type PriEvent = Extract<NativeEvent, {kind: `pri.${string}`}>;

/** The engine's primary rate spans: Q.931 as it is, with numbers for spans and calls. */
export class PriMedia {
	readonly #engine: NativeEngine;
	readonly #listeners = new Map<number, (event: PriEvent) => void>();
	readonly #spanOfCall = new Map<number, number>();
	#lastSpan = 0;
	#lastCall = 0;

	constructor(engine: NativeEngine) {
		this.#engine = engine;
	}

	/** Answers the span's number. Throws NO_DEVICE, NO_PERMISSION, DEVICE_IN_USE or BAD_DRIVER. */
	open(options: PriSpanOptions, listener: (event: PriEvent) => void): number {
		const span = ++this.#lastSpan;
		this.#listeners.set(span, listener);
		try {
			translatingErrors(() => this.#engine.openPri(span, options));
		} catch (error) {
			this.#listeners.delete(span);
			throw error;
		}
		return span;
	}

	close(span: number): void {
		this.#listeners.delete(span);
		this.#engine.closePri(span);
	}

	/** Answers the number of the new call, or undefined when the span can't take one. */
	setUp(setup: PriSetup): number | undefined {
		this.#lastCall += 2;
		const call = this.#lastCall;
		this.#spanOfCall.set(call, setup.span);
		if (this.#engine.priSetup(call, setup)) return call;
		this.#spanOfCall.delete(call);
		return undefined;
	}

	moreDigits(call: number, channel: number): boolean {
		return this.#engine.priMoreDigits(call, channel);
	}

	digits(call: number, digits: string): boolean {
		return this.#engine.priDigits(call, digits);
	}

	proceed(call: number, channel: number): boolean {
		return this.#engine.priProceed(call, channel);
	}

	alert(call: number, channel: number): boolean {
		return this.#engine.priAlert(call, channel);
	}

	/** What is played is heard before the answer. */
	progress(call: number, channel: number): boolean {
		return this.#engine.priProgress(call, channel);
	}

	answer(call: number, channel: number): boolean {
		return this.#engine.priAnswer(call, channel);
	}

	hangUp(call: number, cause: number): boolean {
		return this.#engine.priHangUp(call, cause);
	}

	restart(span: number, channel: number): boolean {
		return this.#engine.priRestart(span, channel);
	}

	/** The engine's word on a span or one of its calls. */
	take(event: PriEvent): void {
		if (event.kind === 'pri.setup') this.#spanOfCall.set(event.call, event.span);
		const span = 'span' in event ? event.span : this.#spanOfCall.get(event.call);
		if (event.kind === 'pri.ended') this.#spanOfCall.delete(event.call);
		if (span !== undefined) this.#listeners.get(span)?.(event);
	}
}
