import {Value} from '@sinclair/typebox/value';
import pino from 'pino';
import type {Leg, Sound} from '../../firmware/call/index.js';
import {
	PartylineError, settings as settingsSchema,
	type CallRecord, type DomainEvent, type ErrorCode, type LegId, type LineConfig, type LineId, type LineView, type Settings, type SpanConfig, type SpanId,
} from '../../firmware/contract/index.js';
import {Lines, type LineCountry, type LineMedia, type LineSignal, type LinesPorts, type OpenLine} from '../../firmware/lines/index.js';
import {ManualClock} from './manual-clock.js';

type SpanFacts = ReturnType<LineMedia['spans']>[number];
type OpenOptions = Parameters<LineMedia['open']>[0];
type Alarms = Parameters<Parameters<LineMedia['onSpanAlarms']>[0]>[0];
type Play = {leg: LegId; sounds: readonly Sound[]; repeat: boolean; playing: boolean};

/** An analog card with these ports, in order. */
export function analogCard(...kinds: readonly ('fxs' | 'fxo')[]): SpanFacts {
	const channels = kinds.map((kind, index) => ({channel: index + 1, position: index + 1, name: `WCTDM/0/${index}`, kind}));
	return {span: 1, name: 'WCTDM/0', description: 'Wildcard TDM410P Board 1', type: 'analog', alarms: [], clock: 'internal', channels};
}

let legs = 0;

/** A channel that was opened: what is asked of it is written down, what it tells is told by the test. */
export class FakeLine implements OpenLine {
	readonly facts: OpenLine['facts'];
	readonly asked: string[] = [];
	readonly options: OpenOptions;
	readonly tell: (signal: LineSignal) => void;
	leg: LegId | undefined;
	closed = false;

	constructor(options: OpenOptions, facts: OpenLine['facts'], tell: (signal: LineSignal) => void) {
		this.options = options;
		this.facts = facts;
		this.tell = tell;
	}

	startLeg(id = `line-leg-${++legs}` as LegId): LegId | undefined {
		if (this.leg !== undefined || this.closed) return undefined;
		this.leg = id;
		return this.leg;
	}

	endLeg(): void {
		this.leg = undefined;
	}

	close(): void {
		this.endLeg();
		this.closed = true;
	}

	/** What the driver says when the card is pulled out. */
	vanish(): void {
		this.closed = true;
		this.leg = undefined;
		this.tell({kind: 'line.gone', reason: 'The card is gone.'});
	}

	readonly setGain = (receiveDb: number, transmitDb: number) => this.#note(`gain ${receiveDb} ${transmitDb}`);
	readonly setEcho = (echo: string) => this.#note(`echo ${echo}`);
	readonly setHook = (hook: string) => this.#note(`hook ${hook}`);
	readonly ring = ({callerId}: Parameters<OpenLine['ring']>[0]) => this.#note(`ring ${callerId ? `${callerId.number} ${callerId.name}` : 'unknown'}`);
	readonly stopRinging = () => this.#note('stop ringing');
	readonly setPolarity = (reversed: boolean) => this.#note(`polarity ${reversed}`);
	readonly dialPulses = (digits: string) => this.#note(`pulses ${digits}`);
	readonly listenForTones = (tones: readonly {tone: string}[]) => this.#note(`tones ${tones.map(({tone}) => tone).join()}`);
	readonly listenForCallerId = (kinds: readonly string[] | null) => this.#note(`caller ID ${kinds?.join() ?? 'off'}`);
	readonly setLoopback = (on: boolean) => this.#note(`loopback ${on}`);
	readonly startVoice = () => false;
	readonly stopVoice = () => false;

	stats(): ReturnType<OpenLine['stats']> {
		return this.closed ? undefined : {receiveDbm0: -62, transmitDbm0: -90, clockPpm: 12, delayMs: 30, slips: 0, overruns: 0, underruns: 0};
	}

	#note(what: string): boolean {
		if (!this.closed) this.asked.push(what);
		return !this.closed;
	}
}

/** A driver with cards that tests put in and pull out. */
export class FakeDriver implements LineMedia {
	cards: SpanFacts[];
	/** Channels that can't be opened, and why. */
	readonly refusals = new Map<number, ErrorCode>();
	/** Why the driver itself can't be reached. */
	refusal: ErrorCode | undefined;
	readonly opened: FakeLine[] = [];
	battery = true;
	probes = 0;
	readonly #listeners = new Set<(event: Alarms) => void>();

	constructor(cards: SpanFacts[]) {
		this.cards = cards;
	}

	spans(): readonly SpanFacts[] {
		this.probes++;
		if (this.refusal) throw new PartylineError(this.refusal);
		return this.cards;
	}

	open(options: OpenOptions, listener: (signal: LineSignal) => void): FakeLine {
		const channel = options.device.kind === 'dahdi' ? options.device.channel : 0;
		const facts = this.cards.flatMap(({channels}) => channels).find(facts => facts.channel === channel);
		const refusal = facts ? this.refusals.get(channel) : 'NO_DEVICE';
		if (refusal || facts?.kind === 'data' || facts?.kind === 'unknown' || !facts) throw new PartylineError(refusal ?? 'NO_DEVICE');
		const line = new FakeLine(options, {name: facts.name, kind: facts.kind, digits: 'software', echo: 'software', offHook: false, battery: this.battery, alarms: []}, listener);
		this.opened.push(line);
		return line;
	}

	onSpanAlarms(listener: (event: Alarms) => void): () => void {
		this.#listeners.add(listener);
		return () => this.#listeners.delete(listener);
	}

	alarm(event: Alarms): void {
		for (const listener of this.#listeners) listener(event);
	}

	/** The newest that was opened of a channel. */
	line(channel: number): FakeLine {
		const line = this.opened.findLast(({options}) => options.device.kind === 'dahdi' && options.device.channel === channel);
		if (!line) throw new Error(`Channel ${channel} was never opened`);
		return line;
	}
}

const country: LineCountry = {
	law: 'mu', ringCadenceMs: [2000, 4000], callerIdKind: 'bell202', callerIdKinds: ['bell202'], flashMs: 750, digitMs: {on: 100, off: 100},
	played: tone => [{frequenciesHz: [tone === 'dial' ? 350 : 480], dbm0: -18, ms: tone.length}],
	heard: tone => [{tone, cadence: []}],
};

const noPri: LinesPorts['pri'] = {
	open: () => {
		throw new PartylineError('NO_DEVICE');
	},
	close: () => undefined, setUp: () => undefined, moreDigits: () => false, digits: () => false, proceed: () => false, alert: () => false,
	progress: () => false, answer: () => false, hangUp: () => false, restart: () => false,
};

/** A box with nothing but its lines: a driver, calls that go nowhere, events that are written down. */
export function setUpLines({cards = [analogCard('fxs', 'fxo')], numbers = ['8000'], configs = {}, settings = {}, driver = new FakeDriver(cards), ...more}: {
	cards?: SpanFacts[]; numbers?: readonly string[]; configs?: Record<string, LineConfig | SpanConfig>; settings?: Partial<Settings>; driver?: FakeDriver;
} & Partial<Omit<LinesPorts, 'configs' | 'settings'>> = {}) {
	const clock = new ManualClock();
	const taken: Leg[] = [];
	const missed: CallRecord[] = [];
	const events: DomainEvent[] = [];
	const plays: Play[] = [];
	const all = Value.Parse(settingsSchema, {...settings, entry: {portal: '8888'}});
	const lines = new Lines({
		lines: driver, clock, log: pino({level: 'silent'}), settings: () => all, country, pri: noPri, root: '/dev/dahdi', cardsExpected: true,
		audio: {play: async (leg, sounds, options) => play(plays, clock, {leg, sounds, ...options}), stopPlaying: () => undefined, setMusic: () => undefined},
		configs: {line: (id: LineId) => configs[id] as LineConfig | undefined, span: (id: SpanId) => configs[id] as SpanConfig | undefined},
		onLeg: leg => taken.push(leg), onMissed: record => missed.push(record), tell: event => events.push(event),
		match: digits => ({exact: numbers.includes(digits), longer: numbers.some(number => number !== digits && number.startsWith(digits))}),
		primaryRate: () => {
			throw new PartylineError('BAD_DRIVER');
		},
		modem: () => {
			throw new Error('there is no modem');
		},
		...more,
	});
	const view = (name: string): LineView => {
		const found = lines.view().lines.find(line => line.name === name);
		if (!found) throw new Error(`There is no line ${name}`);
		return found;
	};
	const press = (line: FakeLine, keys: string) => {
		for (const digit of keys) if (line.leg) lines.take({kind: 'digit', leg: line.leg, digit});
	};
	/** What is played to a line now. */
	const hears = (line: FakeLine) => plays.findLast(({leg, playing}) => leg === line.leg && playing);
	return {clock, driver, lines, taken, missed, events, plays, view, press, hears};
}

type Asked = Omit<Play, 'playing' | 'repeat'> & {repeat?: boolean; signal: AbortSignal};

async function play(plays: Play[], clock: ManualClock, {leg, sounds, repeat = false, signal}: Asked): Promise<'finished' | 'stopped'> {
	if (signal.aborted) return 'stopped';
	const playing = {leg, sounds, repeat, playing: true};
	plays.push(playing);
	return new Promise(resolve => {
		const end = (how: 'finished' | 'stopped') => {
			playing.playing = false;
			resolve(how);
		};
		signal.addEventListener('abort', () => end('stopped'), {once: true});
		if (!repeat) clock.after(sounds.reduce((ms, sound) => ms + lengthOf(sound), 0), () => end('finished'));
	});
}

const lengthOf = (sound: Sound): number => typeof sound === 'string' || 'tone' in sound ? 1000 : 'ms' in sound ? sound.ms : sound.silenceMs;
