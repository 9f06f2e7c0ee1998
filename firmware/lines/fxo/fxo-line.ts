import type {Caller, Dialler, Leg, OutgoingCall} from '../../call/index.js';
import {told, type CardId, type FxoConfig, type LineConfig, type LineFigures, type LineId, type LineView, type SpanId, type Told} from '../../contract/index.js';
import {figuresOf, untested, why, type Line, type LineOwner, type TestAction, type Tried} from '../line.js';
import {LineSeat} from '../line-seat.js';
import {LineTimers} from '../line-timers.js';
import {Machine} from '../machine.js';
import {milliwatt} from '../milliwatt.js';
import {missedCall} from '../missed-call.js';
import type {Alarm, CallerIdKind, HeardTone, LegNews, LinePorts, LineSignal, OpenLine, ToneSpec} from '../ports.js';
import {digitTones} from './digit-tones.js';
import {outsideLineFindings} from './findings.js';
import {shown, testBegun, whyNoTest} from './shown.js';
import type {CallerId, FxoEffect, FxoInput, FxoRules, FxoState, FxoTest, FxoTimer} from './state.js';
import {step} from './step.js';

export type FxoParts = {
	id: LineId;
	card: CardId;
	span: SpanId;
	/** What people read where its set-up gives none: "FXO 1". */
	name: string;
	config: FxoConfig;
	ports: LinePorts;
	owner: LineOwner;
	/** Takes the port, of which all is told to the listener. */
	open: (listener: (signal: LineSignal) => void) => OpenLine;
};

/** An outside line at the box's FXO port. */
export class FxoLine implements Line {
	readonly id: LineId;
	readonly #parts: FxoParts;
	readonly #line: OpenLine;
	readonly #seat: LineSeat;
	readonly #machine: Machine<FxoState, FxoInput, FxoEffect>;
	readonly #timers: LineTimers<FxoTimer>;
	#config: FxoConfig;
	#alarms: readonly Alarm[];
	#note: Told | undefined;
	/** When the bell began, for the record of a caller who gives up. */
	#rangAt = '';
	#outgoing: OutgoingCall | undefined;
	#testDone: ((dialTone: boolean) => void) | undefined;

	/** Throws what `open` throws. */
	constructor(parts: FxoParts) {
		this.id = parts.id;
		this.#parts = parts;
		this.#config = parts.config;
		this.#line = parts.open(signal => this.#take(signal));
		const {battery, alarms} = this.#line.facts;
		this.#alarms = alarms;
		this.#timers = new LineTimers(parts.ports.clock, timer => this.#machine.input({kind: 'timer', timer}));
		this.#machine = new Machine<FxoState, FxoInput, FxoEffect>({
			state: battery ? {kind: 'idle', callerId: undefined} : {kind: 'no-battery', foreign: false},
			step: (state, input) => step(state, input, this.#rules()),
			perform: effect => this.#perform(effect),
			stepped: () => parts.owner.changed(),
		});
		this.#seat = new LineSeat({
			line: this.#line, ports: parts.ports, news: news => this.#hear(news),
			signalling: {answer: () => undefined, hangUp: outcome => this.#machine.input({kind: 'hang-up', outcome})},
		});
		this.#line.listenForCallerId(this.#callerIdKinds());
	}

	readonly dialler: Dialler = {dial: call => this.#call(call)};

	get busy(): boolean {
		return this.#seat.leg !== undefined || this.#machine.state.kind === 'ringing';
	}

	view(): LineView {
		const {card, span} = this.#parts;
		const {digits, echo} = this.#line.facts;
		const {state, what = this.#note} = shown(this.#machine.state);
		return {
			id: this.id, card, span, kind: 'fxo', name: this.#name, state, ...why(what),
			alarms: [...this.#alarms], digits, echo: this.#config.echo === 'off' ? 'none' : echo,
			call: this.#seat.leg?.id ?? null, config: this.#config,
		};
	}

	configure(config: LineConfig): boolean {
		if (config.kind !== 'fxo' || config.digits !== this.#config.digits) return false;
		this.#config = config;
		this.#line.setGain(config.receiveGainDb, config.transmitGainDb);
		this.#line.setEcho(config.echo);
		if (!this.busy) this.#line.listenForCallerId(this.#callerIdKinds());
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
			return this.#tried([told(kind === 'testing' ? 'test-ended' : 'test-none')]);
		}
		if (action === 'ring') return untested(told('not-rung-by-box'));
		if (kind === 'no-battery' && action === 'line-check') return this.#checked(undefined);
		if (kind !== 'idle') return untested(told(whyNoTest[kind]));
		return this.#try(action);
	}

	close(): void {
		this.#machine.input({kind: 'gone'});
		this.#line.close();
	}

	get #name(): string {
		return this.#config.name || this.#parts.name;
	}

	#rules(): FxoRules {
		const {answerRings, dialToneCheck, busyTone, silenceSeconds} = this.#config;
		const {ringSeconds} = this.#parts.ports.settings().lines;
		return {answerRings, dialToneCheck, busyTone, silenceMs: silenceSeconds * 1000, ringMs: ringSeconds * 1000};
	}

	#callerIdKinds(): readonly CallerIdKind[] | null {
		const {callerIdKind} = this.#config;
		if (callerIdKind === 'none') return null;
		return callerIdKind === 'auto' ? this.#parts.ports.country.callerIdKinds : [callerIdKind];
	}

	#take(signal: LineSignal): void {
		switch (signal.kind) {
			case 'line.ring': return this.#ring(signal.on);
			case 'line.callerId': return this.#machine.input({kind: 'caller-id', callerId: {number: signal.withheld ? '' : signal.number, name: signal.name}});
			case 'line.battery': return this.#machine.input({kind: 'battery', on: signal.on});
			case 'line.hook': return signal.offHook ? undefined : this.#machine.input({kind: 'loop-dropped'});
			case 'line.polarity': return this.#machine.input({kind: 'polarity'});
			case 'line.tone': return this.#tone(signal.tone, signal.on);
			case 'line.dialled': return this.#machine.input({kind: 'dialled'});
			case 'line.digit': return this.#seat.leg?.digits.push(signal.digit);
			case 'line.alarms': return this.#setAlarms(signal.alarms);
			case 'line.gone': return this.#gone(signal.reason);
			// The rest is told of phones and modems.
			default: return;
		}
	}

	#ring(on: boolean): void {
		if (on && this.#machine.state.kind !== 'ringing') this.#rangAt = this.#parts.ports.clock.now().toISOString();
		this.#machine.input({kind: 'ring', on});
	}

	#tone(tone: string, on: boolean): void {
		if (isHeardTone(tone)) this.#machine.input({kind: 'tone', tone, on});
	}

	#hear(news: LegNews): void {
		if (news.kind === 'digit') return this.#seat.leg?.digits.push(news.digit);
		this.#machine.input({kind: 'sound', on: news.talking});
		this.#seat.leg?.take({kind: 'talking', talking: news.talking});
	}

	#setAlarms(alarms: readonly Alarm[]): void {
		this.#alarms = alarms;
		this.#parts.owner.changed();
	}

	#gone(reason: string): void {
		this.#machine.input({kind: 'gone'});
		this.#parts.owner.gone(reason);
	}

	#perform(effect: FxoEffect): void {
		switch (effect.kind) {
			case 'hook': return this.#setHook(effect.to);
			case 'start-leg': return void this.#seat.start();
			case 'end-leg': return this.#seat.end();
			case 'offer': return this.#offer(effect.callerId);
			case 'missed': return this.#missed(effect.callerId);
			case 'listen': return this.#listen(effect.tones);
			case 'dial': return this.#dial();
			case 'alerting': case 'answered': return this.#seat.leg?.take({kind: effect.kind});
			case 'finish': return this.#seat.finish(effect.by, effect.outcome);
			case 'note': return this.#setNote(effect.what);
			case 'milliwatt': return void this.#seat.play(milliwatt(this.#parts.ports.country.law), true);
			case 'loopback': return void this.#line.setLoopback(effect.on);
			case 'test-result': return this.#testDone?.(effect.dialTone);
			case 'arm': return this.#timers.arm(effect.timer, effect.ms);
			case 'disarm': return this.#timers.disarm(effect.timer);
			case 'disarm-all': return this.#timers.disarmAll();
			default: return unreachable(effect);
		}
	}

	#listen(tones: readonly HeardTone[]): void {
		this.#line.listenForTones(tones.flatMap<ToneSpec>(tone => tone === 'greeting' ? {tone, sound: 'greeting'} : this.#parts.ports.country.heard(tone)));
	}

	#setHook(to: 'on' | 'off'): void {
		this.#line.listenForCallerId(to === 'off' ? null : this.#callerIdKinds());
		this.#line.setHook(to);
	}

	#setNote(note: Told | undefined): void {
		this.#note = note;
		if (note) this.#parts.ports.log.warn({line: this.#name}, note.message);
	}

	#offer(callerId: CallerId | undefined): void {
		const {settings, onLeg} = this.#parts.ports;
		const dialled = this.#config.target ?? settings().entry.portal ?? '';
		const leg = this.#seat.call({direction: 'in', caller: this.#caller(callerId), dialled});
		if (leg) onLeg(leg);
	}

	#missed(callerId: CallerId | undefined): void {
		const {clock, onMissed} = this.#parts.ports;
		const {target} = this.#config;
		onMissed(missedCall(this.#caller(callerId), {dialled: target ?? '', startedAt: this.#rangAt, endedAt: clock.now().toISOString()}));
	}

	#call(call: OutgoingCall): Leg | undefined {
		const hindrance = this.#whyNoCall(call);
		if (hindrance !== undefined) {
			this.#parts.ports.log.info({line: this.#name, why: hindrance}, 'not dialled');
			return undefined;
		}
		this.#outgoing = call;
		const leg = this.#seat.call({direction: 'out', caller: this.#caller({number: call.called, name: ''}), dialled: call.number});
		this.#machine.input({kind: 'call'});
		return leg;
	}

	/** Takes the seat when nothing speaks against the call. */
	#whyNoCall({number}: OutgoingCall): string | undefined {
		const {kind} = this.#machine.state;
		if (!this.#config.outgoing) return 'the box may not dial on this line';
		if (kind !== 'idle') return `the line is ${shown(this.#machine.state).state}`;
		if (this.#config.dialling === 'pulse' && !/^[0-9]+$/.test(number)) return 'only digits can be dialled by pulses';
		return this.#seat.start() ? undefined : 'the line is gone';
	}

	#dial(): void {
		const number = this.#outgoing?.number ?? '';
		if (this.#config.dialling === 'pulse') return void this.#line.dialPulses(number);
		void this.#seat.play(digitTones(number, this.#parts.ports.country.digitMs), false).then(end => {
			if (end === 'finished') this.#machine.input({kind: 'dialled'});
		});
	}

	#caller(callerId: CallerId | undefined): Caller {
		const {number, name} = callerId ?? {number: '', name: ''};
		return {number, name, line: this.#name, source: `${this.id} ${number}`};
	}

	async #try(test: FxoTest): Promise<Tried> {
		if (test === 'milliwatt' || test === 'loopback') {
			this.#machine.input({kind: 'test', test});
			return this.#tried([told(testBegun[test])]);
		}
		const heard = new Promise<boolean>(resolve => this.#testDone = resolve);
		this.#machine.input({kind: 'test', test});
		const dialTone = await heard;
		return test === 'line-check' ? this.#checked(dialTone) : {ok: true, result: {
			ok: dialTone, findings: [told(dialTone ? 'found-dial-tone' : 'found-no-dial-tone')], figures: this.figures() ?? null,
		}};
	}

	#checked(dialTone: boolean | undefined): Tried {
		const figures = this.figures();
		const {ok, findings} = outsideLineFindings(this.#line.facts, {figures, alarms: this.#alarms, dialTone});
		return {ok: true, result: {ok, findings, figures: figures ?? null}};
	}

	#tried(findings: Told[]): Tried {
		return {ok: true, result: {ok: true, findings, figures: this.figures() ?? null}};
	}
}

const heardTones: readonly string[] = ['dial', 'ringing', 'busy', 'congestion', 'info', 'greeting'] satisfies HeardTone[];

function isHeardTone(tone: string): tone is HeardTone {
	return heardTones.includes(tone);
}

function unreachable(effect: never): never {
	throw new Error(`No such effect: ${JSON.stringify(effect)}`);
}
