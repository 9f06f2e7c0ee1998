import test from 'ava';
import type {Browser} from 'playwright-core';
import {told} from '../../firmware/contract/index.js';
import {KeyQueue} from '../../webui/pages/telephones/key-queue.js';
import {lettersOf, keyOf} from '../../webui/pages/telephones/words.js';
import {launchBrowser, visit} from './browser.js';
import {at, dialPlanEntry, participant, room, state, telephone} from './builders.js';
import {expect} from './expect.js';
import type {StandInBox} from './stand-in-box.js';

let browser: Browser;
test.before(async () => {
	browser = await launchBrowser();
});
test.after.always(async () => await browser.close());

const withTelephones = (box: StandInBox): void => {
	box.dialPlan = [dialPlanEntry('8000', {description: 'Weekly review'}), dialPlanEntry('21', {use: 'handset'})];
	box.state = state({simulator: {
		running: true, problem: '', reason: null, numbers: [{number: '5552001', line: 'FXO 1', target: '8888', use: 'portal', telephone: ''}],
		phones: [telephone('h1', {name: 'Phone 1', number: '21'}), telephone('h2', {name: 'Phone 2', hook: 'off'}), telephone('o1', {kind: 'outside', name: 'Ada', number: '5551001'})],
	}});
};
const path = 'telephones';
const asked = (box: StandInBox) => box.asks.filter(({method}) => method === 'POST').map(ask => `${ask.path.replace('/simulator/phones/', '')} ${JSON.stringify(ask.body)}`);

test.serial('telephones stand where they are, with what they can dial', async t => {
	await visit(browser, async ({page}) => {
		const [inside, outside] = [page.getByRole('region', {name: 'At the box'}), page.getByRole('region', {name: 'Outside'})];
		await expect(inside.locator('.telephone')).toHaveCount(2);
		for (const [place, id] of ['h1', 'h2'].entries()) await expect(inside.locator('.telephone').nth(place)).toHaveAttribute('data-phone', id);
		await inside.getByText('Weekly review').waitFor();
		await expect(inside.locator('.dialable li')).toHaveCount(1);
		await expect(outside.getByText('FXO 1, portal 8888')).toBeVisible();
		await expect(outside.getByText('5551001')).toBeVisible();
		t.pass();
	}, {path, prepare: withTelephones});
});

test.serial('an organizer lifts, dials with the mouse and with the keyboard, flashes and hangs up', async t => {
	await visit(browser, async ({page, box}) => {
		await page.getByRole('button', {name: 'Lift Phone 1'}).click();
		box.tell({kind: 'simulator.phone', at, phone: telephone('h1', {name: 'Phone 1', hook: 'off'})});
		await page.getByRole('button', {name: 'Hang up Phone 1'}).waitFor();
		await page.getByRole('group', {name: 'Keys of Phone 1'}).getByRole('button', {name: '8'}).click();
		await page.keyboard.press('0');
		await page.keyboard.press('#');
		await expect(page.locator('[data-phone=h1] .display-text')).toHaveText('80#');
		const actions = () => box.asks.flatMap(({body}) => body === undefined ? [] : [body as {do: string; keys?: string}]);
		await expect.poll(() => actions().map(({keys = ''}) => keys).join('')).toBe('80#');
		await page.getByRole('button', {name: 'Flash Phone 1'}).click();
		await expect.poll(() => actions().at(-1)).toEqual({do: 'flash'});
		await page.getByRole('button', {name: 'Hang up Phone 1'}).click();
		await expect.poll(() => actions().filter(action => action.do !== 'keys')).toEqual([{do: 'lift'}, {do: 'flash'}, {do: 'hang-up'}]);
		t.pass();
	}, {path, prepare: box => {
		withTelephones(box);
		box.role = 'organizer';
	}});
});

test.serial('keys of a telephone on its hook do nothing', async t => {
	await visit(browser, async ({page, box}) => {
		const key = page.getByRole('group', {name: 'Keys of Phone 1'}).getByRole('button', {name: '8'});
		await key.click({force: true});
		await expect(key).toBeFocused();
		await page.keyboard.press('5');
		await expect(key).toHaveAttribute('aria-disabled', 'true');
		await page.getByRole('button', {name: 'Lift Phone 1'}).click();
		await expect.poll(() => asked(box)).toEqual(['h1 {"do":"lift"}']);
		t.pass();
	}, {path, prepare: withTelephones});
});

test.serial('a telephone that rings shows it and the caller', async t => {
	await visit(browser, async ({page, box}) => {
		const phone = page.locator('[data-phone=h1]');
		await phone.getByText('On its hook').waitFor();
		box.tell({kind: 'simulator.phone', at, phone: telephone('h1', {name: 'Phone 1', ringing: true, display: '8000 Weekly review'})});
		await phone.getByText('Rings').waitFor();
		await expect(phone.getByText('8000 Weekly review')).toBeVisible();
		t.pass();
	}, {path, prepare: withTelephones});
});

test.serial('a test voice is switched on, and why it can\'t be is read at the telephone', async t => {
	await visit(browser, async ({page, box}) => {
		const voice = page.locator('[data-phone=o1]').getByRole('button', {name: 'Test voice'});
		await expect(voice).toHaveAttribute('aria-pressed', 'false');
		box.refusal = {status: 409, code: 'CONFLICT', message: 'x', reason: told('telephone-cannot')};
		await voice.click();
		await expect(page.locator('[data-phone=o1]').getByRole('alert')).toHaveText('The telephone can\'t do this now.');
		t.deepEqual(asked(box), ['o1 {"do":"voice","on":true}']);
		box.tell({kind: 'simulator.phone', at, phone: telephone('o1', {kind: 'outside', name: 'Ada', voice: true})});
		await page.locator('[data-phone=o1] [aria-pressed=true]').waitFor();
	}, {path, prepare: withTelephones});
});

test.serial('a telephone whose sound does not come says so', async t => {
	await visit(browser, async ({page}) => {
		await page.locator('[data-phone=h2]').getByRole('button', {name: 'Hear'}).click();
		await expect(page.locator('[data-phone=h2]').getByRole('alert')).toHaveText(/press “Hear” to try again/);
		t.pass();
	}, {path, prepare: withTelephones});
});

test.serial('somebody who only looks on sees the telephones and can\'t touch them', async t => {
	await visit(browser, async ({page}) => {
		await page.locator('[data-phone=h1]').getByText('Phone 1').waitFor();
		await expect(page.locator('.telephone button')).toHaveCount(0);
		t.pass();
	}, {path, prepare: box => {
		withTelephones(box);
		box.role = 'user';
	}});
});

test.serial('a box without simulated telephones says what to do, and one whose simulator failed says why', async t => {
	await visit(browser, async ({page}) => {
		await page.getByText('No telephones are simulated here').waitFor();
		await expect(page.getByText('npm start -- --simulate')).toBeVisible();
	}, {path});
	await visit(browser, async ({page}) => {
		await page.getByRole('link', {name: 'Telephones'}).click();
		await expect(page.locator('main').getByRole('alert')).toHaveText('The simulator of telephones is not built. Run "sh image-build/setup.sh run", which builds it.');
		t.pass();
	}, {prepare: box => {
		box.state = state({simulator: {running: false, problem: 'x', reason: told('simulator-not-built'), phones: [], numbers: []}});
	}});
});

test.serial('an organizer has a number called into a room, and reads why it can\'t be', async t => {
	await visit(browser, async ({page, box}) => {
		await page.getByRole('button', {name: 'Call somebody in'}).click();
		await expect(page.getByLabel('Number')).toBeFocused();
		await page.keyboard.type('030 / 12-34');
		box.refusal = {status: 404, code: 'NO_ROUTE', message: 'x', reason: told('no-route', {number: '0301234'})};
		await page.keyboard.press('Enter');
		await expect(page.getByRole('alert')).toHaveText('Not called. No route leads to 0301234.');
		box.refusal = null;
		await page.getByRole('button', {name: 'Call', exact: true}).click();
		await page.getByRole('button', {name: 'Call somebody in'}).waitFor();
		t.deepEqual(box.asks.at(-1), {method: 'POST', path: '/rooms/r1/invitations', body: {number: '0301234'}, header: 'page'});
	}, {prepare: box => {
		box.state = state({rooms: [room('r1', {participants: [participant('ann')]})]});
	}});
});

/** Requests that are answered when the test says so. */
function slowRequests() {
	const sent: string[] = [];
	const answers: (() => void)[] = [];
	const queue = new KeyQueue(keys => new Promise(resolve => {
		sent.push(keys);
		answers.push(resolve);
	}));
	return {queue, sent, answer: async () => {
		answers.shift()?.();
		await new Promise(resolve => setImmediate(resolve));
	}};
}

test('keys pressed while others are on their way follow together, in their order', async t => {
	const {queue, sent, answer} = slowRequests();
	for (const key of '8000') queue.press(key);
	t.deepEqual(sent, ['8']);
	await answer();
	t.deepEqual(sent, ['8', '000']);
	await answer();
	queue.press('#');
	t.deepEqual(sent, ['8', '000', '#']);
});

test('keys that wait when the handset is put down are not sent', async t => {
	const {queue, sent, answer} = slowRequests();
	for (const key of '12') queue.press(key);
	queue.clear();
	await answer();
	queue.press('3');
	t.deepEqual(sent, ['1', '3']);
});

const plain = {ctrlKey: false, metaKey: false, altKey: false, repeat: false};
const typed = test.macro((t, event: Partial<Parameters<typeof keyOf>[0]> & {key: string}, key: string | undefined) => t.is(keyOf({...plain, ...event}), key));
test('a digit is the telephone\'s key', typed, {key: '5'}, '5');
test('star and hash are the telephone\'s keys', typed, {key: '#'}, '#');
test('a letter is none', typed, {key: 'a'}, undefined);
test('Enter is none', typed, {key: 'Enter'}, undefined);
test('a digit with Ctrl is the browser\'s', typed, {key: '0', ctrlKey: true}, undefined);
test('a key that is held is pressed once', typed, {key: '5', repeat: true}, undefined);
test('letters stand where every telephone has them', t => t.deepEqual(['1', '2', '7', '9', '#'].map(lettersOf), ['', 'ABC', 'PQRS', 'WXYZ', '']));
