import type {Clock} from '../../lib/clock.js';
import {LineTimers} from '../line-timers.js';
import {withChannel, type Channels} from './channels.js';

/** Q.931 9.1: T316 is 120 s and N316 2; one channel after the other, so long would hold up those behind it. */
const answerMs = 10_000;
const mostTries = 2;
/** A channel that is out of service is tried again. */
const againMs = 300_000;

export type RestartPorts = {
	readonly clock: Clock;
	/** RESTART of one channel; false when the span can't. */
	readonly send: (channel: number) => boolean;
	readonly channels: () => Channels;
	readonly setChannels: (channels: Channels) => void;
};

/** Asks the far end for each channel in turn whether it is idle there too (Q.931 5.5). One whose RESTART is not answered is out of service. */
export class Restarts {
	readonly #ports: RestartPorts;
	readonly #timers: LineTimers<'answer' | 'again'>;
	#waiting: number[] = [];
	#asked: number | undefined;
	#isKnown = false;

	constructor(ports: RestartPorts) {
		this.#ports = ports;
		this.#timers = new LineTimers(ports.clock, timer => timer === 'answer' ? this.#unanswered() : this.all());
	}

	/**
	 * The span carries calls. What its channels are to the far end is asked once; then the end of each call tells. A caller whose call crosses a RESTART
	 * of its channel is cut off.
	 */
	begin(): void {
		if (!this.#isKnown) this.all();
	}

	/** Those that no call has. */
	all(): void {
		for (const [channel] of this.#ports.channels()) this.#wait(channel);
		this.#next();
	}

	/** One that is not what it seems: no call has it until it is confirmed. */
	suspect(channel: number): void {
		const use = this.#ports.channels().get(channel);
		if (use?.kind === 'free') this.#ports.setChannels(withChannel(this.#ports.channels(), channel, {kind: 'restarting', tries: 0}));
		this.#wait(channel);
		this.#next();
	}

	/** The far end has confirmed a channel. */
	confirmed(channel: number): void {
		this.#ports.setChannels(idled(this.#ports.channels(), channel));
		if (channel === this.#asked) this.#done();
	}

	/** The span is down: nobody answers, and what was asked is asked again when it is back. */
	stop(): void {
		this.#waiting = [];
		this.#asked = undefined;
		this.#timers.disarmAll();
		this.#ports.setChannels(idled(this.#ports.channels(), 0));
	}

	#wait(channel: number): void {
		if (!this.#waiting.includes(channel)) this.#waiting.push(channel);
	}

	#next(): void {
		if (this.#asked !== undefined) return;
		for (let channel = this.#waiting.shift(); channel !== undefined; channel = this.#waiting.shift()) {
			const use = this.#ports.channels().get(channel);
			if (use?.kind === 'free' || use?.kind === 'restarting' || use?.kind === 'out-of-service') return this.#ask(channel, 1);
		}
		this.#isKnown = true;
	}

	#ask(channel: number, tries: number): void {
		this.#asked = channel;
		this.#ports.setChannels(withChannel(this.#ports.channels(), channel, {kind: 'restarting', tries}));
		this.#timers.arm('answer', answerMs);
		this.#ports.send(channel);
	}

	#unanswered(): void {
		const channel = this.#asked;
		const use = channel === undefined ? undefined : this.#ports.channels().get(channel);
		if (channel === undefined || use?.kind !== 'restarting') return this.#done();
		if (use.tries < mostTries) return this.#ask(channel, use.tries + 1);
		this.#ports.setChannels(withChannel(this.#ports.channels(), channel, {kind: 'out-of-service'}));
		this.#timers.arm('again', againMs);
		this.#done();
	}

	#done(): void {
		this.#asked = undefined;
		this.#timers.disarm('answer');
		this.#next();
	}
}

/** The channel, or all (0), without what a RESTART ends: calls end by themselves, and tests go on. */
export function idled(channels: Channels, channel: number): Channels {
	return new Map([...channels].map(([position, use]) => {
		const isMeant = channel === 0 || channel === position;
		return [position, isMeant && (use.kind === 'restarting' || use.kind === 'out-of-service') ? {kind: 'free'} : use];
	}));
}
