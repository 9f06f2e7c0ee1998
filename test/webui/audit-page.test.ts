import test from 'ava';
import type {AuditEntry} from '../../firmware/contract/index.js';
import {answerAdmin} from './admin-answers.js';
import {violations} from './axe.js';
import {launchBrowser, visit} from './browser.js';
import {expect} from './expect.js';
import type {StandInBox} from './stand-in-box.js';

const browser = await launchBrowser();
test.after.always(() => browser.close());

const entry = (id: number, changes: Partial<AuditEntry> = {}): AuditEntry => ({
	id, at: '2026-01-05T08:00:00.000Z', kind: 'user', name: 'Ann', address: '192.0.2.7', action: 'PATCH /conferences/:id', subject: 'c1', detail: 'description: "Board"', outcome: 'done', ...changes,
});
const log = [
	entry(4, {kind: 'nobody', name: 'root', action: 'POST /session', subject: '', detail: '', outcome: 'WRONG_PASSWORD'}),
	entry(3), entry(2, {kind: 'command-line', name: '', address: '', action: 'token create', subject: 'Panel', detail: ''}),
];

function answer(box: StandInBox): string[] {
	const asked: string[] = [];
	answerAdmin(box);
	box.answers.set('GET /audit', request => {
		asked.push(request.url);
		const {cursor, name} = request.query;
		if (cursor) return {items: [entry(1, {action: 'POST /horoscope'})], next: null};
		return name === 'zed' ? {items: [], next: null} : {items: log, next: '2'};
	});
	return asked;
}

test.serial('admin reads in plain words who did what and who was refused, and older ones on demand', async t => {
	await visit(browser, async ({page, complaints}) => {
		const rows = page.getByRole('table', {name: 'Audit log'}).getByRole('row');
		await rows.filter({hasText: 'Logged in'}).getByText('Somebody as "root"').waitFor();
		for (const text of ['Changed a conference', 'c1 · description: "Board"', 'Made a token', 'Command line', '192.0.2.7']) await expect(page.getByText(text).first()).toBeVisible();
		await page.getByRole('button', {name: 'Show older ones'}).click();
		await page.getByText('POST /horoscope').waitFor();
		await expect(rows).toHaveCount(5);
		await expect(page.getByRole('button', {name: 'Show older ones'})).toHaveCount(0);
		t.deepEqual(await violations(page), []);
		t.deepEqual(complaints, []);
	}, {prepare: answer, path: 'audit'});
});

test.serial('the log is narrowed by who, what and when, and shown whole again', async t => {
	let asked: string[] = [];
	await visit(browser, async ({page}) => {
		await page.getByLabel('About').selectOption('Users');
		await page.getByLabel('First day').fill('2026-01-05');
		await page.getByLabel('Who').fill('zed');
		await page.getByText('Nothing of that kind').waitFor();
		const query = new URL(asked.at(-1) ?? '', 'http://box').searchParams;
		t.is(query.get('action'), '/users');
		t.is(query.get('from'), '2026-01-04T23:00:00.000Z');
		await page.getByRole('button', {name: 'Show all'}).first().click();
		await page.getByText('Changed a conference').waitFor();
	}, {prepare: box => asked = answer(box), path: 'audit', context: {timezoneId: 'Europe/Berlin'}});
});
