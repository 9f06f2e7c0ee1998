import {fileURLToPath} from 'node:url';
import test from 'ava';
import type {Browser, BrowserContextOptions, Page} from 'playwright-core';
import {languages} from '../../webui/i18n/index.js';
import {pathOf, placeNames} from '../../webui/place.js';
import {admin, RunningBox} from '../firmware/api/running-box.js';
import {Closing} from '../support/closing.js';
import {violations} from './axe.js';
import {launchBrowser, listenForComplaints, widthOf} from './browser.js';
import {expect} from './expect.js';
import {englishUnlike, leftovers} from './leftovers.js';
import {tabThrough} from './tabbing.js';

/** The real API on what an office has set up, with nothing behind it that takes calls. */
type Cookie = {name: string; value: string; url: string};

const closing = new Closing();
let browser: Browser;
let box: RunningBox;
let loggedIn: Cookie;

test.before(async () => {
	browser = await launchBrowser();
	closing.teardown(() => browser.close());
	box = await RunningBox.start(closing, {webuiDir: fileURLToPath(new URL('../../page', import.meta.url))});
	await fill(box);
	loggedIn = await logIn();
});
test.after.always(async () => await closing.close());

/** The cookie without its end: the box has a clock of its own. */
async function logIn(): Promise<Cookie> {
	const {status, headers} = await box.ask('POST', '/session', {body: admin, token: ''});
	const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(headers.get('set-cookie') ?? '') ?? [];
	if (status !== 201) throw new Error(`Nobody could log in: ${status}`);
	return {name, value, url: box.origin};
}

async function fill(box: RunningBox): Promise<void> {
	const made: readonly (readonly [path: string, body: object])[] = [
		['/users', {name: 'Ann', password: 'Correct-Horse-9', role: 'organizer'}],
		['/tokens', {name: 'Wall', role: 'user', expiresAt: null}],
		['/conferences', {kind: 'static', extension: '8000', pin: '482913', leaderPin: '55221', description: 'Monday round'}],
		['/conferences', {kind: 'dynamic', extension: '8500', description: 'At once'}],
		['/trunks', {name: 'Harbour Telecom', host: 'sip.example.net', user: '4711', password: 'secret'}],
		['/sip-phones', {name: 'Reception', user: 'reception', extension: '20'}],
		['/routes', {prefix: '0', class: 'external', via: {kind: 'lines', of: 'fxo'}}],
		['/bans', {address: '192.0.2.66'}],
	];
	for (const [path, body] of made) {
		const {status, text} = await box.ask('POST', path, {body});
		if (status >= 300) throw new Error(`${path} answered ${status}: ${text}`);
	}
}

const places = [...placeNames.map(pathOf), '/conferences/new'];
const phoneWidth = 390;

async function inPage<T>(options: BrowserContextOptions, run: (page: Page) => Promise<T>): Promise<T> {
	const context = await browser.newContext({locale: 'en-GB', reducedMotion: 'reduce', ...options});
	try {
		await context.addCookies([loggedIn]);
		return await run(await context.newPage());
	} finally {
		await context.close();
	}
}

async function open(page: Page, path: string): Promise<void> {
	await page.goto(box.origin + path);
	await page.locator('nav.places').waitFor({state: 'attached'});
	await page.locator('main h1').first().waitFor();
	await page.locator('.skeleton, .opening').first().waitFor({state: 'detached'});
}

for (const path of places) {
	test.serial(`${path} is good for all, in light and dark, on a wide screen and a phone, and by Tab alone`, async t => {
		await inPage({}, async page => {
			const complaints = listenForComplaints(page);
			await open(page, path);
			t.deepEqual(await violations(page), []);
			t.deepEqual(await tabThrough(page), {unreached: [], unseen: []});
			await page.setViewportSize({width: phoneWidth, height: 844});
			await expect.poll(() => widthOf(page)).toBe(phoneWidth);
			t.deepEqual(await violations(page), []);
			t.deepEqual(complaints, []);
		});
	});
}

for (const language of languages.filter(one => one !== 'en')) {
	test.serial(`nothing is English for one whose browser speaks ${language}`, async t => {
		const english = await englishUnlike(language);
		await inPage({locale: language}, async page => {
			for (const path of places) {
				await open(page, path);
				t.deepEqual(await leftovers(page, english), [], path);
			}
		});
	});
}
