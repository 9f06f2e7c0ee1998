import test from 'ava';
import {told, type UserId} from '../../firmware/contract/index.js';
import {answerAdmin} from './admin-answers.js';
import {violations} from './axe.js';
import {launchBrowser, visit} from './browser.js';
import {expect} from './expect.js';
import type {StandInBox} from './stand-in-box.js';

const browser = await launchBrowser();
test.after.always(() => browser.close());

const asKim = (box: StandInBox) => {
	answerAdmin(box);
	box.role = 'user';
	box.user = 'u1' as UserId;
};
const changes = (box: StandInBox) => box.asks.map(({method, path, body}) => ({method, path, body}));

test.serial('somebody changes the own password, sees what it must have and that the old one was wrong', async t => {
	await visit(browser, async ({page, box, complaints}) => {
		await page.getByText('At least 8 characters, with upper and lower case letters.').waitFor();
		await page.getByRole('textbox', {name: 'Old password'}).fill('guess');
		await page.getByRole('textbox', {name: 'New password'}).fill('Correct horse');
		box.refusal = {status: 401, code: 'WRONG_PASSWORD', message: 'The old password is wrong.', problems: [{path: '/old', ...told('wrong-old-password'), message: 'x'}]};
		await page.getByRole('button', {name: 'Change the password'}).click();
		await page.locator('[data-field=old]').getByText('This is not your password.').waitFor();
		box.refusal = null;
		await page.getByRole('button', {name: 'Change the password'}).click();
		await page.getByText('Your password is changed').waitFor();
		t.deepEqual(changes(box).at(-1), {method: 'PATCH', path: '/session/password', body: {old: 'guess', password: 'Correct horse'}});
		await expect(page.getByRole('textbox', {name: 'Old password'})).toHaveValue('');
		t.deepEqual(await violations(page), []);
		t.deepEqual(complaints, []);
	}, {prepare: asKim, path: 'account'});
});

test.serial('somebody who came by a log-in link has no password to change', async t => {
	await visit(browser, async ({page}) => {
		await page.getByText('You came by a log-in link and have no password here.').waitFor();
		await expect(page.getByRole('textbox')).toHaveCount(0);
		t.pass();
	}, {prepare: answerAdmin, path: 'account'});
});

test.serial('somebody logs out everywhere once that was confirmed', async t => {
	await visit(browser, async ({page, box}) => {
		await page.getByRole('button', {name: 'Log out everywhere'}).click();
		box.loggedIn = false;
		await page.getByRole('dialog').getByRole('button', {name: 'Log out everywhere'}).click();
		await page.getByRole('heading', {name: 'Log in'}).waitFor();
		t.like(changes(box), [{method: 'DELETE', path: '/sessions'}]);
	}, {prepare: asKim, path: 'account'});
});
