import test from 'ava';
import {Value} from '@sinclair/typebox/value';
import {trunkInput, trunkTemplates, type BanView, type RouteId, type RouteView, type SipPhoneId, type SipPhoneView, type TrunkId, type TrunkTestResult, type TrunkView} from '../../firmware/contract/index.js';
import {answerAdmin} from './admin-answers.js';
import {violations} from './axe.js';
import {launchBrowser, visit, widthOf} from './browser.js';
import {at, state} from './builders.js';
import {expect} from './expect.js';
import type {StandInBox} from './stand-in-box.js';

const browser = await launchBrowser();
test.after.always(() => browser.close());

const provider: TrunkView = {
	...Value.Parse(trunkInput, {name: 'Provider', host: 'sip.example', user: 'box', password: '••••••••', maxCalls: 4}),
	id: 'provider' as TrunkId, state: 'registered', problem: null, detail: '', status: 200, since: at, expiresAt: at, calls: 2,
};
const desk: SipPhoneView = {
	id: 'desk' as SipPhoneId, name: 'Front desk', user: 'desk', extension: '30', owner: null,
	bindings: [{contact: 'sip:desk@192.0.2.5', address: '192.0.2.5:5060', transport: 'udp', userAgent: 'Desk 1.0', expiresAt: at}],
};
const route: RouteView = {
	id: 'outside' as RouteId, prefix: '0', order: 100, class: 'external', strip: 1, prepend: '+49', pricePerMinute: 0.02, via: {kind: 'trunk', trunk: provider.id},
};
const ban: BanView = {address: '203.0.113.7', reason: 'wrong-password', since: at, until: null, dropped: 1234};
const tested: TrunkTestResult = {ok: false, steps: [
	{name: 'name', ok: true, problem: null, finding: '', addresses: ['192.0.2.1'], ms: null, status: null},
	{name: 'reach', ok: true, problem: null, finding: '', addresses: ['192.0.2.1'], ms: 23.4, status: 200},
	{name: 'log-in', ok: false, problem: 'wrong-password', finding: '', addresses: [], ms: null, status: 401},
]};

function answer(box: StandInBox): void {
	answerAdmin(box);
	box.state = state({trunks: [provider], sipPhones: [desk]});
	for (const [what, said] of Object.entries({
		'GET /trunks/templates': trunkTemplates, 'GET /routes': [route], 'GET /bans': [ban], 'POST /trunks/provider/tests': tested, 'POST /trunks': provider,
		'POST /sip-phones': {...desk, password: 'k7mPq2Xw9TzRb4nVcY6sHd3f'}, 'PATCH /sip-phones/desk': {...desk, password: 'k7mPq2Xw9TzRb4nVcY6sHd3f'},
		'GET /routes/way': {number: '030123', use: 'route', class: 'external', allowed: true, routes: [{route: 'outside', number: '+4930123', usable: false}]},
		'POST /routes': route, 'POST /bans': ban,
	})) box.answers.set(what, said);
}
const options = {prepare: answer, path: 'trunks'};
const at390 = {...options, context: {viewport: {width: 390, height: 844}}};
const changes = (box: StandInBox) => box.asks.filter(({method}) => method !== 'GET').map(({method, path, body}) => ({method, path, body}));

test.serial('admin sees how each trunk does, in words, as it changes', async t => {
	await visit(browser, async ({page, box, complaints}) => {
		const row = page.getByRole('row', {name: 'Provider'});
		await row.getByText('Registered').waitFor();
		await expect(row.getByText('2 of 4')).toBeVisible();
		box.tell({kind: 'trunk.changed', at, trunk: {...provider, state: 'rejected', problem: 'wrong-password', status: 401}});
		await row.getByText('sip.example does not take the password. Check user name, authentication name and password.').waitFor();
		await expect(row.getByText('Refused', {exact: true})).toBeVisible();
		t.deepEqual(await violations(page), []);
		box.tell({kind: 'trunk.removed', at, trunk: provider.id});
		await page.getByText('No trunk yet').waitFor();
		t.deepEqual(complaints, []);
	}, options);
});

test.serial('admin tests a trunk and reads each step', async t => {
	await visit(browser, async ({page}) => {
		await page.getByRole('button', {name: 'Test Provider'}).click();
		await page.getByText('sip.example is 192.0.2.1.').waitFor();
		await expect(page.getByText('sip.example answers in 23 ms.')).toBeVisible();
		await expect(page.getByRole('dialog').getByText('does not take the password')).toBeVisible();
		t.deepEqual(await violations(page), []);
	}, options);
});

test.serial('admin adds a trunk from a template, and is told what to do at the other side', async t => {
	await visit(browser, async ({page, box}) => {
		await page.getByRole('link', {name: 'New trunk'}).click();
		await page.getByLabel('Template').selectOption('FRITZ!Box');
		await page.getByText('add an IP telephone; its user name and password go here').waitFor();
		await expect(page.getByRole('textbox', {name: 'Server'})).toHaveValue('fritz.box');
		await page.getByRole('textbox', {name: 'User name'}).fill('620');
		await page.getByRole('textbox', {name: 'Password'}).fill('Secret-1');
		t.deepEqual(await violations(page), []);
		await page.getByRole('button', {name: 'Add', exact: true}).click();
		await page.getByText('Provider is saved.').waitFor();
		t.like(changes(box), [{method: 'POST', path: '/trunks', body: {name: 'FRITZ!Box', host: 'fritz.box', kind: 'register', user: '620', password: 'Secret-1', srtp: 'off'}}]);
	}, options);
});

test.serial('a trunk with calls on it is deleted only when the admin has read so', async t => {
	await visit(browser, async ({page, box}) => {
		await page.getByRole('button', {name: 'Delete Provider'}).click();
		await page.getByText('2 calls are up by it and go on.').waitFor();
		t.deepEqual(changes(box), []);
		await page.getByRole('button', {name: 'Delete', exact: true}).click();
		await page.getByText('Provider is deleted.').waitFor();
		t.like(changes(box), [{method: 'DELETE', path: '/trunks/provider'}]);
	}, options);
});

test.serial('a new phone\'s password is shown once, with what to key into the phone', async t => {
	await visit(browser, async ({page, box}) => {
		await page.getByRole('tab', {name: 'Phones'}).click();
		await page.getByText('192.0.2.5:5060 by UDP, Desk 1.0').waitFor();
		await page.getByRole('link', {name: 'New phone'}).click();
		await page.getByRole('textbox', {name: 'Name', exact: true}).fill('Front desk');
		await page.getByRole('textbox', {name: 'User name'}).fill('desk');
		await page.getByRole('button', {name: 'Add', exact: true}).click();
		const dialog = page.getByRole('dialog', {name: 'Key this into Front desk'});
		await dialog.getByText('k7mPq2Xw9TzRb4nVcY6sHd3f').waitFor();
		await expect(dialog.getByText('127.0.0.1')).toBeVisible();
		await expect(dialog.getByRole('button', {name: 'Copy: Password'})).toBeVisible();
		t.deepEqual(await violations(page), []);
		await dialog.getByRole('button', {name: 'I have it'}).click();
		await page.getByText('Front desk is saved.').waitFor();
		await expect(page.getByText('k7mPq2Xw9TzRb4nVcY6sHd3f')).toHaveCount(0);
		t.like(changes(box), [{method: 'POST', path: '/sip-phones', body: {name: 'Front desk', user: 'desk', password: ''}}]);
	}, options);
});

test.serial('admin sees which way a number would take', async t => {
	await visit(browser, async ({page}) => {
		await page.getByRole('tab', {name: 'Routes'}).click();
		const row = page.getByRole('row', {name: '0…'});
		await row.getByText('Trunk Provider').waitFor();
		await expect(row.getByText('€0.02')).toBeVisible();
		await page.getByRole('textbox', {name: 'Number'}).fill('030 123');
		await page.getByRole('button', {name: 'Try it'}).click();
		await page.getByText('030123 may be called (External), in this order:').waitFor();
		await expect(page.getByText('Trunk Provider, dialling +4930123; it can’t be used now')).toBeVisible();
		t.deepEqual(await violations(page), []);
	}, options);
});

test.serial('admin adds a route by the name of its trunk', async t => {
	await visit(browser, async ({page, box}) => {
		await page.getByRole('link', {name: 'New route'}).click();
		await page.getByRole('textbox', {name: 'Prefix'}).fill('00');
		await page.getByRole('button', {name: 'Add', exact: true}).click();
		await page.getByText('Choose by what these numbers are called.').waitFor();
		await page.getByLabel('By', {exact: true}).selectOption('Trunk Provider');
		t.deepEqual(await violations(page), []);
		await page.getByRole('button', {name: 'Add', exact: true}).click();
		await page.getByText('The route is saved.').waitFor();
		t.like(changes(box), [{method: 'POST', path: '/routes', body: {prefix: '00', class: 'external', via: {kind: 'trunk', trunk: 'provider'}}}]);
	}, {...options, path: 'trunks/routes'});
});

test.serial('admin sees who is banned and why, bans an address and undoes a ban', async t => {
	await visit(browser, async ({page, box}) => {
		const row = page.getByRole('row', {name: '203.0.113.7'});
		await row.getByText('Wrong passwords').waitFor();
		await expect(row.getByText('1,234')).toBeVisible();
		await page.getByRole('button', {name: 'Ban an address'}).click();
		const dialog = page.getByRole('dialog');
		await dialog.getByRole('textbox', {name: 'Address'}).fill('203.0.113.9');
		t.deepEqual(await violations(page), []);
		await dialog.getByRole('button', {name: 'Ban an address'}).click();
		await dialog.waitFor({state: 'detached'});
		await row.getByRole('button', {name: 'Undo: 203.0.113.7'}).click();
		await page.getByText('203.0.113.7 is no longer banned.').waitFor();
		t.like(changes(box), [{method: 'POST', path: '/bans', body: {address: '203.0.113.9', minutes: 60}}, {method: 'DELETE', path: '/bans/203.0.113.7'}]);
	}, {...options, path: 'trunks/bans'});
});

for (const [part, text] of [['', 'Provider'], ['/phones', 'Front desk'], ['/routes', 'Trunk Provider'], ['/bans', '203.0.113.7'], ['/trunks/new', 'Template'], ['/routes/new', 'Prefix']] as const) {
	test.serial(`trunks${part} fits a phone's screen`, async t => {
		await visit(browser, async ({page}) => {
			await page.getByText(text).first().waitFor();
			await expect.poll(() => widthOf(page)).toBe(390);
			t.pass();
		}, {...at390, path: `trunks${part}`});
	});
}
