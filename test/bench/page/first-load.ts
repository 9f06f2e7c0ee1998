import type {Browser} from 'playwright-core';
import {quantile} from './requests.js';

export type FirstLoad = {kilobytes: number; files: number; usableMs: number; slowUsableMs: number};

const tries = 5;
/** A processor as of a cheap phone, against this machine's. */
const slowdown = 6;

/** What the first visit of the page costs: what comes over the wire, and when it shows what is live, at full speed and on a slow machine. */
export async function measureFirstLoad(browser: Browser, origin: string, cookie: string): Promise<FirstLoad> {
	const fast: number[] = [];
	const slow: number[] = [];
	let seen = {bytes: 0, files: 0};
	for (let n = 0; n < tries; n++) {
		const visit = await visitOnce(browser, {origin, cookie, rate: 1});
		seen = visit;
		fast.push(visit.ms);
		slow.push((await visitOnce(browser, {origin, cookie, rate: slowdown})).ms);
	}
	return {kilobytes: seen.bytes / 1024, files: seen.files, usableMs: quantile(fast, 0.5), slowUsableMs: quantile(slow, 0.5)};
}

type Visit = {origin: string; cookie: string; rate: number};

async function visitOnce(browser: Browser, {origin, cookie, rate}: Visit): Promise<{bytes: number; files: number; ms: number}> {
	const context = await browser.newContext({locale: 'en-GB'});
	try {
		const [name = '', value = ''] = cookie.split('=');
		await context.addCookies([{name, value, url: origin}]);
		const page = await context.newPage();
		const devtools = await context.newCDPSession(page);
		await devtools.send('Emulation.setCPUThrottlingRate', {rate});
		await devtools.send('Network.enable');
		let bytes = 0;
		let files = 0;
		devtools.on('Network.loadingFinished', ({encodedDataLength}) => {
			bytes += encodedDataLength;
			files++;
		});
		await page.goto(origin, {waitUntil: 'commit'});
		await page.locator('main h1').waitFor();
		const ms = await page.evaluate(() => performance.now());
		await page.waitForLoadState('load');
		return {bytes, files, ms};
	} finally {
		await context.close();
	}
}
