import test from 'ava';
import type {Browser, Page} from 'playwright-core';
import {told, type CertificateView, type LogLine, type SystemView} from '../../firmware/contract/index.js';
import {violations} from './axe.js';
import {launchBrowser, visit, widthOf, type Visit} from './browser.js';
import {call, movedToHttps, setupState, state} from './builders.js';
import {expect} from './expect.js';
import type {StandInBox} from './stand-in-box.js';

let browser: Browser;
test.before(async () => {
	browser = await launchBrowser();
});
test.after.always(async () => await browser.close());

const view: SystemView = {
	version: '1.2.3', parts: [{name: 'pjproject', version: '2.17'}], startedAt: '2026-01-05T08:00:00.000Z',
	storage: {totalBytes: 8e9, freeBytes: 2e9, recordingBytes: 1.5e9, databaseBytes: 2e6}, memory: {totalBytes: 4e9, freeBytes: 3e9, processBytes: 2e8},
	loadAverage: 0.5, processors: 4, temperatureCelsius: 51.4, addresses: ['192.0.2.10'], restartNeededFor: ['/sip/udpPort'], canRestart: true,
};
const certificate: CertificateView = {
	source: 'own', names: ['localhost', 'meet.example'], issuer: 'Partyline Office authority', notBefore: '2026-01-04T08:00:00.000Z', notAfter: '2027-02-05T08:00:00.000Z', fingerprint: 'AA:BB',
	authority: {fingerprint: 'CC:DD', notAfter: '2036-01-02T08:00:00.000Z'},
};
const lines: readonly LogLine[] = [
	{at: '2026-01-05T08:00:02.000Z', level: 'error', message: 'it broke', detail: 'no space'},
	{at: '2026-01-05T08:00:01.000Z', level: 'info', message: 'ready', detail: 'http: 8080'},
];

function prepare(box: StandInBox): void {
	box.state = state({calls: [call('1'), call('2')], alarms: [{code: 'https-failed', message: 'in use', reason: told('https-failed', {port: 443})}]});
	box.answers.set('GET /system', view);
	box.answers.set('GET /certificate', certificate);
	box.answers.set('GET /system/logs', ({query}) => lines.filter(({level}) => query.level === 'info' || level === query.level));
}

const onPage = async (run: (visit: Visit) => Promise<void>, more: Partial<Parameters<typeof visit>[2]> = {}) => visit(browser, run, {prepare, path: 'system', ...more});
const dialog = (page: Page) => page.getByRole('dialog');

test.serial('an admin sees how the machine does, what is wrong, and the certificate', async t => {
	await onPage(async ({page, complaints}) => {
		for (const text of ['6 GB of 8 GB used', '51 °C', '0.5 on 4 processors', '192.0.2.10', '2.17', 'localhost, meet.example', 'Partyline Office authority', 'CC:DD']) {
			await page.getByText(text, {exact: true}).waitFor();
		}
		await page.locator('main').getByText(/its port 443 is used by another program/).waitFor();
		await expect(page.getByRole('link', {name: 'How browsers come to trust it'})).toHaveAttribute('href', '/certificate');
		t.deepEqual(await violations(page), []);
		t.deepEqual(complaints, []);
	});
});

test.serial('a restart says whom it cuts off, and the page tells of it until the box is back', async t => {
	await onPage(async ({page, box}) => {
		await page.getByRole('button', {name: 'Restart the box'}).click();
		await dialog(page).getByText(/2 calls are up now and will be cut off/).waitFor();
		await dialog(page).getByRole('button', {name: 'Restart the box'}).click();
		t.like(await box.asked('/system/restart'), {method: 'POST', header: 'page'});
		const told = page.getByText(/restarts now; this page comes back by itself/);
		await told.waitFor();
		box.answers.set('GET /system', {...view, startedAt: '2026-01-05T09:00:00.000Z', restartNeededFor: []});
		box.dropStreams();
		await told.waitFor({state: 'detached'});
	});
});

test.serial('a restart or a reset that moves the box says at once where it will be', async t => {
	await onPage(async ({page, box}) => {
		box.answers.set('POST /system/restart', movedToHttps(box));
		box.answers.set('POST /system/factory-reset', movedToHttps(box));
		await page.getByRole('button', {name: 'Restart the box'}).click();
		await dialog(page).getByRole('button', {name: 'Restart the box'}).click();
		await page.getByText('The box starts again. It is then at another address').waitFor();
		await page.getByRole('button', {name: 'Delete everything'}).click();
		await dialog(page).getByLabel(/type the name of the box/).fill('Office');
		await dialog(page).getByRole('button', {name: 'Delete everything'}).click();
		await page.getByText('The box deletes everything and starts anew. It is then at another address').waitFor();
		await expect(page.getByRole('link', {name: 'https://127.0.0.1:9443/'})).toHaveCount(2);
		t.deepEqual(await violations(page), []);
	});
});

test.serial('a box that nobody would start again says so, and offers no restart', async t => {
	await onPage(async ({page}) => {
		await page.getByText('Whoever started the box has to start it again.').waitFor();
		await expect(page.getByRole('button', {name: 'Restart the box'})).toHaveCount(0);
		t.pass();
	}, {prepare: box => {
		prepare(box);
		box.answers.set('GET /system', {...view, canRestart: false});
	}});
});

const file = (name: string, text: string) => ({name, mimeType: 'application/x-pem-file', buffer: Buffer.from(text)});

test.serial('what is wrong with an uploaded certificate stands at its file; a good one is shown', async t => {
	await onPage(async ({page, box}) => {
		await page.getByRole('button', {name: 'Upload a certificate'}).click();
		const form = page.getByRole('form', {name: 'Upload a certificate'});
		const send = form.getByRole('button', {name: 'Upload a certificate'});
		await send.click();
		await expect(form.getByText('Choose the file.')).toHaveCount(2);
		await form.getByLabel('Certificate').setInputFiles(file('box.pem', 'the certificate'));
		await form.getByLabel('Key').setInputFiles(file('box.key', 'the key'));
		box.refusal = {status: 400, code: 'INVALID_INPUT', message: 'No.', problems: [{path: '/key', ...told('key-of-another'), message: 'x'}]};
		await send.click();
		await form.getByText('This key is not that of the certificate.').waitFor();
		await expect(form.getByLabel('Key')).toHaveAttribute('aria-invalid', 'true');
		await expect(form.getByLabel('Certificate')).not.toHaveAttribute('aria-invalid');
		box.refusal = null;
		box.answers.set('POST /certificate', {});
		box.answers.set('GET /certificate', {...certificate, source: 'uploaded', issuer: 'Known authority', authority: null});
		await form.getByLabel('Key').setInputFiles(file('box.key', 'the right key'));
		await send.click();
		await page.getByText('Known authority').waitFor();
		await expect.poll(() => box.asks.at(-1)?.body).toEqual({certificate: 'the certificate', key: 'the right key'});
		t.deepEqual(await violations(page), []);
	});
});

test.serial('the way back to the box\'s own certificate is asked for once more', async t => {
	await onPage(async ({page, box}) => {
		await page.getByRole('button', {name: 'Back to the box’s own'}).click();
		await dialog(page).waitFor();
		t.is(box.asks.length, 0);
		await dialog(page).getByRole('button', {name: 'Back to the box’s own'}).click();
		t.like(await box.asked('/certificate'), {method: 'DELETE'});
	}, {prepare: box => {
		prepare(box);
		box.answers.set('GET /certificate', {...certificate, source: 'uploaded', authority: null});
	}});
});

test.serial('the log is read by level', async t => {
	await onPage(async ({page}) => {
		const log = page.getByRole('region', {name: 'Lines of the log'}).getByRole('listitem');
		await log.nth(1).waitFor();
		await page.getByLabel('Show').selectOption('Errors only');
		await log.nth(1).waitFor({state: 'detached'});
		await expect(log.first()).toHaveText(/Error\s+it broke\s+no space/, {useInnerText: true});
		t.pass();
	});
});

test.serial('everything is deleted only by who types the name of the box, and then the page shows the set-up', async t => {
	await onPage(async ({page, box}) => {
		await page.getByRole('button', {name: 'Delete everything'}).click();
		const name = dialog(page).getByLabel(/type the name of the box/);
		const confirm = dialog(page).getByRole('button', {name: 'Delete everything'});
		box.refusal = {status: 400, code: 'INVALID_INPUT', message: 'No.', problems: [{path: '/boxName', ...told('wrong-box-name')}]};
		await name.fill('Offis');
		await confirm.click();
		await dialog(page).getByText('This is not the name of the box.').waitFor();
		box.refusal = null;
		await name.fill('Office');
		await confirm.click();
		await page.getByText(/deletes everything and starts anew/).waitFor();
		t.deepEqual((await box.asked('/system/factory-reset')).body, {boxName: 'Office'});
		box.setup = setupState({needed: true});
		await page.waitForURL(url => url.pathname === '/');
	});
});

test.serial('the page fits a phone, and works by the keyboard alone', async t => {
	await onPage(async ({page}) => {
		await page.getByText('CC:DD').waitFor();
		await expect.poll(() => widthOf(page)).toBe(390);
		await page.getByRole('button', {name: 'Restart the box'}).press('Enter');
		await expect(dialog(page).getByRole('button', {name: 'Cancel'})).toBeFocused();
		await page.keyboard.press('Escape');
		await dialog(page).waitFor({state: 'detached'});
		t.pass();
	}, {context: {viewport: {width: 390, height: 800}}});
});
