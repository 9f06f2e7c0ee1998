import type {CardView, DomainEvent, LineView, LinesView, SpanView} from '../contract/index.js';
import type {Clock} from '../lib/clock.js';
import type {Tell} from './ports.js';

/** Tells what has changed of cards, spans and lines, and only that. */
export class Changes {
	readonly #clock: Clock;
	readonly #tell: Tell;
	readonly #cards = new Map<CardView['id'], string>();
	readonly #spans = new Map<SpanView['id'], string>();
	readonly #lines = new Map<LineView['id'], string>();

	constructor(clock: Clock, tell: Tell) {
		this.#clock = clock;
		this.#tell = tell;
	}

	all({cards, spans, lines}: LinesView): void {
		this.#remove(this.#lines, lines, line => ({kind: 'line.removed', at: this.#now(), line}));
		this.#remove(this.#spans, spans, span => ({kind: 'span.removed', at: this.#now(), span}));
		this.#remove(this.#cards, cards, card => ({kind: 'card.removed', at: this.#now(), card}));
		for (const card of cards) this.card(card);
		for (const span of spans) this.span(span);
		for (const line of lines) this.line(line);
	}

	card(card: CardView): void {
		if (isNew(this.#cards, card)) this.#tell({kind: 'card.changed', at: this.#now(), card});
	}

	span(span: SpanView): void {
		if (isNew(this.#spans, span)) this.#tell({kind: 'span.changed', at: this.#now(), span});
	}

	line(line: LineView): void {
		if (isNew(this.#lines, line)) this.#tell({kind: 'line.changed', at: this.#now(), line});
	}

	#remove<Id extends string>(told: Map<Id, string>, present: readonly {id: Id}[], event: (id: Id) => DomainEvent): void {
		const ids = new Set(present.map(({id}) => id));
		for (const id of [...told.keys()].filter(id => !ids.has(id))) {
			told.delete(id);
			this.#tell(event(id));
		}
	}

	#now(): string {
		return this.#clock.now().toISOString();
	}
}

function isNew<Id>(told: Map<Id, string>, view: {id: Id}): boolean {
	const text = JSON.stringify(view);
	if (told.get(view.id) === text) return false;
	told.set(view.id, text);
	return true;
}
