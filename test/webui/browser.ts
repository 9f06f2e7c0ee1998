import {chromium, type Browser, type BrowserContextOptions, type Page} from 'playwright-core';
import {StandInBox} from './stand-in-box.js';

/** Debian's Chromium, which must not look for anything beyond this machine. Its microphone is one that beeps. */
export async function launchBrowser(): Promise<Browser> {
	return await chromium.launch({
		executablePath: '/usr/bin/chromium',
		args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream'],
	});
}

export type Visit = {page: Page; box: StandInBox; complaints: string[]};
type Options = {prepare?: (box: StandInBox) => void; path?: string; context?: BrowserContextOptions};

/** Opens the page on a box of its own; `complaints` are the browser's own: scripts that failed, and what the policy blocked. */
export async function visit(browser: Browser, run: (visit: Visit) => Promise<void>, {prepare, path = '', context}: Options = {}): Promise<void> {
	const box = await StandInBox.start();
	const tab = await browser.newContext({locale: 'en-GB', ...context});
	try {
		prepare?.(box);
		const page = await tab.newPage();
		const complaints = listenForComplaints(page);
		await page.goto(box.url + path);
		await run({page, box, complaints});
	} finally {
		await tab.close();
		await box.close();
	}
}

/** How wide the page is. If that is more than its window, something sticks out. */
export const widthOf = async (page: Page): Promise<number> => await page.evaluate<number>('document.documentElement.scrollWidth');

/** What the browser itself has to say of a page, from now on. */
export function listenForComplaints(page: Page): string[] {
	const complaints: string[] = [];
	page.on('pageerror', error => complaints.push(error.message));
	page.on('console', message => {
		// An answer that refuses something is part of the script.
		const isRefusal = message.text().startsWith('Failed to load resource');
		if (message.type() === 'error' && !isRefusal) complaints.push(message.text());
	});
	return complaints;
}
