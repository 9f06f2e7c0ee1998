import {readFile} from 'node:fs/promises';
import test from 'ava';
import type {Browser} from 'playwright-core';
import type {CallRecord} from '../../firmware/contract/index.js';
import {violations} from './axe.js';
import {launchBrowser, visit} from './browser.js';
import {at, call, callRecord, participant, room, state} from './builders.js';
import {expect} from './expect.js';
import type {StandInBox} from './stand-in-box.js';

let browser: Browser;
test.before(async () => {
	browser = await launchBrowser();
});
test.after.always(async () => await browser.close());

const ann = call('ann', {name: 'Ann', stage: 'room'});
const withCalls = (box: StandInBox): void => {
	box.state = state({rooms: [room('r1', {participants: [participant('ann', {name: 'Ann'})]})], calls: [ann, call('eve'), call('out', {direction: 'out', stage: 'calling', number: '+4917', dialled: ''})]});
};

test.serial('an admin sees all live calls and where they are, and hangs one up', async t => {
	await visit(browser, async ({page, box}) => {
		await page.getByText('3 calls are up').waitFor();
		await expect(page.getByRole('row', {name: /^Ann/})).toHaveText(/came in[\s\S]*SIP 192\.0\.2\.9[\s\S]*8000[\s\S]*Weekly review/);
		await expect(page.getByRole('row', {name: /^\+4917/})).toHaveText(/called by the box[\s\S]*is being called/);
		await page.getByRole('button', {name: 'Hang up Ann'}).click();
		await page.getByRole('dialog').getByRole('button', {name: 'Hang up'}).click();
		t.is((await box.asked('/participants/ann')).method, 'DELETE');
		box.tell({kind: 'call.ended', at, call: callRecord('ann')});
		await page.getByText('2 calls are up').waitFor();
		t.deepEqual(await violations(page), []);
	}, {prepare: withCalls, path: 'calls'});
});

test.serial('when no call is up the page says where past ones are', async t => {
	await visit(browser, async ({page}) => {
		await page.getByRole('heading', {name: 'No call is up right now'}).waitFor();
		await page.getByRole('main').getByRole('link', {name: 'History'}).click();
		await page.getByRole('heading', {name: 'History', level: 1}).waitFor();
		t.pass();
	}, {path: 'calls', prepare: box => box.answers.set('GET /calls', {items: [], next: null})});
});

const records: CallRecord[] = [
	callRecord('1', {name: '=HYPERLINK("x")', outcome: 'hung-up'}),
	callRecord('2', {direction: 'out', number: '+4917012', outcome: 'no-answer', answeredAt: null, cost: 0.12, by: 'kim', dialled: ''}),
];

/** Answers as the API does, and keeps what it was asked. */
function withHistory(queries: Record<string, unknown>[]): (box: StandInBox) => void {
	return box => {
		box.answers.set('GET /conferences', [{id: 'conference-r1', kind: 'static', extension: '8000', description: 'Weekly review'}]);
		box.answers.set('GET /calls', ({query}: {query: Record<string, unknown>}) => {
			queries.push(query);
			if (query['number'] !== undefined) return {items: records.filter(({number}) => number.includes(String(query['number']))), next: null};
			return query['cursor'] === undefined ? {items: records, next: 'older'} : {items: [callRecord('3', {name: 'Old Fay'})], next: null};
		});
	};
}

test.serial('an organizer reads past calls with their outcomes in words, and narrows them down', async t => {
	const queries: Record<string, unknown>[] = [];
	await visit(browser, async ({page, box}) => {
		await page.getByText('2 calls shown').waitFor();
		await expect(page.getByRole('row', {name: /\+4917012/})).toHaveText(/Weekly review[\s\S]*No answer[\s\S]*0\.12[\s\S]*for kim/);
		await expect(page.getByRole('row', {name: /HYPERLINK/})).toHaveText(/2 Mar 2026, 10:00/);
		await page.getByLabel('From').fill('2026-03-01');
		await page.getByLabel('Until').fill('2026-03-02');
		await page.getByLabel('Number').fill('4917');
		await page.getByText('1 call shown').waitFor();
		await page.getByLabel('Conference').selectOption('Weekly review');
		await page.getByText('1 call shown').waitFor();
		await expect(page).toHaveURL(`${box.url}history?from=2026-03-01&to=2026-03-02&number=4917&conference=conference-r1`);
		await page.reload();
		await page.getByText('1 call shown').waitFor();
		t.like(queries.at(-1), {from: '2026-02-28T23:00:00.000Z', to: '2026-03-02T23:00:00.000Z', number: '4917', conference: 'conference-r1'});
		await page.getByLabel('Number').fill('999');
		await page.getByRole('heading', {name: 'No call matches'}).waitFor();
		await page.getByRole('main').getByRole('button', {name: 'Show all'}).last().click();
		await page.getByText('2 calls shown').waitFor();
		t.deepEqual(await violations(page), []);
	}, {prepare: withHistory(queries), path: 'history', context: {timezoneId: 'Europe/Berlin'}});
});

test.serial('older calls come on demand, and a call that ends appears by itself', async t => {
	await visit(browser, async ({page, box}) => {
		await page.getByRole('button', {name: 'Show older calls'}).click();
		await page.getByText('3 calls shown').waitFor();
		records.unshift(callRecord('4', {name: 'New Gus'}));
		box.tell({kind: 'call.ended', at, call: callRecord('4')});
		await page.getByText('New Gus').waitFor();
		await expect(page.getByText('Old Fay')).toBeVisible();
		records.shift();
		t.pass();
	}, {prepare: withHistory([]), path: 'history'});
});

test.serial('all calls that match, shown or not, are saved as a table that runs no formula', async t => {
	await visit(browser, async ({page}) => {
		const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', {name: 'Save as CSV'}).click()]);
		const [head, ...rows] = (await readFile(await download.path(), 'utf8')).split('\r\n');
		t.regex(head ?? '', /^\uFEFFWhen,Direction,Number/);
		t.regex(rows[0] ?? '', /,"'=HYPERLINK\(""x""\)",/);
		t.regex(rows[1] ?? '', /^2026-03-02T09:00:00\.000Z,called by the box,\+4917012,.*No answer,0\.12,kim$/);
		t.regex(rows[2] ?? '', /Old Fay/);
		t.regex(download.suggestedFilename(), /^calls-\d{4}-\d\d-\d\d\.csv$/);
	}, {prepare: withHistory([]), path: 'history'});
});

test.serial('a box without past calls says so', async t => {
	await visit(browser, async ({page}) => {
		await page.getByRole('heading', {name: 'No calls yet'}).waitFor();
		t.deepEqual(await violations(page), []);
	}, {path: 'history', prepare: box => {
		box.answers.set('GET /calls', {items: [], next: null});
		box.answers.set('GET /conferences', []);
	}});
});
