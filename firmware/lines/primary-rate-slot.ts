import {Value} from '@sinclair/typebox/value';
import type {Dialler} from '../call/index.js';
import {madeName, refusedWith, spanConfig, told, type LineView, type SpanConfig, type SpanId, type SpanView, type Told} from '../contract/index.js';
import type {CardSpan, SpanMaking} from './card-span.js';
import {spanId, why, type Line, type Span} from './line.js';
import type {Alarm, SpanFacts} from './ports.js';
import {lostProblem, problemOf, type Problem} from './problem.js';

/** The place of a primary rate span, open or not: as long as it can't be opened its bearers are those it had last, missing. */
export class PrimaryRateSlot implements CardSpan {
	readonly id: SpanId;
	readonly #making: SpanMaking;
	readonly #name: string;
	#facts: SpanFacts;
	#config: SpanConfig;
	#open: Span | undefined;
	#absent: readonly Line[] = [];
	#problem: Problem | undefined;
	#reopen = false;

	constructor(facts: SpanFacts, making: SpanMaking) {
		this.id = spanId(facts);
		this.#facts = facts;
		this.#making = making;
		this.#name = madeName('span', {n: making.ordinal('pri', this.id)});
		this.#config = making.ports.configs.span(this.id) ?? Value.Create(spanConfig);
	}

	readonly dialler: Dialler = {dial: call => this.#open?.dialler?.dial(call)};

	get busy(): boolean {
		return this.#open?.busy ?? false;
	}

	get problem(): Problem | undefined {
		return this.#problem;
	}

	lines(): readonly Line[] {
		return this.#open?.lines() ?? this.#absent;
	}

	view(): SpanView {
		if (this.#open) return this.#open.view();
		const {type, clock} = this.#facts;
		return {id: this.id, card: this.#making.card, type, name: this.#config.name || this.#name, alarms: ['not-open'], clock, dChannel: 'down', config: this.#config};
	}

	configure(config: SpanConfig): boolean {
		this.#config = config;
		if (!config.enabled) this.leave(undefined);
		else if (!this.#open) this.retry(this.#facts);
		else if (!this.#open.configure(config)) this.#openAgain();
		return true;
	}

	setAlarms(alarms: readonly Alarm[]): void {
		this.#facts = {...this.#facts, alarms};
		this.#open?.setAlarms(alarms);
	}

	retry(facts: SpanFacts): void {
		this.#facts = facts;
		// Who asks the driver for its spans is not told again of what has changed by then.
		if (this.#open) return this.#open.setAlarms(facts.alarms);
		if (!this.#config.enabled) return;
		const {card, root, ports, primaryRate, linesChanged} = this.#making;
		const owner = {changed: () => this.#changed(), gone: (reason: string) => this.#gone(reason)};
		try {
			this.#open = primaryRate({id: this.id, card, name: this.#name, root, facts, config: this.#config, ports, owner});
			this.#problem = undefined;
		} catch (error) {
			this.#problem = problemOf(error, {kind: 'span', n: facts.span, path: `${root}/channel`});
		}
		linesChanged();
	}

	/** Undefined: it is not wanted. */
	leave(problem: Problem | undefined): void {
		const open = this.#open;
		this.#forget(problem);
		open?.close();
		this.#making.linesChanged();
	}

	close(): void {
		this.#open?.close();
		this.#open = undefined;
	}

	#openAgain(): void {
		this.#reopen = this.busy;
		if (this.#reopen) return;
		this.close();
		this.retry(this.#facts);
	}

	#changed(): void {
		this.#making.spanChanged(this.id);
		if (this.#reopen && !this.busy) this.#openAgain();
	}

	#gone(reason: string): void {
		this.#forget(lostProblem(reason));
		this.#making.spanGone(this.id, reason);
	}

	#forget(problem: Problem | undefined): void {
		this.#problem = problem;
		const state = problem ? 'missing' : 'off';
		const what = problem?.told ?? told('span-off');
		this.#absent = this.lines().map(line => absentLine({...line.view(), state, ...why(what), call: null}, what));
		this.#open = undefined;
	}
}

/** A bearer of a span that is not there. */
function absentLine(view: LineView, what: Told): Line {
	return {
		id: view.id, view: () => view, dialler: undefined, configure: () => false, figures: () => undefined, busy: false,
		test: async () => refusedWith('NO_DEVICE', what), close: () => undefined,
	};
}
