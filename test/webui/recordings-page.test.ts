import test from 'ava';
import type {Browser} from 'playwright-core';
import type {RecordingView} from '../../firmware/contract/index.js';
import {violations} from './axe.js';
import {launchBrowser, visit, widthOf} from './browser.js';
import {at, recording} from './builders.js';
import {expect} from './expect.js';
import type {StandInBox} from './stand-in-box.js';
import {toneFile} from './wav.js';

let browser: Browser;
test.before(async () => {
	browser = await launchBrowser();
});
test.after.always(async () => await browser.close());

const path = 'recordings';
const usage = [{organizer: null, name: '', bytes: 3_000_000, quotaBytes: null}, {organizer: 'u1', name: 'Kim', bytes: 51_000_000, quotaBytes: 60_000_000}];

function withRecordings(items: RecordingView[], audio?: string): (box: StandInBox) => void {
	return box => {
		box.answers.set('GET /conferences', []);
		box.answers.set('GET /recordings', () => ({items, next: null}));
		box.answers.set('GET /recordings/usage', usage);
		for (const {id} of items) {
			box.answers.set(`GET /recordings/${id}/waveform`, {points: Array.from({length: 600}, (_, place) => (place % 60) / 60)});
			if (audio) box.files.set(`/recordings/${id}/audio`, audio);
		}
	};
}

test.serial('an organizer plays a recording, and goes elsewhere in it by keys and by the mouse', async t => {
	const audio = await toneFile(t, 20);
	await visit(browser, async ({page, complaints}) => {
		await page.getByRole('button', {name: /^Play: Weekly review/}).click();
		await page.getByRole('button', {name: /^Pause: Weekly review/}).waitFor();
		const position = page.getByRole('slider');
		await page.locator('[role=slider]:not([aria-valuenow="0"])').waitFor();
		await page.getByRole('button', {name: /^Pause/}).click();
		await position.focus();
		await page.keyboard.press('Home');
		await page.locator('[aria-valuetext="0:00 of 0:20"]').waitFor();
		await page.keyboard.press('ArrowRight');
		await page.locator('[aria-valuetext="0:05 of 0:20"]').waitFor();
		await page.keyboard.press('End');
		await page.locator('[aria-valuetext="0:20 of 0:20"]').waitFor();
		await position.click();
		await page.locator('[aria-valuetext="0:10 of 0:20"], [aria-valuetext="0:09 of 0:20"]').waitFor();
		t.deepEqual(complaints, []);
	}, {path, prepare: withRecordings([recording('a', {durationMs: 20_000})], audio)});
});

test.serial('starting another recording ends what was heard', async t => {
	const audio = await toneFile(t, 20);
	await visit(browser, async ({page}) => {
		const play = page.getByRole('button', {name: /^Play/});
		await play.first().click();
		await page.getByRole('button', {name: /^Pause: Weekly review/}).waitFor();
		await play.click();
		await page.getByRole('button', {name: /^Pause: All hands/}).waitFor();
		await expect(page.getByRole('button', {name: /^Pause/})).toHaveCount(1);
		t.pass();
	}, {path, prepare: withRecordings([recording('a'), recording('b', {description: 'All hands'})], audio)});
});

test.serial('a recording that the browser can not play is offered for download', async t => {
	await visit(browser, async ({page}) => {
		await page.getByRole('button', {name: /^Play/}).click();
		await page.getByText('This browser could not play it.').waitFor();
		await expect(page.getByRole('link', {name: /^Download: Weekly review/})).toHaveAttribute('href', '/api/v1/recordings/a/audio');
		t.pass();
	}, {path, prepare: withRecordings([recording('a')])});
});

test.serial('a running recording is shown as one, and can be played as soon as it has ended', async t => {
	const items = [recording('a', {state: 'running', durationMs: 0})];
	await visit(browser, async ({page, box}) => {
		await page.getByText('Running', {exact: true}).waitFor();
		await expect(page.getByRole('button', {name: /^Play/})).toHaveCount(0);
		items[0] = recording('a');
		box.tell({kind: 'recording.changed', at, recording: recording('a')});
		await page.getByRole('button', {name: /^Play/}).waitFor();
		await expect(page.getByText('Running', {exact: true})).toHaveCount(0);
		t.pass();
	}, {path, prepare: withRecordings(items)});
});

test.serial('an organizer deletes a recording after being asked, and is told when that fails', async t => {
	const items = [recording('a'), recording('b', {description: 'All hands'})];
	await visit(browser, async ({page, box}) => {
		await page.getByRole('button', {name: /^Delete: All hands/}).click();
		await page.getByRole('button', {name: 'Keep it'}).click();
		await page.getByRole('dialog').waitFor({state: 'detached'});
		t.deepEqual(box.asks, []);
		await page.getByRole('button', {name: /^Delete: All hands/}).click();
		items.pop();
		await page.getByRole('dialog').getByRole('button', {name: 'Delete'}).click();
		await page.getByText('The recording is deleted.').waitFor();
		await page.getByText('All hands').waitFor({state: 'detached'});
		t.like(box.asks, [{method: 'DELETE', path: '/recordings/b'}]);
		box.refusal = {status: 403, code: 'FORBIDDEN', message: 'This needs another role.'};
		await page.getByRole('button', {name: /^Delete/}).click();
		await page.getByRole('dialog').getByRole('button', {name: 'Delete'}).click();
		await page.getByText('Not deleted. You are not allowed to do this.').waitFor();
	}, {path, prepare: withRecordings(items)});
});

test.serial('the quota is shown, with a warning before it is used up; the page is good for all', async t => {
	await visit(browser, async ({page}) => {
		await page.getByText('The quota of Kim is nearly used up.').waitFor();
		await expect(page.getByRole('meter', {name: 'Kim'})).toHaveAttribute('aria-valuetext', '51 MB of 60 MB');
		t.deepEqual(await violations(page), []);
		await page.setViewportSize({width: 390, height: 844});
		t.deepEqual(await violations(page), []);
		await expect.poll(() => widthOf(page)).toBe(390);
	}, {path, prepare: withRecordings([recording('a', {state: 'cut-short', cutShort: 'disk-full'}), recording('b')])});
});

test.serial('a link leads to one recording among many; without any the page says how one comes about', async t => {
	await visit(browser, async ({page}) => {
		await expect(page.locator('.recording.meant')).toHaveAttribute('data-recording', 'r29');
		await expect(page.locator('.recording.meant')).toBeInViewport();
	}, {path: 'recordings/r29', prepare: withRecordings(Array.from({length: 40}, (_, place) => recording(`r${place}`)))});
	await visit(browser, async ({page}) => {
		await page.getByRole('heading', {name: 'Nothing was recorded yet'}).waitFor();
		t.pass();
	}, {path, prepare: withRecordings([])});
});
