import type {CallQuality} from '../contract/index.js';

type Figure = Exclude<keyof CallQuality, 'cause'>;

/** Changes that an eye on the page would care for. */
const steps: Record<Figure, number> = {mos: 0.1, lossPercent: 1, jitterMs: 5, delayMs: 20, noiseDbov: 3, echoDb: 3};

export function isNoticeable(before: CallQuality | undefined, now: CallQuality): boolean {
	if (before === undefined || before.cause !== now.cause) return true;
	return (Object.keys(steps) as Figure[]).some(figure => differs(before[figure], now[figure], steps[figure]));
}

function differs(before: number | null, now: number | null, step: number): boolean {
	return before === null || now === null ? before !== now : Math.abs(before - now) >= step;
}
