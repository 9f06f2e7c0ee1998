import {Value} from '@sinclair/typebox/value';
import type {Dialler} from '../call/index.js';
import {
	fxoConfig, fxsConfig, refusedWith, told,
	type CardId, type FxoConfig, type FxsConfig, type LineConfig, type LineFigures, type LineId, type LineState, type LineView, type SpanId, type Told,
} from '../contract/index.js';
import {FxoLine} from './fxo/index.js';
import {FxsLine} from './fxs/index.js';
import {why, type Line, type LineOwner, type TestAction, type Tried} from './line.js';
import type {LinePorts, LineSignal, OpenLine} from './ports.js';
import {lostProblem, problemOf, type Problem} from './problem.js';

export type AnalogPortParts = {
	id: LineId;
	kind: 'fxs' | 'fxo';
	card: CardId;
	span: SpanId;
	name: string;
	root: string;
	channel: number;
	ports: LinePorts;
	owner: LineOwner;
};

/** A port of an analog card, whether or not it can be used now: closed where its settings say so or its card is not there. */
export class AnalogPort implements Line {
	readonly id: LineId;
	readonly #parts: AnalogPortParts;
	#config: FxsConfig | FxoConfig;
	#open: Line | undefined;
	#problem: Problem | undefined;
	/** Its new set-up needs it opened again; that waits for the end of its call. */
	#reopen = false;

	constructor(parts: AnalogPortParts) {
		this.id = parts.id;
		this.#parts = parts;
		this.#config = configOf(parts);
	}

	/** Calls by whatever the port is then. */
	readonly dialler: Dialler = {dial: call => this.#open?.dialler?.dial(call)};

	get busy(): boolean {
		return this.#open?.busy ?? false;
	}

	/** What keeps it from being used; undefined where it works or is not wanted. */
	get problem(): Problem | undefined {
		return this.#problem;
	}

	/** Opens it where it should be open and is not. */
	retry(): void {
		if (this.#open || !this.#config.enabled) return;
		const {channel, root, owner} = this.#parts;
		try {
			this.#open = this.#make();
			this.#problem = undefined;
		} catch (error) {
			this.#problem = problemOf(error, {kind: 'channel', n: channel, path: `${root}/channel`});
		}
		owner.changed();
	}

	/** Closes it: its card is not there any more, or (undefined) it is not wanted. */
	leave(problem: Problem | undefined): void {
		const open = this.#open;
		this.#open = undefined;
		open?.close();
		this.#problem = this.#config.enabled ? problem : undefined;
		this.#parts.owner.changed();
	}

	view(): LineView {
		if (this.#open) return this.#open.view();
		const {card, span, kind, name} = this.#parts;
		const [state, what]: [LineState, Told | undefined] = this.#config.enabled ? ['missing', this.#problem?.told] : ['off', told('line-off')];
		return {
			id: this.id, card, span, kind, name: this.#config.name || name, state, ...why(what), alarms: [], digits: 'software', echo: 'none', call: null, config: this.#config,
		};
	}

	configure(config: LineConfig): boolean {
		if (config.kind !== this.#parts.kind) return false;
		this.#config = config;
		if (!config.enabled) this.leave(undefined);
		else if (!this.#open) this.retry();
		else if (!this.#open.configure(config)) this.#openAgain();
		return true;
	}

	figures(): LineFigures | undefined {
		return this.#open?.figures();
	}

	async test(action: TestAction): Promise<Tried> {
		return this.#open?.test(action) ?? refusedWith('NO_DEVICE', this.#config.enabled ? this.#problem?.told : told('line-off'));
	}

	close(): void {
		this.#open?.close();
		this.#open = undefined;
	}

	#openAgain(): void {
		this.#reopen = this.busy;
		if (this.#reopen) return;
		this.close();
		this.retry();
	}

	#make(): Line {
		const {id, card, span, name, ports} = this.#parts;
		const owner = {changed: () => this.#changed(), gone: (reason: string) => this.#gone(reason)};
		const common = {id, card, span, name, ports, owner, open: (listener: (signal: LineSignal) => void) => this.#openChannel(listener)};
		return this.#config.kind === 'fxs' ? new FxsLine({...common, config: this.#config}) : new FxoLine({...common, config: this.#config});
	}

	#openChannel(listener: (signal: LineSignal) => void): OpenLine {
		const {root, channel, ports} = this.#parts;
		const {echo, digits, receiveGainDb, transmitGainDb} = this.#config;
		const {law, flashMs} = ports.country;
		return ports.lines.open({device: {kind: 'dahdi', root, channel, law}, echo, digits, receiveGainDb, transmitGainDb, flashMs}, listener);
	}

	#changed(): void {
		this.#parts.owner.changed();
		if (this.#reopen && !this.busy) this.#openAgain();
	}

	#gone(reason: string): void {
		this.#open = undefined;
		this.#problem = lostProblem(reason);
		this.#parts.owner.gone(reason);
	}
}

function configOf({id, kind, ports}: AnalogPortParts): FxsConfig | FxoConfig {
	const stored = ports.configs.line(id);
	if (stored?.kind === kind) return stored;
	return kind === 'fxs' ? Value.Create(fxsConfig) : Value.Create(fxoConfig);
}
