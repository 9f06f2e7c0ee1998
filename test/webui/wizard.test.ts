import test from 'ava';
import type {Browser, Page} from 'playwright-core';
import {told, trunkTemplates} from '../../firmware/contract/index.js';
import {loadTranslator} from '../../webui/i18n/index.js';
import {templateName} from '../../webui/pages/trunks/words.js';
import {violations} from './axe.js';
import {launchBrowser, visit} from './browser.js';
import {at, call, setupState} from './builders.js';
import {expect} from './expect.js';
import type {StandInBox} from './stand-in-box.js';

let browser: Browser;
test.before(async () => {
	browser = await launchBrowser();
});
test.after.always(async () => await browser.close());

const english = await loadTranslator(['en']);
const newBox = (box: StandInBox): void => {
	box.setup = setupState({cards: ['TE220']});
	box.loggedIn = false;
	box.answers.set('GET /conferences', [{id: 'c0', kind: 'static', extension: '7000', pin: null, leaderPin: null, description: 'To try'}, {id: 'c1', kind: 'static', extension: '8000', pin: '471193', leaderPin: null, description: 'Team call'}]);
	box.answers.set('GET /box', {ports: {udp: 5070, tcp: 5070, tls: null}});
	box.answers.set('GET /system', {restartNeededFor: []});
};
const german = {locale: 'de-DE', timezoneId: 'Europe/Berlin'};
const next = (page: Page) => page.getByRole('button', {name: 'Next'}).click();

const steps = ['Who looks after this box?', 'Where does it stand?', 'How do calls come in?', 'What do callers dial?'] as const;
const isAt = (page: Page, step: typeof steps[number]) => expect(page.getByRole('heading', {name: step})).toBeVisible();

async function toStep(page: Page, wanted: typeof steps[number]): Promise<void> {
	await page.getByRole('textbox', {name: 'Password'}).fill('Correct-Horse-9');
	for (const step of steps.slice(0, steps.indexOf(wanted))) {
		await isAt(page, step);
		await next(page);
	}
	await isAt(page, wanted);
}

test.serial('a newcomer sets the box up by keyboard alone, and sees the first call come', async t => {
	await visit(browser, async ({page, box, complaints}) => {
		await page.getByRole('heading', {name: 'Set up your box'}).waitFor();
		await expect(page.getByRole('navigation')).toHaveCount(0);
		await page.keyboard.press('Tab');
		await page.keyboard.press('ControlOrMeta+A');
		await page.keyboard.type('Grace');
		await page.keyboard.press('Tab');
		await page.keyboard.type('Correct-Horse-9');
		await page.keyboard.press('Enter');
		await expect(page.getByRole('heading', {name: 'Where does it stand?'})).toBeFocused();
		await page.keyboard.press('Tab');
		await page.keyboard.press('ControlOrMeta+A');
		await page.keyboard.type('Office');
		await page.keyboard.press('Enter');
		await expect(page.getByRole('heading', {name: 'How do calls come in?'})).toBeFocused();
		await page.getByText('Found: TE220.').waitFor();
		await page.keyboard.press('Tab');
		await page.keyboard.press('ArrowDown');
		await page.keyboard.press('Enter');
		await expect(page.getByRole('heading', {name: 'What do callers dial?'})).toBeFocused();
		const pin = await page.getByRole('textbox', {name: 'PIN'}).inputValue();
		t.regex(pin, /^\d{6}$/);
		await page.keyboard.press('Tab');
		await page.keyboard.press('Enter');
		await page.getByRole('heading', {name: 'Your box is ready'}).waitFor();
		t.like(box.asks[0]?.body, {
			adminName: 'Grace', password: 'Correct-Horse-9', boxName: 'Office', language: 'en', country: 'gb', timeZone: 'Europe/London', access: 'this-machine', trunk: null,
			conference: {kind: 'static', extension: '8000', pin, description: 'Team call'},
		});
		await expect(page.getByText('471193')).toBeVisible();
		await expect(page.getByText('sip:8000@127.0.0.1:5070')).toBeVisible();
		await expect(page).toHaveURL(`${box.url}welcome/8000`);
		await expect(page.getByRole('heading', {name: 'Your box is ready'})).toBeFocused();
		box.tell({kind: 'call.started', at, call: call('eve', {name: 'Eve'})});
		await page.getByText('Your call is here').waitFor();
		await expect(page.getByText('Eve is being asked for the PIN now.')).toBeVisible();
		box.tell({kind: 'call.changed', at, call: call('eve', {name: 'Eve', stage: 'room'})});
		await page.getByText('Eve is in the conference.').waitFor();
		t.deepEqual(complaints, []);
	}, {prepare: newBox, context: {timezoneId: 'Europe/London'}});
});

test.serial('the password\'s policy is shown as it is met, and one that does not meet it is refused at its field', async t => {
	await visit(browser, async ({page, box}) => {
		const password = page.getByRole('textbox', {name: 'Password'});
		await password.fill('horse');
		await expect(page.locator('.policy .met')).toHaveCount(1);
		await next(page);
		await expect(password).toHaveAttribute('aria-invalid', 'true');
		await expect(page.locator('#password')).toBeFocused();
		const problem = page.getByText('The password is not good enough yet; see below.');
		await problem.waitFor();
		await expect(password).toHaveAccessibleDescription(/The password needs.*at least 8 characters \(missing\)/s);
		await password.fill('Correct-Horse');
		await expect(problem).toHaveCount(0);
		await expect(page.locator('.policy .met')).toHaveCount(3);
		await next(page);
		await isAt(page, 'Where does it stand?');
		t.deepEqual(box.asks, []);
	}, {prepare: newBox});
});

test.serial('what the browser knows is chosen already', async t => {
	await visit(browser, async ({page}) => {
		await page.getByRole('textbox', {name: 'Passwort'}).fill('Correct-Horse-9');
		await page.getByRole('button', {name: 'Weiter'}).click();
		await expect(page.getByLabel('Zeitzone')).toHaveValue('Europe/Berlin');
		await expect(page.getByLabel('Land')).toHaveValue('de');
		await expect(page.getByLabel('Sprache')).toHaveValue('de');
		t.pass();
	}, {prepare: newBox, context: german});
});

test.serial('a country is chosen by its clock, which says more of where a browser stands than its language', async t => {
	await visit(browser, async ({page}) => {
		await toStep(page, 'Where does it stand?');
		await expect(page.getByLabel('Country')).toHaveValue('es');
		await expect(page.getByLabel('Language')).toHaveValue('en');
		t.pass();
	}, {prepare: newBox, context: {locale: 'en-US', timezoneId: 'Europe/Madrid'}});
});

test.serial('the browser\'s ways back and forward keep what was typed', async t => {
	await visit(browser, async ({page}) => {
		await toStep(page, 'Where does it stand?');
		await page.getByLabel('Name of the box').fill('Office');
		await next(page);
		await isAt(page, 'How do calls come in?');
		await page.goBack();
		await expect(page.getByLabel('Name of the box')).toHaveValue('Office');
		await page.goBack();
		await expect(page.getByRole('textbox', {name: 'Password'})).toHaveValue('Correct-Horse-9');
		await page.goForward();
		await expect(page.getByLabel('Name of the box')).toHaveValue('Office');
		t.pass();
	}, {prepare: newBox});
});

test.serial('what the box refuses stands at its field, in the step that has it', async t => {
	await visit(browser, async ({page}) => {
		await toStep(page, 'What do callers dial?');
		await page.getByRole('button', {name: 'Finish'}).click();
		await isAt(page, 'Where does it stand?');
		await page.getByText('Choose one of those that are offered.').waitFor();
		await expect(page.locator('#country')).toBeFocused();
		await next(page);
		await isAt(page, 'How do calls come in?');
		await next(page);
		await isAt(page, 'What do callers dial?');
		await expect(page.getByText('Choose one of those that are offered.')).toHaveCount(0);
		t.pass();
	}, {prepare: box => {
		newBox(box);
		box.refusal = {status: 400, code: 'INVALID_INPUT', message: 'The input is not valid.', problems: [{path: '/conference/pin', ...told('pattern')}, {path: '/country', ...told('not-a-choice')}]};
	}});
});

test.serial('one whose box was set up elsewhere meanwhile is told so, and led to the log-in', async t => {
	await visit(browser, async ({page, box}) => {
		await toStep(page, 'What do callers dial?');
		await page.getByRole('button', {name: 'Finish'}).click();
		await page.getByText('This box was set up meanwhile by somebody else.').waitFor();
		box.setup = null;
		await page.getByRole('button', {name: 'To the log-in'}).click();
		await page.getByRole('heading', {name: 'Log in'}).waitFor();
		t.pass();
	}, {prepare: box => {
		newBox(box);
		box.refusal = {status: 409, code: 'CONFLICT', message: 'The box is set up already; log in.'};
	}});
});

test.serial('a trunk is begun from a template, and its fields are checked', async t => {
	await visit(browser, async ({page, box}) => {
		await toStep(page, 'How do calls come in?');
		// Each is named by what makes it another.
		for (const template of trunkTemplates) await expect(page.getByLabel('SIP trunk').getByRole('option', {name: templateName(template, english), exact: true})).toHaveCount(1);
		await page.getByLabel('SIP trunk').selectOption('registration');
		await next(page);
		await expect(page.locator('#host')).toBeFocused();
		await page.getByLabel('Server').fill('sip.example.net');
		await expect(page.locator('#host')).not.toHaveAttribute('aria-invalid');
		await expect(page.locator('#user')).toHaveAttribute('aria-invalid', 'true');
		await page.getByLabel('User name').fill('4711');
		await page.getByLabel('Password of the trunk').fill('secret');
		await next(page);
		await page.getByRole('button', {name: 'Finish'}).click();
		await page.getByRole('heading', {name: 'Your box is ready'}).waitFor();
		t.like(box.asks[0]?.body, {trunk: {name: 'sip.example.net', kind: 'register', host: 'sip.example.net', user: '4711', password: 'secret'}});
	}, {prepare: newBox});
});

test.serial('each step, and the page of the first call, is good for all, in light and dark', async t => {
	await visit(browser, async ({page}) => {
		for (const step of steps) {
			await isAt(page, step);
			t.deepEqual(await violations(page), [], step);
			if (step === steps[0]) await page.getByRole('textbox', {name: 'Password'}).fill('Correct-Horse-9');
			await page.locator('button[type=submit]').click();
		}
		await page.getByText('471193').waitFor();
		t.deepEqual(await violations(page), [], 'first call');
	}, {prepare: newBox});
});
