import test from 'ava';
import {madeName, madeNameIn, madeNameTexts, madeWayIn, type LineId, type LinesView, type MadeNameCode} from '../../firmware/contract/index.js';
import {languages, loadDictionary, loadTranslator} from '../../webui/i18n/index.js';
import {searchFor} from '../../webui/pages/audit/words.js';
import {byOf} from '../../webui/pages/history/record-words.js';
import {nameOf, wayOf} from '../../webui/pages/lines/names.js';
import {named, titleOf, whoIs} from '../../webui/pages/rooms/words.js';
import {call, callRecord, fxo, legId, line, pri, room, span} from './builders.js';

const [german, french, spanish] = await Promise.all([loadTranslator(['de']), loadTranslator(['fr']), loadTranslator(['es'])]);
const codes = Object.keys(madeNameTexts) as MadeNameCode[];
const places = (text: string): string[] => (text.match(/\{\w+\}/g) ?? []).sort();
/** Names that the trade writes alike in all languages, or in some of them. */
const alike: readonly string[] = ['fxo', 'modem', 'span', 'mqtt', 'sip-address', 'trunk'];
const same = test.macro((t, actual: unknown, expected: unknown) => t.deepEqual(actual, expected));

const made: readonly (readonly [name: string, code: MadeNameCode, values: Readonly<Record<string, string>>])[] = [
	[madeName('phone', {n: 1}), 'phone', {n: '1'}], [madeName('fxo', {n: 12}), 'fxo', {n: '12'}], [madeName('modem', {n: 2}), 'modem', {n: '2'}], [madeName('span', {n: 1}), 'span', {n: '1'}],
	[madeName('channel', {span: madeName('span', {n: 2}), n: 31}), 'channel', {span: 'PRI 2', n: '31'}], [madeName('cards'), 'cards', {}], [madeName('voice-modem'), 'voice-modem', {}],
	[madeName('log-in-link'), 'log-in-link', {}], [madeName('command-line'), 'command-line', {}], [madeName('ready-line'), 'ready-line', {}], [madeName('mqtt'), 'mqtt', {}],
	[madeName('demo-pin', {n: 1234}), 'demo-pin', {n: '1234'}], [madeName('demo-open'), 'demo-open', {}], [madeName('demo-own'), 'demo-own', {}],
];
const ways: typeof made = [
	[madeName('sip-address', {address: '192.0.2.7'}), 'sip-address', {address: '192.0.2.7'}], [madeName('sip-address', {address: '2001:db8::1'}), 'sip-address', {address: '2001:db8::1'}],
	[madeName('sip-phone', {name: 'Reception (1st floor)'}), 'sip-phone', {name: 'Reception (1st floor)'}], [madeName('trunk', {name: 'Provider'}), 'trunk', {name: 'Provider'}],
];

test('every name that the box makes is read again as what it was made of', t => {
	for (const [name, code, values] of [...made, ...ways]) t.deepEqual(madeWayIn(name), {code, values}, name);
	for (const [name, code, values] of made) t.deepEqual(madeNameIn(name), {code, values}, name);
	t.deepEqual(new Set([...made, ...ways].map(([, code]) => code)), new Set(codes));
});

for (const name of ['Reception', 'Phone', 'Phone at the door', 'phone 1', 'FXO 1 ', 'PRI 1 channel', 'Berlin channel 3', 'Command line', 'SIP', '']) {
	test(`a name that somebody gave is nobody else's: "${name}"`, same, madeNameIn(name), undefined);
}
test('a phone of which a call came is known by its name alone where a call\'s way is meant', same, madeNameIn(madeName('sip-phone', {name: 'Reception'})), undefined);

for (const language of languages) {
	test(`${language} has a word for every name that the box makes, with the same places to fill, and for nothing else`, async t => {
		const {made: words} = await loadDictionary(language);
		t.deepEqual(Object.keys(words).sort(), [...codes].sort());
		for (const code of codes) t.deepEqual(places(words[code]), places(madeNameTexts[code]), code);
	});

	test(`${language} leaves no place open and nothing out when it says such a name, and keeps those that somebody gave`, async t => {
		const {madeName: say, madeWay} = await loadTranslator([language]);
		for (const [name, , values] of made) for (const text of [say(name), madeWay(name)]) t.true(!text.includes('{') && Object.values(values).every(value => text.includes(value)), text);
		for (const [name, , values] of ways) t.true(Object.values(values).every(value => madeWay(name).includes(value)), name);
		for (const name of ['Reception', 'Phone at the door', '']) t.is(say(name), name);
	});
}

for (const language of languages.filter(one => one !== 'en')) {
	test(`${language} says none of these names in English`, async t => {
		const {made: words} = await loadDictionary(language);
		t.deepEqual(codes.filter(code => words[code] === madeNameTexts[code] && !alike.includes(code)), []);
	});
}

const lines: LinesView = {cards: [], spans: [span('s1', {name: 'Trunk Bilbao', config: {...pri, name: 'Trunk Bilbao'}})], lines: [line('1', {config: {...fxo, name: 'Phone hall'}, name: 'Phone hall'})]};
const noLines: LinesView = {cards: [], spans: [], lines: []};

test('a line without a name of its own is called in the viewer\'s language', same, nameOf(line('1', {name: 'Phone 1'}), french), 'Téléphone 1');
test('a channel of a span, too', same, nameOf(line('1', {kind: 'bearer', name: 'PRI 1 channel 3', config: null}), german), 'PRI 1 Kanal 3');
test('a line that an admin called "Modem 1" stays that', same, nameOf(line('1', {name: 'Modem 1', config: {...fxo, name: 'Modem 1'}}), spanish), 'Modem 1');
test('a call of a phone that registers is called in the viewer\'s language, with the phone\'s own name', same, wayOf({line: 'Phone Reception'}, noLines, french), 'Téléphone Reception');
test('a call by a trunk, too', same, wayOf({line: 'Trunk Provider'}, noLines, spanish), 'Troncal Provider');
test('a line that an admin called "Phone hall" is not taken for a phone', same, wayOf({line: 'Phone hall'}, lines, french), 'Phone hall');
test('a span that an admin called "Trunk Bilbao" is not taken for a trunk', same, wayOf({line: 'Trunk Bilbao'}, lines, spanish), 'Trunk Bilbao');
test('who calls from a telephone of the box without a name is that telephone', same, whoIs(named(
	call('1', {name: '', number: '', line: 'Phone 1'}), {...noLines, lines: [line('1', {kind: 'fxs', call: legId('1')})]}, french,
), french), 'Téléphone 1');
test('a conference of the demonstration has its title in the viewer\'s language', same, titleOf(room('r', {description: 'Demo without PIN'}), german), 'Demo ohne PIN');
test('who had the box call is told in the viewer\'s language', same, byOf(callRecord('1', {by: 'log-in link', byUser: null}), french), 'lien de connexion');
test('a sentence of the box says such a name in the viewer\'s language, too', same, french.tell({code: 'found-modem', values: {model: 'Voice modem'}}, ''), french.tell({code: 'found-modem', values: {model: 'Modem vocal'}}, ''));

test('whoever reads "ligne de commande" in the audit log finds it by that', same, searchFor(' Ligne de C', french), {names: ['Ligne de C', 'command line'], kinds: ['command-line']});
test('whoever reads "Jeton" finds what tokens did', same, searchFor('jeton', french), {names: ['jeton'], kinds: ['token']});
test('a name finds that name alone', same, searchFor('Zoé', french), {names: ['Zoé'], kinds: []});
test('nothing typed narrows nothing', same, searchFor(' ', french), {names: [], kinds: []});
test('a line of another id is not of this call', same, named(call('2', {name: '', number: '', line: 'SIP 192.0.2.7'}), {...noLines, lines: [line('1', {kind: 'fxs', id: 'x' as LineId})]}, french).name, '');
