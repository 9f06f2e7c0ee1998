import type {ConferenceId, DynamicConference} from '../contract/index.js';
import type {Claim, DynamicNumbers} from '../ivr/index.js';

const keyOf = (conference: ConferenceId, number: string) => `${conference} ${number}`;

/**
 * Numbers of dynamic conferences: which exist, with which PIN, and which are being made. While one caller chooses the PIN the others who
 * keyed the same number wait; if he gives up the first of them chooses instead.
 */
export class Claims implements DynamicNumbers {
	readonly #running = new Map<string, {conference: DynamicConference; number: string; pin: string | null}>();
	readonly #waiting = new Map<string, (() => void)[]>();

	/** Waits for as long as somebody else is choosing, or until the signal aborts. */
	async claim(conference: DynamicConference, number: string, signal: AbortSignal): Promise<Claim> {
		const key = keyOf(conference.id, number);
		while (!signal.aborted) {
			const running = this.#running.get(key);
			if (running) return {kind: 'exists', pin: running.pin, runs: () => this.#running.get(key) === running};
			if (!this.#waiting.has(key)) return this.#take(conference, number);
			await this.#turn(key, signal);
		}
		return {kind: 'aborted'};
	}

	/** Whose number this is now; undefined when no conference runs under it. */
	running(number: string): DynamicConference | undefined {
		return [...this.#running.values()].find(running => running.number === number)?.conference;
	}

	/** The conference is over: its number is free again. */
	free(conference: ConferenceId, number: string): void {
		this.#running.delete(keyOf(conference, number));
	}

	#take(conference: DynamicConference, number: string): Claim {
		const key = keyOf(conference.id, number);
		this.#waiting.set(key, []);
		let decided = false;
		const decide = () => {
			if (decided) return;
			decided = true;
			const waiting = this.#waiting.get(key) ?? [];
			this.#waiting.delete(key);
			for (const wake of waiting) wake();
		};
		return {
			kind: 'yours',
			open: pin => {
				if (decided) return;
				this.#running.set(key, {conference, number, pin});
				decide();
			},
			release: decide,
		};
	}

	async #turn(key: string, signal: AbortSignal): Promise<void> {
		return new Promise(resolve => {
			const wake = () => {
				signal.removeEventListener('abort', wake);
				resolve();
			};
			signal.addEventListener('abort', wake, {once: true});
			this.#waiting.get(key)?.push(wake);
		});
	}
}
