import {readFileSync} from 'node:fs';
import type {BoxView, RoomView} from '../../../firmware/contract/index.js';
import {launchBrowser} from '../../webui/browser.js';
import {runLoad} from '../load.js';
import type {BenchOptions} from '../options.js';
import {askInTurn, lightDelays, measureFirstLoad, quantile, type FirstLoad, type Latency} from '../page/index.js';
import {section, table} from '../table.js';
import {startPartyline, type RunningBox} from '../targets/index.js';
import {rooms, wantsPartyline} from './bench.js';

const people = 100;
const admin = {name: 'bench', password: 'Bench-and-page-1'};

/** The page and the API while so many people talk, and what that does to the audio. */
export async function measurePage(options: BenchOptions): Promise<string[]> {
	if (!options.parts.includes('page') || !wantsPartyline(options)) return [];
	const [quiet, ...busy] = rooms(6);
	const box = await startPartyline({rooms: [quiet ?? '', ...busy], shield: options.shield});
	const browser = await launchBrowser();
	try {
		const cookie = await logIn(box);
		await box.api('PATCH', '/settings', {metrics: {enabled: true}});
		await eventLoopDelay(box);
		const load = await measureFirstLoad(browser, box.origin, cookie);
		const calls = runLoad(box, {calls: people, rooms: busy, seconds: options.seconds + 60, pattern: 'speech'});
		await until(async () => participants(await box.api<RoomView[]>('GET', '/rooms')) >= people);
		const latencies = await askInTurn(box, options.seconds * 1000);
		const page = await openPage(browser, box.origin, cookie);
		const delays = await lightDelays(box, page, quiet ?? '');
		const {engine} = await box.api<BoxView>('GET', '/box');
		const delay = await eventLoopDelay(box);
		const report = await calls;
		return [
			firstLoad(load), requests(latencies),
			section(`With ${people} people in five rooms, an open page and requests without a pause`, table(['what', ''], [
				['voice to light on the page, ms, p50 / p99', `${quantile(delays, 0.5).toFixed(0)} / ${quantile(delays, 0.99).toFixed(0)}`],
				['event-loop delay, ms, p50 / p99', delay],
				['ticks that were late', String(engine.shards.reduce((sum, {lateTicks}) => sum + lateTicks, 0))],
				['tick, µs, p50 / p99', `${Math.max(...engine.shards.map(({tickP50Us}) => tickP50Us)).toFixed(0)} / ${Math.max(...engine.shards.map(({tickP99Us}) => tickP99Us)).toFixed(0)}`],
				['calls that failed, ended early or heard nothing', String(report.base.failed + report.base.endedEarly + report.base.withoutAudio)],
				['resident memory of the box, MB', residentMb(box.pid).toFixed(0)],
			])),
		];
	} finally {
		await browser.close();
		await box.stop();
	}
}

const participants = (list: readonly RoomView[]) => list.reduce((sum, room) => sum + room.participants.length, 0);

async function until(is: () => Promise<boolean>): Promise<void> {
	while (!await is());
}

/** The wizard's last step, as a script does it; the cookie is the page's. */
async function logIn(box: RunningBox): Promise<string> {
	await box.api('POST', '/users', {...admin, role: 'admin'});
	const response = await fetch(`${box.origin}/api/v1/session`, {method: 'POST', headers: {'content-type': 'application/json', 'x-partyline': 'bench'}, body: JSON.stringify(admin)});
	return response.headers.get('set-cookie')?.split(';')[0] ?? '';
}

async function openPage(browser: Awaited<ReturnType<typeof launchBrowser>>, origin: string, cookie: string) {
	const context = await browser.newContext({locale: 'en-GB'});
	const [name = '', value = ''] = cookie.split('=');
	await context.addCookies([{name, value, url: origin}]);
	const page = await context.newPage();
	await page.goto(origin);
	return page;
}

/** The histogram counts how long a timer of so long took (perf_hooks). */
const samplingMs = 10;

/** As Prometheus reads it; it is counted from the first look on. */
async function eventLoopDelay(box: RunningBox): Promise<string> {
	const text = await (await fetch(`${box.origin}/metrics`)).text();
	const ms = (part: string) => Number(new RegExp(`^nodejs_eventloop_lag_${part}_seconds (\\S+)`, 'm').exec(text)?.[1]) * 1000 - samplingMs;
	return `${ms('p50').toFixed(2)} / ${ms('p99').toFixed(2)}`;
}

function firstLoad({kilobytes, files, usableMs, slowUsableMs}: FirstLoad): string {
	return section('First visit of the page', table(['over the wire, kB', 'files', 'shows what is live after, ms', 'on a processor six times slower, ms'], [
		[kilobytes.toFixed(1), String(files), usableMs.toFixed(0), slowUsableMs.toFixed(0)],
	]));
}

function requests(latencies: readonly Latency[]): string {
	return section(`Requests with ${people} people talking`, table(['request', 'answered', 'p50, ms', 'p99, ms'], latencies.map(({what, count, p50Ms, p99Ms}) => [what, String(count), p50Ms.toFixed(1), p99Ms.toFixed(1)])));
}

function residentMb(pid: number): number {
	return Number(/^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024;
}
