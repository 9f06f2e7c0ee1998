import type {Caller} from '../../call/index.js';
import type {CallOutcome, LegId} from '../../contract/index.js';
import {EngineLeg} from '../../legs/index.js';
import {newId} from '../../lib/ids.js';
import {LineTimers} from '../line-timers.js';
import {Machine} from '../machine.js';
import {missedCall} from '../missed-call.js';
import type {Law, LinePorts, LineSignal, OpenLine} from '../ports.js';
import type {CallEffect, CallInput, CallRules, CallState, CallTimer} from './call-state.js';
import {stepCall} from './call-step.js';

/** A key that is down already when the audio begins is the last of the number that the caller dialled: he may not have let go of it yet. */
const dialledKeyMs = 200;

/** What a call needs of its span. */
export type CallHost = {
	readonly ports: LinePorts;
	readonly law: Law;
	rules(): CallRules;
	/** Takes a bearer channel; undefined when it can't be had. */
	open(channel: number, listener: (signal: LineSignal) => void): OpenLine | undefined;
	/** The far end would not have the channel. */
	retry(call: PriCall, cause: number): void;
	/** The channel is free, unless (`stuck`) nobody knows. */
	over(call: PriCall, stuck: boolean): void;
	changed(): void;
};

/** `number` is Q.931's; `dialled` is that of a call that the box makes. */
export type PriCallFacts = {direction: 'in' | 'out'; number: number; caller: Caller; dialled: string};

/** One call of a span, from its SETUP to the last word on it. Its audio is that of whichever channel it is given. */
export class PriCall {
	readonly direction: 'in' | 'out';
	readonly #host: CallHost;
	readonly #caller: Caller;
	readonly #id = newId<LegId>();
	readonly #beganAt: string;
	readonly #machine: Machine<CallState, CallInput, CallEffect>;
	readonly #timers: LineTimers<CallTimer>;
	/** Changes when the call is tried again. */
	number: number;
	tries = 1;
	#leg: EngineLeg | undefined;
	#line: OpenLine | undefined;
	#openedMs = 0;
	#unfollow: () => void = () => undefined;

	constructor({direction, number, caller, dialled}: PriCallFacts, host: CallHost) {
		this.direction = direction;
		this.number = number;
		this.#host = host;
		this.#caller = caller;
		this.#beganAt = host.ports.clock.now().toISOString();
		this.#timers = new LineTimers(host.ports.clock, timer => this.input({kind: 'timer', timer}));
		this.#machine = new Machine<CallState, CallInput, CallEffect>({
			state: {kind: 'new'},
			step: (state, input) => stepCall(state, input, host.rules()),
			perform: effect => this.#perform(effect),
			stepped: () => host.changed(),
		});
		if (direction === 'out') this.#leg = this.#createLeg(dialled, false);
	}

	get leg(): EngineLeg | undefined {
		return this.#leg;
	}

	get line(): OpenLine | undefined {
		return this.#line;
	}

	get state(): CallState {
		return this.#machine.state;
	}

	input(input: CallInput): void {
		this.#machine.input(input);
	}

	/** The span closes: nothing more is said on the D channel. */
	drop(): void {
		this.#finish('box', 'failed');
		this.#closeLine();
		this.#timers.disarmAll();
	}

	#perform(effect: CallEffect): void {
		const {pri} = this.#host.ports;
		switch (effect.kind) {
			case 'ask-more': return void pri.moreDigits(this.number, effect.channel);
			case 'proceed': return void pri.proceed(this.number, effect.channel);
			case 'alert': return void pri.alert(this.number, effect.channel);
			case 'progress': return void pri.progress(this.number, effect.channel);
			case 'connect': return void pri.answer(this.number, effect.channel);
			case 'send': return void pri.digits(this.number, effect.digits);
			case 'hang-up': return this.#hangUp(effect.cause);
			case 'open': return this.#open(effect.channel);
			case 'leg': return this.#begin(effect.dialled, effect.refused);
			case 'tell': return this.#leg?.take({kind: effect.event});
			case 'missed': return this.#missed(effect.dialled);
			case 'finish': return this.#finish(effect.by, effect.outcome);
			case 'retry': return this.#host.retry(this, effect.cause);
			case 'over': return this.#over(effect.stuck);
			case 'arm': return this.#timers.arm(effect.timer, effect.ms);
			case 'disarm': return this.#timers.disarm(effect.timer);
		}
	}

	/** Of a call that the engine has no more, the end is not told. */
	#hangUp(cause: number): void {
		this.#closeLine();
		if (!this.#host.ports.pri.hangUp(this.number, cause)) this.input({kind: 'ended', cause});
	}

	#open(channel: number): void {
		this.#closeLine();
		this.#line = this.#host.open(channel, signal => this.#take(signal));
		if (this.#line?.startLeg(this.#id) === undefined) return this.input({kind: 'lost'});
		this.#showCodec();
		this.#openedMs = this.#host.ports.clock.monotonic();
		this.#unfollow = this.#host.ports.follow(this.#id, news => {
			if (news.kind === 'digit') this.#press(news.digit);
			else this.#leg?.take(news);
		});
	}

	#take(signal: LineSignal): void {
		if (signal.kind === 'line.digit') this.#press(signal.digit);
		if (signal.kind === 'line.gone') this.input({kind: 'lost'});
	}

	#press(digit: string): void {
		if (this.#host.ports.clock.monotonic() - this.#openedMs >= dialledKeyMs) this.#leg?.digits.push(digit);
	}

	#begin(dialled: string, refused: boolean): void {
		const leg = this.#createLeg(dialled, refused);
		this.#leg = leg;
		this.#showCodec();
		this.#host.ports.onLeg(leg);
	}

	#showCodec(): void {
		if (this.#line) this.#leg?.take({kind: 'codec', codec: this.#host.law === 'a' ? 'pcma' : 'pcmu', encrypted: false});
	}

	#createLeg(dialled: string, refused: boolean): EngineLeg {
		const {ports} = this.#host;
		const {audio, clock, log, settings} = ports;
		const report = (error: unknown) => log.error({err: error, call: this.#id}, 'a listener of this call failed');
		const signalling = {answer: () => this.input({kind: 'answer'}), hangUp: (outcome: CallOutcome) => this.input({kind: 'hang-up', outcome})};
		const facts = {id: this.#id, direction: this.direction, caller: this.#caller, dialled, language: settings().box.language};
		const leg = new EngineLeg(refused ? {...facts, answered: false} : facts, {media: audio, signalling, clock, report});
		const {number, line} = this.#caller;
		log.info({call: this.#id, line, number, dialled, direction: this.direction, refused}, 'call');
		return leg;
	}

	#over(stuck: boolean): void {
		this.#timers.disarmAll();
		this.#host.over(this, stuck);
	}

	#missed(dialled: string): void {
		const {clock, onMissed} = this.#host.ports;
		onMissed(missedCall(this.#caller, {dialled, startedAt: this.#beganAt, endedAt: clock.now().toISOString()}));
	}

	#finish(by: 'caller' | 'box' | 'network', outcome: CallOutcome): void {
		const leg = this.#leg;
		this.#leg = undefined;
		if (!leg) return;
		this.#host.ports.log.info({call: this.#id, by, outcome}, 'call ended');
		leg.finish(by, outcome);
	}

	#closeLine(): void {
		this.#unfollow();
		this.#unfollow = () => undefined;
		this.#line?.close();
		this.#line = undefined;
	}
}
