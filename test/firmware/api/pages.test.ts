import {mkdir, mkdtemp, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {brotliCompressSync, gzipSync} from 'node:zlib';
import test, {type ExecutionContext} from 'ava';
import {chromium} from 'playwright-core';
import {RunningBox} from './running-box.js';

const script = 'export {};';

/** A box with a page of one script. */
async function boxWithPage(t: ExecutionContext): Promise<RunningBox> {
	const folder = await mkdtemp(join(tmpdir(), 'partyline-page-'));
	t.teardown(() => rm(folder, {recursive: true, force: true}));
	await mkdir(join(folder, 'assets'));
	await writeFile(join(folder, 'index.html'), '<!doctype html><title>Partyline</title>');
	await writeFile(join(folder, 'assets', 'index-abc123.js'), script);
	await writeFile(join(folder, 'assets', 'index-abc123.js.br'), brotliCompressSync(script));
	await writeFile(join(folder, 'assets', 'index-abc123.js.gz'), gzipSync(script));
	return RunningBox.start(t, {webuiDir: folder});
}

const get = (box: RunningBox, path: string, accept = 'text/html') => fetch(box.origin + path, {headers: {accept}});

test('the page is at the root and at its own paths, and is asked for anew each time', async t => {
	const box = await boxWithPage(t);
	for (const path of ['/', '/rooms', '/rooms/some-room']) {
		const response = await get(box, path);
		t.is(response.status, 200, path);
		t.regex(await response.text(), /<title>Partyline/);
		t.regex(response.headers.get('cache-control') ?? '', /no-cache|max-age=0/, path);
	}
});

test('files with a hash in their name are kept for good', async t => {
	const box = await boxWithPage(t);
	const response = await get(box, '/assets/index-abc123.js', '*/*');
	t.is(response.headers.get('cache-control'), 'public, max-age=31536000, immutable');
	await response.text();
});

const encoded = test.macro({
	title: (_, accepted: string) => `a browser that accepts "${accepted}" gets the script in a form that it can read`,
	async exec(t, accepted: string, encoding: string | null) {
		const box = await boxWithPage(t);
		const response = await fetch(`${box.origin}/assets/index-abc123.js`, {headers: {'accept-encoding': accepted}});
		t.is(response.headers.get('content-encoding'), encoding);
		t.regex(response.headers.get('content-type') ?? '', /javascript/);
		t.regex(response.headers.get('cache-control') ?? '', /immutable/);
		t.regex(response.headers.get('vary') ?? '', /accept-encoding/i);
		t.is(await response.text(), script);
	},
});
test(encoded, 'gzip, deflate, br', 'br');
test(encoded, 'gzip', 'gzip');
test(encoded, 'identity', null);

const notThePage = test.macro({
	title: (_, path: string) => `${path} is an error in JSON and not the page`,
	async exec(t, path: string, status: number) {
		const box = await boxWithPage(t);
		const response = await get(box, path);
		t.is(response.status, status);
		t.like(await response.json(), {error: {problems: []}});
	},
});
test(notThePage, '/api/v1/nothing', 404);
test(notThePage, '/api', 404);
test(notThePage, '/assets/gone.js', 404);
test(notThePage, '/favicon.ico', 404);
test(notThePage, '/assets/..%2f..%2fpackage.json', 404);

test('a path that climbs out of the page\'s folder gets nothing but the page', async t => {
	const box = await boxWithPage(t);
	for (const path of ['/..%2f..%2fetc%2fpasswd', '/%2e%2e/%2e%2e/etc/passwd']) t.regex(await (await get(box, path)).text(), /<title>Partyline/);
});

test('a box without a built page answers with a clear error', async t => {
	const box = await RunningBox.start(t);
	t.is((await get(box, '/')).status, 404);
});

test('the page may load nothing from elsewhere and run nothing inline, and plain HTTP stays plain', async t => {
	const box = await boxWithPage(t);
	const {headers} = await get(box, '/');
	const policy = headers.get('content-security-policy') ?? '';
	t.regex(policy, /default-src 'self'/);
	t.notRegex(policy, /unsafe|upgrade-insecure|https?:/);
	t.is(headers.get('strict-transport-security'), null);
	t.is(headers.get('x-powered-by'), null);
	t.is(headers.get('x-content-type-options'), 'nosniff');
});

test('somebody who opens the documentation in a browser sees every route, and nothing is blocked', async t => {
	const box = await RunningBox.start(t);
	const browser = await chromium.launch({executablePath: '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking']});
	t.teardown(() => browser.close());
	const page = await browser.newPage();
	const complaints: string[] = [];
	page.on('console', message => {
		if (message.type() === 'error') complaints.push(message.text());
	});
	page.on('pageerror', error => complaints.push(error.message));
	await page.goto(`${box.origin}/api/docs`);
	await page.getByText('/api/v1/conferences/{id}').first().waitFor();
	t.true(await page.locator('.opblock').count() > 30);
	t.deepEqual(complaints, []);
});
