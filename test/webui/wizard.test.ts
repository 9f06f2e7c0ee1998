import test from 'ava';
import type {Browser, Page} from 'playwright-core';
import {violations} from './axe.js';
import {launchBrowser, visit} from './browser.js';
import {at, call, setupState} from './builders.js';
import type {StandInBox} from './stand-in-box.js';

let browser: Browser;
test.before(async () => {
	browser = await launchBrowser();
});
test.after.always(async () => await browser.close());

const newBox = (box: StandInBox): void => {
	box.setup = setupState({cards: ['TE220']});
	box.loggedIn = false;
	box.answers.set('GET /conferences', [{id: 'c1', kind: 'static', extension: '8000', pin: '471193', leaderPin: null, description: 'Team call'}]);
	box.answers.set('GET /box', {ports: {udp: 5070, tcp: 5070, tls: null}});
	box.answers.set('GET /system', {restartNeededFor: []});
};
const german = {locale: 'de-DE', timezoneId: 'Europe/Berlin'};
const next = (page: Page) => page.getByRole('button', {name: 'Next'}).click();

async function toStep(page: Page, heading: string): Promise<void> {
	await page.getByRole('textbox', {name: 'Password'}).fill('Correct-Horse-9');
	const isThere = page.getByRole('heading', {name: heading});
	while (!await isThere.isVisible()) await next(page);
}

test.serial('a newcomer sets the box up by keyboard alone, and sees the first call come', async t => {
	await visit(browser, async ({page, box, complaints}) => {
		await page.getByRole('heading', {name: 'Set up your box'}).waitFor();
		t.is(await page.getByRole('navigation').count(), 0);
		await page.keyboard.press('Tab');
		await page.keyboard.press('ControlOrMeta+A');
		await page.keyboard.type('Grace');
		await page.keyboard.press('Tab');
		await page.keyboard.type('Correct-Horse-9');
		await page.keyboard.press('Enter');
		await page.getByRole('heading', {name: 'Where does it stand?'}).waitFor();
		t.is(await page.locator(':focus').innerText(), 'Where does it stand?');
		await page.keyboard.press('Tab');
		await page.keyboard.press('ControlOrMeta+A');
		await page.keyboard.type('Office');
		await page.keyboard.press('Enter');
		await page.getByText('Found: TE220.').waitFor();
		await page.keyboard.press('Tab');
		await page.keyboard.press('ArrowDown');
		await page.keyboard.press('Enter');
		await page.getByRole('heading', {name: 'What do callers dial?'}).waitFor();
		const pin = await page.getByRole('textbox', {name: 'PIN'}).inputValue();
		t.regex(pin, /^\d{6}$/);
		await page.keyboard.press('Tab');
		await page.keyboard.press('Enter');
		await page.getByRole('heading', {name: 'Your box is ready'}).waitFor();
		t.like(box.asks[0]?.body, {
			adminName: 'Grace', password: 'Correct-Horse-9', boxName: 'Office', language: 'en', country: 'gb', timeZone: 'Europe/London', access: 'this-machine', trunk: null,
			conference: {kind: 'static', extension: '8000', pin, description: 'Team call'},
		});
		t.true(await page.getByText('471193').isVisible());
		t.true(await page.getByText('sip:8000@127.0.0.1:5070').isVisible());
		t.is(page.url(), `${box.url}welcome`);
		box.tell({kind: 'call.started', at, call: call('eve', {name: 'Eve'})});
		await page.getByText('Your call is here').waitFor();
		t.true(await page.getByText('Eve is being asked for the PIN now.').isVisible());
		box.tell({kind: 'call.changed', at, call: call('eve', {name: 'Eve', stage: 'room'})});
		await page.getByText('Eve is in the conference.').waitFor();
		t.deepEqual(complaints, []);
	}, {prepare: newBox, context: {timezoneId: 'Europe/London'}});
});

test.serial('the password\'s policy is shown as it is met, and one that does not meet it is refused at its field', async t => {
	await visit(browser, async ({page, box}) => {
		const password = page.getByRole('textbox', {name: 'Password'});
		await password.fill('horse');
		t.is(await page.locator('.policy .met').count(), 1);
		await next(page);
		t.is(await password.getAttribute('aria-invalid'), 'true');
		t.is(await page.locator(':focus').getAttribute('id'), 'password');
		await page.getByText('The password is not good enough yet; see below.').waitFor();
		await password.fill('Correct-Horse');
		t.is(await page.locator('.policy .met').count(), 3);
		await next(page);
		await page.getByRole('heading', {name: 'Where does it stand?'}).waitFor();
		t.deepEqual(box.asks, []);
	}, {prepare: newBox});
});

test.serial('what the browser knows is chosen already', async t => {
	await visit(browser, async ({page}) => {
		await page.getByRole('textbox', {name: 'Passwort'}).fill('Correct-Horse-9');
		await page.getByRole('button', {name: 'Weiter'}).click();
		t.is(await page.getByLabel('Zeitzone').inputValue(), 'Europe/Berlin');
		t.is(await page.getByLabel('Land').inputValue(), 'de');
		t.is(await page.getByLabel('Sprache').inputValue(), 'de');
	}, {prepare: newBox, context: german});
});

test.serial('the browser\'s ways back and forward keep what was typed', async t => {
	await visit(browser, async ({page}) => {
		await toStep(page, 'Where does it stand?');
		await page.getByLabel('Name of the box').fill('Office');
		await next(page);
		await page.getByRole('heading', {name: 'How do calls come in?'}).waitFor();
		await page.goBack();
		t.is(await page.getByLabel('Name of the box').inputValue(), 'Office');
		await page.goBack();
		t.is(await page.getByRole('textbox', {name: 'Password'}).inputValue(), 'Correct-Horse-9');
		await page.goForward();
		t.is(await page.getByLabel('Name of the box').inputValue(), 'Office');
	}, {prepare: newBox});
});

test.serial('what the box refuses stands at its field, in the step that has it', async t => {
	await visit(browser, async ({page}) => {
		await toStep(page, 'What do callers dial?');
		await page.getByRole('button', {name: 'Finish'}).click();
		await page.getByRole('heading', {name: 'Where does it stand?'}).waitFor();
		await page.getByText('This country has no tones.').waitFor();
		t.is(await page.locator(':focus').getAttribute('id'), 'country');
		await next(page);
		await next(page);
		t.is(await page.getByText('This country has no tones.').count(), 0);
	}, {prepare: box => {
		newBox(box);
		box.refusal = {status: 400, code: 'INVALID_INPUT', message: 'The input is not valid.', problems: [{path: '/conference/pin', message: 'Too easy.'}, {path: '/country', message: 'This country has no tones.'}]};
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
		await page.getByLabel('SIP trunk').selectOption('registration');
		await next(page);
		t.is(await page.locator(':focus').getAttribute('id'), 'host');
		await page.getByLabel('Server').fill('sip.example.net');
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
		for (const heading of ['Who looks after this box?', 'Where does it stand?', 'How do calls come in?', 'What do callers dial?']) {
			await page.getByRole('heading', {name: heading}).waitFor();
			t.deepEqual(await violations(page), [], heading);
			const password = page.getByRole('textbox', {name: 'Password'});
			if (await password.isVisible()) await password.fill('Correct-Horse-9');
			await page.locator('button[type=submit]').click();
		}
		await page.getByText('471193').waitFor();
		t.deepEqual(await violations(page), [], 'first call');
	}, {prepare: newBox});
});
