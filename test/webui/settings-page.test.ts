import test from 'ava';
import type {Browser, Page, Response} from 'playwright-core';
import {secretDots as boxDots, settings} from '../../firmware/contract/index.js';
import {fieldsOf, isForm, type FormSchema} from '../../webui/form/fields.js';
import {secretDots} from '../../webui/form/problems.js';
import {languages} from '../../webui/i18n/index.js';
import {answerAdmin} from './admin-answers.js';
import {violations} from './axe.js';
import {launchBrowser, visit} from './browser.js';
import {call, state} from './builders.js';
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
		t.is(await page.getByRole('spinbutton').count(), 1);
		await search.fill('zzz');
		await page.getByText('No setting has these words').waitFor();
		await search.press('Escape');
		await group(page, 'SIP').getByLabel('UDP port').waitFor();
	}, {path, prepare: withPassword});
});

test.serial('each setting says when it takes effect, and a changed one the way back to its default', async t => {
	await visit(browser, async ({page, box}) => {
		const tries = page.locator('[data-field="pinTries"]');
		await tries.getByText('Takes effect for new calls').waitFor();
		t.true(await tries.getByText('Changed; default: 3').isVisible());
		t.true(await page.locator('[data-field="udpPort"]').getByText('Takes effect after a restart').isVisible());
		await tries.getByRole('button', {name: 'Back to the default: PIN tries'}).click();
		t.is(await tries.getByRole('spinbutton').inputValue(), '3');
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
		t.is(await page.evaluate('document.activeElement.type'), 'password');
		await page.keyboard.type('n3w');
		await mqtt.getByRole('button', {name: 'Show what is typed'}).first().click();
		t.is(await input.getAttribute('type'), 'text');
		await mqtt.getByRole('button', {name: 'Keep as it is: Password'}).click();
		await mqtt.getByRole('button', {name: 'Save'}).waitFor({state: 'detached'});
		await mqtt.getByRole('button', {name: 'Change: Password'}).click();
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
		box.refusal = {status: 400, code: 'INVALID_INPUT', message: 'x', problems: [{path: '/sip/rtpLastPort', message: '1000 calls need 2000 RTP ports.'}]};
		await sip.getByRole('button', {name: 'Save'}).click();
		t.is(await sip.getByRole('alert').innerText(), '1000 calls need 2000 RTP ports.');
		t.is(await page.evaluate('document.activeElement.value'), '16390');
	}, {path, prepare: withPassword});
});

test.serial('a number out of its bounds is told before it is sent', async t => {
	await visit(browser, async ({page, box}) => {
		const entry = group(page, 'Coming in');
		await entry.getByRole('spinbutton', {name: 'PIN tries'}).fill('12');
		await page.keyboard.press('Enter');
		t.is(await entry.getByRole('alert').innerText(), 'From 1 to 9.');
		t.deepEqual(box.asks, []);
	}, {path, prepare: withPassword});
});

test.serial('codecs are put into another order by the keyboard', async t => {
	await visit(browser, async ({page, box}) => {
		await page.getByRole('button', {name: 'G.722: further up'}).focus();
		await page.keyboard.press('Enter');
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

test.serial('what another admin changes is shown at once, and what is being entered stays', async t => {
	await visit(browser, async ({page, box}) => {
		const entry = group(page, 'Coming in');
		await entry.getByRole('spinbutton', {name: 'Wait for the first digit'}).fill('20');
		answerAdmin(box, {settings: usual => ({...usual, entry: {...usual.entry, pinTries: 7}})});
		box.tell({kind: 'settings.changed', at: '2026-03-02T09:00:00.000Z'});
		await page.locator('[data-field="pinTries"]').getByText('Changed; default: 3').waitFor();
		t.is(await entry.getByRole('spinbutton', {name: 'PIN tries'}).inputValue(), '7');
		t.is(await entry.getByRole('spinbutton', {name: 'Wait for the first digit'}).inputValue(), '20');
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
			const text = await page.locator('main').innerText();
			t.deepEqual(english.filter(sentence => text.includes(sentence)), []);
		}, {path, prepare: withPassword, context: {locale: language}});
	});
}

test.serial('the settings have no accessibility problem, and fit a phone', async t => {
	await visit(browser, async ({page}) => {
		await page.locator('.settings form').first().waitFor();
		t.deepEqual(await violations(page), []);
		t.is(await page.evaluate('document.documentElement.scrollWidth'), 390);
	}, {path, prepare: withPassword, context: {viewport: {width: 390, height: 844}}});
});

test('the page knows the dots that the box shows in place of a secret', t => t.is(secretDots, boxDots));
