import {join} from 'node:path';
import {setTimeout as elapse} from 'node:timers/promises';
import type {Browser, BrowserContext, BrowserContextOptions, Page} from 'playwright-core';
import {listenForComplaints} from '../webui/browser.js';
import type {Scene} from './scenes.js';

export type Look = {language: string; scheme: 'light' | 'dark'; width: number};
export type Picture = Look & {scene: string; file: string; complaints: readonly string[]};
/** Where a box is, and what a browser has stored that is logged in there; undefined: nobody is. */
export type Place = {origin: string; storageState?: BrowserContextOptions['storageState']};

const heights: Readonly<Record<number, number>> = {390: 844, 1280: 900};
const patienceMs = 30_000;
const momentMs = 400;

/** Takes pictures of whole pages, and notes what is wrong with them. */
export class Camera {
	readonly pictures: Picture[] = [];
	readonly #browser: Browser;
	readonly #folder: string;

	constructor(browser: Browser, folder: string) {
		this.#browser = browser;
		this.#folder = folder;
	}

	async take(place: Place, scenes: readonly Scene[], look: Look): Promise<void> {
		const context = await this.#open(place, look);
		try {
			for (const scene of scenes) this.pictures.push(await this.#picture(context, place.origin, scene, look));
		} finally {
			await context.close();
		}
	}

	async #open({storageState}: Place, {language, scheme, width}: Look): Promise<BrowserContext> {
		const context = await this.#browser.newContext({
			locale: language, timezoneId: 'Europe/London', colorScheme: scheme, viewport: {width, height: heights[width] ?? 900}, ...(storageState ? {storageState} : {}),
		});
		context.setDefaultTimeout(patienceMs);
		return context;
	}

	async #picture(context: BrowserContext, origin: string, {name, path, arrange}: Scene, look: Look): Promise<Picture> {
		const page = await context.newPage();
		const complaints = listenForComplaints(page);
		const file = `${name}-${look.language}-${look.scheme}-${look.width}.png`;
		try {
			await page.goto(origin + path);
			await settled(page);
			await arrange?.(page);
			await settled(page);
		} catch (error) {
			complaints.push(`It did not come so far: ${String(error).slice(0, 300)}`);
		}
		const {width, height} = await page.evaluate<{width: number; height: number}>('({width: document.documentElement.scrollWidth, height: document.documentElement.scrollHeight})');
		if (width !== look.width) complaints.push(`It is ${width} pixels wide.`);
		// What is out of sight is not drawn, so all of it is brought into sight; and levels and waveforms come a moment later.
		await page.setViewportSize({width: look.width, height});
		await elapse(momentMs);
		await page.screenshot({path: join(this.#folder, file)});
		await page.close();
		return {...look, scene: name, file, complaints};
	}
}

/** Nothing is loading any more. */
async function settled(page: Page): Promise<void> {
	await page.locator('h1').first().waitFor();
	await page.locator('.skeleton, .opening').first().waitFor({state: 'detached'});
}
