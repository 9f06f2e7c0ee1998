import type {Caller, Dialler, Leg, OutgoingCall} from '../../call/index.js';
import {PartylineError, told, type LineConfig, type LineFigures, type LineId, type LineView, type ModemConfig, type Told} from '../../contract/index.js';
import {figuresOf, untested, why, type Line, type ModemParts, type TestAction, type Tried} from '../line.js';
import {LineSeat} from '../line-seat.js';
import {LineTimers} from '../line-timers.js';
import {Machine} from '../machine.js';
import {milliwatt} from '../milliwatt.js';
import {missedCall} from '../missed-call.js';
import type {LegNews, LineSignal, OpenLine} from '../ports.js';
import type {CallerIdPart} from './caller-id.js';
import type {News} from './dialogue.js';
import {ModemPort} from './modem-port.js';
import type {Model} from './models.js';
import {problemOfState, shown, testBegun, whyNoTest} from './shown.js';
import type {ModemEffect, ModemInput, ModemRules, ModemState, ModemTimer} from './state.js';
import {step} from './step.js';

/** Full-duplex voice, ITU-T V.253. */
const voiceCommand = 'AT+VTR';

/**
 * A voice modem as an outside line. The serial port is this class's while the modem takes commands; for the voice stream it lets the port go, the
 * engine opens the device, writes `AT+VTR`, and closes it again when the stream is over ('line.voice').
 */
export class ModemLine implements Line {
	readonly id: LineId;
	readonly #parts: ModemParts;
	readonly #port: ModemPort;
	readonly #timers: LineTimers<ModemTimer>;
	readonly #machine: Machine<ModemState, ModemInput, ModemEffect>;
	#config: ModemConfig;
	#line: {open: OpenLine; model: Model; seat: LineSeat} | undefined;
	/** The engine has the port, or is about to. */
	#voice = false;
	#leaving = false;
	#note: Told | undefined;
	#rangAt = '';
	#testDone: ((dialTone: boolean | undefined) => void) | undefined;

	constructor(parts: ModemParts) {
		this.id = parts.id;
		this.#parts = parts;
		this.#config = parts.config;
		const {path, ports: {clock}} = parts;
		this.#timers = new LineTimers(clock, timer => this.#machine.input({kind: 'timer', timer}));
		this.#port = new ModemPort({path, clock}, {
			opened: () => this.#opened(),
			failed: problem => this.#portFailed(problem),
			answered: outcome => this.#machine.input({kind: 'answer', outcome}),
			news: news => this.#hearNews(news),
		});
		this.#machine = new Machine<ModemState, ModemInput, ModemEffect>({
			state: {kind: 'off'},
			step: (state, input) => step(state, input, this.#rules()),
			perform: effect => this.#perform(effect),
			stepped: () => parts.changed(),
		});
	}

	readonly dialler: Dialler = {dial: call => this.#call(call)};

	/** Looks for the modem, and keeps looking. */
	start(): void {
		this.#machine.input({kind: 'enable', on: this.#config.enabled});
	}

	get busy(): boolean {
		return !['off', 'missing', 'setting-up', 'unusable', 'idle'].includes(this.#machine.state.kind);
	}

	/** Why the modem can't be used; undefined: it can. */
	get problem(): Told | undefined {
		return problemOfState(this.#machine.state);
	}

	/** What the modem says it is; empty before it has said so. */
	get modelName(): string {
		return this.#line?.model.name ?? '';
	}

	view(): LineView {
		const {state, what = this.#note} = shown(this.#machine.state);
		const echo = this.#config.echo === 'off' ? 'none' : this.#line?.open.facts.echo ?? 'none';
		return {
			id: this.id, card: this.#parts.card, span: null, kind: 'modem', name: this.#name, state, ...why(what),
			alarms: [], digits: 'modem', echo, call: this.#line?.seat.leg?.id ?? null, config: this.#config,
		};
	}

	configure(config: LineConfig): boolean {
		if (config.kind !== 'modem') return false;
		this.#config = config;
		this.#line?.open.setGain(config.receiveGainDb, config.transmitGainDb);
		this.#line?.open.setEcho(config.echo);
		this.#machine.input({kind: 'enable', on: config.enabled});
		return true;
	}

	figures(): LineFigures | undefined {
		return figuresOf(this.#line?.open.stats());
	}

	async test(action: TestAction): Promise<Tried> {
		if (action === 'stop') return this.#stopTest();
		if (action === 'ring') return untested(told('not-rung-by-box'));
		const hindrance = whyNoTest(this.#machine.state);
		if (hindrance) return untested(hindrance);
		const ended = new Promise<boolean | undefined>(resolve => this.#testDone = resolve);
		this.#machine.input({kind: 'test', test: action});
		if (action === 'milliwatt' || action === 'loopback') return this.#tried(true, [told(testBegun[action])]);
		const dialTone = await ended;
		return this.#checked(action, dialTone === true);
	}

	close(): void {
		this.#machine.input({kind: 'enable', on: false});
	}

	get #name(): string {
		return this.#config.name || this.#parts.name;
	}

	#rules(): ModemRules {
		const {answerRings, silenceSeconds} = this.#config;
		return {answerRings, silenceMs: silenceSeconds * 1000, ringMs: this.#parts.ports.settings().lines.ringSeconds * 1000};
	}

	#opened(): void {
		if (this.#leaving) return void this.#hangUpAndLeave();
		this.#machine.input({kind: 'opened'});
	}

	#portFailed({reason}: PartylineError): void {
		if (this.#leaving) return void this.#port.close();
		this.#machine.input({kind: 'port-failed', problem: reason ?? told('device-failed')});
	}

	#hearNews(news: News): void {
		if (news.kind === 'ring' && this.#machine.state.kind !== 'ringing') this.#rangAt = this.#parts.ports.clock.now().toISOString();
		this.#machine.input({kind: 'news', news});
	}

	#perform(effect: ModemEffect): void {
		switch (effect.kind) {
			case 'open-port': return this.#openPort();
			case 'close-port': return this.#leave();
			case 'wake': return this.#port.wake();
			case 'run': return this.#port.run(effect.command);
			case 'abort': return this.#port.abort();
			case 'use-model': return this.#use(effect.model);
			case 'start-voice': return void this.#startVoice();
			case 'stop-voice': return this.#stopVoice();
			case 'start-leg': return void this.#line?.seat.start();
			case 'end-leg': return this.#line?.seat.end();
			case 'offer': return this.#offer(effect.callerId);
			case 'missed': return this.#missed(effect.callerId);
			case 'answered': return this.#line?.seat.leg?.take({kind: 'answered'});
			case 'finish': return this.#line?.seat.finish(effect.by, effect.outcome);
			case 'note': return this.#setNote(effect.what);
			case 'milliwatt': return void this.#line?.seat.play(milliwatt(this.#parts.ports.country.law), true);
			case 'loopback': return void this.#line?.open.setLoopback(effect.on);
			case 'test-result': return this.#testDone?.(effect.dialTone);
			case 'arm': return this.#timers.arm(effect.timer, effect.ms);
			case 'disarm': return this.#timers.disarm(effect.timer);
			case 'disarm-all': return this.#timers.disarmAll();
			default: return unreachable(effect);
		}
	}

	#openPort(): void {
		this.#leaving = false;
		this.#voice = false;
		this.#port.open();
	}

	/** The engine's line is opened for what this modem needs; one that fits stays. */
	#use(model: Model): void {
		if (this.#line?.model.coding === model.coding && this.#line.model.name === model.name) return;
		this.#line?.open.close();
		this.#line = undefined;
		const {ports, path} = this.#parts;
		const {echo, receiveGainDb, transmitGainDb} = this.#config;
		try {
			const open = ports.lines.open({device: {kind: 'modem', path, coding: model.coding}, echo, digits: 'auto', receiveGainDb, transmitGainDb, flashMs: 0}, signal => this.#take(signal));
			this.#line = {open, model, seat: this.#seat(open)};
			ports.log.info({line: this.#name, model: model.name, coding: model.coding}, 'voice modem');
		} catch (error) {
			if (!(error instanceof PartylineError)) throw error;
			ports.log.warn({line: this.#name, err: error}, 'the modem could not be opened');
			this.#setNote(told('device-failed'));
		}
	}

	#seat(line: OpenLine): LineSeat {
		return new LineSeat({
			line, ports: this.#parts.ports, news: news => this.#hear(news),
			signalling: {answer: () => undefined, hangUp: outcome => this.#machine.input({kind: 'hang-up', outcome})},
		});
	}

	async #startVoice(): Promise<void> {
		this.#voice = true;
		await this.#port.close();
		if (this.#machine.state.kind !== 'starting-voice') return;
		if (!this.#line?.open.startVoice(voiceCommand)) this.#machine.input({kind: 'voice', on: false, reason: 'the device could not be opened'});
	}

	#stopVoice(): void {
		if (!this.#line?.open.stopVoice(this.#line.model.endHex)) this.#machine.input({kind: 'voice', on: false, reason: ''});
	}

	/** The modem is put on hook on the way out, whoever has its port. */
	#leave(): void {
		this.#leaving = true;
		if (this.#voice && this.#line?.open.stopVoice(this.#line.model.endHex)) return;
		void this.#hangUpAndLeave();
	}

	async #hangUpAndLeave(): Promise<void> {
		await this.#port.hangUpAndClose();
		if (!this.#leaving) return;
		this.#line?.open.close();
		this.#line = undefined;
	}

	#take(signal: LineSignal): void {
		switch (signal.kind) {
			case 'line.voice': return this.#voiceIs(signal.on, signal.reason);
			case 'line.dle': return this.#machine.input({kind: 'news', news: {kind: 'dle', code: signal.code}});
			case 'line.digit': return this.#line?.seat.leg?.digits.push(signal.digit);
			case 'line.gone': return this.#gone(signal.reason);
			// The rest is told of phones and of lines of cards.
			default: return;
		}
	}

	#voiceIs(on: boolean, reason: string): void {
		if (reason !== '') this.#parts.ports.log.warn({line: this.#name, reason}, 'the voice stream of a modem ended');
		if (this.#leaving && !on) return this.#port.open();
		this.#machine.input({kind: 'voice', on, reason});
	}

	#gone(reason: string): void {
		this.#machine.input({kind: 'voice', on: false, reason});
		this.#line = undefined;
	}

	#hear(news: LegNews): void {
		if (news.kind === 'digit') return this.#line?.seat.leg?.digits.push(news.digit);
		this.#machine.input({kind: 'sound', on: news.talking});
		this.#line?.seat.leg?.take(news);
	}

	#setNote(note: Told | undefined): void {
		this.#note = note;
		if (note) this.#parts.ports.log.warn({line: this.#name}, note.message);
	}

	#offer(callerId: CallerIdPart): void {
		const {settings, onLeg} = this.#parts.ports;
		const dialled = this.#config.target ?? settings().entry.portal ?? '';
		const leg = this.#line?.seat.call({direction: 'in', caller: this.#caller(callerId), dialled});
		if (leg) onLeg(leg);
	}

	#missed(callerId: CallerIdPart): void {
		const {clock, onMissed} = this.#parts.ports;
		onMissed(missedCall(this.#caller(callerId), {dialled: this.#config.target ?? '', startedAt: this.#rangAt, endedAt: clock.now().toISOString()}));
	}

	#call({number, called}: OutgoingCall): Leg | undefined {
		const free = this.#config.outgoing && this.#machine.state.kind === 'idle' && /^[0-9*#A-D,]+$/.test(number);
		if (!free || !this.#line?.seat.start()) return undefined;
		const leg = this.#line.seat.call({direction: 'out', caller: this.#caller({number: called}), dialled: number});
		this.#machine.input({kind: 'call', number});
		return leg;
	}

	#caller({number = '', name = ''}: CallerIdPart): Caller {
		return {number, name, line: this.#name, source: `${this.id} ${number}`};
	}

	#stopTest(): Tried {
		const running = this.#machine.state.kind === 'testing';
		this.#machine.input({kind: 'stop-test'});
		return this.#tried(true, [told(running ? 'test-ended' : 'test-none')]);
	}

	#checked(action: 'dial-tone' | 'line-check', dialTone: boolean): Tried {
		const tone = told(dialTone ? 'found-dial-tone' : 'found-modem-no-dial-tone');
		const {problem, modelName} = this;
		return this.#tried(dialTone && !problem, action === 'dial-tone' ? [tone] : [tone, told('found-modem', {model: modelName})]);
	}

	#tried(ok: boolean, findings: Told[]): Tried {
		return {ok: true, result: {ok, findings, figures: this.figures() ?? null}};
	}
}

function unreachable(effect: never): never {
	throw new Error(`No such effect: ${JSON.stringify(effect)}`);
}
