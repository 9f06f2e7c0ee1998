import type {Clock} from '../lib/clock.js';

export type NextDigit = {kind: 'digit'; digit: string} | {kind: 'timeout'} | {kind: 'aborted'};

const mostKept = 64;

/** Keys that a caller has pressed and nobody has taken yet. Beyond 64 the newest are dropped: nobody types that far ahead in good faith. */
export class DigitQueue {
	readonly #clock: Clock;
	#kept: string[] = [];
	#taker: ((next: NextDigit) => void) | undefined;

	constructor(clock: Clock) {
		this.#clock = clock;
	}

	push(digit: string): void {
		if (this.#taker) this.#taker({kind: 'digit', digit});
		else if (this.#kept.length < mostKept) this.#kept.push(digit);
	}

	/** How many keys wait to be taken. */
	get kept(): number {
		return this.#kept.length;
	}

	/** Returns a key that was taken only to learn that one was pressed; it is the next again. */
	giveBack(digit: string): void {
		this.#kept.unshift(digit);
	}

	/** Drops this key if it is the next. */
	skip(digit: string): void {
		if (this.#kept[0] === digit) this.#kept.shift();
	}

	clear(): void {
		this.#kept = [];
	}

	/** The next key, for one taker at a time. Without `timeoutMs` it waits for as long as the signal lets it. */
	async next({timeoutMs, signal}: {timeoutMs?: number; signal: AbortSignal}): Promise<NextDigit> {
		if (signal.aborted) return {kind: 'aborted'};
		const digit = this.#kept.shift();
		if (digit !== undefined) return {kind: 'digit', digit};
		if (this.#taker) throw new Error('Somebody else is waiting for this caller\'s next key already.');
		return this.#wait(timeoutMs, signal);
	}

	async #wait(timeoutMs: number | undefined, signal: AbortSignal): Promise<NextDigit> {
		return new Promise(resolve => {
			const finish = (next: NextDigit) => {
				this.#taker = undefined;
				cancel?.();
				signal.removeEventListener('abort', onAbort);
				resolve(next);
			};
			const onAbort = () => finish({kind: 'aborted'});
			this.#taker = finish;
			signal.addEventListener('abort', onAbort, {once: true});
			const cancel = timeoutMs === undefined ? undefined : this.#clock.after(timeoutMs, () => finish({kind: 'timeout'}));
		});
	}
}
