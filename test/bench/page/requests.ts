import type {RunningBox} from '../targets/index.js';

export type Latency = {what: string; count: number; p50Ms: number; p99Ms: number};

/** What a page and a script ask most; `PATCH` is on the disk when it is answered. */
const asked: readonly {what: string; method: string; path: string; body?: (n: number) => unknown}[] = [
	{what: 'GET /rooms, everybody in it', method: 'GET', path: '/rooms'},
	{what: 'GET /calls/live', method: 'GET', path: '/calls/live'},
	{what: 'GET /dial-plan', method: 'GET', path: '/dial-plan'},
	{what: 'GET /calls, 50 of the history', method: 'GET', path: '/calls?limit=50'},
	{what: 'PATCH /settings', method: 'PATCH', path: '/settings', body: n => ({box: {name: `Bench ${n}`}})},
];

/** One after the other in turn, for so long. */
export async function askInTurn(box: RunningBox, forMs: number): Promise<Latency[]> {
	const times = asked.map((): number[] => []);
	const until = performance.now() + forMs;
	for (let n = 0; performance.now() < until; n++) {
		const index = n % asked.length;
		const request = asked[index];
		if (!request) break;
		const from = performance.now();
		await box.api(request.method, request.path, request.body?.(n));
		times[index]?.push(performance.now() - from);
	}
	return asked.map(({what}, index) => ({what, count: times[index]?.length ?? 0, p50Ms: quantile(times[index] ?? [], 0.5), p99Ms: quantile(times[index] ?? [], 0.99)}));
}

export function quantile(values: readonly number[], part: number): number {
	const inOrder = [...values].sort((a, b) => a - b);
	return inOrder[Math.min(inOrder.length - 1, Math.floor(inOrder.length * part))] ?? NaN;
}
