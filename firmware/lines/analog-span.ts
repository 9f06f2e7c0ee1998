import {madeName, type CardId, type LineId, type SpanId, type SpanView} from '../contract/index.js';
import {AnalogPort} from './analog-port.js';
import {lineId, spanId, type Line} from './line.js';
import type {CardSpan, SpanMaking} from './card-span.js';
import type {Alarm, ChannelFacts, SpanFacts} from './ports.js';
import type {Problem} from './problem.js';

/** The FXS and FXO ports that share a clock: a card's, as DAHDI has it. */
export class AnalogSpan implements CardSpan {
	readonly id: SpanId;
	readonly dialler = undefined;
	readonly #card: CardId;
	readonly #ports: readonly AnalogPort[];
	readonly #changed: () => void;
	#facts: SpanFacts;
	#alarms: readonly Alarm[];

	constructor(facts: SpanFacts, making: SpanMaking) {
		this.id = spanId(facts);
		this.#card = making.card;
		this.#facts = facts;
		this.#alarms = facts.alarms;
		this.#changed = () => making.spanChanged(this.id);
		this.#ports = facts.channels.flatMap(channel => portOf(channel, facts, making));
	}

	get busy(): boolean {
		return this.#ports.some(port => port.busy);
	}

	get problem(): Problem | undefined {
		return this.#ports.find(port => port.problem)?.problem;
	}

	lines(): readonly Line[] {
		return this.#ports;
	}

	view(): SpanView {
		const {name, type, clock} = this.#facts;
		return {id: this.id, card: this.#card, type, name, alarms: [...this.#alarms], clock, dChannel: null, config: null};
	}

	configure(): boolean {
		return false;
	}

	setAlarms(alarms: readonly Alarm[]): void {
		this.#alarms = alarms;
		this.#changed();
	}

	retry(facts: SpanFacts): void {
		this.#facts = facts;
		this.setAlarms(facts.alarms);
		for (const port of this.#ports) port.retry();
	}

	leave(problem: Problem): void {
		for (const port of this.#ports) port.leave(problem);
		this.setAlarms(['not-open']);
	}

	close(): void {
		for (const port of this.#ports) port.close();
	}
}

const names = {fxs: 'phone', fxo: 'fxo'} as const;

function portOf({kind, channel, position}: ChannelFacts, facts: SpanFacts, making: SpanMaking): AnalogPort[] {
	if (kind !== 'fxs' && kind !== 'fxo') return [];
	const id = lineId(facts, position);
	const name = madeName(names[kind], {n: making.ordinal(kind, id)});
	const owner = {changed: () => making.lineChanged(id), gone: (reason: string) => making.lineGone(id, reason)};
	return [new AnalogPort({id, kind, card: making.card, span: spanId(facts), name, root: making.root, channel, ports: making.ports, owner})];
}

/** A number for each line or span of a kind, the same for as long as the box runs: "FXO 1", "FXO 2". */
export class Ordinals {
	readonly #given = new Map<string, Map<LineId | SpanId, number>>();

	of(kind: string, id: LineId | SpanId): number {
		const given = this.#given.get(kind) ?? new Map<LineId | SpanId, number>();
		this.#given.set(kind, given);
		const ordinal = given.get(id) ?? given.size + 1;
		given.set(id, ordinal);
		return ordinal;
	}
}
