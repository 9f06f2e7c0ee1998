import type {Caller, Dialler, Leg, OutgoingCall} from '../../call/index.js';
import {told, type CardId, type FxsConfig, type LineConfig, type LineFigures, type LineId, type LineState, type LineView, type SpanId, type Told} from '../../contract/index.js';
import {figuresOf, untested, why, type Line, type LineOwner, type TestAction, type Tried} from '../line.js';
import {LineSeat} from '../line-seat.js';
import {LineTimers} from '../line-timers.js';
import {Machine} from '../machine.js';
import {milliwatt} from '../milliwatt.js';
import type {Alarm, LegNews, LinePorts, LineSignal, OpenLine} from '../ports.js';
import {phoneFindings} from './findings.js';
import type {FxsEffect, FxsInput, FxsRules, FxsState} from './state.js';
import {step} from './step.js';

export type FxsParts = {
	id: LineId;
	card: CardId;
	span: SpanId;
	/** What people read where its set-up gives none: "Phone 1". */
	name: string;
	config: FxsConfig;
	ports: LinePorts;
	owner: LineOwner;
	/** Takes the port, of which all is told to the listener. */
	open: (listener: (signal: LineSignal) => void) => OpenLine;
};

/** A telephone at the box's FXS port. */
export class FxsLine implements Line {
	readonly id: LineId;
	readonly #parts: FxsParts;
	readonly #line: OpenLine;
	readonly #seat: LineSeat;
	readonly #machine: Machine<FxsState, FxsInput, FxsEffect>;
	readonly #timer: LineTimers<'timer'>;
	#config: FxsConfig;
	#alarms: readonly Alarm[];
	/** Whom the phone is rung for. */
	#outgoing: OutgoingCall | undefined;

	/** Throws what `open` throws. */
	constructor(parts: FxsParts) {
		this.id = parts.id;
		this.#parts = parts;
		this.#config = parts.config;
		this.#line = parts.open(signal => this.#take(signal));
		this.#alarms = this.#line.facts.alarms;
		this.#timer = new LineTimers(parts.ports.clock, () => this.#machine.input({kind: 'timer'}));
		this.#machine = new Machine<FxsState, FxsInput, FxsEffect>({
			state: {kind: 'on-hook'},
			step: (state, input) => step(state, input, this.#rules()),
			perform: effect => this.#perform(effect),
			stepped: () => parts.owner.changed(),
		});
		this.#seat = new LineSeat({
			line: this.#line, ports: parts.ports, news: news => this.#hear(news),
			signalling: {answer: () => undefined, hangUp: outcome => this.#machine.input({kind: 'hang-up', outcome})},
		});
		if (this.#line.facts.offHook) this.#machine.input({kind: 'off-hook'});
	}

	readonly dialler: Dialler = {dial: call => this.#call(call)};

	get busy(): boolean {
		return this.#seat.leg !== undefined || this.#machine.state.kind === 'dialling';
	}

	view(): LineView {
		const {card, span} = this.#parts;
		const {digits, echo} = this.#line.facts;
		const {state, what} = shown(this.#machine.state);
		return {
			id: this.id, card, span, kind: 'fxs', name: this.#name, state, ...why(what),
			alarms: [...this.#alarms], digits, echo: this.#config.echo === 'off' ? 'none' : echo,
			call: this.#seat.leg?.id ?? null, config: this.#config,
		};
	}

	configure(config: LineConfig): boolean {
		if (config.kind !== 'fxs' || config.digits !== this.#config.digits) return false;
		this.#config = config;
		this.#line.setGain(config.receiveGainDb, config.transmitGainDb);
		this.#line.setEcho(config.echo);
		this.#parts.owner.changed();
		return true;
	}

	figures(): LineFigures | undefined {
		return figuresOf(this.#line.stats());
	}

	async test(action: TestAction): Promise<Tried> {
		const {kind} = this.#machine.state;
		if (action === 'stop') {
			this.#machine.input({kind: 'stop-test'});
			return this.#tried(told(kind === 'testing' ? 'test-ended' : 'test-none'));
		}
		if (kind !== 'on-hook') return untested(told(whyNoTest[kind]));
		if (action === 'line-check') return this.#check();
		this.#machine.input({kind: 'test', test: action});
		return this.#tried(told(testBegun[action]));
	}

	close(): void {
		this.#machine.input({kind: 'gone'});
		this.#line.close();
	}

	get #name(): string {
		return this.#config.name || this.#parts.name;
	}

	#rules(): FxsRules {
		const {lines, entry} = this.#parts.ports.settings();
		return {
			dialToneMs: lines.dialToneSeconds * 1000,
			nextDigitMs: entry.nextDigitSeconds * 1000,
			howlerMs: lines.howlerSeconds * 1000,
			ringMs: lines.ringSeconds * 1000,
			match: this.#parts.ports.match,
		};
	}

	#take(signal: LineSignal): void {
		switch (signal.kind) {
			case 'line.hook': return this.#machine.input({kind: signal.offHook ? 'off-hook' : 'on-hook'});
			case 'line.flash': return this.#machine.input({kind: 'flash'});
			case 'line.digit': return this.#machine.input({kind: 'digit', digit: signal.digit});
			case 'line.alarms': return this.#setAlarms(signal.alarms);
			case 'line.gone': return this.#gone(signal.reason);
			// The rest is told of outside lines, of modems, or of the bell, which rings by itself.
			default: return;
		}
	}

	#hear(news: LegNews): void {
		if (news.kind === 'digit') this.#machine.input({kind: 'digit', digit: news.digit});
		else this.#seat.leg?.take({kind: 'talking', talking: news.talking});
	}

	#setAlarms(alarms: readonly Alarm[]): void {
		this.#alarms = alarms;
		this.#parts.owner.changed();
	}

	#gone(reason: string): void {
		this.#machine.input({kind: 'gone'});
		this.#parts.owner.gone(reason);
	}

	#perform(effect: FxsEffect): void {
		switch (effect.kind) {
			case 'start-leg': return void this.#seat.start();
			case 'end-leg': return this.#seat.end();
			case 'play': return this.#play(effect.tone);
			case 'stop-playing': return this.#seat.stopPlaying();
			case 'offer': return this.#offer(effect.dialled);
			case 'key': return this.#seat.leg?.digits.push(effect.digit);
			case 'ring': return this.#ring(effect.callerId);
			case 'stop-ringing': return void this.#line.stopRinging();
			case 'answered': return this.#seat.leg?.take({kind: 'answered'});
			case 'finish': return this.#seat.finish(effect.by, effect.outcome);
			case 'loopback': return void this.#line.setLoopback(effect.on);
			case 'arm': return this.#timer.arm('timer', effect.ms);
			case 'disarm': return this.#timer.disarmAll();
			default: return unreachable(effect);
		}
	}

	#play(tone: Extract<FxsEffect, {kind: 'play'}>['tone']): void {
		const {country} = this.#parts.ports;
		void this.#seat.play(tone === 'milliwatt' ? milliwatt(country.law) : country.played(tone), true);
	}

	#offer(dialled: string): void {
		const leg = this.#seat.call({direction: 'in', caller: this.#caller(this.#config.extension ?? ''), dialled});
		if (leg) this.#parts.ports.onLeg(leg);
	}

	#call(call: OutgoingCall): Leg | undefined {
		if (this.#machine.state.kind !== 'on-hook' || !this.#seat.start()) return undefined;
		this.#outgoing = call;
		const leg = this.#seat.call({direction: 'out', caller: this.#caller(call.called), dialled: call.number});
		this.#machine.input({kind: 'call'});
		return leg;
	}

	#ring(withCallerId: boolean): void {
		const {clock, country} = this.#parts.ports;
		const callerId = withCallerId && this.#config.callerId && this.#outgoing
			? {kind: country.callerIdKind, number: this.#outgoing.callerNumber, name: this.#outgoing.callerName, time: dateAndTime(clock.now())}
			: null;
		this.#line.ring({cadenceMs: country.ringCadenceMs, callerId});
	}

	#caller(number: string): Caller {
		return {number, name: this.#config.name, line: this.#name, source: `${this.id} ${number}`};
	}

	#tried(finding: Told): Tried {
		return {ok: true, result: {ok: true, findings: [finding], figures: this.figures() ?? null}};
	}

	#check(): Tried {
		const {ok, findings} = phoneFindings(this.#line.facts, this.figures(), this.#alarms);
		return {ok: true, result: {ok, findings, figures: this.figures() ?? null}};
	}
}

function unreachable(effect: never): never {
	throw new Error(`No such effect: ${JSON.stringify(effect)}`);
}

/** MMDDHHMM, local, as caller ID has it. */
function dateAndTime(now: Date): string {
	return [now.getMonth() + 1, now.getDate(), now.getHours(), now.getMinutes()].map(part => String(part).padStart(2, '0')).join('');
}

function shown(state: FxsState): {state: LineState; what?: Told} {
	switch (state.kind) {
		case 'on-hook': return {state: 'idle'};
		case 'dialling': return {state: 'dialling'};
		case 'call': return {state: 'in-use'};
		case 'ringing': return {state: 'ringing', what: told('phone-called')};
		case 'left-off': return {state: 'off-hook', what: told(`phone-${state.phase}`)};
		case 'testing': return {state: 'testing', what: told(testBegun[state.test])};
		case 'gone': return {state: 'missing'};
	}
}

const testBegun = {'dial-tone': 'test-phone-dial-tone', ring: 'test-phone-ring', loopback: 'test-phone-loopback', milliwatt: 'test-phone-milliwatt'} as const;

const whyNoTest = {
	dialling: 'untested-phone', call: 'untested-call', ringing: 'untested-phone-called', 'left-off': 'untested-off-hook', testing: 'untested-testing', gone: 'untested-gone',
} as const satisfies Record<Exclude<FxsState['kind'], 'on-hook'>, string>;
