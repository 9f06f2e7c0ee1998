import {reasonOf, type CardView} from '../../contract/index.js';
import type {Card, Line, ModemParts, Span} from '../line.js';
import {ModemLine} from './modem-line.js';

/** A voice modem: a card with one line and no span. */
export class ModemCard implements Card {
	readonly #parts: ModemParts;
	readonly #line: ModemLine;

	private constructor(parts: ModemParts) {
		this.#parts = parts;
		this.#line = new ModemLine(parts);
	}

	/** Made for a path of the settings; it looks for the modem there from now on. */
	static start(parts: ModemParts): ModemCard {
		const card = new ModemCard(parts);
		card.#line.start();
		return card;
	}

	view(): CardView {
		const {card, name, path} = this.#parts;
		// A device that is not among the machine's is the simulator's.
		return {id: card, kind: 'modem', name: this.#line.modelName || name, simulated: !path.startsWith('/dev/'), problem: this.#line.problem?.message ?? '', reason: reasonOf(this.#line.problem)};
	}

	spans(): readonly Span[] {
		return [];
	}

	lines(): readonly Line[] {
		return [this.#line];
	}

	close(): void {
		this.#line.close();
	}
}
