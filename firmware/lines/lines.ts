import {Value} from '@sinclair/typebox/value';
import type {Dialler} from '../call/index.js';
import {
	driverCard, madeName, modemConfig, reasonOf, refusedWith, told, type CardId, type CardView, type LegId, type LineConfig, type LineFigures, type LineId, type LinesView, type ModemConfig,
	type Refused, type RouteVia, type SpanConfig, type SpanId,
} from '../contract/index.js';
import {Ordinals} from './analog-span.js';
import {Changes} from './changes.js';
import type {SpanMaking} from './card-span.js';
import {byCard, DahdiCard} from './dahdi-card.js';
import {slug, type Card, type Line, type ModemParts, type Span, type SpanParts, type TestAction, type Tried} from './line.js';
import {LineTimers} from './line-timers.js';
import type {LegNews, LinePorts, SpanFacts, Tell} from './ports.js';
import {problemOf, type Problem} from './problem.js';

export type LinesPorts = Omit<LinePorts, 'follow'> & {
	/** The folder of the DAHDI interface: /dev/dahdi, or one that behaves like it; null: no cards. */
	readonly root: string | null;
	/** False: a machine without the driver is one without cards, and nothing is said of it. */
	readonly cardsExpected: boolean;
	readonly tell: Tell;
	readonly primaryRate: (parts: SpanParts) => Span;
	readonly modem: (parts: ModemParts) => Card;
};

export type Configured = {ok: true} | Refused;

/** While all is well the cards are looked at so often; else sooner, and less and less often until something changes. */
const watchMs = 5000;
const firstRetryMs = 1000;
const longestRetryMs = 30_000;

const noLine = refusedWith('NOT_FOUND', 'There is no such line.');
const noSpan = refusedWith('NOT_FOUND', 'There is no such span.');

/** All cards, modems, spans and lines of the box. What can't be used now is shown with the reason, tried again, and harms no other. */
export class Lines {
	readonly #ports: LinesPorts;
	readonly #linePorts: LinePorts;
	readonly #cards = new Map<CardId, DahdiCard>();
	readonly #modems: Card[] = [];
	readonly #followers = new Map<LegId, (news: LegNews) => void>();
	readonly #ordinals = new Ordinals();
	readonly #changes: Changes;
	readonly #timer: LineTimers<'probe'>;
	#driver: Problem | undefined;
	#retryMs = firstRetryMs;
	#troubles = '';
	/** What a look at the cards changes is told when all of it is known. */
	#probing = false;
	#unsubscribe: () => void = () => undefined;

	constructor(ports: LinesPorts) {
		this.#ports = ports;
		this.#linePorts = {...ports, follow: (leg, listener) => this.#follow(leg, listener)};
		this.#changes = new Changes(ports.clock, ports.tell);
		this.#timer = new LineTimers(ports.clock, () => this.#probe());
	}

	/** Opens what is there, and keeps looking for what is not. */
	start(): void {
		this.#unsubscribe = this.#ports.lines.onSpanAlarms(({root, span, alarms}) => {
			if (root === this.#ports.root) this.#spanOf(span)?.setAlarms(alarms);
		});
		const {modems} = this.#ports.settings().lines;
		modems.forEach((path, index) => this.#modems.push(this.#ports.modem(this.#modemParts(path, index + 1))));
		this.#probe();
	}

	/** Ends all calls as failed and lets everything go. */
	close(): void {
		this.#timer.disarmAll();
		this.#unsubscribe();
		for (const card of this.#allCards()) card.close();
	}

	view(): LinesView {
		const cards = this.#allCards();
		return {
			cards: [...this.#driver ? [driverView(this.#driver)] : [], ...cards.map(card => card.view())],
			spans: cards.flatMap(card => card.spans()).map(span => span.view()),
			lines: this.#allLines().map(line => line.view()),
		};
	}

	/** News of a leg, of whatever kind; that of other legs is let be. */
	take(signal: {kind: string; leg: LegId} | LegNews & {leg: LegId}): void {
		if (isNews(signal)) this.#followers.get(signal.leg)?.(signal);
	}

	/** What calls by this way are made on, in the order in which they are to be tried. */
	diallers(via: RouteVia): readonly Dialler[] {
		switch (via.kind) {
			case 'line': return defined(this.#line(via.line)?.dialler);
			case 'span': return defined(this.#span(via.span)?.dialler);
			case 'lines': return this.#allLines().filter(line => line.view().kind === via.of).flatMap(line => defined(line.dialler));
			case 'trunk': return [];
		}
	}

	/** After the new set-up was kept. */
	configureLine(id: LineId, config: LineConfig): Configured {
		const line = this.#line(id);
		if (!line) return noLine;
		return line.configure(config) ? {ok: true} : refusedWith('INVALID_INPUT', `This is a set-up for a line of the kind "${config.kind}".`);
	}

	configureSpan(id: SpanId, config: SpanConfig): Configured {
		const span = this.#span(id);
		if (!span) return noSpan;
		return span.configure(config) ? {ok: true} : refusedWith('INVALID_INPUT', 'The ports of an analog card are set up one by one.');
	}

	figures(id: LineId): LineFigures | undefined {
		return this.#line(id)?.figures();
	}

	async test(id: LineId, action: TestAction): Promise<Tried> {
		return this.#line(id)?.test(action) ?? noLine;
	}

	#probe(): void {
		const {root} = this.#ports;
		this.#probing = true;
		if (root !== null) this.#look(root);
		this.#probing = false;
		this.#tellAll();
		if (root !== null) this.#probeLater();
	}

	#look(root: string): void {
		try {
			this.#found(this.#ports.lines.spans(root), root);
			this.#driver = undefined;
		} catch (error) {
			const problem = problemOf(error, {kind: 'driver', path: root});
			const isNews = problem.code !== 'NO_DRIVER' || this.#ports.cardsExpected || this.#cards.size > 0;
			this.#driver = isNews ? problem : undefined;
			// Lines that are open still work where only the list of cards can't be had.
			if (problem.code === 'NO_DRIVER') this.#found([], root);
		}
	}

	#found(spans: readonly SpanFacts[], root: string): void {
		const present = byCard(spans);
		for (const [id, facts] of present) this.#card(id, facts, root).retry(facts);
		for (const [id, card] of this.#cards) if (!present.has(id)) card.leave(pulledOut);
	}

	#card(id: CardId, facts: readonly SpanFacts[], root: string): DahdiCard {
		const known = this.#cards.get(id);
		if (known?.fits(facts)) return known;
		known?.close();
		const card = new DahdiCard(facts, this.#making(id, root));
		this.#cards.set(id, card);
		return card;
	}

	#making(card: CardId, root: string): SpanMaking {
		return {
			card, root, ports: this.#linePorts, primaryRate: this.#ports.primaryRate,
			ordinal: (kind, id) => this.#ordinals.of(kind, id),
			lineChanged: id => this.#lineChanged(id),
			lineGone: (id, reason) => this.#lost(id, reason),
			spanChanged: id => this.#spanChanged(id),
			spanGone: (id, reason) => this.#lost(id, reason),
			linesChanged: () => this.#tellAll(),
		};
	}

	/** What was lost may be a whole card; the driver knows. */
	#lost(what: LineId | SpanId, reason: string): void {
		this.#ports.log.warn({line: what, reason}, 'a line was lost');
		this.#retryMs = firstRetryMs;
		this.#timer.arm('probe', firstRetryMs);
		this.#tellAll();
	}

	#probeLater(): void {
		const cards = [...this.#cards.values()];
		const troubles = [this.#driver, ...cards.map(card => card.problem)].map(problem => problem?.said ?? '').join('\n');
		if (troubles !== this.#troubles) this.#retryMs = firstRetryMs;
		if (troubles !== this.#troubles && troubles.trim() !== '') this.#ports.log.warn({troubles: troubles.trim()}, 'line cards');
		this.#troubles = troubles;
		if (troubles.trim() === '') return this.#timer.arm('probe', watchMs);
		this.#timer.arm('probe', this.#retryMs);
		this.#retryMs = Math.min(longestRetryMs, this.#retryMs * 2);
	}

	#follow(leg: LegId, listener: (news: LegNews) => void): () => void {
		this.#followers.set(leg, listener);
		return () => this.#followers.delete(leg);
	}

	#lineChanged(id: LineId): void {
		const line = this.#probing ? undefined : this.#line(id);
		if (line) this.#changes.line(line.view());
	}

	#spanChanged(id: SpanId): void {
		const span = this.#probing ? undefined : this.#span(id);
		if (!span) return;
		this.#changes.span(span.view());
		for (const line of span.lines()) this.#changes.line(line.view());
	}

	#tellAll(): void {
		if (!this.#probing) this.#changes.all(this.view());
	}

	#modemParts(path: string, place: number): ModemParts {
		const id = slug(`modem ${path.replace(/^\/dev\//, '')}`);
		const stored = this.#ports.configs.line(id as LineId);
		const config: ModemConfig = stored?.kind === 'modem' ? stored : Value.Create(modemConfig);
		return {card: id as CardId, id: id as LineId, path, name: madeName('modem', {n: place}), config, ports: this.#linePorts, changed: () => this.#tellAll()};
	}

	#allCards(): readonly Card[] {
		return [...this.#cards.values(), ...this.#modems];
	}

	#allLines(): readonly Line[] {
		return this.#allCards().flatMap(card => card.lines());
	}

	#line(id: LineId): Line | undefined {
		return this.#allLines().find(line => line.id === id);
	}

	#span(id: SpanId): Span | undefined {
		return this.#allCards().flatMap(card => card.spans()).find(span => span.id === id);
	}

	/** By the driver's number. */
	#spanOf(number: number): Span | undefined {
		return [...this.#cards.values()].map(card => card.span(number)).find(span => span !== undefined);
	}
}

const pulledOut: Problem = {code: 'NO_DEVICE', told: told('card-pulled-out'), said: 'the card is not there'};

const driverView = ({told: what}: Problem): CardView => ({id: driverCard, kind: 'dahdi', name: madeName('cards'), simulated: false, problem: what.message, reason: reasonOf(what)});

const defined = <T>(value: T | undefined): T[] => value === undefined ? [] : [value];

function isNews(signal: {kind: string; leg: LegId}): signal is LegNews & {leg: LegId} {
	return signal.kind === 'digit' || signal.kind === 'talking';
}
