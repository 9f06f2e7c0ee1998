import test from 'ava';
import type {Browser} from 'playwright-core';
import {told, type UserId} from '../../firmware/contract/index.js';
import {answerAdmin, conference, someConferences} from './admin-answers.js';
import {violations} from './axe.js';
import {launchBrowser, visit, widthOf} from './browser.js';
import {at, card, conferenceId, line, participant, room, span, state} from './builders.js';
import {expect} from './expect.js';

let browser: Browser;
test.before(async () => {
	browser = await launchBrowser();
});
test.after.always(async () => await browser.close());

const path = 'conferences';
const withConferences = {path, prepare: answerAdmin};

test.serial('an admin sees each conference with its number, who organizes it, and who is in it now', async t => {
	await visit(browser, async ({page, box}) => {
		const review = page.getByRole('row', {name: /^8000/});
		await review.getByText('Ann').waitFor();
		await expect(review.getByText('Always')).toBeVisible();
		await expect(page.getByRole('row', {name: /^8001/}).getByText('No PIN')).toBeVisible();
		await expect(review.getByRole('link')).toHaveCount(0);
		box.tell({kind: 'room.opened', at, room: room('r1', {conference: conferenceId('review'), participants: [participant('ann')]})});
		await expect(review.getByRole('link', {name: '1 person'})).toHaveAttribute('href', '/');
		t.pass();
	}, withConferences);
});

test.serial('the list is sorted by a press on a column\'s title, and the other way round by a second', async t => {
	await visit(browser, async ({page}) => {
		const numbers = page.getByRole('rowheader');
		await expect(numbers).toHaveText(['900', '8000', '8001']);
		await page.getByRole('button', {name: 'Description'}).press('Enter');
		await expect(numbers).toHaveText(['8001', '900', '8000']);
		await expect(page.getByRole('columnheader', {name: 'Description'})).toHaveAttribute('aria-sort', 'ascending');
		await page.keyboard.press('Enter');
		await expect(numbers).toHaveText(['8000', '900', '8001']);
		t.pass();
	}, {path, prepare: box => answerAdmin(box, {conferences: [...someConferences.slice(0, 2), conference('short', {extension: '900', description: 'Team 9'})]})});
});

test.serial('a PIN is dots until it is asked for', async t => {
	await visit(browser, async ({page}) => {
		const show = page.getByRole('button', {name: 'Show PIN of 8000', exact: true});
		await show.waitFor();
		await expect(page.getByText('482913')).toHaveCount(0);
		await show.click();
		await expect(page.getByText('482913')).toBeVisible();
		await page.getByRole('button', {name: 'Hide PIN of 8000', exact: true}).click();
		await expect(page.getByText('482913')).toHaveCount(0);
		t.pass();
	}, withConferences);
});

test.serial('an admin without a mouse makes a conference: its kind first, then a number and a PIN that are proposed', async t => {
	await visit(browser, async ({page, box, complaints}) => {
		await page.getByRole('link', {name: 'New conference'}).press('Enter');
		await expect(page.getByRole('heading', {name: 'New conference'})).toBeFocused();
		await page.getByRole('button', {name: 'One conference'}).press('Enter');
		await expect(page.getByRole('heading', {name: 'New conference'})).toBeFocused();
		const form = page.getByRole('form', {name: 'New conference'});
		await expect(form.getByLabel('Extension', {exact: true})).toHaveValue('8002');
		const proposed = form.getByRole('textbox', {name: 'PIN', exact: true});
		await expect(proposed).toHaveValue(/^[0-9]{6}$/);
		const pin = await proposed.inputValue();
		await form.getByLabel('Description').pressSequentially('Board');
		box.answers.set('POST /conferences', conference('new', {extension: '8002', description: 'Board', pin}));
		await page.keyboard.press('Enter');
		await page.getByText('“Board” can be called now.').waitFor();
		await expect(page).toHaveURL(`${box.url}conferences`);
		t.like(box.asks.at(-1), {method: 'POST', path: '/conferences', body: {kind: 'static', extension: '8002', description: 'Board', pin, leaderPin: null, record: 'on-demand'}});
		t.false('language' in (box.asks.at(-1)?.body as object));
		t.deepEqual(complaints, []);
	}, withConferences);
});

test.serial('an admin whose log-in ends while he changes a conference logs in again, finds what he entered and saves it; another one does not see it', async t => {
	await visit(browser, async ({page, box}) => {
		const description = page.getByRole('form', {name: 'Coffee corner'}).getByLabel('Description');
		const save = page.getByRole('button', {name: 'Save', exact: true});
		const endsAtSave = async (): Promise<void> => {
			box.loggedIn = false;
			box.refusal = {status: 401, code: 'NOT_LOGGED_IN', message: 'Log in, or send a token.'};
			await save.click();
			await expect(description).toBeHidden();
			box.refusal = null;
			await page.getByLabel('Name').fill('kim');
			await page.getByLabel('Password').fill('wrong');
			await page.getByRole('button', {name: 'Log in'}).click();
			await page.getByText('The name or the password is wrong').waitFor();
			await page.getByLabel('Password').fill('right');
		};
		await description.fill('Half a sentence');
		await endsAtSave();
		await page.getByRole('button', {name: 'Log in'}).click();
		await expect(description).toHaveValue('Half a sentence');
		await expect(page.getByRole('heading', {level: 1})).toBeFocused();
		await endsAtSave();
		box.name = 'ann';
		await page.getByRole('button', {name: 'Log in'}).click();
		await expect(description).toHaveValue('Coffee corner');
		t.pass();
	}, {path: 'conferences/open', prepare: answerAdmin});
});

test.serial('a number that somebody has is told while it is typed, and when the box refuses it', async t => {
	await visit(browser, async ({page, box}) => {
		const form = page.getByRole('form', {name: 'Coffee corner'});
		await form.getByLabel('Extension', {exact: true}).fill('8500');
		await form.getByText('8500 is in use: “At once” (Conferences by number).').waitFor();
		await form.getByLabel('Extension', {exact: true}).fill('8009');
		await form.getByText('8009 is free.').waitFor();
		box.refusal = {status: 409, code: 'CONFLICT', message: 'x', problems: [{path: '/extension', ...told('used-by-portal', {number: '8009'}), message: 'x'}]};
		await form.getByRole('button', {name: 'Save'}).click();
		await expect(form.getByRole('alert')).toHaveText('8009 is in use already by the portal.');
		await expect(page.locator(':focus')).toHaveAttribute('aria-invalid', 'true');
		await expect(form.getByText('8009 is free.')).toHaveCount(0);
		t.deepEqual(box.asks.at(-1)?.body, {extension: '8009'});
		await form.getByLabel('Extension', {exact: true}).fill('8500');
		await expect(form.getByRole('alert')).toHaveCount(0);
	}, {path: 'conferences/open', prepare: answerAdmin});
});

test.serial('what is wrong in itself is told at its field without asking the box', async t => {
	await visit(browser, async ({page, box}) => {
		const form = page.getByRole('form', {name: 'Coffee corner'});
		await form.getByLabel('Extension', {exact: true}).fill('8');
		await form.getByRole('textbox', {name: 'PIN', exact: true}).fill('12');
		await form.getByRole('button', {name: 'Save'}).click();
		await expect(form.getByRole('alert')).toHaveText(['This does not have the right form.', 'This does not have the right form.']);
		t.deepEqual(box.asks, []);
	}, {path: 'conferences/open', prepare: answerAdmin});
});

test.serial('a conference without a PIN that callers from outside come to is warned about', async t => {
	await visit(browser, async ({page}) => {
		const warning = page.getByText('This conference has no PIN, and callers from outside come to it by FXO 1 and PRI 1: whoever finds its number is in.');
		await warning.waitFor();
		await page.getByRole('button', {name: 'Propose: PIN', exact: true}).click();
		await warning.waitFor({state: 'detached'});
		await expect(page.getByRole('textbox', {name: 'PIN', exact: true})).toHaveValue(/^[0-9]{6}$/);
		t.pass();
	}, {path: 'conferences/open', prepare: box => {
		answerAdmin(box);
		box.state = state({lines: {cards: [card('c1')], spans: [span('s1')], lines: [line('1')]}});
	}});
});

test.serial('who leaves with unsaved changes is asked', async t => {
	await visit(browser, async ({page, box}) => {
		await page.getByRole('button', {name: 'Change Coffee corner'}).click();
		await page.getByLabel('Description').fill('Tea corner');
		await page.getByRole('link', {name: 'Lines'}).click();
		await page.getByRole('button', {name: 'Stay here'}).click();
		await expect(page.getByLabel('Description')).toHaveValue('Tea corner');
		await page.goBack();
		await page.getByRole('button', {name: 'Stay here'}).click();
		await expect(page).toHaveURL(`${box.url}conferences/open`);
		await page.getByRole('link', {name: 'Lines'}).click();
		await page.getByRole('button', {name: 'Leave'}).click();
		await page.getByRole('heading', {name: 'Telephone lines', exact: true}).waitFor();
		t.pass();
	}, withConferences);
});

test.serial('deleting says how many are in, and can be left', async t => {
	await visit(browser, async ({page, box}) => {
		await page.getByRole('button', {name: 'Delete Weekly review'}).click();
		const dialog = page.getByRole('dialog', {name: 'Delete “Weekly review”?'});
		await dialog.getByText('2 people are in it now and will be disconnected.').waitFor();
		await page.keyboard.press('Escape');
		await dialog.waitFor({state: 'detached'});
		t.deepEqual(box.asks, []);
		await page.getByRole('button', {name: 'Delete Weekly review'}).click();
		box.answers.set('GET /conferences', someConferences.slice(1));
		await dialog.getByRole('button', {name: 'Delete the conference'}).click();
		await page.getByText('“Weekly review” is deleted.').waitFor();
		t.like(box.asks[0], {method: 'DELETE', path: '/conferences/review'});
		await page.getByRole('row', {name: /^8000/}).waitFor({state: 'detached'});
	}, {path, prepare: box => {
		answerAdmin(box);
		box.state = state({rooms: [room('r1', {conference: conferenceId('review'), participants: [participant('a'), participant('b')]})]});
	}});
});

test.serial('participants are told number, PIN and how to dial in, in the admin\'s language, without the leader PIN', async t => {
	await visit(browser, async ({page, box}) => {
		await page.getByRole('button', {name: 'Angaben für Teilnehmer: Weekly review'}).click();
		const text = page.locator('.participants-text');
		for (const part of ['Nummer: 8000', 'PIN: 482913', 'Oder wählen Sie 8888 und geben 8000 und dann # ein.', `sip:8000@${new URL(box.url).hostname}`]) await expect(text).toContainText(part);
		await expect(text).not.toContainText('99001');
		t.pass();
	}, {...withConferences, context: {locale: 'de-DE'}});
});

test.serial('a list without conferences says what to do', async t => {
	await visit(browser, async ({page}) => {
		await page.getByText('There is no conference yet').waitFor();
		await expect(page.getByRole('link', {name: 'New conference'})).toBeVisible();
		t.pass();
	}, {path, prepare: box => answerAdmin(box, {conferences: []})});
});

test.serial('an organizer changes his own conferences only', async t => {
	await visit(browser, async ({page}) => {
		await page.getByRole('button', {name: 'Change Weekly review'}).waitFor();
		await expect(page.getByRole('button', {name: /^Change /})).toHaveCount(1);
		await expect(page.getByRole('button', {name: /^Delete /})).toHaveCount(1);
		t.pass();
	}, {path, prepare: box => {
		answerAdmin(box);
		box.role = 'organizer';
		box.user = 'u1' as UserId;
	}});
});

test.serial('a list that can not be loaded says so, and is loaded by a press', async t => {
	await visit(browser, async ({page, box}) => {
		await page.getByText('This could not be loaded.').waitFor();
		box.refusal = null;
		await page.getByRole('button', {name: 'Try again'}).click();
		await page.getByText('Weekly review').waitFor();
		await expect(page.getByText('This could not be loaded.')).toHaveCount(0);
		t.pass();
	}, {path, prepare: box => {
		answerAdmin(box);
		box.refusal = {status: 500, code: 'INTERNAL', message: 'Something broke.'};
	}});
});

for (const [name, place] of [['list', path], ['form', 'conferences/open'], ['choice of kind', 'conferences/new']] as const) {
	test.serial(`the ${name} of conferences has no accessibility problem, and fits a phone`, async t => {
		await visit(browser, async ({page}) => {
			await page.locator('form, table, .kind').first().waitFor();
			t.deepEqual(await violations(page), []);
			await expect.poll(() => widthOf(page)).toBe(390);
		}, {path: place, prepare: answerAdmin, context: {viewport: {width: 390, height: 844}}});
	});
}
