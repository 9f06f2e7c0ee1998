import test from 'ava';
import type {Browser} from 'playwright-core';
import {told, type CardId, type LineId, type SpanId} from '../../firmware/contract/index.js';
import {launchBrowser, visit, widthOf} from './browser.js';
import {at, call, card, fxo, legId, line, span, state} from './builders.js';
import {expect} from './expect.js';
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
			cards: [card('c1', {name: 'TE220'}), card('c2', {name: 'USB modem', kind: 'modem', problem: 'x', reason: told('port-missing', {path: '/dev/ttyACM0'})})],
			spans: [span('s1')], lines: [line('1', {state: 'in-use', call: legId('eve')}), line('2', {state: 'no-battery', detail: 'x', reason: told('no-battery')}), ...channels],
		},
	});
};
const path = 'lines';

test.serial('an admin goes from page to page by their links and back, and each has its title', async t => {
	await visit(browser, async ({page, box, complaints}) => {
		await page.getByRole('link', {name: 'Lines'}).click();
		await expect(page).toHaveURL(`${box.url}lines`);
		await expect(page).toHaveTitle('Lines · Partyline');
		await expect(page.getByRole('heading', {name: 'Telephone lines', level: 1})).toBeFocused();
		await expect(page.getByRole('link', {name: 'Lines'})).toHaveAttribute('aria-current', 'page');
		await page.goBack();
		await page.getByRole('heading', {name: 'Live now'}).waitFor();
		await page.getByText('Eve', {exact: true}).waitFor();
		await expect(page.getByRole('link', {name: 'Telephones'})).toHaveCount(0);
		t.deepEqual(complaints, []);
	}, {prepare: withLines});
});

test.serial('a box without cards says what to do', async t => {
	await visit(browser, async ({page}) => {
		await page.getByText('This box has no telephone lines').waitFor();
		await expect(page.getByText('npm start -- --simulate')).toBeVisible();
		t.pass();
	}, {path});
});

test.serial('each line tells its state, who is on it, or why it can\'t be used', async t => {
	await visit(browser, async ({page, box}) => {
		await page.locator('[data-line="1"]').getByText('Eve · +4930555099').waitFor();
		await expect(page.locator('[data-line="2"]').getByText('No battery', {exact: true})).toBeVisible();
		await expect(page.locator('[data-line="2"]').getByText('There is no battery on the line')).toBeVisible();
		await expect(page.getByText('There is no /dev/ttyACM0.')).toBeVisible();
		await expect(page.getByText('D channel works')).toBeVisible();
		box.tell({kind: 'span.changed', at, span: span('s1', {dChannel: 'down', alarms: ['red']})});
		await page.getByText('D channel is down').waitFor();
		await page.getByText('Red alarm').waitFor();
		box.tell({kind: 'line.changed', at, line: line('b3', {kind: 'bearer', name: 'PRI 1 channel 3', span: 's1' as SpanId, config: null, state: 'ringing'})});
		await page.getByRole('button', {name: 'PRI 1 channel 3: Rings'}).waitFor();
		t.pass();
	}, {path, prepare: withLines});
});

test.serial('figures are shown while a line is looked at', async t => {
	await visit(browser, async ({page, box}) => {
		await page.locator('[data-line="1"] .line-head').click();
		await page.getByText('-30 dBm0').waitFor();
		box.figures = {...box.figures, receiveDbm0: -12};
		await page.getByText('-12 dBm0').waitFor();
		await page.locator('[data-line="1"] .line-head').click();
		await expect(page.getByText('-12 dBm0')).toHaveCount(0);
		t.pass();
	}, {path, prepare: withLines});
});

test.serial('an admin tries a line and reads what was found', async t => {
	await visit(browser, async ({page, box}) => {
		await page.getByRole('button', {name: 'FXO 2'}).click();
		await page.getByRole('button', {name: 'Dial tone'}).click();
		await page.getByText('The exchange gives dial tone.').waitFor();
		t.deepEqual(box.asks, [{method: 'POST', path: '/lines/2/tests', body: {action: 'dial-tone'}, header: 'page'}]);
		box.refusal = {status: 409, code: 'CONFLICT', message: 'x', reason: told('untested-call')};
		await page.getByRole('button', {name: 'Check the line'}).click();
		await expect(page.getByRole('alert').filter({hasText: 'call'})).toHaveText('A call is up on this line; try when it is over.');
	}, {path, prepare: withLines});
});

test.serial('an admin sets up a line; only what was changed is sent, and what is wrong stands at its field', async t => {
	await visit(browser, async ({page, box}) => {
		await page.getByRole('button', {name: 'FXO 1'}).click();
		await page.getByRole('button', {name: 'Set up FXO 1'}).click();
		const form = page.getByRole('form', {name: 'Set up FXO 1'});
		await form.getByLabel('Answered by').fill('7777');
		await form.getByLabel('Wait for dial tone').uncheck();
		box.refusal = {status: 400, code: 'INVALID_INPUT', message: 'This set-up is not valid.', problems: [{path: '/target', ...told('nobody-answers', {number: '7777'})}]};
		await form.getByRole('button', {name: 'Save'}).click();
		await expect(form.getByRole('alert')).toHaveText('No conference and no portal has the number 7777.');
		await expect(form.getByLabel('Answered by')).toHaveAttribute('aria-invalid', 'true');
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
		await expect(page.getByRole('form', {name: 'Set up FXO 1'}).getByRole('alert')).toHaveText('From 1 to 10.');
		await expect(page.getByLabel('Answer after').and(page.locator(':invalid'))).toBeVisible();
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
		await expect(page.getByRole('button', {name: /Set up|Check/})).toHaveCount(0);
		t.pass();
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
		await expect(page.getByLabel('Wahlverfahren').locator('option')).toHaveText(['Töne', 'Impulse']);
		t.pass();
	}, {path, prepare: withLines, context: {locale: 'de-DE'}});
});

test.serial('a line of a card that came while the page was open is shown', async t => {
	await visit(browser, async ({page, box}) => {
		await page.getByText('This box has no telephone lines').waitFor();
		box.tell({kind: 'card.changed', at, card: card('c9', {name: 'New card'})});
		box.tell({kind: 'line.changed', at, line: line('9', {id: id('9'), card: 'c9' as CardId, config: fxo})});
		await page.getByRole('region', {name: 'New card'}).getByText('FXO 9').waitFor();
		await expect(page.getByText('This box has no telephone lines')).toHaveCount(0);
		t.pass();
	}, {path});
});

test.serial('an admin on a phone sees the whole width of the lines', async t => {
	await visit(browser, async ({page}) => {
		await page.getByRole('button', {name: 'FXO 1'}).click();
		await page.getByRole('button', {name: 'Set up FXO 1'}).click();
		await page.getByRole('form', {name: 'Set up FXO 1'}).waitFor();
		await expect.poll(() => widthOf(page)).toBe(360);
		t.pass();
	}, {path, prepare: withLines, context: {viewport: {width: 360, height: 740}}});
});

const byLanguage = {
	de: ['Es gibt kein /dev/ttyACM0. Ist das Gerät eingesteckt?', 'Auf der Leitung ist keine Spannung', 'Die Steuerplatine ist zu heiß.', 'Die Vermittlung gibt den Wählton.', 'Auf dieser Leitung läuft ein Gespräch; versuchen Sie es danach.', 'Wählton'],
	fr: ['Il n’y a pas de /dev/ttyACM0. L’appareil est-il branché ?', 'Il n’y a pas de tension sur la ligne', 'La carte de commande est trop chaude.', 'Le central donne la tonalité.', 'Un appel est en cours sur cette ligne ; essayez quand il sera fini.', 'Tonalité'],
	es: ['No existe /dev/ttyACM0. ¿Está conectado el aparato?', 'No hay tensión en la línea', 'La placa de control está demasiado caliente.', 'La central da tono de marcar.', 'Hay una llamada en esta línea; pruebe cuando acabe.', 'Tono de marcar'],
	it: ['Non esiste /dev/ttyACM0. Il dispositivo è collegato?', 'Sulla linea non c’è tensione', 'La scheda di controllo è troppo calda.', 'La centrale dà il tono di linea.', 'Su questa linea è in corso una chiamata; provate quando è finita.', 'Tono di linea'],
} as const;
for (const [language, [card, why, alarm, found, refused, action]] of Object.entries(byLanguage)) {
	test.serial(`an admin who reads ${language} is told in it what is wrong with card and line, what an alarm says, what a test found, and why it can't be tried`, async t => {
		await visit(browser, async ({page, box}) => {
			for (const text of [card, why, alarm]) await page.getByText(text).first().waitFor();
			await page.getByRole('button', {name: 'FXO 2'}).click();
			const press = page.getByRole('button', {name: action, exact: true});
			await press.click();
			await page.getByText(found).waitFor();
			box.refusal = {status: 409, code: 'CONFLICT', message: 'x', reason: told('untested-call')};
			await press.click();
			await page.getByText(refused).waitFor();
			t.pass();
		}, {path, context: {locale: language}, prepare: box => {
			withLines(box);
			box.state = {...box.state, alarms: [{code: 'board-fault-heat', message: 'x', reason: told('board-fault-heat')}]};
		}});
	});
}
