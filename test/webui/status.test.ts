import test from 'ava';
import type {Browser} from 'playwright-core';
import {told, type CallQuality} from '../../firmware/contract/index.js';
import {violations} from './axe.js';
import {launchBrowser, visit, widthOf} from './browser.js';
import {at, call, legId, participant, room, state} from './builders.js';
import {expect} from './expect.js';
import type {StandInBox} from './stand-in-box.js';

let browser: Browser;
test.before(async () => {
	browser = await launchBrowser();
});
test.after.always(async () => await browser.close());

const quality = (changes: Partial<CallQuality> = {}): CallQuality => ({
	mos: 4.3, lossPercent: 0, jitterMs: 4, delayMs: 60, noiseDbov: -66, echoDb: null, cause: 'none', ...changes,
});
const ann = participant('ann', {name: 'Ann', role: 'leader', quality: quality()});
const bob = participant('bob', {name: 'Bob', quality: quality({mos: 2.4, lossPercent: 4.2, cause: 'loss'})});
const cy = participant('cy', {name: 'Cy', hand: true, quality: quality({noiseDbov: -31, cause: 'noise'})});
const left = [{id: legId('eve'), number: '+4930555088', name: 'Eve', line: 'SIP 192.0.2.9', leftAt: at}];
const meeting = room('r1', {lecture: true, participants: [ann, bob, cy], left});
const withMeeting = (box: StandInBox): void => {
	box.state = state({rooms: [meeting], calls: [call('zoe')]});
};

test.serial('how a call sounds is said in a word with its cause, and unfolds into figures and what helps', async t => {
	await visit(browser, async ({page, box}) => {
		await page.getByRole('button', {name: 'Sound of Ann: Good', exact: true}).waitFor();
		const button = page.getByRole('button', {name: 'Sound of Bob: Poor, Packet loss'});
		await button.click();
		await expect(button).toHaveAttribute('aria-expanded', 'true');
		const details = page.getByRole('group', {name: 'Sound: Bob'});
		await expect(details.getByText('A cable instead of Wi-Fi helps')).toBeVisible();
		await expect(details).toHaveText(/2\.4 of 5[\s\S]*4\.2 %[\s\S]*60 ms/);
		box.tell({kind: 'quality', at, participants: {bob: quality()}});
		await page.getByRole('button', {name: 'Sound of Bob: Good'}).waitFor();
		await expect(details.getByText('Nothing is wrong with the sound.')).toBeVisible();
		t.pass();
	}, {prepare: withMeeting});
});

test.serial('an organizer reads whom the noise comes from, and sees who is how noisy', async t => {
	await visit(browser, async ({page, box}) => {
		await page.getByText('Noise comes from Cy.').waitFor();
		await page.getByRole('button', {name: 'Noise and echo'}).click();
		await expect(page.getByRole('region', {name: 'Noise between words'}).locator('li > span:first-child')).toHaveText(['Cy', 'Ann', 'Bob']);
		box.tell({kind: 'participant.changed', at, room: meeting.id, participant: {...cy, muted: true}});
		await page.getByText('Noise comes from Cy.').waitFor({state: 'detached'});
		box.tell({kind: 'quality', at, participants: {bob: quality({echoDb: -20, cause: 'echo'})}});
		await page.getByText('Echo comes from Bob.').waitFor();
		t.pass();
	}, {prepare: withMeeting});
});

test.serial('an organizer sets with the keyboard how loud somebody is heard, and sees what the box made of it', async t => {
	await visit(browser, async ({page, box}) => {
		await page.getByRole('button', {name: 'Sound of Bob'}).click();
		const slider = page.getByRole('slider', {name: 'How loud the others hear Bob'});
		await slider.focus();
		for (const key of ['ArrowUp', 'ArrowUp', 'ArrowUp']) await page.keyboard.press(key);
		await expect(slider).toHaveAttribute('aria-valuetext', '+3 dB');
		await expect.poll(() => box.asks.at(-1)).toMatchObject({path: '/participants/bob', body: {gainInDb: 3}});
		box.tell({kind: 'participant.changed', at, room: meeting.id, participant: {...bob, gainInDb: 3, gainOutDb: -6}});
		await page.getByText('-6 dB').waitFor();
		await expect(slider).toHaveValue('3');
		t.pass();
	}, {prepare: withMeeting});
});

test.serial('a leader\'s lecture shows who only listens and whose hand is up; the floor is given and taken back', async t => {
	await visit(browser, async ({page, box}) => {
		await page.getByText('1 hand up', {exact: true}).waitFor();
		await expect(page.locator('[data-participant=bob]').getByText('Listens')).toBeVisible();
		await page.getByRole('button', {name: 'Give the floor Cy'}).click();
		await expect.poll(() => box.asks).toHaveLength(1);
		box.tell({kind: 'participant.changed', at, room: meeting.id, participant: {...cy, hand: false, floor: true}});
		await page.getByRole('button', {name: 'Take the floor back Cy'}).click();
		await expect.poll(() => box.asks).toHaveLength(2);
		box.tell({kind: 'participant.changed', at, room: meeting.id, participant: {...cy, hand: true}});
		await page.getByRole('button', {name: 'Lower the hand Cy'}).click();
		await expect.poll(() => box.asks).toHaveLength(3);
		box.tell({kind: 'participant.changed', at, room: meeting.id, participant: {...cy, hand: false}});
		await page.getByRole('button', {name: 'Lower the hand Cy'}).waitFor({state: 'detached'});
		await page.getByRole('button', {name: 'End the lecture'}).click();
		await box.asked('/rooms/r1');
		t.deepEqual(box.asks.map(({body}) => body), [{floor: true}, {floor: false}, {hand: false}, {lecture: false}]);
	}, {prepare: withMeeting});
});

test.serial('somebody who left is called again, and why that failed is read there', async t => {
	await visit(browser, async ({page, box}) => {
		await page.getByRole('button', {name: 'Call again Eve'}).click();
		await box.asked('/rooms/r1/left/eve/call');
		box.refusal = {status: 503, code: 'NO_LINE', message: 'x', reason: told('lines-busy', {number: '5550001'})};
		await page.getByRole('button', {name: 'Call again Eve'}).click();
		await page.getByText('Not called. All lines to 5550001 are busy.').waitFor();
		const {left: _, participants: __, ...rest} = meeting;
		box.refusal = null;
		box.tell({kind: 'room.changed', at, room: {...rest, left: []}});
		await page.getByRole('button', {name: 'Call again Eve'}).waitFor({state: 'detached'});
		t.pass();
	}, {prepare: withMeeting});
});

test.serial('the status page with all unfolded is good for all, in light and dark, wide and on a phone', async t => {
	await visit(browser, async ({page}) => {
		await page.getByRole('button', {name: 'Sound of Cy'}).click();
		await page.getByRole('button', {name: 'Noise and echo'}).click();
		await page.getByRole('group', {name: 'Sound: Cy'}).waitFor();
		await page.getByRole('region', {name: 'Noise between words'}).waitFor();
		t.deepEqual(await violations(page), []);
		await page.setViewportSize({width: 390, height: 844});
		t.deepEqual(await violations(page), []);
		await expect.poll(() => widthOf(page)).toBe(390);
	}, {prepare: withMeeting});
});
