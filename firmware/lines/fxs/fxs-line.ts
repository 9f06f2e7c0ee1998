import type {Caller, Dialler, Leg, OutgoingCall} from '../../call/index.js';
import type {CardId, FxsConfig, LineConfig, LineFigures, LineId, LineState, LineView, SpanId} from '../../contract/index.js';
import {figuresOf, refusal, type Line, type LineOwner, type TestAction, type Tried} from '../line.js';
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
		return {
			id: this.id, card, span, kind: 'fxs', name: this.#name, ...shown(this.#machine.state),
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
			return this.#tried(kind === 'testing' ? ['The test has ended.'] : ['No test was running.']);
		}
		if (kind !== 'on-hook') return refusal('CONFLICT', whyNoTest[kind]);
		if (action === 'line-check') return this.#check();
		this.#machine.input({kind: 'test', test: action});
		return this.#tried([testBegun[action]]);
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

	#tried(findings: string[]): Tried {
		return {ok: true, result: {ok: true, findings, figures: this.figures() ?? null}};
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

function shown(state: FxsState): {state: LineState; detail: string} {
	switch (state.kind) {
		case 'on-hook': return {state: 'idle', detail: ''};
		case 'dialling': return {state: 'dialling', detail: ''};
		case 'call': return {state: 'in-use', detail: ''};
		case 'ringing': return {state: 'ringing', detail: 'The box calls this phone.'};
		case 'left-off': return {state: 'off-hook', detail: leftOff[state.phase]};
		case 'testing': return {state: 'testing', detail: testBegun[state.test]};
		case 'gone': return {state: 'missing', detail: ''};
	}
}

const leftOff: Record<Extract<FxsState, {kind: 'left-off'}>['phase'], string> = {
	reorder: 'The phone is off its hook and hears reorder tone.',
	howler: 'The phone was left off its hook and hears the howler.',
	parked: 'The phone was left off its hook; it works again when it is put down.',
};

const testBegun: Record<Extract<FxsState, {kind: 'testing'}>['test'], string> = {
	'dial-tone': 'Dial tone is played for a minute; lift the phone to hear it.',
	ring: 'The phone rings for a minute, or until it is lifted.',
	loopback: 'What the phone says comes back to it for a minute; lift it and speak.',
	milliwatt: 'The milliwatt tone at 0 dBm0 is played for a minute; lift the phone to hear or measure it.',
};

const whyNoTest: Record<Exclude<FxsState['kind'], 'on-hook'>, string> = {
	dialling: 'The phone is in use; try when it is on its hook.',
	call: 'A call is up on this phone; try when it is over.',
	ringing: 'The box calls this phone; try when it is idle.',
	'left-off': 'The phone is off its hook; put it down first.',
	testing: 'A test is running already; stop it first.',
	gone: 'The card is gone.',
};
