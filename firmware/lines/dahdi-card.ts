import {reasonOf, type CardId, type CardView} from '../contract/index.js';
import {AnalogSpan} from './analog-span.js';
import type {CardSpan, SpanMaking} from './card-span.js';
import {slug, spanId, type Card, type Line} from './line.js';
import type {SpanFacts} from './ports.js';
import {PrimaryRateSlot} from './primary-rate-slot.js';
import type {Problem} from './problem.js';

/** Spans by the card they are on: those of one card have its name and a number behind the last stroke ("TE4/0/1", "TE4/0/2"). */
export function byCard(spans: readonly SpanFacts[]): Map<CardId, SpanFacts[]> {
	const cards = new Map<CardId, SpanFacts[]>();
	for (const span of spans) {
		const id = slug(cardName(span)) as CardId;
		cards.set(id, [...cards.get(id) ?? [], span]);
	}
	return cards;
}

const cardName = ({name}: SpanFacts) => /^(.+\/\d+)\/\d+$/.exec(name)?.[1] ?? name;

/** A line card with its spans, whether or not it is there now. */
export class DahdiCard implements Card {
	readonly #making: SpanMaking;
	readonly #simulated: boolean;
	readonly #spans: readonly CardSpan[];
	readonly #facts: readonly SpanFacts[];
	#pulledOut: Problem | undefined;

	constructor(facts: readonly SpanFacts[], making: SpanMaking) {
		this.#making = making;
		this.#simulated = making.root !== '/dev/dahdi';
		this.#facts = facts;
		this.#spans = facts.map(span => span.type === 'analog' ? new AnalogSpan(span, making) : new PrimaryRateSlot(span, making));
	}

	/** These are this card's spans and channels, as they were when it was made. */
	fits(facts: readonly SpanFacts[]): boolean {
		return shapeOf(facts) === shapeOf(this.#facts);
	}

	/** The driver has the card: opens what should be open and is not. */
	retry(facts: readonly SpanFacts[]): void {
		this.#pulledOut = undefined;
		for (const span of this.#spans) {
			const own = facts.find(fact => spanId(fact) === span.id);
			if (own) span.retry(own);
		}
	}

	/** The driver has the card no more. */
	leave(problem: Problem): void {
		if (this.#pulledOut) return;
		this.#pulledOut = problem;
		for (const span of this.#spans) span.leave(problem);
	}

	get problem(): Problem | undefined {
		return this.#pulledOut ?? this.#spans.find(span => span.problem)?.problem;
	}

	view(): CardView {
		const [first] = this.#facts;
		const name = first?.description.replace(/\s+(Span|Board|Card) \d+$/i, '') ?? '';
		return {id: this.#making.card, kind: 'dahdi', name: name || (first?.name ?? ''), simulated: this.#simulated, problem: this.problem?.told.message ?? '', reason: reasonOf(this.problem?.told)};
	}

	spans(): readonly CardSpan[] {
		return this.#spans;
	}

	/** By the driver's number, while the card is there. */
	span(number: number): CardSpan | undefined {
		const facts = this.#facts.find(({span}) => span === number);
		return facts && !this.#pulledOut ? this.#spans.find(({id}) => id === spanId(facts)) : undefined;
	}

	lines(): readonly Line[] {
		return this.#spans.flatMap(span => span.lines());
	}

	close(): void {
		for (const span of this.#spans) span.close();
	}
}

/** What must be the same for a card to be the same one; channels are numbered anew when a card before it comes or goes. */
function shapeOf(facts: readonly SpanFacts[]): string {
	return JSON.stringify(facts.map(({name, span, type, channels}) => [name, span, type, channels.map(({channel, position, kind}) => [channel, position, kind])]));
}
