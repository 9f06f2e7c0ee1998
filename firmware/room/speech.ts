import type {Leg, Sound} from '../call/index.js';

/** What is said to one participant: one sentence after the other, none cut short by the next. */
export class Speech {
	readonly #leg: Leg;
	#queue: (readonly Sound[])[] = [];
	#speaking = false;

	constructor(leg: Leg) {
		this.#leg = leg;
	}

	say(sounds: readonly Sound[]): void {
		if (sounds.length === 0) return;
		this.#queue.push(sounds);
		if (!this.#speaking) void this.#speak();
	}

	/** Drops what is still to be said, for a caller who went on keying. */
	interrupt(): void {
		this.#queue = [];
		if (this.#speaking) this.#leg.stopPlaying();
	}

	async #speak(): Promise<void> {
		this.#speaking = true;
		for (let sounds = this.#queue.shift(); sounds && !this.#leg.ended.aborted; sounds = this.#queue.shift()) {
			await this.#leg.play(sounds);
		}
		this.#speaking = false;
	}
}
