/** Time as the product sees it; tests drive it by hand. */
export interface Clock {
	/** Wall-clock time, for what people read. */
	now(): Date;
	/** Milliseconds that never jump, for durations. */
	monotonic(): number;
	/** Calls back once after so many milliseconds; the result cancels it. */
	after(ms: number, callback: () => void): () => void;
}

export const systemClock: Clock = {
	now: () => new Date(),
	monotonic: () => performance.now(),
	after(ms, callback) {
		const timer = setTimeout(callback, ms);
		return () => clearTimeout(timer);
	},
};
