import test from 'ava';
import {startBox} from '../support/box.js';
import {startCallers} from '../support/callers.js';
import {launchBrowser} from '../webui/browser.js';
import {expect} from '../webui/expect.js';

const box = await startBox({conferences: [{kind: 'static', extension: '8000', description: 'Monday round', first: 'silence', entryTone: 'off', exitTone: 'off'}]});
const browser = await launchBrowser();
test.after.always(async () => {
	await browser.close();
	await box.stop();
});

test('an admin logs in, sees two callers come in, mutes one, and the other hears him no more; then disconnects him', async t => {
	await box.api('POST', '/users', {name: 'Grace', password: 'Correct-Horse-9', role: 'admin'});
	const page = await (await browser.newContext({locale: 'en-GB'})).newPage();
	await page.goto(`http://127.0.0.1:${box.httpPort}/`);
	await page.getByLabel('Name').fill('Grace');
	await page.getByLabel('Password').fill('Correct-Horse-9');
	await page.getByRole('button', {name: 'Log in'}).click();
	await page.getByText('8000').first().waitFor();

	const callers = await startCallers(t, box);
	const ann = await callers.enter('8000', {number: '4930111'});
	const bob = await callers.enter('8000', {number: '4930222'});
	await bob.call.say(650);
	await ann.call.hears(650);
	await page.getByText('Monday round').waitFor();
	await page.getByRole('button', {name: 'Mute 4930222', exact: true}).click();
	await ann.call.hearsNoMore(650);
	const unmute = page.getByRole('button', {name: 'Unmute 4930222', exact: true});
	await unmute.waitFor();

	await bob.call.press('##1');
	await ann.call.hears(650);
	await unmute.waitFor({state: 'detached'});

	await page.getByRole('button', {name: 'Disconnect 4930222'}).click();
	await page.getByRole('group', {name: 'Disconnect 4930222?'}).getByRole('button', {name: 'Disconnect'}).click();
	const ended = await bob.call.ended({withinMs: 15_000});
	t.true(ended.bye);
	await page.getByRole('button', {name: 'Mute 4930222', exact: true}).waitFor({state: 'detached'});
	await page.getByRole('button', {name: 'Call again 4930222'}).waitFor();
	await expect(page.getByText('4930111').first()).toBeVisible();
});
