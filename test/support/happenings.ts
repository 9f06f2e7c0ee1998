import {lastWords} from './last-words.js';

/** What happened so far, in order, and a way to wait for more; a wait has a deadline and says what happened instead. */
export class Happenings<Item> {
	readonly all: Item[] = [];
	readonly #waiting = new Set<(item: Item) => void>();
	readonly #describe: (item: Item) => string;

	constructor(describe: (item: Item) => string = item => JSON.stringify(item)) {
		this.#describe = describe;
	}

	add(item: Item): void {
		this.all.push(item);
		for (const look of [...this.#waiting]) look(item);
	}

	/** The first that `matches`, of those that happened or will; from position `after` on. */
	async waitFor<Match extends Item>(what: string, matches: (item: Item) => item is Match, options?: WaitOptions): Promise<Match>;
	async waitFor(what: string, matches: (item: Item) => boolean, options?: WaitOptions): Promise<Item>;
	async waitFor(what: string, matches: (item: Item) => boolean, {withinMs = 10_000, after = 0}: WaitOptions = {}): Promise<Item> {
		const known = this.all.slice(after).find(matches);
		if (known !== undefined) return known;
		return new Promise((resolve, reject) => {
			const end = () => {
				clearTimeout(timer);
				this.#waiting.delete(look);
			};
			const look = (item: Item) => {
				if (!matches(item)) return;
				end();
				resolve(item);
			};
			const timer = setTimeout(() => {
				end();
				reject(new Error(`Waited ${withinMs} ms for ${what}. What happened: ${this.all.slice(-30).map(this.#describe).join(' ') || 'nothing'}${lastWords()}`));
			}, withinMs);
			this.#waiting.add(look);
		});
	}
}

export type WaitOptions = {withinMs?: number | undefined; after?: number | undefined};
