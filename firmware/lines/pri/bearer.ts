import {told, type CardId, type LineFigures, type LineId, type LineView, type SpanId, type Told} from '../../contract/index.js';
import {audioFindings} from '../findings.js';
import {figuresOf, untested, why, type Line, type TestAction, type Tried} from '../line.js';
import type {LineSignal, OpenLine, OpenedFacts} from '../ports.js';
import type {Shown} from './shown.js';

/** What a bearer needs of its span. */
export type BearerHost = {
	/** As the span is set up now. */
	cancelsEcho(): boolean;
	shown(position: number): Shown & {call: LineView['call']; line: OpenLine | undefined; alarms: readonly string[]};
	open(position: number, listener: (signal: LineSignal) => void): OpenLine | undefined;
	/** For a test, so that no call takes it; false when it is not idle. */
	reserve(position: number): boolean;
	unreserve(position: number): void;
	after(ms: number, callback: () => void): () => void;
};

export type BearerFacts = {id: LineId; card: CardId; span: SpanId; name: string; position: number; opened: OpenedFacts};

const testMs = 60_000;

/** A bearer channel as a line. It is open only while a call or a test is on it. */
export class Bearer implements Line {
	readonly id: LineId;
	readonly dialler = undefined;
	readonly #facts: BearerFacts;
	readonly #host: BearerHost;
	#test: {line: OpenLine; cancel: () => void} | undefined;

	constructor(facts: BearerFacts, host: BearerHost) {
		this.id = facts.id;
		this.#facts = facts;
		this.#host = host;
	}

	get busy(): boolean {
		return this.#host.shown(this.#facts.position).call !== null;
	}

	view(): LineView {
		const {id, card, span, name, position, opened: {digits, echo}} = this.#facts;
		const {state, what, call, alarms} = this.#host.shown(position);
		return {id, card, span, kind: 'bearer', name, state, ...why(what), alarms: [...alarms], digits, echo: this.#host.cancelsEcho() ? echo : 'none', call, config: null};
	}

	configure(): boolean {
		return false;
	}

	figures(): LineFigures | undefined {
		return figuresOf((this.#test?.line ?? this.#host.shown(this.#facts.position).line)?.stats());
	}

	async test(action: TestAction): Promise<Tried> {
		switch (action) {
			case 'loopback': return this.#loopBack();
			case 'line-check': return this.#check();
			case 'stop': return this.#tried(told(this.#stop() ? 'test-ended' : 'test-none'));
			case 'dial-tone':
			case 'ring':
			case 'milliwatt': return untested(told('no-such-test'));
		}
	}

	close(): void {
		this.#stop();
	}

	#loopBack(): Tried {
		const line = this.#take();
		if (!line) return untested(told('untested-channel'));
		line.setLoopback(true);
		return this.#tried(told('test-channel-loopback'));
	}

	#check(): Tried {
		const line = this.#test?.line ?? this.#take();
		if (!line) return untested(told('untested-channel'));
		const {ok, findings} = audioFindings(line.facts, figuresOf(line.stats()), line.facts.alarms);
		const figures = this.figures() ?? null;
		this.#stop();
		return {ok: true, result: {ok, findings, figures}};
	}

	#take(): OpenLine | undefined {
		const {position} = this.#facts;
		if (this.#test || !this.#host.reserve(position)) return undefined;
		const line = this.#host.open(position, ({kind}) => kind === 'line.gone' && this.#stop());
		if (line) this.#test = {line, cancel: this.#host.after(testMs, () => this.#stop())};
		else this.#host.unreserve(position);
		return line;
	}

	#stop(): boolean {
		const test = this.#test;
		this.#test = undefined;
		if (!test) return false;
		test.cancel();
		test.line.close();
		this.#host.unreserve(this.#facts.position);
		return true;
	}

	#tried(finding: Told): Tried {
		return {ok: true, result: {ok: true, findings: [finding], figures: this.figures() ?? null}};
	}
}
