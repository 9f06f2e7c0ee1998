import type {CardId, LineId, SpanId} from '../contract/index.js';
import type {Span, SpanParts} from './line.js';
import type {LinePorts, SpanFacts} from './ports.js';
import type {Problem} from './problem.js';

/** A span of a line card, whether or not the card is there now. */
export interface CardSpan extends Span {
	/** What keeps it, or a line of it, from being used. */
	readonly problem: Problem | undefined;
	/** The driver has it: opens what should be open and is not. */
	retry(facts: SpanFacts): void;
	/** The driver has it no more. */
	leave(problem: Problem): void;
}

/** What a card's spans are made of. */
export type SpanMaking = {
	card: CardId;
	root: string;
	ports: LinePorts;
	/** Opens the D channel and the bearers of a primary rate span. */
	primaryRate: (parts: SpanParts) => Span;
	ordinal: (kind: string, id: LineId | SpanId) => number;
	lineChanged: (id: LineId) => void;
	lineGone: (id: LineId, reason: string) => void;
	spanChanged: (id: SpanId) => void;
	spanGone: (id: SpanId, reason: string) => void;
	/** Its lines came, or are other ones. */
	linesChanged: () => void;
};
