import {readFile} from 'node:fs/promises';
import test from 'ava';
import {madeName, type AuditEntry, type LinesView, type SpanId, type TokenView} from '../../firmware/contract/index.js';
import {answerAdmin, conference} from './admin-answers.js';
import {launchBrowser, visit} from './browser.js';
import {at, call, callRecord, card, fxo, legId, line, participant, room, span, state, telephone} from './builders.js';
import {expect} from './expect.js';
import type {StandInBox} from './stand-in-box.js';

const browser = await launchBrowser();
test.after.always(() => browser.close());

const lines: LinesView = {
	cards: [card('c1', {name: madeName('cards')})],
	spans: [span('s1')],
	lines: [
		line('1', {kind: 'fxs', name: madeName('phone', {n: 1}), call: legId('handset')}), line('2', {name: 'Phone hall', config: {...fxo, name: 'Phone hall'}}),
		line('3', {kind: 'bearer', name: madeName('channel', {span: 'PRI 1', n: 3}), span: 's1' as SpanId, config: null}),
	],
};
const handset = {name: '', number: '', line: madeName('phone', {n: 1})};
const token = (id: string, name: string): TokenView => ({
	id: id as TokenView['id'], name, role: 'admin', scopes: ['control'], mayCall: {external: false, international: false, premium: false}, createdAt: at, lastUsedAt: null, expiresAt: null,
});
const noted: AuditEntry[] = [
	{id: 2, at, kind: 'token', name: madeName('command-line'), address: '192.0.2.7', action: 'PATCH /settings', subject: '', detail: '', outcome: 'done'},
	{id: 1, at, kind: 'link', name: madeName('log-in-link'), address: '192.0.2.7', action: 'POST /session', subject: '', detail: '', outcome: 'done'},
];

/** Of each kind of thing that nobody gave a name there is one. */
function nameless(asked: string[]): (box: StandInBox) => void {
	return box => {
		answerAdmin(box, {conferences: [conference('review', {description: madeName('demo-open')})]});
		box.state = state({
			lines, rooms: [room('r1', {description: madeName('demo-open'), participants: [participant('handset', handset)]})],
			calls: [call('handset', {...handset, stage: 'room'}), call('sip', {name: 'Ann', line: madeName('sip-phone', {name: 'Reception'})}), call('hall', {name: 'Bob', line: 'Phone hall'})],
			simulator: {running: true, problem: '', reason: null, phones: [telephone('1')], numbers: []},
		});
		box.answers.set('GET /calls', {items: [callRecord('1', {line: madeName('sip-phone', {name: 'Reception'}), direction: 'out', by: madeName('log-in-link'), byUser: null})], next: null});
		box.answers.set('GET /tokens', [token('t1', madeName('ready-line')), token('t2', 'Wall')]);
		box.answers.set('GET /users', []);
		box.answers.set('GET /audit', request => {
			asked.push(request.url);
			return {items: noted, next: null};
		});
	};
}

test.serial('a French admin reads the names that the box made in French on every page that has them', async t => {
	const asked: string[] = [];
	await visit(browser, async ({page, box}) => {
		const shows = async (path: string, texts: readonly string[]): Promise<void> => {
			await page.goto(box.url + path);
			for (const text of texts) await expect(page.getByRole('main').getByText(text).first()).toBeVisible();
			await expect(page.getByRole('main')).not.toContainText(/Phone \d|Phone Reception|channel|command line|ready line|log-in link|Line cards|Demo without/);
		};
		await shows('', ['Téléphone 1', 'Démo sans code PIN']);
		await page.getByRole('button', {name: 'Raccrocher : Téléphone 1'}).waitFor();
		await shows('lines', ['Cartes de ligne', 'Téléphone 1', 'Phone hall']);
		await page.getByRole('button', {name: /^PRI 1 canal 3/}).waitFor();
		await shows('calls', ['Téléphone 1', 'Téléphone Reception', 'Phone hall']);
		await shows('telephones', ['Téléphone 1']);
		await shows('conferences', ['Démo sans code PIN']);
		await shows('dial-plan', ['Démo sans code PIN']);
		await shows('users', ['ligne de démarrage', 'Wall']);
		await shows('audit', ['Jeton : ligne de commande', 'Lien de connexion']);
		await page.getByRole('searchbox').fill('Ligne de commande');
		await expect.poll(() => new URL(asked.at(-1) ?? '', 'http://box').searchParams.getAll('name')).toEqual(['Ligne de commande', 'command line']);
		await shows('history', ['Téléphone Reception', 'pour lien de connexion']);
		const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', {name: /CSV/}).click()]);
		const table = await readFile(await file.path(), 'utf8');
		t.regex(table, /Téléphone Reception/);
		t.regex(table, /lien de connexion/);
	}, {prepare: nameless(asked), context: {locale: 'fr-FR'}});
});
