import type {ExecutionContext} from 'ava';
import type {NativeEvent, PriSpanOptions} from '../../addons/index.js';
import {Happenings} from '../support/happenings.js';
import {startLinesSimulator, type LinesSimulator} from '../support/lines-simulator.js';
import type {Engine} from './options.js';

export type PriEvent = Extract<NativeEvent, {kind: `pri.${string}`}>;
type Kind = PriEvent['kind'];
type Of<K extends Kind> = Extract<PriEvent, {kind: K}>;

type SpanKind = {type: 'E1' | 'T1'; overlap?: boolean; exchangeSide?: 'network' | 'user'};

/** Primary rate spans of an engine, each on a simulated card of its own, and what is told of them. */
export class PriSpans {
	readonly #engine: Engine;
	readonly #spans = new Map<number, PriSpan>();
	readonly #spanOfCall = new Map<number, PriSpan>();
	#lastSpan = 0;
	#lastCall = 0;

	constructor(engine: Engine) {
		this.#engine = engine;
	}

	take(events: readonly NativeEvent[]): void {
		for (const event of events) {
			if (!event.kind.startsWith('pri.')) continue;
			const told = event as PriEvent;
			const span = 'span' in told ? this.#spans.get(told.span) : this.#spanOfCall.get(told.call);
			if (told.kind === 'pri.setup' && span) this.#spanOfCall.set(told.call, span);
			span?.events.add(told);
		}
	}

	/** A card and a span on it, both up; they go with the test. */
	async start(t: ExecutionContext, {type, overlap = false, exchangeSide = 'network'}: SpanKind): Promise<PriSpan> {
		const card = {type, id: 'card-1', numbers: {prefix: '5558', length: 7}, exchange: {overlap, side: exchangeSide}};
		const simulator = await startLinesSimulator(t, {cards: [card]});
		const span = this.open(simulator, {
			root: simulator.root, dChannel: type === 'E1' ? 16 : 24, switchType: type === 'E1' ? 'euroisdn' : 'ni2',
			side: exchangeSide === 'network' ? 'user' : 'network', overlap,
		});
		t.teardown(() => this.#engine.closePri(span.number));
		await span.hears('pri.up');
		return span;
	}

	open(simulator: LinesSimulator, options: PriSpanOptions): PriSpan {
		const span = new PriSpan(this.#engine, simulator, ++this.#lastSpan);
		this.#spans.set(span.number, span);
		this.#engine.openPri(span.number, options);
		return span;
	}

	/** Calls a number on a channel; answers the call's number. */
	call(span: PriSpan, called: string, channel = 1): number {
		const call = this.#lastCall += 2;
		this.#spanOfCall.set(call, span);
		const law = 'a';
		const setup = {span: span.number, channel, exclusive: false, called, calledPlan: 'unknown', calling: '5558000', callingName: 'Partyline', complete: true, law} as const;
		if (!this.#engine.priSetup(call, setup)) throw new Error(`Span ${span.number} took no call.`);
		return call;
	}
}

export class PriSpan {
	readonly events = new Happenings<PriEvent>();
	readonly simulator: LinesSimulator;
	readonly number: number;
	readonly #engine: Engine;

	constructor(engine: Engine, simulator: LinesSimulator, number: number) {
		this.#engine = engine;
		this.simulator = simulator;
		this.number = number;
	}

	/** The first event of a kind, from a position in `events.all` on. */
	async hears<K extends Kind>(kind: K, {after = 0, withinMs = 20_000} = {}): Promise<Of<K>> {
		return this.events.waitFor(kind, (event): event is Of<K> => event.kind === kind, {after, withinMs});
	}

	/** The first event of a kind about a call. */
	async hearsOf<K extends Kind>(call: number, kind: K): Promise<Of<K>> {
		const matches = (event: PriEvent): event is Of<K> => event.kind === kind && 'call' in event && event.call === call;
		return this.events.waitFor(`${kind} of call ${call}`, matches, {withinMs: 20_000});
	}

	/** Hangs up what the far end has cleared, and answers its cause. */
	async clearing(call: number): Promise<number> {
		const {cause} = await this.hearsOf(call, 'pri.cleared');
		this.#engine.priHangUp(call, cause);
		await this.hearsOf(call, 'pri.ended');
		return cause;
	}

	/** Something that happens at the far end; see `board/simulator/pri/README.md`. */
	async happens(what: string, fields: Record<string, unknown> = {}): Promise<void> {
		await this.simulator.command(what, {span: 'span-1', ...fields});
	}
}
