import {mkdir, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {parseArgs} from 'node:util';
import type {Browser, BrowserContextOptions} from 'playwright-core';
import {admin, startBox, type Box} from '../support/box.js';
import {launchBrowser} from '../webui/browser.js';
import {Camera, type Look} from './camera.js';
import {letCallersIn} from './callers.js';
import {Closing} from '../support/closing.js';
import {indexPage} from './index-page.js';
import {kim, openOffice} from './office.js';
import {emptyScenes, scenes, wizardScenes, type Scene} from './scenes.js';

/** Takes pictures of every page of a box at work. Exit code 1: a page complained, or was too wide. */
const {values} = parseArgs({options: {
	out: {type: 'string', default: 'build/gallery'}, only: {type: 'string', default: ''}, languages: {type: 'string', default: 'en,fr,de,es,it'}, help: {type: 'boolean', default: false},
}});

const usage = `npm run gallery -- [--out DIR] [--only PART] [--languages en,de]
  --out DIR         where the pictures and their index.html go (build/gallery)
  --only PART       only the scenes whose names have this in them
  --languages LIST  the first in light and dark, wide and narrow; the others wide and light
`;

const originOf = ({address, httpPort}: Box): string => `http://${address}:${httpPort}`;

async function logIn(browser: Browser, box: Box, {name, password}: {name: string; password: string}): Promise<BrowserContextOptions['storageState']> {
	const context = await browser.newContext();
	const answer = await context.request.post(`${originOf(box)}/api/v1/session`, {data: {name, password}, headers: {'X-Partyline': '1'}});
	if (!answer.ok()) throw new Error(`Nobody could log in: ${await answer.text()}`);
	return await context.storageState();
}

function looks(): Look[] {
	const [first = 'en', ...others] = values.languages.split(',');
	const all = [1280, 390].flatMap(width => (['light', 'dark'] as const).map((scheme): Look => ({language: first, scheme, width})));
	return [...all, ...others.map((language): Look => ({language, scheme: 'light', width: 1280}))];
}

const wanted = (all: readonly Scene[]): readonly Scene[] => all.filter(({name}) => name.includes(values.only));

async function takeAll(closing: Closing, out: string): Promise<Camera> {
	const browser = await launchBrowser();
	closing.teardown(() => browser.close());
	const camera = new Camera(browser, out);
	const [office, fresh, empty] = [await openOffice(closing), await startBox({fresh: true}), await startBox()];
	for (const box of [fresh, empty]) closing.teardown(() => box.stop());
	await letCallersIn(closing, office);
	const inOffice = {origin: originOf(office.box), storageState: await logIn(browser, office.box, kim)};
	const inEmpty = {origin: originOf(empty), storageState: await logIn(browser, empty, admin)};
	for (const look of looks()) {
		process.stdout.write(`${look.language}, ${look.scheme}, ${look.width} px\n`);
		await camera.take(inOffice, wanted(scenes), look);
		await camera.take({origin: inOffice.origin}, wanted([{name: 'login', path: '/'}]), look);
		await camera.take({origin: originOf(fresh)}, wanted(wizardScenes), look);
		await camera.take(inEmpty, wanted(emptyScenes), look);
	}
	return camera;
}

async function run(): Promise<number> {
	if (values.help) {
		process.stdout.write(usage);
		return 0;
	}
	await mkdir(values.out, {recursive: true});
	const closing = new Closing();
	try {
		const {pictures} = await takeAll(closing, values.out);
		const index = join(values.out, 'index.html');
		await writeFile(index, indexPage(pictures));
		for (const {file, complaints} of pictures) for (const complaint of complaints) process.stdout.write(`${file}: ${complaint}\n`);
		process.stdout.write(`${pictures.length} pictures: ${index}\n`);
		return pictures.some(({complaints}) => complaints.length > 0) ? 1 : 0;
	} finally {
		await closing.close();
	}
}

process.exitCode = await run();
