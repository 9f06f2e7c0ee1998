import test from 'ava';
import type {Browser, Page, Response} from 'playwright-core';
import {told, secretDots as boxDots, settings} from '../../firmware/contract/index.js';
import {fieldsOf, isForm, type FormSchema} from '../../webui/form/fields.js';
import {secretDots} from '../../webui/form/problems.js';
import {languages} from '../../webui/i18n/index.js';
import {answerAdmin} from './admin-answers.js';
import {violations} from './axe.js';
import {launchBrowser, visit, widthOf} from './browser.js';
import {call, movedToHttps, state} from './builders.js';
import {expect} from './expect.js';
import type {StandInBox} from './stand-in-box.js';

let browser: Browser;
test.before(async () => {
	browser = await launchBrowser();
});
test.after.always(async () => await browser.close());

const path = 'settings';
const withPassword = (box: StandInBox): void => answerAdmin(box, {settings: usual => ({...usual, mqtt: {...usual.mqtt, password: 'hunter2'}, entry: {...usual.entry, pinTries: 5}})});
const isChange = (response: Response): boolean => response.request().method() === 'PATCH';
const group = (page: Page, name: string) => page.getByRole('region', {name, exact: true});

test.serial('an admin finds a setting by a word of its description, and all are back when the search is emptied', async t => {
	await visit(browser, async ({page}) => {
		const search = page.getByRole('searchbox', {name: 'Search the settings'});
		await search.fill('wrong pins goodbye');
		await page.getByRole('spinbutton', {name: 'PIN tries'}).waitFor();
		await expect(page.getByRole('spinbutton')).toHaveCount(1);
		await search.fill('zzz');
		await page.getByText('No setting has these words').waitFor();
		await search.press('Escape');
		await group(page, 'SIP').getByLabel('UDP port').waitFor();
		t.pass();
	}, {path, prepare: withPassword});
});

test.serial('each setting says when it takes effect, and a changed one the way back to its default', async t => {
	await visit(browser, async ({page, box}) => {
		const tries = page.locator('[data-field="pinTries"]');
		await tries.getByText('Takes effect for new calls').waitFor();
		await expect(tries.getByText('Changed; default: 3')).toBeVisible();
		await expect(page.locator('[data-field="udpPort"]').getByText('Takes effect after a restart')).toBeVisible();
		await tries.getByRole('button', {name: 'Back to the default: PIN tries'}).click();
		await expect(tries.getByRole('spinbutton')).toHaveValue('3');
		await group(page, 'Coming in').getByRole('button', {name: 'Save'}).click();
		await group(page, 'Coming in').getByRole('button', {name: 'Save'}).waitFor({state: 'detached'});
		t.like(box.asks[0], {method: 'PATCH', path: '/settings', body: {entry: {pinTries: 3}}});
	}, {path, prepare: box => {
		withPassword(box);
		box.answers.set('PATCH /settings', () => {
			answerAdmin(box);
			return {};
		});
	}});
});

test.serial('a secret is dots; it is kept until a new one is typed, and what is typed can be looked at', async t => {
	await visit(browser, async ({page, box}) => {
		const mqtt = group(page, 'MQTT');
		await mqtt.getByRole('button', {name: 'Change: Password'}).click();
		const input = mqtt.getByLabel('Password', {exact: true});
		await expect(input).toBeFocused();
		await expect(input).toHaveAttribute('type', 'password');
		await page.keyboard.type('n3w');
		await mqtt.getByRole('button', {name: 'Show what is typed'}).first().click();
		await expect(input).toHaveAttribute('type', 'text');
		await mqtt.getByRole('button', {name: 'Keep as it is: Password'}).click();
		await mqtt.getByRole('button', {name: 'Save'}).waitFor({state: 'detached'});
		await mqtt.getByRole('button', {name: 'Change: Password'}).click();
		await expect(input).toBeFocused();
		await page.keyboard.type('n3w');
		const saved = page.waitForResponse(isChange);
		await page.keyboard.press('Enter');
		await saved;
		t.deepEqual(box.asks.at(-1)?.body, {mqtt: {password: 'n3w'}});
	}, {path, prepare: withPassword});
});

test.serial('what the box finds wrong stands at its field', async t => {
	await visit(browser, async ({page, box}) => {
		const sip = group(page, 'SIP');
		await sip.getByLabel('Last RTP port').fill('16390');
		box.refusal = {status: 400, code: 'INVALID_INPUT', message: 'x', problems: [{path: '/sip/rtpLastPort', ...told('few-rtp-ports', {calls: 1000, needed: 2000, there: 7})}]};
		await sip.getByRole('button', {name: 'Save'}).click();
		await expect(sip.getByRole('alert')).toHaveText('1000 calls need 2000 RTP ports; there are 7.');
		await expect(sip.getByRole('spinbutton', {name: 'Last RTP port'})).toBeFocused();
		await expect(page.locator(':focus')).toHaveValue('16390');
		t.pass();
	}, {path, prepare: withPassword});
});

test.serial('a number out of its bounds is told before it is sent', async t => {
	await visit(browser, async ({page, box}) => {
		const entry = group(page, 'Coming in');
		const tries = entry.getByRole('spinbutton', {name: 'PIN tries'});
		await tries.fill('12');
		await tries.press('Enter');
		await expect(entry.getByRole('alert')).toHaveText('From 1 to 9.');
		t.deepEqual(box.asks, []);
	}, {path, prepare: withPassword});
});

test.serial('codecs are put into another order by the keyboard', async t => {
	await visit(browser, async ({page, box}) => {
		await page.getByRole('button', {name: 'G.722: further up'}).press('Enter');
		const saved = page.waitForResponse(isChange);
		await group(page, 'SIP').getByRole('button', {name: 'Save'}).click();
		await saved;
		t.deepEqual(box.asks.at(-1)?.body, {sip: {codecs: ['g722', 'opus', 'pcma', 'pcmu']}});
	}, {path, prepare: withPassword});
});

test.serial('the page says what waits for a restart, and restarts the box after telling how many are calling', async t => {
	await visit(browser, async ({page, box}) => {
		await page.getByText('A restart is needed for: SIP: UDP port and Network: HTTPS.').waitFor();
		await page.getByRole('button', {name: 'Restart the box'}).click();
		const dialog = page.getByRole('dialog', {name: 'Restart the box?'});
		await dialog.getByText('2 calls are up now and will be cut off.').waitFor();
		await dialog.getByRole('button', {name: 'Restart the box'}).click();
		await page.getByText('The box restarts now; this page comes back by itself.').waitFor();
		t.like(box.asks.at(-1), {method: 'POST', path: '/system/restart'});
	}, {path, prepare: box => {
		answerAdmin(box, {system: {restartNeededFor: ['/sip/udpPort', '/network/https']}});
		box.state = state({calls: [call('a'), call('b')]});
	}});
});

test.serial('whoever restarts the box with settings that move it is told at once where it will be', async t => {
	await visit(browser, async ({page}) => {
		await page.getByRole('button', {name: 'Restart the box'}).click();
		await page.getByRole('dialog', {name: 'Restart the box?'}).getByRole('button', {name: 'Restart the box'}).click();
		await page.getByText('The box starts again. It is then at another address').waitFor();
		await expect(page.getByRole('link', {name: 'https://127.0.0.1:9443/'})).toBeVisible();
		await expect(page.getByText('this page comes back by itself')).toHaveCount(0);
		t.deepEqual(await violations(page), []);
	}, {path, prepare: box => {
		answerAdmin(box, {system: {restartNeededFor: ['/network/https']}});
		box.answers.set('POST /system/restart', movedToHttps(box));
	}});
});

test.serial('what another admin changes is shown at once, and what is being entered stays', async t => {
	await visit(browser, async ({page, box}) => {
		const entry = group(page, 'Coming in');
		await entry.getByRole('spinbutton', {name: 'Wait for the first digit'}).fill('20');
		answerAdmin(box, {settings: usual => ({...usual, entry: {...usual.entry, pinTries: 7}})});
		box.tell({kind: 'settings.changed', at: '2026-03-02T09:00:00.000Z'});
		await page.locator('[data-field="pinTries"]').getByText('Changed; default: 3').waitFor();
		await expect(entry.getByRole('spinbutton', {name: 'PIN tries'})).toHaveValue('7');
		await expect(entry.getByRole('spinbutton', {name: 'Wait for the first digit'})).toHaveValue('20');
		const saved = page.waitForResponse(isChange);
		await entry.getByRole('button', {name: 'Save'}).click();
		await saved;
		t.deepEqual(box.asks.at(-1)?.body, {entry: {firstDigitSeconds: 20}});
	}, {path, prepare: answerAdmin});
});

const schema = JSON.parse(JSON.stringify(settings)) as FormSchema;
const english = Object.values(schema.properties).flatMap(part => isForm(part) ? fieldsOf(part) : []).map(({description}) => description).filter(text => text.length > 12);
for (const language of languages.filter(one => one !== 'en')) {
	test.serial(`in ${language} no description of a setting is English`, async t => {
		await visit(browser, async ({page}) => {
			await page.locator('.settings form').first().waitFor();
			for (const sentence of english) await expect(page.locator('main')).not.toContainText(sentence);
			t.pass();
		}, {path, prepare: withPassword, context: {locale: language}});
	});
}

test.serial('the settings have no accessibility problem, and fit a phone', async t => {
	await visit(browser, async ({page}) => {
		await page.locator('.settings form').first().waitFor();
		t.deepEqual(await violations(page), []);
		await expect.poll(() => widthOf(page)).toBe(390);
	}, {path, prepare: withPassword, context: {viewport: {width: 390, height: 844}}});
});

test('the page knows the dots that the box shows in place of a secret', t => t.is(secretDots, boxDots));
