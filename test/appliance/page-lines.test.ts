import {readFile} from 'node:fs/promises';
import test from 'ava';
import type {Page} from 'playwright-core';
import {startBox} from '../support/box.js';
import {startCallers} from '../support/callers.js';
import {openPhoneSound} from '../support/phone-sound.js';
import {launchBrowser} from '../webui/browser.js';
import {expect} from '../webui/expect.js';

const box = await startBox({
	words: ['--simulate'], settings: {entry: {portal: '8888', nextDigitSeconds: 20}},
	conferences: [{kind: 'static', extension: '8000', description: 'Monday round', pin: '1234', first: 'silence', entryTone: 'off', exitTone: 'off'}],
});
await box.api('POST', '/users', {name: 'Grace', password: 'Correct-Horse-9', role: 'admin'});
const browser = await launchBrowser();
test.after.always(async () => {
	await browser.close();
	await box.stop();
});

async function openTelephones(script = ''): Promise<Page> {
	const page = await (await browser.newContext({locale: 'en-GB', permissions: ['microphone']})).newPage();
	await page.addInitScript(script);
	await page.goto(`http://127.0.0.1:${box.httpPort}/`);
	await page.getByLabel('Name').fill('Grace');
	await page.getByLabel('Password').fill('Correct-Horse-9');
	await page.getByRole('button', {name: 'Log in'}).click();
	await page.getByRole('navigation').getByRole('link', {name: 'Telephones'}).click();
	await page.getByRole('heading', {name: 'Simulated telephones'}).waitFor();
	return page;
}

/** Presses keys with the mouse. */
async function dial(page: Page, name: string, keys: string): Promise<void> {
	const keypad = page.getByRole('group', {name: `Keys of ${name}`});
	for (const key of keys) await keypad.getByRole('button', {name: key, exact: true}).click();
}

const lift = (page: Page, name: string) => page.getByRole('button', {name: `Lift ${name}`}).click();
const isLine = (name: string, state: string, after = 0) => box.event('line.changed', ({line}) => line.name === name && line.state === state, {withinMs: 30_000, after});
const calls = (line: string, after = 0) => box.event('call.started', ({call}) => call.line === line, {withinMs: 30_000, after});
const joins = (line: string, after = 0) => box.event('participant.joined', ({participant}) => participant.line === line, {withinMs: 30_000, after});

test.serial('a newcomer lifts a telephone on the page and talks with a softphone, a caller by FXO and one by PRI, all in one room', async t => {
	const page = await openTelephones();
	await lift(page, 'Phone 1');
	await isLine('Phone 1', 'dialling');
	await page.locator('[data-phone=handset-1]').getByRole('button', {name: 'Hear', pressed: true}).waitFor();
	await dial(page, 'Phone 1', '8000');
	await calls('Phone 1');
	await dial(page, 'Phone 1', '1234#');
	await joins('Phone 1');

	await lift(page, 'Ada');
	await dial(page, 'Ada', '5552001');
	await calls('FXO 1');
	await dial(page, 'Ada', '8000#1234#');
	await joins('FXO 1');

	await lift(page, 'Ben');
	await dial(page, 'Ben', '5558000');
	await calls('PRI 1');
	await dial(page, 'Ben', '1234#');
	await joins('PRI 1');

	const softphone = await (await startCallers(t, box)).enter('8000', {keys: '1234#'});
	await page.getByRole('navigation').getByRole('link', {name: 'Status'}).click();
	const room = page.getByRole('region', {name: 'Monday round'});
	await expect(room.locator('.participant-name')).toHaveText(['Phone 1', 'Ada', 'Ben', softphone.number]);
	for (const line of ['5551001 · FXO 1', '5551002 · PRI 1']) await expect(room.getByText(line)).toBeVisible();

	const [handset, ada, ben] = await Promise.all(['handset-1', 'outside-1', 'outside-2'].map(phone => openPhoneSound(t, box, phone)));
	handset?.say(520);
	ada?.say(760);
	ben?.say(1010);
	await softphone.call.say(1330);
	await Promise.all([handset?.hears(760, 1010, 1330), ada?.hears(520, 1010, 1330), ben?.hears(520, 760, 1330)]);
	for (const hz of [520, 760, 1010]) await softphone.call.hears(hz);
	ada?.fallSilent();
	await Promise.all([handset?.hearsNoMore(760), ben?.hearsNoMore(760), softphone.call.hearsNoMore(760)]);
	t.pass();
});

test.serial('an admin sees who is on which line, sets one up, and reads at the field what is wrong', async t => {
	const page = await openTelephones();
	await page.getByRole('navigation').getByRole('link', {name: 'Lines'}).click();
	const line = page.locator('[data-line=sim-0-3]');
	await line.getByText('Ada · 5551001').waitFor();
	await line.getByRole('button', {name: 'FXO 1'}).click();
	await line.getByText('From the line').waitFor();
	await line.getByRole('button', {name: 'Set up FXO 1'}).click();
	const form = page.getByRole('form', {name: 'Set up FXO 1'});
	await form.getByLabel('Answered by').fill('7777');
	await form.getByRole('button', {name: 'Save'}).click();
	await expect(form.getByRole('alert')).toHaveText('No conference and no portal has the number 7777.');
	await form.getByLabel('Answered by').fill('8000');
	await form.getByRole('textbox', {name: 'Name'}).fill('Main number');
	await form.getByRole('button', {name: 'Save'}).click();
	await form.waitFor({state: 'detached'});
	await line.getByText('Main number').waitFor();
	await line.getByRole('button', {name: 'Check the line'}).click();
	await line.getByText('A call is up on this line').waitFor();
	t.pass();
});

/** Lets a test look at what the page plays. */
const tapLoudspeaker = `{
	const {connect} = AudioNode.prototype;
	AudioNode.prototype.connect = function (target, ...more) {
		if (target === this.context.destination) globalThis.loudspeaker = connect.call(this, new AnalyserNode(this.context));
		return connect.call(this, target, ...more);
	};
}`;
/** Resolves once there is sound. */
const soundComes = `new Promise(resolve => {
	const samples = new Float32Array(2048);
	const listen = () => {
		globalThis.loudspeaker?.getFloatTimeDomainData(samples);
		if (Math.max(...samples) > 0.02) resolve();
		else requestAnimationFrame(listen);
	};
	listen();
})`;

test.serial('who hears a telephone in the browser hears the room, and is heard by it through the microphone', async t => {
	const page = await openTelephones(tapLoudspeaker);
	const softphone = await (await startCallers(t, box)).enter('8000', {keys: '1234#'});
	const phone = page.locator('[data-phone=handset-1]');
	await phone.getByRole('button', {name: 'Hear'}).click();
	await phone.getByRole('button', {name: 'Hear', pressed: true}).waitFor();
	await softphone.call.say(900);
	await page.evaluate(soundComes);
	await softphone.call.fallSilent();
	await phone.getByRole('button', {name: 'Microphone'}).click();
	await phone.getByRole('button', {name: 'Microphone', pressed: true}).waitFor();
	await softphone.call.hearsSound();
	const second = await openTelephones();
	await second.locator('[data-phone=handset-1]').getByRole('button', {name: 'Hear'}).click();
	await expect(second.locator('[data-phone=handset-1]').getByRole('alert')).toHaveText('Another page hears this telephone already.');
	t.pass();
});

test.serial('a telephone that is called rings on the page, shows the number, and is answered', async t => {
	await box.api('PATCH', '/lines/sim-0-2', {extension: '22'});
	const page = await openTelephones();
	await page.getByRole('navigation').getByRole('link', {name: 'Status'}).click();
	const room = page.getByRole('region', {name: 'Monday round'});
	await room.getByRole('button', {name: 'Call somebody in'}).click();
	await room.getByLabel('Number').fill('22');
	await room.getByRole('button', {name: 'Call', exact: true}).click();
	await page.getByText('is being called').waitFor();
	await page.getByRole('navigation').getByRole('link', {name: 'Telephones'}).click();
	const phone = page.locator('[data-phone=handset-2]');
	await phone.getByText('Rings').waitFor();
	await phone.getByText('8000').waitFor({timeout: 20_000});
	await lift(page, 'Phone 2');
	await phone.getByText('Lifted').waitFor();
	await dial(page, 'Phone 2', '1');
	await joins('Phone 2');
	t.pass();
});

test.serial('a simulator that dies is told on every page, and calls by SIP go on', async t => {
	const page = await openTelephones();
	const child = (await readFile(`/proc/${box.pid}/task/${box.pid}/children`, 'utf8')).trim();
	process.kill(Number(child), 'SIGTERM');
	const {message} = await box.event('alarm', ({code}) => code === 'simulator');
	t.regex(message, /Start the box again/);
	const onPage = 'The simulator of telephones broke down; its lines are gone. Start the box again to have them back.';
	await page.locator('.banners').getByText(onPage).waitFor();
	await page.locator('main').getByText(onPage).waitFor();
	await page.reload();
	await page.locator('.banners').getByText(onPage).waitFor();
	const {call} = await (await startCallers(t, box)).enter('8000', {keys: '1234#'});
	await call.say(650);
});
