import type {Page} from 'playwright-core';

/** Something to look at: a path of the page, and what is done there before the picture is taken. */
export type Scene = {name: string; path: string; arrange?: (page: Page) => Promise<void>};

/** Texts differ by language; classes don't. */
const press = (selector: string) => async (page: Page): Promise<void> => await page.locator(selector).first().click();

/** Pages of a box at work, for one who may use all of them. */
export const scenes: readonly Scene[] = [
	{name: 'status', path: '/'},
	{name: 'status-sound', path: '/', arrange: press('button.quality')},
	{name: 'calls', path: '/calls'},
	{name: 'telephones', path: '/telephones'},
	{name: 'conferences', path: '/conferences'},
	{name: 'conferences-new', path: '/conferences/new', arrange: press('.kind')},
	{name: 'recordings', path: '/recordings'},
	{name: 'history', path: '/history'},
	{name: 'dial-plan', path: '/dial-plan'},
	{name: 'lines', path: '/lines'},
	{name: 'trunks', path: '/trunks'},
	{name: 'users', path: '/users'},
	{name: 'settings', path: '/settings'},
	{name: 'audit', path: '/audit'},
	{name: 'backup', path: '/backup'},
	{name: 'system', path: '/system'},
	{name: 'account', path: '/account'},
	{name: 'welcome', path: '/welcome'},
];

/** Lists with nothing in them. */
export const emptyScenes: readonly Scene[] = ['/', '/calls', '/conferences', '/recordings', '/history', '/trunks', '/lines'].map(path => ({name: `empty-${path.slice(1) || 'status'}`, path}));

const toNextStep = async (page: Page): Promise<void> => {
	const before = await page.locator('main h2').first().innerText();
	await page.locator('button[type=submit]').click();
	await page.locator('main h2', {hasNotText: before}).first().waitFor();
};

const wizardStep = (steps: number) => async (page: Page): Promise<void> => {
	await page.locator('#password').fill('Correct-Horse-9');
	for (let step = 1; step < steps; step++) await toNextStep(page);
};

/** A box that nobody has set up. */
export const wizardScenes: readonly Scene[] = [1, 2, 3, 4].map(step => ({name: `wizard-${step}`, path: '/', arrange: wizardStep(step)}));
