import type {Leg, LegEnd, LegEvent, Sound} from '../../firmware/call/index.js';
import {DigitQueue} from '../../firmware/call/index.js';
import type {CallOutcome, Language, LegId} from '../../firmware/contract/index.js';
import type {ManualClock} from './manual-clock.js';

type Play = {readonly sounds: readonly Sound[]; readonly repeat: boolean; end: 'playing' | 'finished' | 'stopped'};

type FakeCall = {number?: string; source?: string; dialled?: string; direction?: 'in' | 'out'};

/** How long each sound lasts at a fake leg. */
export const soundMs = 1000;

let legs = 0;

/** A call without a phone: remembers what was played to it, and does what a caller does. */
export class FakeLeg implements Leg {
	readonly id: LegId;
	readonly caller;
	readonly dialled: string;
	readonly direction: 'in' | 'out';
	readonly digits: DigitQueue;
	language: Language = 'en';
	media = {codec: 'pcma', encrypted: false};
	held = false;
	answered: boolean;
	/** The box has answered. */
	taken = false;
	music = false;
	/** How the box ended the call; undefined while it has not. */
	hungUp: CallOutcome | undefined;
	readonly plays: Play[] = [];
	readonly #clock: ManualClock;
	readonly #listeners = new Set<(event: LegEvent) => void>();
	readonly #end = new AbortController();
	#stop: () => void = () => undefined;

	constructor(clock: ManualClock, {number = '555', source = '192.0.2.7', dialled = '8000', direction = 'in'}: FakeCall = {}) {
		this.direction = direction;
		this.answered = direction === 'in';
		this.#clock = clock;
		this.id = `leg-${++legs}` as LegId;
		this.caller = {number, name: '', line: `SIP ${source}`, source};
		this.dialled = dialled;
		this.digits = new DigitQueue(clock);
	}

	get ended(): AbortSignal {
		return this.#end.signal;
	}

	/** All sounds that began to play as part of a sentence, in order. */
	get heard(): Sound[] {
		return this.plays.flatMap(({sounds}) => sounds);
	}

	/** What plays now. */
	get playing(): readonly Sound[] {
		return this.plays.find(({end}) => end === 'playing')?.sounds ?? [];
	}

	press(keys: string): void {
		for (const key of keys) this.digits.push(key);
	}

	/** The caller puts the phone down. */
	leave(): void {
		this.#over({by: 'caller', outcome: 'hung-up'});
	}

	/** Tells who has subscribed; sets nothing. */
	emit(event: LegEvent): void {
		for (const listener of this.#listeners) listener(event);
	}

	subscribe(listener: (event: LegEvent) => void): () => void {
		this.#listeners.add(listener);
		return () => this.#listeners.delete(listener);
	}

	answer(): void {
		this.taken = true;
	}

	/** Somebody whom the box calls lifts the handset. */
	pickUp(): void {
		this.answered = true;
		this.emit({kind: 'answered'});
	}

	/** The far end of a call that the box makes will not have it. */
	refuse(outcome: CallOutcome): void {
		this.#over({by: 'network', outcome});
	}

	async play(sounds: readonly Sound[], {signal, repeat = false}: {signal?: AbortSignal; repeat?: boolean} = {}): Promise<'finished' | 'stopped'> {
		this.#stop();
		if (this.ended.aborted || signal?.aborted) return 'stopped';
		const play: Play = {sounds, repeat, end: 'playing'};
		this.plays.push(play);
		return new Promise(resolve => {
			const end = (how: 'finished' | 'stopped') => {
				cancel();
				signal?.removeEventListener('abort', stop);
				this.#stop = () => undefined;
				play.end = how;
				resolve(how);
			};
			const stop = () => end('stopped');
			const cancel = repeat ? () => undefined : this.#clock.after(sounds.length * soundMs, () => end('finished'));
			signal?.addEventListener('abort', stop, {once: true});
			this.#stop = stop;
		});
	}

	stopPlaying(): void {
		this.#stop();
	}

	setMusic(on: boolean): void {
		this.music = on;
	}

	hangUp(outcome: CallOutcome): void {
		if (this.ended.aborted) return;
		this.hungUp = outcome;
		this.#over({by: 'box', outcome});
	}

	#over(end: LegEnd): void {
		this.#end.abort(end);
		this.#stop();
	}
}
