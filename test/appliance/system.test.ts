import {createHash, X509Certificate} from 'node:crypto';
import {once} from 'node:events';
import {createWriteStream} from 'node:fs';
import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join, resolve} from 'node:path';
import {connect} from 'node:tls';
import test, {type ExecutionContext} from 'ava';
import {chromium} from 'playwright-core';
import {writeBackup} from '../../firmware/backup/index.js';
import type {CertificateView, Conference, SystemView} from '../../firmware/contract/index.js';
import {admin, prepareData} from '../support/box.js';
import {freeTcpPort} from '../support/free-port.js';
import {Happenings} from '../support/happenings.js';
import {LineProcess} from '../support/line-process.js';
import {launchBrowser} from '../webui/browser.js';
import {expect} from '../webui/expect.js';

type Ready = {http: number; https: number; ports: {tls: number | null}; token: string};

/** A box as `npm start` runs it: it is started again when it asks for that. */
class RestartedBox {
	readonly process: LineProcess;
	readonly #starts = new Happenings<Ready>();
	#known = 0;
	ready!: Ready;

	private constructor(dataDir: string, {httpPort, https}: {httpPort: number; https: 'any' | 'as-set'}) {
		const words = ['--data', dataDir, '--listen', '127.0.0.1', '--http', String(httpPort), ...(https === 'any' ? ['--https', '0'] : []), '--sip', '0', '--no-demo', '--ready-json'];
		this.process = new LineProcess(['sh', resolve('image-build/run.sh'), ...words], {
			name: 'the box', environment: {PARTYLINE_LOG: 'info'},
			onLine: line => {
				if (line.startsWith('{"ready":')) this.#starts.add(JSON.parse(line) as Ready);
			},
		});
	}

	/** `fresh`: without an admin; `https`: at any free port, or as its settings say. */
	static async start(t: ExecutionContext, {fresh = false, httpPort = 0, https = 'any'}: {fresh?: boolean; httpPort?: number; https?: 'any' | 'as-set'} = {}): Promise<RestartedBox> {
		const dataDir = await mkdtemp(join(tmpdir(), 'partyline-box-'));
		await prepareData(dataDir, {fresh});
		const box = new RestartedBox(dataDir, {httpPort, https});
		t.teardown(async () => {
			box.process.kill('SIGTERM');
			await box.process.ended(15_000);
			await rm(dataDir, {recursive: true, force: true});
		});
		await box.started();
		return box;
	}

	/** Resolves when it has started once more. */
	async started(): Promise<void> {
		this.ready = await this.#starts.waitFor('the box to start', () => true, {after: this.#known, withinMs: 20_000});
		this.#known += 1;
	}

	async api<Answer>(method: string, path: string, body?: object): Promise<Answer> {
		const headers = {Authorization: `Bearer ${this.ready.token}`, ...(body && {'Content-Type': 'application/json'})};
		const response = await fetch(`http://127.0.0.1:${this.ready.http}/api/v1${path}`, {method, headers, ...(body && {body: JSON.stringify(body)})});
		const text = await response.text();
		if (!response.ok) throw new Error(`${method} ${path} answered ${response.status}: ${text}`);
		return (response.headers.get('content-type')?.includes('json') ? JSON.parse(text) : text) as Answer;
	}
}

test.serial('an admin restarts the box from the page\'s API, and everything is there again; a factory reset leaves nothing', async t => {
	const box = await RestartedBox.start(t);
	const authority = await box.api<string>('GET', '/certificate/authority');
	await box.api<Conference>('POST', '/conferences', {kind: 'static', extension: '8000', pin: '1234'});
	const tlsPort = await freeTcpPort();
	await box.api('PATCH', '/settings', {sip: {tlsPort}});
	t.like(await box.api<SystemView>('GET', '/system'), {canRestart: true, restartNeededFor: ['/sip/tlsPort']});
	t.like(await box.api('POST', '/system/restart'), {next: {httpsOnly: false, thisMachineAlone: true}, otherCertificate: false});
	await box.started();
	t.like(await box.api<SystemView>('GET', '/system'), {restartNeededFor: []});
	t.like(await box.api<Conference[]>('GET', '/conferences'), [{extension: '8000', pin: '1234'}]);
	t.is(await box.api<string>('GET', '/certificate/authority'), authority);

	t.is(box.ready.ports.tls, tlsPort);
	const phone = connect({port: tlsPort, host: '127.0.0.1', servername: 'localhost', ca: authority});
	await t.notThrowsAsync(once(phone, 'secureConnect'), 'a phone that trusts the authority registers over TLS');
	phone.destroy();

	t.like(await box.api('POST', '/system/factory-reset', {boxName: 'Partyline'}), {otherCertificate: true});
	await box.started();
	t.deepEqual(await box.api<Conference[]>('GET', '/conferences'), []);
	t.like(await box.api('GET', '/setup'), {needed: true});
	t.not(await box.api<string>('GET', '/certificate/authority'), authority);

	box.process.kill('SIGTERM');
	t.deepEqual(await box.process.ended(15_000), {code: 0, signal: null});
});

test.serial('an admin logs in by HTTPS in a browser that trusts the box, and sees what the machine does', async t => {
	const box = await RestartedBox.start(t);
	const {fingerprint} = await box.api<CertificateView>('GET', '/certificate');
	const socket = connect({port: box.ready.https, host: '127.0.0.1', servername: 'localhost', ca: await box.api<string>('GET', '/certificate/authority')});
	await once(socket, 'secureConnect');
	const shown = new X509Certificate(socket.getPeerCertificate().raw);
	socket.destroy();
	t.is(shown.fingerprint256, fingerprint);
	const key = createHash('sha256').update(shown.publicKey.export({type: 'spki', format: 'der'})).digest('base64');
	const profile = await mkdtemp(join(tmpdir(), 'partyline-browser-'));
	const browser = await chromium.launchPersistentContext(profile, {
		executablePath: '/usr/bin/chromium', locale: 'en-GB',
		args: ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync', `--ignore-certificate-errors-spki-list=${key}`],
	});
	t.teardown(async () => {
		await browser.close();
		await rm(profile, {recursive: true, force: true});
	});
	const page = await browser.newPage();
	await page.goto(`https://localhost:${box.ready.https}/system`);
	await page.getByLabel('Name').fill(admin.name);
	await page.getByLabel('Password').fill(admin.password);
	await page.getByRole('button', {name: 'Log in'}).click();
	await page.getByRole('heading', {name: 'Certificate'}).waitFor();
	await page.getByText(fingerprint).waitFor();
	await expect.poll(() => page.evaluate('window.isSecureContext')).toBe(true);
	t.like((await browser.cookies()).find(({name}) => name.endsWith('partyline')), {secure: true, httpOnly: true, sameSite: 'Strict'});
});

/** The file of a box with its admin and one conference, that is found by HTTPS alone. */
async function backupOf(t: ExecutionContext, {passphrase, httpsPort}: {passphrase: string; httpsPort: number}): Promise<string> {
	const dataDir = await mkdtemp(join(tmpdir(), 'partyline-old-'));
	t.teardown(() => rm(dataDir, {recursive: true, force: true}));
	await prepareData(dataDir, {settings: {box: {name: 'Old office'}, network: {https: 'only', httpsPort}}, conferences: [{kind: 'static', extension: '8000', pin: '1234'}]});
	const file = join(dataDir, 'old.partyline.age');
	await writeBackup({dataDir, recordings: false, passphrase, version: '0.1.0', now: new Date()}, createWriteStream(file));
	return file;
}

test.serial('a newcomer gives a new box the backup of the old one, is led to where it moves to, and logs in as there', async t => {
	const httpsPort = await freeTcpPort();
	const file = await backupOf(t, {passphrase: 'correct horse', httpsPort});
	const box = await RestartedBox.start(t, {fresh: true, httpPort: await freeTcpPort(), https: 'as-set'});
	const browser = await launchBrowser();
	t.teardown(() => browser.close());
	const page = await (await browser.newContext({locale: 'en-GB', ignoreHTTPSErrors: true})).newPage();
	await page.goto(`http://127.0.0.1:${box.ready.http}/`);
	await page.getByRole('button', {name: 'I have a backup of another box'}).click();
	await page.getByLabel('File').setInputFiles(file);
	await page.getByLabel('Passphrase').fill('wrong horse');
	await page.getByRole('button', {name: 'Check the file'}).click();
	await page.getByRole('textbox', {name: 'Passphrase'}).and(page.locator('[aria-invalid]')).waitFor();
	await page.getByLabel('Passphrase').fill('correct horse');
	await page.getByRole('button', {name: 'Check the file'}).click();
	await page.getByText('Old office').waitFor();
	await page.getByRole('button', {name: 'Put it in place'}).click();
	await expect(page.getByRole('link', {name: `https://127.0.0.1:${httpsPort}/`})).toBeVisible();
	await page.waitForURL(`https://127.0.0.1:${httpsPort}/`);
	await page.getByRole('heading', {name: 'Log in'}).waitFor();
	await page.getByLabel('Name').fill(admin.name);
	await page.getByLabel('Password').fill(admin.password);
	await page.getByRole('button', {name: 'Log in'}).click();
	await page.getByRole('link', {name: 'Conferences'}).click();
	await page.getByRole('row', {name: /^8000/}).waitFor();
	await expect(page).toHaveTitle('Conferences · Old office');
	t.pass();
});
