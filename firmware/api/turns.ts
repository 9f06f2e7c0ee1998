export type Turns = <T>(work: () => Promise<T>) => Promise<T>;

/** Does one thing after the other, so that nobody else takes a number between the look at the dial plan and the writing. */
export function createTurns(): Turns {
	let last: Promise<unknown> = Promise.resolve();
	return work => {
		const turn = last.then(work);
		last = turn.catch(() => undefined);
		return turn;
	};
}
