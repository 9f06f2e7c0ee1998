import test from 'ava';
import {startBox} from '../support/box.js';
import {startCallers} from '../support/callers.js';
import {launchBrowser} from '../webui/browser.js';
import {expect} from '../webui/expect.js';

const box = await startBox({fresh: true});
const browser = await launchBrowser();
test.after.always(async () => {
	await browser.close();
	await box.stop();
});

test('a newcomer finishes the wizard, dials what it says, sees the call come, mutes it, and it is heard no more', async t => {
	const page = await (await browser.newContext({locale: 'en-GB', timezoneId: 'Europe/London'})).newPage();
	await page.goto(`http://127.0.0.1:${box.httpPort}/lines`);
	await page.getByRole('heading', {name: 'Set up your box'}).waitFor();
	await page.getByLabel('Your name').fill('Grace');
	await page.getByRole('textbox', {name: 'Password'}).fill('Correct-Horse-9');
	await page.keyboard.press('Enter');
	await page.getByLabel('Name of the box').fill('Office');
	await page.keyboard.press('Enter');
	await page.getByLabel('Only this machine').check();
	await page.keyboard.press('Enter');
	await expect(page.getByRole('textbox', {name: 'PIN'})).toHaveValue(/^\d{6}$/);
	const pin = await page.getByRole('textbox', {name: 'PIN'}).inputValue();
	await page.getByLabel('Number').fill('8000');
	await page.getByRole('button', {name: 'Finish'}).click();
	await page.getByRole('heading', {name: 'Your box is ready'}).waitFor();
	await page.getByText(`sip:8000@127.0.0.1:${box.sip.udp}`).waitFor();
	await expect(page.getByText(pin)).toBeVisible();
	await expect(page).toHaveTitle('First call · Office');

	const callers = await startCallers(t, box);
	const ann = await callers.enter('8000', {number: '4930111', keys: `${pin}#`});
	await page.getByText('Your call is here').waitFor();
	await page.getByText('4930111 is in the conference.').waitFor();
	const bob = await callers.enter('8000', {number: '4930222', keys: `${pin}#`});
	await bob.call.say(650);
	await ann.call.hears(650);
	await page.getByRole('link', {name: 'To the status page'}).click();
	await page.getByRole('heading', {name: 'Team call'}).waitFor();
	await page.getByRole('button', {name: 'Mute 4930222', exact: true}).click();
	await ann.call.hearsNoMore(650);
	await page.getByRole('button', {name: 'Unmute 4930222', exact: true}).waitFor();

	await page.getByRole('button', {name: 'Log out'}).click();
	await page.getByLabel('Name').fill('Grace');
	await page.getByLabel('Password').fill('Correct-Horse-9');
	await page.getByRole('button', {name: 'Log in'}).click();
	await page.getByText('4930222').first().waitFor();
	t.pass();
});
