import test from 'ava';
import type {Browser, Page} from 'playwright-core';
import {violations} from './axe.js';
import {launchBrowser, visit} from './browser.js';
import {movedToHttps, setupState} from './builders.js';
import {expect} from './expect.js';
import type {StandInBox} from './stand-in-box.js';

let browser: Browser;
test.before(async () => {
	browser = await launchBrowser();
});
test.after.always(async () => await browser.close());

const found = {id: 'abcdefghij', boxName: 'Old office', madeAt: '2026-01-05T08:00:00.000Z', version: '0.1.0', recordings: false, users: 3, conferences: 2};
const file = {name: 'old.partyline', mimeType: 'application/octet-stream', buffer: Buffer.from('a backup')};

function newBox(box: StandInBox): void {
	box.setup = setupState();
	box.loggedIn = false;
	box.answers.set('POST /setup/restore', found);
	box.answers.set('POST /setup/restore/abcdefghij', () => {
		box.setup = null;
		return {restarts: true};
	});
}

async function bring(page: Page): Promise<void> {
	await page.getByRole('button', {name: 'I have a backup of another box'}).click();
	await expect(page.getByRole('heading', {name: 'Bring the backup of another box'})).toBeFocused();
}

async function check(page: Page): Promise<void> {
	await page.getByLabel('File').setInputFiles(file);
	await page.getByRole('button', {name: 'Check the file'}).click();
}

test.serial('one who has a backup brings it by keyboard, sees what is in it, and is led to the log-in when the box is back', async t => {
	await visit(browser, async ({page, box, complaints}) => {
		await page.getByRole('button', {name: 'Next'}).focus();
		await page.keyboard.press('Tab');
		await page.keyboard.press('Enter');
		await expect(page.getByRole('heading', {name: 'Bring the backup of another box'})).toBeFocused();
		await page.keyboard.press('Tab');
		await page.locator(':focus').setInputFiles(file);
		await page.keyboard.press('Tab');
		await page.keyboard.type('correct horse');
		await page.keyboard.press('Enter');
		await expect(page.getByRole('button', {name: 'Put it in place'})).toBeFocused();
		for (const fact of ['Old office', 'Partyline 0.1.0', 'not in the file']) await expect(page.getByText(fact)).toBeVisible();
		await expect(page.getByRole('definition').filter({hasText: /^3$/})).toBeVisible();
		await page.keyboard.press('Enter');
		await page.getByRole('heading', {name: 'Log in'}).waitFor();
		t.deepEqual(box.asks.map(({path, header}) => [path, header]), [['/setup/restore', 'page'], ['/setup/restore/abcdefghij', 'page']]);
		t.deepEqual(complaints, []);
	}, {prepare: newBox});
});

test.serial('a file that is damaged and a passphrase that is wrong are told at their fields, and nothing is lost', async t => {
	await visit(browser, async ({page, box}) => {
		await bring(page);
		await page.getByRole('button', {name: 'Check the file'}).click();
		await page.getByText('Choose the file of a backup.').waitFor();
		box.refusal = {status: 400, code: 'BAD_BACKUP', message: 'This backup is damaged, or no backup of Partyline: its end is missing.'};
		await check(page);
		await expect(page.getByLabel('File')).toHaveAttribute('aria-invalid', 'true');
		await page.getByRole('alert').filter({hasText: 'damaged'}).waitFor();
		box.refusal = {status: 400, code: 'WRONG_PASSPHRASE', message: 'The passphrase does not open this backup.'};
		await page.getByLabel('Passphrase').fill('wrong');
		await page.getByRole('button', {name: 'Check the file'}).click();
		await expect(page.getByLabel('Passphrase')).toHaveAttribute('aria-invalid', 'true');
		await expect(page.getByLabel('File')).not.toHaveAttribute('aria-invalid', 'true');
		box.refusal = null;
		await page.getByRole('button', {name: 'Check the file'}).click();
		await page.getByText('Old office').waitFor();
		await page.getByRole('button', {name: 'Choose another file'}).click();
		await page.goBack();
		await page.getByRole('heading', {name: 'Who looks after this box?'}).waitFor();
		t.is(box.asks.length, 3);
	}, {prepare: newBox});
});

test.serial('one whose box was set up elsewhere meanwhile is led to the log-in, and one that nobody restarts is told what to do', async t => {
	await visit(browser, async ({page, box}) => {
		await bring(page);
		await check(page);
		await page.getByRole('button', {name: 'Put it in place'}).click();
		await page.getByText('nothing starts this box again by itself').waitFor();
		await expect(page.getByRole('button')).toHaveCount(0);
		box.refusal = {status: 409, code: 'CONFLICT', message: 'The box is set up already; log in.'};
		await page.reload();
		await bring(page);
		await check(page);
		await page.getByText('This box was set up meanwhile by somebody else.').waitFor();
		box.setup = null;
		await page.getByRole('button', {name: 'To the log-in'}).click();
		await page.getByRole('heading', {name: 'Log in'}).waitFor();
		t.pass();
	}, {prepare: box => {
		newBox(box);
		box.answers.set('POST /setup/restore/abcdefghij', {restarts: false});
	}});
});

/** What the page asks to see whether the box is back. */
const isHealth = (url: URL): boolean => url.pathname === '/healthz';

test.serial('one whose backup moves the box to HTTPS is told at once where it will be, and is led there when it is back', async t => {
	await visit(browser, async ({page}) => {
		let isAway = true;
		await page.route(isHealth, route => isAway ? route.abort() : route.continue());
		await page.route('https://127.0.0.1:9443/**', route => route.fulfill({contentType: 'text/html', body: '<h1>The old office</h1>'}));
		await bring(page);
		await check(page);
		await page.getByRole('button', {name: 'Put it in place'}).click();
		await expect(page.getByRole('link', {name: 'https://127.0.0.1:9443/'})).toHaveAttribute('href', 'https://127.0.0.1:9443/');
		await page.getByText('from then on its names and passwords hold. It is then at another address').waitFor();
		t.deepEqual(await violations(page), []);
		isAway = false;
		await page.getByRole('heading', {name: 'The old office'}).waitFor();
	}, {prepare: box => {
		newBox(box);
		box.answers.set('POST /setup/restore/abcdefghij', {restarts: true, wayBack: movedToHttps(box)});
	}});
});

test.serial('the way of a backup into a new box is good for all, in light and dark', async t => {
	await visit(browser, async ({page, box}) => {
		await bring(page);
		t.deepEqual(await violations(page), [], 'choosing');
		box.refusal = {status: 400, code: 'WRONG_PASSPHRASE', message: 'The passphrase does not open this backup.'};
		await check(page);
		await expect(page.getByLabel('Passphrase')).toHaveAttribute('aria-invalid', 'true');
		t.deepEqual(await violations(page), [], 'refused');
		box.refusal = null;
		await check(page);
		await page.getByText('Old office').waitFor();
		t.deepEqual(await violations(page), [], 'found');
		await page.getByRole('button', {name: 'Put it in place'}).click();
		await page.getByText('The box starts again with the backup.').waitFor();
		t.deepEqual(await violations(page), [], 'restarting');
	}, {prepare: box => {
		newBox(box);
		box.answers.set('POST /setup/restore/abcdefghij', {restarts: true});
	}});
});
