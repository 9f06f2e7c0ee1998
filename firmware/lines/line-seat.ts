import type {Caller, LegEnd, Sound} from '../call/index.js';
import type {CallOutcome, LegId} from '../contract/index.js';
import {EngineLeg, type Signalling} from '../legs/index.js';
import type {LegNews, LinePorts, OpenLine} from './ports.js';

/** `answered`: as an EngineLeg's. */
export type CallFacts = {direction: 'in' | 'out'; caller: Caller; dialled: string; answered?: boolean};

type SeatParts = {line: OpenLine; ports: LinePorts; signalling: Signalling; news: (news: LegNews) => void};

/** A line's place in the mixer, from its dial tone to its end, and the call that it becomes. */
export class LineSeat {
	readonly #parts: SeatParts;
	#id: LegId | undefined;
	#leg: EngineLeg | undefined;
	#unfollow: () => void = () => undefined;
	#playing = new AbortController();

	constructor(parts: SeatParts) {
		this.#parts = parts;
	}

	/** The call; undefined while there is none, only tones. */
	get leg(): EngineLeg | undefined {
		return this.#leg;
	}

	/** False when the line is gone. One that is there stays. */
	start(): boolean {
		if (this.#id !== undefined) return true;
		const {line, ports, news} = this.#parts;
		this.#id = line.startLeg();
		if (this.#id === undefined) return false;
		this.#unfollow = ports.follow(this.#id, news);
		return true;
	}

	/** Ends the audio; a call must have been finished before. */
	end(): void {
		this.stopPlaying();
		this.#unfollow();
		this.#unfollow = () => undefined;
		if (this.#id !== undefined) this.#parts.line.endLeg();
		this.#id = undefined;
	}

	/** To this line alone, before or after a call: tones, digits. Resolves as a leg's `play`. */
	async play(sounds: readonly Sound[], repeat: boolean): Promise<'finished' | 'stopped'> {
		this.stopPlaying();
		if (this.#id === undefined) return 'stopped';
		const {ports} = this.#parts;
		return ports.audio.play(this.#id, sounds, {language: ports.settings().box.language, repeat, signal: this.#playing.signal});
	}

	/** Ends what was begun by `play`. */
	stopPlaying(): void {
		this.#playing.abort();
		this.#playing = new AbortController();
	}

	/** Makes it a call. Undefined when the seat was lost with its line. */
	call(facts: CallFacts): EngineLeg | undefined {
		if (this.#id === undefined) return undefined;
		const {ports, signalling} = this.#parts;
		const {clock, audio, log} = ports;
		const id = this.#id;
		const report = (error: unknown) => log.error({err: error, call: id}, 'a listener of this call failed');
		const leg = new EngineLeg({id, ...facts, language: ports.settings().box.language}, {media: audio, signalling, clock, report});
		leg.take({kind: 'codec', codec: ports.country.law === 'a' ? 'pcma' : 'pcmu', encrypted: false});
		this.#leg = leg;
		const {number, line} = facts.caller;
		log.info({call: id, line, number, dialled: facts.dialled, direction: facts.direction}, 'call');
		return leg;
	}

	/** The call is over. */
	finish(by: LegEnd['by'], outcome: CallOutcome): void {
		const leg = this.#leg;
		if (!leg) return;
		this.#leg = undefined;
		this.#parts.ports.log.info({call: leg.id, by, outcome}, 'call ended');
		leg.finish(by, outcome);
	}
}
