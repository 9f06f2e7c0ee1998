import test from 'ava';
import type {Browser} from 'playwright-core';
import type {CardId, LineId, SpanId} from '../../firmware/contract/index.js';
import {launchBrowser, visit} from './browser.js';
import {at, call, card, fxo, legId, line, span, state} from './builders.js';
import type {StandInBox} from './stand-in-box.js';

let browser: Browser;
test.before(async () => {
	browser = await launchBrowser();
});
test.after.always(async () => await browser.close());

const id = (text: string) => text as LineId;
const withLines = (box: StandInBox): void => {
	const channels = Array.from({length: 30}, (_, n) => line(`b${n + 1}`, {kind: 'bearer', name: `PRI 1 channel ${n + 1}`, span: 's1' as SpanId, config: null}));
	box.state = state({
		calls: [call('eve', {name: 'Eve'})],
		lines: {
			cards: [card('c1', {name: 'TE220'}), card('c2', {name: 'USB modem', kind: 'modem', problem: 'There is no /dev/ttyACM0. Is it plugged in?'})],
			spans: [span('s1')], lines: [line('1', {state: 'in-use', call: legId('eve')}), line('2', {state: 'no-battery', detail: 'It is unplugged.'}), ...channels],
		},
	});
};
const path = 'lines';

test.serial('an admin goes from page to page by their links and back, and each has its title', async t => {
	await visit(browser, async ({page, box, complaints}) => {
		await page.getByRole('link', {name: 'Lines'}).click();
		await page.getByRole('heading', {name: 'Telephone lines'}).waitFor();
		t.is(page.url(), `${box.url}lines`);
		t.is(await page.title(), 'Lines · Partyline');
		t.is(await page.locator(':focus').evaluate(element => element.tagName), 'H1');
		t.is(await page.getByRole('link', {name: 'Lines'}).getAttribute('aria-current'), 'page');
		await page.goBack();
		await page.getByRole('heading', {name: 'Live now'}).waitFor();
		t.is(await page.getByRole('link', {name: 'Telephones'}).count(), 0);
		t.deepEqual(complaints, []);
	}, {prepare: withLines});
});

test.serial('a box without cards says what to do', async t => {
	await visit(browser, async ({page}) => {
		await page.getByText('This box has no telephone lines').waitFor();
		t.true(await page.getByText('npm start -- --simulate').isVisible());
	}, {path});
});

test.serial('each line tells its state, who is on it, or why it can\'t be used', async t => {
	await visit(browser, async ({page, box}) => {
		await page.locator('[data-line="1"]').getByText('Eve · +4930555099').waitFor();
		t.true(await page.locator('[data-line="2"]').getByText('No battery').isVisible());
		t.true(await page.locator('[data-line="2"]').getByText('It is unplugged.').isVisible());
		t.true(await page.getByText('There is no /dev/ttyACM0.').isVisible());
		t.true(await page.getByText('D channel works').isVisible());
		box.tell({kind: 'span.changed', at, span: span('s1', {dChannel: 'down', alarms: ['red']})});
		await page.getByText('D channel is down').waitFor();
		await page.getByText('Red alarm').waitFor();
		box.tell({kind: 'line.changed', at, line: line('b3', {kind: 'bearer', name: 'PRI 1 channel 3', span: 's1' as SpanId, config: null, state: 'ringing'})});
		await page.getByRole('button', {name: 'PRI 1 channel 3: Rings'}).waitFor();
	}, {path, prepare: withLines});
});

test.serial('figures are shown while a line is looked at', async t => {
	await visit(browser, async ({page, box}) => {
		await page.locator('[data-line="1"] .line-head').click();
		await page.getByText('-30 dBm0').waitFor();
		box.figures = {...box.figures, receiveDbm0: -12};
		await page.getByText('-12 dBm0').waitFor();
		await page.locator('[data-line="1"] .line-head').click();
		t.is(await page.getByText('-12 dBm0').count(), 0);
	}, {path, prepare: withLines});
});

test.serial('an admin tries a line and reads what was found', async t => {
	await visit(browser, async ({page, box}) => {
		await page.getByRole('button', {name: 'FXO 2'}).click();
		await page.getByRole('button', {name: 'Dial tone'}).click();
		await page.getByText('The exchange gives dial tone.').waitFor();
		t.deepEqual(box.asks, [{method: 'POST', path: '/lines/2/tests', body: {action: 'dial-tone'}, header: 'page'}]);
		box.refusal = {status: 409, code: 'CONFLICT', message: 'A call is up on this line.'};
		await page.getByRole('button', {name: 'Check the line'}).click();
		t.is(await page.getByRole('alert').filter({hasText: 'call'}).innerText(), 'A call is up on this line.');
	}, {path, prepare: withLines});
});

test.serial('an admin sets up a line; only what was changed is sent, and what is wrong stands at its field', async t => {
	await visit(browser, async ({page, box}) => {
		await page.getByRole('button', {name: 'FXO 1'}).click();
		await page.getByRole('button', {name: 'Set up FXO 1'}).click();
		const form = page.getByRole('form', {name: 'Set up FXO 1'});
		await form.getByLabel('Answered by').fill('7777');
		await form.getByLabel('Wait for dial tone').uncheck();
		box.refusal = {status: 400, code: 'INVALID_INPUT', message: 'This set-up is not valid.', problems: [{path: '/target', message: 'Nobody has this number.'}]};
		await form.getByRole('button', {name: 'Save'}).click();
		t.is(await form.getByRole('alert').innerText(), 'Nobody has this number.');
		t.is(await form.getByLabel('Answered by').getAttribute('aria-invalid'), 'true');
		box.refusal = null;
		await form.getByRole('button', {name: 'Save'}).click();
		await form.waitFor({state: 'detached'});
		t.deepEqual(box.asks.at(-1), {method: 'PATCH', path: '/lines/1', body: {target: '7777', dialToneCheck: false}, header: 'page'});
	}, {path, prepare: withLines});
});

test.serial('a number beyond its bounds is not even sent', async t => {
	await visit(browser, async ({page, box}) => {
		await page.getByRole('button', {name: 'FXO 1'}).click();
		await page.getByRole('button', {name: 'Set up FXO 1'}).click();
		await page.getByLabel('Answer after').fill('99');
		await page.getByRole('button', {name: 'Save'}).click();
		t.is(await page.getByLabel('Answer after').evaluate(input => input.matches(':invalid')), true);
		t.deepEqual(box.asks, []);
	}, {path, prepare: withLines});
});

test.serial('an admin lists the numbers of a span', async t => {
	await visit(browser, async ({page, box}) => {
		await page.getByRole('button', {name: 'Set up PRI 1'}).click();
		await page.getByRole('button', {name: 'Add a row'}).click();
		await page.getByLabel('Dialled').fill('8000');
		await page.locator('.rows-cell input').nth(1).fill('8500');
		const saved = page.waitForResponse('**/spans/s1');
		await page.getByRole('button', {name: 'Save'}).click();
		await saved;
		t.deepEqual(box.asks, [{method: 'PATCH', path: '/spans/s1', body: {inboundNumbers: [{dialled: '8000', target: '8500'}]}, header: 'page'}]);
	}, {path, prepare: withLines});
});

test.serial('somebody who only looks on is offered no set-up and no test', async t => {
	await visit(browser, async ({page}) => {
		await page.getByRole('button', {name: 'FXO 1'}).click();
		await page.getByText('-30 dBm0').waitFor();
		t.is(await page.getByRole('button', {name: /Set up|Check/}).count(), 0);
	}, {path, prepare: box => {
		withLines(box);
		box.role = 'organizer';
	}});
});

test.serial('the form speaks the browser\'s language', async t => {
	await visit(browser, async ({page}) => {
		await page.getByRole('button', {name: 'FXO 1'}).click();
		await page.getByRole('button', {name: 'Einrichten: FXO 1'}).click();
		await page.getByLabel('Angenommen von').waitFor();
		t.deepEqual(await page.getByLabel('Wahlverfahren').locator('option').allInnerTexts(), ['Töne', 'Impulse']);
	}, {path, prepare: withLines, context: {locale: 'de-DE'}});
});

test.serial('a line of a card that came while the page was open is shown', async t => {
	await visit(browser, async ({page, box}) => {
		await page.getByText('This box has no telephone lines').waitFor();
		box.tell({kind: 'card.changed', at, card: card('c9', {name: 'New card'})});
		box.tell({kind: 'line.changed', at, line: line('9', {id: id('9'), card: 'c9' as CardId, config: fxo})});
		await page.getByRole('region', {name: 'New card'}).getByText('FXO 9').waitFor();
		t.is(await page.getByText('This box has no telephone lines').count(), 0);
	}, {path});
});

test.serial('an admin on a phone sees the whole width of the lines', async t => {
	await visit(browser, async ({page}) => {
		await page.getByRole('button', {name: 'FXO 1'}).click();
		await page.getByRole('button', {name: 'Set up FXO 1'}).click();
		t.is(await page.evaluate('document.documentElement.scrollWidth'), 360);
	}, {path, prepare: withLines, context: {viewport: {width: 360, height: 740}}});
});
