import {execFile} from 'node:child_process';
import {mkdtemp, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join, resolve} from 'node:path';
import {promisify} from 'node:util';
import test, {type ExecutionContext} from 'ava';
import type {Page} from 'playwright-core';
import type {ParticipantView, RecordingView, RoomView} from '../../firmware/contract/index.js';
import {Box, launchBox, startBox} from '../support/box.js';
import {startCallers, type Caller} from '../support/callers.js';
import {freeTcpPort} from '../support/free-port.js';
import {watchMqtt, type MqttWatcher} from '../support/mqtt-watcher.js';
import {launchBrowser} from '../webui/browser.js';
import {expect} from '../webui/expect.js';

const run = promisify(execFile);
const newcomer = {name: 'Grace', password: 'Correct-Horse-9'} as const;
const passphrase = 'a horse, a battery and a staple';

const mqttPort = await freeTcpPort();
const box = await startBox({fresh: true, settings: {mqtt: {broker: 'embedded', port: mqttPort}}});
const browser = await launchBrowser();
test.after.always(async () => {
	await browser.close();
	await rm(box.dataDir, {recursive: true, force: true});
});

test('on the first day: set up, a conference added, two called in, one muted, recorded and played, all of it seen by MQTT, backed up, and restored on another box', async t => {
	t.timeout(120_000);
	const page = await (await browser.newContext({locale: 'en-GB', timezoneId: 'Europe/London', acceptDownloads: true})).newPage();
	const broker = await watchMqtt(t, `mqtt://127.0.0.1:${mqttPort}`, {protocolVersion: 4});
	await setUp(page);
	const pin = await addConference(page);
	await broker.json<{live: boolean}>('partyline/conference/8100', ({live}) => !live);

	const callers = await startCallers(t, box);
	const ann = await callers.enter('8100', {number: '4930111', keys: `${pin}#`});
	const bob = await callers.enter('8100', {number: '4930222', keys: `${pin}#`});
	await page.getByRole('link', {name: 'Status'}).click();
	await page.getByRole('heading', {name: 'Monday round'}).waitFor();
	for (const {number} of [ann, bob]) await page.getByText(number).first().waitFor();
	await broker.json<RoomView>('partyline/room/8100', ({description}) => description === 'Monday round');

	await muteOnPage(page, broker, {who: bob, listener: ann});
	const recording = await recordOnPage(page, broker, ann);
	await playOnPage(page, recording);
	await broker.messages.waitFor('Home Assistant to be told of it', ({topic, text}) => topic.startsWith('homeassistant/device/partyline--') && text.includes('Monday round'));
	await callers.phone.close();

	const file = await backUp(t, page);
	t.is((await box.halt()).code, 0);
	const restored = await restoreOnAnother(t, file);
	t.like(await restored.conference('8100'), {description: 'Monday round', pin});
	t.is((await restored.request('POST', '/session', newcomer)).status, 201);
});

async function setUp(page: Page): Promise<void> {
	await page.goto(`http://127.0.0.1:${box.httpPort}/`);
	await page.getByLabel('Your name').fill(newcomer.name);
	await page.getByRole('textbox', {name: 'Password'}).fill(newcomer.password);
	await page.keyboard.press('Enter');
	await page.getByLabel('Name of the box').fill('Office');
	await page.keyboard.press('Enter');
	await page.getByLabel('Only this machine').check();
	await page.keyboard.press('Enter');
	await page.getByRole('button', {name: 'Finish'}).click();
	await page.getByRole('heading', {name: 'Your box is ready'}).waitFor();
}

/** Its PIN, which the page has proposed. */
async function addConference(page: Page): Promise<string> {
	await page.getByRole('link', {name: 'Conferences'}).click();
	await page.getByRole('link', {name: 'New conference'}).click();
	await page.getByRole('button', {name: 'One conference'}).click();
	const form = page.getByRole('form', {name: 'New conference'});
	await form.getByLabel('Extension', {exact: true}).fill('8100');
	await form.getByLabel('Description').fill('Monday round');
	const proposed = form.getByRole('textbox', {name: 'PIN', exact: true});
	await expect(proposed).toHaveValue(/^\d{6}$/);
	const pin = await proposed.inputValue();
	await form.getByRole('button', {name: 'Create the conference'}).click();
	await page.getByRole('row', {name: /^8100/}).waitFor();
	return pin;
}

async function muteOnPage(page: Page, broker: MqttWatcher, {who, listener}: {who: Caller; listener: Caller}): Promise<void> {
	await who.call.say(650);
	await listener.call.hears(650);
	await page.getByRole('button', {name: `Mute ${who.number}`, exact: true}).click();
	await listener.call.hearsNoMore(650);
	await page.getByRole('button', {name: `Unmute ${who.number}`, exact: true}).waitFor();
	await broker.json<ParticipantView>(`partyline/room/8100/participant/${who.participant.id}`, ({muted}) => muted);
}

/** What is told when it begins and ends is heard by the callers; two seconds of one who speaks are between. */
async function recordOnPage(page: Page, broker: MqttWatcher, speaker: Caller): Promise<RecordingView> {
	await page.getByRole('button', {name: 'Record', exact: true}).click();
	await page.getByRole('button', {name: 'Stop recording'}).waitFor();
	await speaker.call.speak();
	await speaker.call.measure(2000);
	await page.getByRole('button', {name: 'Stop recording'}).click();
	await page.getByRole('button', {name: 'Record', exact: true}).waitFor();
	return (await broker.json<{recording: RecordingView}>('partyline/event/recording.changed', ({recording}) => recording.state === 'complete')).recording;
}

async function playOnPage(page: Page, {id}: RecordingView): Promise<void> {
	await page.getByRole('link', {name: 'Recordings'}).click();
	const recording = page.locator(`[data-recording="${id}"]`);
	await recording.getByRole('button', {name: /^Play: Monday round/}).click();
	await recording.getByRole('slider').and(page.locator('[aria-valuetext^="0:01"]')).waitFor();
}

/** The file that the browser got, encrypted. */
async function backUp(t: ExecutionContext, page: Page): Promise<string> {
	await page.getByRole('link', {name: 'Backup'}).click();
	const form = page.getByRole('form', {name: 'Make a backup'});
	await form.getByLabel('Passphrase').fill(passphrase);
	const [download] = await Promise.all([page.waitForEvent('download'), form.getByRole('button', {name: 'Download the backup'}).click()]);
	const folder = await mkdtemp(join(tmpdir(), 'partyline-backup-'));
	t.teardown(() => rm(folder, {recursive: true, force: true}));
	const file = join(folder, download.suggestedFilename());
	await download.saveAs(file);
	return file;
}

async function restoreOnAnother(t: ExecutionContext, file: string): Promise<Box> {
	const dataDir = await mkdtemp(join(tmpdir(), 'partyline-box-'));
	const secret = `${file}.passphrase`;
	await writeFile(secret, `${passphrase}\n`, {mode: 0o600});
	const {stdout} = await run(process.execPath, [resolve('build/firmware/main.js'), 'restore', file, '--passphrase-file', secret, '--data', dataDir]);
	t.regex(stdout, /The backup of "Office".* is in place\./);
	const restored = await Box.whenReady(launchBox(dataDir), dataDir);
	t.teardown(() => restored.stop());
	return restored;
}
