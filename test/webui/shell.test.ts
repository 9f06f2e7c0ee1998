import {gzipSync} from 'node:zlib';
import test from 'ava';
import type {Browser} from 'playwright-core';
import {alarmOf, told, type AccessRole} from '../../firmware/contract/index.js';
import {violations} from './axe.js';
import {launchBrowser, visit, widthOf} from './browser.js';
import {at, participant, room, state} from './builders.js';
import {expect} from './expect.js';
import type {StandInBox} from './stand-in-box.js';

let browser: Browser;
test.before(async () => {
	browser = await launchBrowser();
});
test.after.always(async () => await browser.close());

const phone = {viewport: {width: 390, height: 844}};
const withRoom = (box: StandInBox): void => {
	box.state = state({rooms: [room('r1', {participants: [participant('ann')]})]});
};

const offered = test.macro({
	title: (_, role: AccessRole) => `one who is ${role} is offered the pages that this role may use`,
	async exec(t, role: AccessRole, expected: string[]) {
		await visit(browser, async ({page}) => {
			await expect(page.getByRole('navigation').getByRole('link')).toHaveText(expected);
			t.pass();
		}, {prepare: box => {
			withRoom(box);
			box.role = role;
		}});
	},
});
test.serial(offered, 'user', ['Status', 'Calls', 'Lines']);
test.serial(offered, 'organizer', ['Status', 'Calls', 'Conferences', 'Recordings', 'History', 'Dial plan', 'Lines']);
test.serial(offered, 'admin', [
	'Status', 'Calls', 'Conferences', 'Recordings', 'History', 'Dial plan', 'Lines', 'Trunks and phones', 'Users', 'Settings', 'Audit log', 'Backup', 'System',
]);

test.serial('one who follows a link to a page of another role is told so', async t => {
	await visit(browser, async ({page}) => {
		await page.getByRole('heading', {name: 'This page is not for your role'}).waitFor();
		t.deepEqual(await violations(page), []);
	}, {path: 'users', prepare: box => {
		withRoom(box);
		box.role = 'organizer';
	}});
});

test.serial('on a phone a button opens the ways to the pages; Escape closes them, and so does going there', async t => {
	await visit(browser, async ({page, complaints}) => {
		const menu = page.getByRole('button', {name: 'Menu'});
		await menu.click();
		await expect(menu).toHaveAttribute('aria-expanded', 'true');
		await page.keyboard.press('Escape');
		await page.getByRole('link', {name: 'Calls'}).waitFor({state: 'hidden'});
		await expect(page.locator(':focus')).toHaveText('Menu');
		await page.keyboard.press('Enter');
		await page.getByRole('link', {name: 'Calls'}).click();
		await page.getByRole('heading', {name: 'Calls', level: 1}).waitFor();
		await page.getByRole('link', {name: 'Lines'}).waitFor({state: 'hidden'});
		await expect(page.locator(':focus')).toHaveText('Calls');
		t.deepEqual(complaints, []);
	}, {context: phone, prepare: withRoom});
});

test.serial('nothing of the page is wider than a phone, nor does a screen reader miss anything there', async t => {
	await visit(browser, async ({page}) => {
		await page.getByRole('button', {name: 'Menu'}).click();
		await page.getByRole('link', {name: 'Calls'}).waitFor();
		await expect.poll(() => widthOf(page)).toBe(phone.viewport.width);
		t.deepEqual(await violations(page), []);
	}, {context: phone, prepare: withRoom});
});

test.serial('one who goes to a page that can not be loaded is told so, and can load again', async t => {
	await visit(browser, async ({page}) => {
		await page.getByRole('heading', {name: 'Live now'}).waitFor();
		await page.route('**/assets/history-*', async route => await route.abort());
		await page.getByRole('link', {name: 'History'}).click();
		await page.getByRole('heading', {name: 'This page could not be loaded'}).waitFor();
		await page.unroute('**/assets/history-*');
		await page.getByRole('button', {name: 'Load again'}).click();
		await page.getByRole('heading', {name: 'History', level: 1}).waitFor();
		t.pass();
	}, {prepare: withRoom});
});

test.serial('an admin folds the alarms, and a new one unfolds them', async t => {
	await visit(browser, async ({page, box}) => {
		await page.getByRole('button', {name: 'Fold'}).click();
		await page.getByText('1 alarm', {exact: true}).waitFor();
		await expect(page.getByText('The control board does not answer.')).toHaveCount(0);
		box.tell(alarmOf('hot', told('board-fault-heat'), {at: new Date(at), active: true}));
		await page.getByText('The control board is too hot.').waitFor();
		await expect(page.getByText('The control board does not answer.')).toBeVisible();
		t.pass();
	}, {prepare: box => {
		box.state = state({alarms: [{code: 'board', message: 'x', reason: told('board-silent')}]});
	}});
});

test.serial('all that the first page loads is less than 150 kB, compressed', async t => {
	await visit(browser, async ({box}) => {
		const tab = await browser.newContext({locale: 'de-DE'});
		const page = await tab.newPage();
		const weights: Promise<number>[] = [];
		page.on('response', response => {
			if (/\.(js|css|svg)$/.test(response.url())) weights.push(response.body().then(body => gzipSync(body).length));
		});
		await page.goto(box.url);
		await page.getByRole('heading', {name: 'Weekly review'}).waitFor();
		const sum = (await Promise.all(weights)).reduce((one, other) => one + other, 0);
		await tab.close();
		t.log(`${weights.length} files, ${sum} bytes`);
		t.true(sum > 10_000 && sum < 150_000, `${sum}`);
	}, {prepare: withRoom});
});
