import test from 'ava';
import {told, type TokenId, type TokenView, type UserId, type UserView} from '../../firmware/contract/index.js';
import {answerAdmin} from './admin-answers.js';
import {violations} from './axe.js';
import {launchBrowser, visit} from './browser.js';
import {expect} from './expect.js';
import type {StandInBox} from './stand-in-box.js';

const browser = await launchBrowser();
test.after.always(() => browser.close());

const mayCall = {external: true, international: false, premium: false};
const ann: UserView = {id: 'u1' as UserId, name: 'Ann', role: 'organizer', mayCall, recordingQuotaMegabytes: 60, dailySpend: 12.5};
const bob: UserView = {id: 'u2' as UserId, name: 'Bob', role: 'admin', mayCall, recordingQuotaMegabytes: 60, dailySpend: null};
const token: TokenView = {
	id: 't1' as TokenId, name: 'Door panel', role: 'organizer', scopes: ['read', 'control'], mayCall, createdAt: '2026-01-05T08:00:00.000Z', expiresAt: null, lastUsedAt: null,
};

function answer(box: StandInBox): void {
	answerAdmin(box);
	box.answers.set('GET /users', [ann, bob]);
	box.answers.set('GET /tokens', [token]);
	box.answers.set('GET /recordings/usage', [{organizer: 'u1', name: 'Ann', bytes: 30_000_000, quotaBytes: 60_000_000}]);
	box.answers.set('POST /users', {...ann, id: 'u3', name: 'Cleo'});
	box.answers.set('PATCH /users/u1', ann);
	box.answers.set('POST /tokens', {...token, id: 't2', token: 'secret-token-text'});
}

const options = {prepare: answer, path: 'users'};
const changes = (box: StandInBox) => box.asks.map(({method, path, body}) => ({method, path, body}));

test.serial('admin sees who may log in, with role, permissions, use of the quota and limit', async t => {
	await visit(browser, async ({page, complaints}) => {
		const row = page.getByRole('table', {name: 'Users'}).getByRole('row', {name: 'Ann'});
		await row.getByText('30 MB of 60 MB').waitFor();
		for (const text of ['Organizer', 'External numbers', '12.5']) await expect(row.getByText(text, {exact: true}), text).toHaveCount(1);
		t.deepEqual(await violations(page), []);
		t.deepEqual(complaints, []);
	}, options);
});

test.serial('admin adds somebody, and is told what the password must have', async t => {
	await visit(browser, async ({page, box}) => {
		await page.getByRole('link', {name: 'New user'}).click();
		await expect(page.getByRole('heading', {name: 'New user'})).toBeFocused();
		await page.getByLabel('Name').fill('Cleo');
		await page.getByLabel('Role').selectOption('organizer');
		await page.getByRole('textbox', {name: 'Password'}).fill('short');
		await page.getByRole('button', {name: 'Add the user'}).click();
		await page.getByText('At least 8 characters.').waitFor();
		t.deepEqual(changes(box), []);
		await page.getByRole('textbox', {name: 'Password'}).fill('Correct horse');
		await expect(page.getByText('At least 8 characters.')).toHaveCount(0);
		await page.getByLabel('External numbers').check();
		await page.getByRole('button', {name: 'Add the user'}).click();
		await page.getByText('Cleo can log in now.').waitFor();
		await expect(page.getByRole('heading', {name: 'Users'})).toBeFocused();
		t.like(changes(box), [{method: 'POST', path: '/users', body: {name: 'Cleo', password: 'Correct horse', role: 'organizer', mayCall, recordingQuotaMegabytes: 60}}]);
	}, options);
});

test.serial('a name that is taken is told at the name', async t => {
	await visit(browser, async ({page, box}) => {
		await page.getByRole('button', {name: 'Change Ann'}).click();
		await page.getByLabel('Name').fill('Bob');
		box.refusal = {status: 409, code: 'CONFLICT', message: 'x', problems: [{path: '/name', ...told('in-use')}]};
		await page.getByRole('button', {name: 'Save'}).click();
		await page.locator('[data-field=name]').getByText('This is in use already.').waitFor();
		box.refusal = null;
		await page.getByRole('button', {name: 'Save'}).click();
		await page.getByText('Ann is saved.').waitFor();
		t.deepEqual(changes(box).at(-1), {method: 'PATCH', path: '/users/u1', body: {name: 'Bob'}});
	}, options);
});

test.serial('admin gives somebody who forgot it a new password', async t => {
	await visit(browser, async ({page, box}) => {
		await page.getByRole('button', {name: 'New password for Ann'}).click();
		const dialog = page.getByRole('dialog', {name: 'A new password for Ann'});
		await dialog.getByRole('textbox', {name: 'Password'}).fill('Correct horse');
		await dialog.getByRole('button', {name: 'Set the password'}).click();
		await page.getByText('Ann has a new password.').waitFor();
		t.deepEqual(changes(box), [{method: 'PATCH', path: '/users/u1', body: {password: 'Correct horse'}}]);
	}, options);
});

test.serial('somebody is deleted once that was confirmed, and why not is said', async t => {
	await visit(browser, async ({page, box}) => {
		await page.getByRole('button', {name: 'Delete Bob'}).click();
		await page.getByRole('dialog', {name: 'Delete Bob?'}).getByRole('button', {name: 'Cancel'}).click();
		await page.getByRole('dialog').waitFor({state: 'detached'});
		t.deepEqual(changes(box), []);
		await page.getByRole('button', {name: 'Delete Bob'}).click();
		box.refusal = {status: 409, code: 'CONFLICT', message: 'x', reason: told('last-admin')};
		await page.getByRole('dialog').getByRole('button', {name: 'Delete the user'}).click();
		await page.getByText('Bob is not deleted. This is the only admin; make another one first.').waitFor();
		t.like(changes(box), [{method: 'DELETE', path: '/users/u2'}]);
	}, options);
});

test.serial('a token is shown once, good for what was chosen and as long', async t => {
	await visit(browser, async ({page, box}) => {
		await page.getByRole('link', {name: 'New token'}).click();
		await page.getByLabel('Name').fill('Panel');
		await page.getByLabel('Configure the box').uncheck();
		await page.getByLabel('Expires').selectOption('30');
		await page.getByRole('button', {name: 'Make the token'}).click();
		await page.getByText('secret-token-text').waitFor();
		await page.getByRole('button', {name: 'Copy: Door panel'}).waitFor();
		const body = changes(box)[0]?.body as {expiresAt: string};
		t.like(body, {name: 'Panel', role: 'user', scopes: ['read', 'control']});
		t.true(Math.abs(Date.parse(body.expiresAt) - Date.now() - 30 * 24 * 3_600_000) < 3_600_000, body.expiresAt);
		await page.getByRole('button', {name: 'I have it'}).click();
		await page.getByRole('table', {name: 'Tokens for programs'}).waitFor();
		await expect(page.getByText('secret-token-text')).toHaveCount(0);
	}, options);
});

test.serial('a token is revoked once that was confirmed', async t => {
	await visit(browser, async ({page, box}) => {
		await page.getByRole('row', {name: 'Door panel'}).getByText('Look on · Control what is live').waitFor();
		await page.getByRole('button', {name: 'Revoke Door panel'}).click();
		await page.getByRole('dialog').getByRole('button', {name: 'Revoke the token'}).click();
		await page.getByText('Door panel is revoked.').waitFor();
		t.like(changes(box), [{method: 'DELETE', path: '/tokens/t1'}]);
	}, options);
});

test.serial('somebody else\'s change is shown without a reload', async t => {
	await visit(browser, async ({page, box}) => {
		await page.getByRole('row', {name: 'Ann'}).waitFor();
		box.answers.set('GET /users', [{...ann, name: 'Ann B'}, bob]);
		box.tell({kind: 'users.changed', at: '2026-01-05T08:00:00.000Z'});
		await page.getByRole('row', {name: 'Ann B'}).waitFor();
		t.pass();
	}, options);
});
