import test from 'ava';
import type {Browser} from 'playwright-core';
import {answerAdmin} from './admin-answers.js';
import {violations} from './axe.js';
import {launchBrowser, visit, widthOf} from './browser.js';
import {at, card, conferenceId, dialPlanEntry, fxo, line, state} from './builders.js';
import {expect} from './expect.js';

let browser: Browser;
test.before(async () => {
	browser = await launchBrowser();
});
test.after.always(async () => await browser.close());

const path = 'dial-plan';
const withPlan = {path, prepare: answerAdmin};

test.serial('an admin sees every number with who has it, and which are free', async t => {
	await visit(browser, async ({page, box}) => {
		await page.getByText('4 numbers in use').waitFor();
		await expect(page.getByRole('link', {name: 'Weekly review'})).toHaveAttribute('href', '/conferences/review');
		await expect(page.getByRole('row', {name: /^8888/}).getByText('Portal')).toBeVisible();
		await expect(page.getByRole('region', {name: 'Free numbers'}).getByText('8003')).toBeVisible();
		box.dialPlan = [...box.dialPlan, dialPlanEntry('8777', {conference: conferenceId('c9'), description: 'Just made'})];
		box.tell({kind: 'conference.changed', at, conference: conferenceId('c9')});
		await page.getByRole('row', {name: /^8777/}).getByText('Just made').waitFor();
		t.pass();
	}, withPlan);
});

test.serial('an admin asks who answers a number', async t => {
	await visit(browser, async ({page}) => {
		const number = page.getByRole('textbox', {name: 'Number', exact: true});
		await number.fill('8001');
		await number.press('Enter');
		const answer = page.getByRole('region', {name: 'Who answers a number?'}).getByRole('status');
		await answer.getByText('8001 is answered by: Conference.').waitFor();
		await expect(answer.getByRole('link', {name: 'Coffee corner'})).toBeVisible();
		await number.fill('8009');
		await number.press('Enter');
		await answer.getByText('Nobody has 8009: callers hear that the number is unknown.').waitFor();
		t.pass();
	}, withPlan);
});

test.serial('the portal is changed in place, and a number that somebody has is told', async t => {
	await visit(browser, async ({page, box}) => {
		const portal = page.getByRole('form', {name: 'Portal'});
		await portal.getByLabel('Portal').fill('8500');
		await portal.getByText('8500 is in use: “At once” (Conferences by number).').waitFor();
		await portal.getByLabel('Portal').fill('8003');
		await portal.getByText('8003 is free.').waitFor();
		const saved = page.waitForResponse(response => response.request().method() === 'PATCH');
		await portal.getByRole('button', {name: 'Save'}).click();
		await saved;
		t.deepEqual(box.asks.at(-1)?.body, {entry: {portal: '8003'}});
	}, withPlan);
});

test.serial('lines that lead to a number which nobody has are named', async t => {
	await visit(browser, async ({page}) => {
		const strays = page.getByRole('region', {name: 'Calls by these lines and trunks go to numbers that nobody has:'});
		await expect(strays.getByRole('listitem')).toHaveText(['FXO 1 → 7777', 'Provider → 7100']);
		t.pass();
	}, {path, prepare: box => {
		answerAdmin(box, {trunks: [{name: 'Provider', enabled: true, number: '7100'}]});
		box.state = state({lines: {cards: [card('c1')], spans: [], lines: [line('1', {config: {...fxo, target: '7777'}}), line('2', {config: {...fxo, target: '8000'}})]}});
	}});
});

test.serial('the dial plan has no accessibility problem, and fits a phone', async t => {
	await visit(browser, async ({page}) => {
		await page.getByRole('form', {name: 'Portal'}).waitFor();
		t.deepEqual(await violations(page), []);
		await expect.poll(() => widthOf(page)).toBe(390);
	}, {...withPlan, context: {viewport: {width: 390, height: 844}}});
});
