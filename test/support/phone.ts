import {resolve} from 'node:path';
import {Happenings, type WaitOptions} from './happenings.js';
import {cadence, median, type Heard, type Tone} from './hearing.js';
import {lastWords} from './last-words.js';
import {LineProcess} from './line-process.js';
import {TimeLine, type Listened} from './time-line.js';

export type CodecName = 'PCMU' | 'PCMA' | 'G722' | 'opus';
export type Transport = 'udp' | 'tcp' | 'tls';

export type CallOptions = {
	/** In order of preference; all four unless told. */
	codecs?: readonly CodecName[];
	transport?: Transport;
	srtp?: 'off' | 'optional' | 'mandatory';
	/** Caller ID. */
	number?: string;
	name?: string;
	/** False leaves telephone-event out of the offer. */
	telephoneEvent?: boolean;
	headers?: Readonly<Record<string, string>>;
};

export type PhoneEvent =
	| {event: 'ready'; udp: string; tcp: string}
	| {event: 'ringing'; call: string; status: number}
	| {event: 'answered'; call: string}
	| {event: 'incoming'; call: string; from: string; to: string}
	| MediaEvent
	| EndedEvent;
/** `direction` is our side's: sendonly while we hold the other. */
export type MediaEvent = {event: 'media'; call: string; codec: string; rateHz: number; direction: string; telephoneEvent: boolean; encrypted: boolean};
/** `bye`: the other side ended an answered call. */
export type EndedEvent = {event: 'ended'; call: string; status: number; reason: string; bye: boolean; reasonHeader: string; seconds: number};

/** Where a box takes calls. */
export type Callee = {readonly address: string; readonly sip: {udp: number | null; tcp: number | null; tls: number | null}};

type Reply = {id: number; ok: boolean; error?: string};
type Teardown = {teardown(end: () => Promise<void>): void};

const frameMs = 20;
const binary = resolve('build/test/phone/partyline-phone');

/** A phone at `address` (another one in 127/8 is another source for the box); its calls go to `box`. It ends with the test. */
export async function startPhone(t: Teardown, box: Callee, {address = '127.0.0.1'} = {}): Promise<Phone> {
	const phone = new Phone(box, address);
	t.teardown(() => phone.close());
	await phone.events.waitFor('the phone to start', event => event.event === 'ready');
	return phone;
}

export class Phone {
	readonly events = new Happenings<PhoneEvent>();
	readonly #replies = new Happenings<Reply>();
	readonly #process: LineProcess;
	readonly #box: Callee;
	#commands = 0;
	#calls = 0;

	constructor(box: Callee, address: string) {
		this.#box = box;
		this.#process = new LineProcess([binary, address], {name: 'the phone', onLine: line => this.#take(line)});
	}

	/** Dials a number at the box, or a whole SIP URI. Resolves when the INVITE is sent. */
	async call(number: string, options: CallOptions = {}): Promise<Call> {
		const {codecs = ['opus', 'G722', 'PCMU', 'PCMA'], srtp = 'off', telephoneEvent = true, headers = {}} = options;
		const name = `call-${++this.#calls}`;
		const uri = number.startsWith('sip:') ? number : this.#uri(number, options.transport ?? 'udp');
		await this.command('call', {call: name, uri, codecs, srtp, telephoneEvent, headers, from: fromOf(options)});
		return new Call(this, name);
	}

	/** Where this phone itself can be called by UDP. */
	async uri(): Promise<string> {
		const {udp} = await this.events.waitFor('the phone to start', event => event.event === 'ready');
		return `sip:phone@${udp}`;
	}

	/** The first call that comes in; it rings until it is answered. */
	async incoming(options?: WaitOptions): Promise<Call> {
		const {call} = await this.events.waitFor('a call to come in', event => event.event === 'incoming', options);
		return new Call(this, call);
	}

	/** One command of the phone's protocol, and its reply. */
	async command<Answer>(verb: string, fields: Record<string, unknown>, withinMs = 10_000): Promise<Answer> {
		const id = ++this.#commands;
		this.#process.send(JSON.stringify({id, do: verb, ...fields}));
		const reply = await this.#replies.waitFor(`the phone's answer to ${verb}`, reply => reply.id === id, {withinMs});
		if (!reply.ok) throw new PhoneRefusal(`The phone refused ${verb}: ${reply.error}`);
		return reply as Reply & Answer;
	}

	async close(): Promise<void> {
		this.#process.endInput();
		await this.#process.ended(10_000);
	}

	#uri(number: string, transport: Transport): string {
		const port = this.#box.sip[transport];
		if (port === null) throw new Error(`The box does not listen on ${transport}.`);
		return `sip:${number}@${this.#box.address}:${port};transport=${transport}`;
	}

	#take(line: string): void {
		const said = JSON.parse(line) as Reply | PhoneEvent;
		if ('event' in said) this.events.add(said);
		else this.#replies.add(said);
	}
}

/** The phone would not do it, for instance because the call has ended. */
export class PhoneRefusal extends Error {}

function fromOf({number = 'phone', name = ''}: CallOptions): string {
	return name === '' ? `<sip:${number}@127.0.0.1>` : `"${name}" <sip:${number}@127.0.0.1>`;
}

export type DigitOptions = {method?: 'rfc4733' | 'info' | 'inband'; ms?: number; pauseMs?: number};

export type MeasureOptions = {
	frequencies?: readonly number[];
	/** Jumps in phase or level of this tone are told. */
	continuousHz?: number;
	/** Go on from an earlier measurement's `nextFrame`, so that nothing between the two is missed. */
	firstFrame?: number;
};

export class Call {
	readonly name: string;
	readonly #phone: Phone;
	readonly #timeLine: TimeLine;

	constructor(phone: Phone, name: string) {
		this.#phone = phone;
		this.name = name;
		this.#timeLine = new TimeLine({name, unit: 'dBov', silenceBelow: -60});
	}

	/** Takes a call that came in. */
	async answer(): Promise<MediaEvent> {
		await this.#command('answer', {});
		return this.answered();
	}

	async ringing(options?: WaitOptions): Promise<void> {
		await this.#event('to ring', (event): event is PhoneEvent => event.event === 'ringing', options);
	}

	/** Resolves when the call is up and its media runs. */
	async answered(options?: WaitOptions): Promise<MediaEvent> {
		await this.#event('to be answered', (event): event is PhoneEvent => event.event === 'answered', options);
		return this.media(options);
	}

	/** The newest media that has these properties. */
	async media(options?: WaitOptions & Partial<Pick<MediaEvent, 'codec' | 'direction'>>): Promise<MediaEvent> {
		const {codec, direction} = options ?? {};
		return this.#event('media', (event): event is MediaEvent => event.event === 'media'
			&& (codec === undefined || event.codec === codec) && (direction === undefined || event.direction === direction), options);
	}

	async ended(options?: WaitOptions): Promise<EndedEvent> {
		return this.#event('to end', (event): event is EndedEvent => event.event === 'ended', options);
	}

	get isOver(): boolean {
		return this.#phone.events.all.some(event => event.event === 'ended' && event.call === this.name);
	}

	/** Resolves when the last key was let go. */
	async press(digits: string, options: DigitOptions = {}): Promise<void> {
		await this.#command('digits', {digits, ...options}, 10_000 + digits.length * 300);
	}

	async say(hz: number, dbov = -20): Promise<void> {
		await this.#command('source', {kind: 'tone', hz, dbov});
	}

	/** Noise with the rhythm of speech. */
	async speak(dbov = -20): Promise<void> {
		await this.#command('source', {kind: 'speech', dbov});
	}

	async fallSilent(): Promise<void> {
		await this.#command('source', {kind: 'silence'});
	}

	/** Puts the box on hold; what this phone says goes on, as hold music would. */
	async hold(direction: 'sendonly' | 'inactive' = 'sendonly'): Promise<void> {
		await this.#offer({direction});
	}

	async resume(): Promise<void> {
		await this.#offer({direction: 'sendrecv'});
	}

	async changeCodec(codec: CodecName): Promise<MediaEvent> {
		return this.#offer({codecs: [codec]});
	}

	async stopRtp(): Promise<void> {
		await this.#command('rtp', {sending: false});
	}

	async hangUp(): Promise<void> {
		await this.#command('hangup', {});
		await this.ended();
	}

	/** Before the answer: CANCEL. */
	async cancel(): Promise<void> {
		await this.hangUp();
	}

	async measure(ms: number, {frequencies = [], continuousHz, firstFrame}: MeasureOptions = {}): Promise<Heard> {
		return this.#command<Heard>('measure', {
			ms, frequencies, ...(continuousHz === undefined ? {} : {continuousHz}), ...(firstFrame === undefined ? {} : {firstFrame}),
		}, ms + 10_000);
	}

	/** How loud these tones are: the median of five measurements of 100 ms, so that a packet lost does not count. */
	async levels(frequencies: readonly number[]): Promise<Tone[]> {
		const heard: Heard[] = [];
		while (heard.length < 5) heard.push(await this.measure(100, {frequencies}));
		return frequencies.map((hz, i) => ({hz, dbov: median(heard.map(({tones}) => tones[i]?.dbov ?? -1000))}));
	}

	/** Resolves with its level once this tone is heard at 100 ms in a row. */
	async hears(hz: number, {withinMs = 5000, aboveDbov = -45} = {}): Promise<number> {
		const heard = await this.#listen(`${hz} Hz above ${aboveDbov} dBov`, {withinMs, frequencies: [hz]}, ({tones}) => (tones[0]?.dbov ?? -1000) > aboveDbov);
		return heard.tones[0]?.dbov ?? -1000;
	}

	/** Resolves once this tone is not heard for 200 ms, whatever else is. */
	async hearsNoMore(hz: number, {withinMs = 5000, belowDbov = -50} = {}): Promise<void> {
		await this.#listen(`no ${hz} Hz above ${belowDbov} dBov`, {withinMs, windowMs: 200, frequencies: [hz]}, ({tones}) => (tones[0]?.dbov ?? 0) < belowDbov);
	}

	/** Resolves once there is any sound: speech, music, tones. */
	async hearsSound({withinMs = 5000, aboveDbov = -40} = {}): Promise<Heard> {
		return this.#listen(`sound above ${aboveDbov} dBov`, {withinMs}, ({dbov}) => dbov > aboveDbov);
	}

	/** Resolves once there was no sound for so long; comfort noise is none. */
	async hearsSilence({withinMs = 8000, forMs = 300, belowDbov = -55} = {}): Promise<Heard> {
		return this.#listen(`${forMs} ms of silence`, {withinMs, windowMs: forMs}, ({envelope}) => envelope.every(level => level < belowDbov));
	}

	/** Resolves with the lengths of sounds and pauses heard in so long. */
	async cadence(ms: number): Promise<{sound: boolean; ms: number}[]> {
		return cadence((await this.measure(ms)).envelope);
	}

	/** Each window overlaps half of the one before, however busy the machine is, so that nothing brief falls between two. `withinMs` is time heard. */
	async #listen(wanted: string, {withinMs, windowMs = 100, frequencies = []}: {withinMs: number; windowMs?: number; frequencies?: readonly number[]}, is: (heard: Heard) => boolean): Promise<Heard> {
		let next: Pick<MeasureOptions, 'firstFrame'> = {};
		for (let heardMs = 0; ;) {
			const heard = await this.#tryMeasure(windowMs, {frequencies, ...next});
			if (typeof heard === 'string') throw this.#unheard(wanted, heard);
			if (heardMs === 0) this.#timeLine.note(startMs(heard), `listens for ${wanted}`);
			this.#timeLine.add(listened(heard));
			if (is(heard)) return heard;
			if (heardMs >= withinMs) throw this.#unheard(wanted, `not within ${withinMs} ms`);
			const fresh = Math.ceil(heard.frames / 2);
			heardMs += fresh * frameMs;
			next = {firstFrame: heard.nextFrame - heard.frames + fresh};
		}
	}

	#unheard(wanted: string, why: string): Error {
		return new Error(`${this.name} should have heard ${wanted}: ${why}, at ${new Date().toISOString().slice(11, 23)}. Its time line:\n${this.#timeLine.told()}${lastWords(this.#timeLine)}`);
	}

	/** What was heard, or why nothing was. */
	async #tryMeasure(ms: number, options: MeasureOptions): Promise<Heard | string> {
		try {
			return await this.measure(ms, options);
		} catch (error) {
			if (!(error instanceof PhoneRefusal)) throw error;
			return error.message;
		}
	}

	async #offer(change: {direction?: string; codecs?: readonly CodecName[]}): Promise<MediaEvent> {
		const after = this.#phone.events.all.length;
		await this.#command('offer', change);
		return this.#event('the answer to its offer', (event): event is MediaEvent => event.event === 'media', {after});
	}

	async #command<Answer>(verb: string, fields: Record<string, unknown>, withinMs?: number): Promise<Answer> {
		return this.#phone.command<Answer>(verb, {call: this.name, ...fields}, withinMs);
	}

	async #event<Match extends PhoneEvent>(what: string, matches: (event: PhoneEvent) => event is Match, options?: WaitOptions): Promise<Match> {
		const own = (event: PhoneEvent): event is Match => 'call' in event && event.call === this.name && matches(event);
		return this.#phone.events.waitFor(`${this.name} ${what}`, own, options);
	}
}

const startMs = ({nextFrame, frames}: Heard): number => (nextFrame - frames) * frameMs;

function listened(heard: Heard): Listened {
	const tones = heard.strongest.map(({hz, dbov}) => ({hz, level: dbov}));
	return {fromMs: startMs(heard), levels: heard.envelope, strongest: tones, nothingCame: heard.missingFrames === heard.frames};
}
