import {madeName, PartylineError, type SpanConfig} from '../../contract/index.js';
import {lineId, type SpanParts} from '../line.js';
import type {ChannelFacts, Law, LineSignal, OpenedFacts, OpenLine} from '../ports.js';
import {Bearer, type BearerHost} from './bearer.js';
import {withChannel, type Channels} from './channels.js';

/** What the bearer channels need of their span. */
export type BearersHost = {
	config(): SpanConfig;
	channels(): Channels;
	setChannels(channels: Channels): void;
	shown: BearerHost['shown'];
};

/** The bearer channels of a span, each as a line, and the way to their audio. */
export class Bearers {
	readonly law: Law;
	readonly lines: readonly Bearer[];
	readonly #parts: SpanParts;
	readonly #host: BearersHost;

	/** Throws what a channel that can't be opened throws. */
	constructor(parts: SpanParts, host: BearersHost) {
		this.#parts = parts;
		this.#host = host;
		this.law = parts.facts.type === 'E1' ? 'a' : 'mu';
		const opened = this.#tryOne();
		const lineHost = this.#lineHost();
		this.lines = parts.facts.channels.flatMap(channel => this.#lineOf(channel, opened, lineHost));
	}

	/** Undefined where it can't be opened, such as by a fault of its card. */
	open(position: number, listener: (signal: LineSignal) => void): OpenLine | undefined {
		try {
			return this.#open(position, listener);
		} catch (error) {
			if (!(error instanceof PartylineError)) throw error;
			this.#parts.ports.log.error({err: error, span: this.#parts.id, channel: position}, 'a bearer channel can not be opened');
			return undefined;
		}
	}

	#open(position: number, listener: (signal: LineSignal) => void): OpenLine {
		const {facts, ports, root} = this.#parts;
		const channel = facts.channels.find(candidate => candidate.position === position)?.channel ?? 0;
		const {echo, receiveGainDb, transmitGainDb} = this.#host.config();
		const device = {kind: 'dahdi', root, channel, law: this.law} as const;
		return ports.lines.open({device, echo, digits: 'auto', receiveGainDb, transmitGainDb, flashMs: ports.country.flashMs}, listener);
	}

	/** What the card does for a bearer, which is the same for all. */
	#tryOne(): OpenedFacts {
		const {facts} = this.#parts;
		const first = facts.channels.find(({kind}) => kind === 'bearer');
		if (!first) throw new PartylineError('BAD_DRIVER', `Span ${facts.span} has no bearer channels.`);
		const line = this.#open(first.position, () => undefined);
		line.close();
		return line.facts;
	}

	#lineOf({kind, position}: ChannelFacts, opened: OpenedFacts, host: BearerHost): Bearer[] {
		if (kind !== 'bearer') return [];
		const {id: span, card, name, facts} = this.#parts;
		return [new Bearer({id: lineId(facts, position), card, span, name: madeName('channel', {span: name, n: position}), position, opened}, host)];
	}

	#lineHost(): BearerHost {
		const {channels, setChannels, shown} = this.#host;
		return {
			shown,
			cancelsEcho: () => this.#host.config().echo === 'auto',
			open: (position, listener) => this.open(position, listener),
			reserve(position) {
				const use = channels().get(position);
				const isIdle = use?.kind === 'free' || use?.kind === 'out-of-service';
				if (isIdle) setChannels(withChannel(channels(), position, {kind: 'testing'}));
				return isIdle;
			},
			unreserve: position => setChannels(withChannel(channels(), position, {kind: 'free'})),
			after: (ms, callback) => this.#parts.ports.clock.after(ms, callback),
		};
	}
}
