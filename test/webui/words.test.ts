import test from 'ava';
import {chooseLanguage, en, languages, loadDictionary, loadTranslator, type TextKey} from '../../webui/i18n/index.js';
import {codeIn} from '../../webui/pages/login/login-link.js';
import {duration, initials, inOrder, meterPart, soundOf, whereFrom, whoIs} from '../../webui/pages/rooms/words.js';
import {room} from './builders.js';

const same = test.macro((t, actual: unknown, expected: unknown) => t.deepEqual(actual, expected));
const t = (key: string): string => key;

test('a caller with a name is called by it', same, whoIs({name: 'Ann', number: '1'}, {t}), 'Ann');
test('a caller without a name is called by the number', same, whoIs({name: '', number: '1'}, {t}), '1');
test('a caller with neither is said to withhold it', same, whoIs({name: '', number: ''}, {t}), 'participant.withheld');
test('a named caller shows number and line', same, whereFrom({name: 'Ann', number: '1', line: 'SIP'}), '1 · SIP');
test('a caller known by number alone does not show it twice', same, whereFrom({name: '', number: '1', line: 'SIP'}), 'SIP');
test('initials are of the first and last name', same, initials('ann maria lee'), 'AL');
test('initials of one name are one letter', same, initials('Éva'), 'É');
test('a number has no initials', same, initials('+49 30'), '');
test('a wideband codec is told apart', same, soundOf('opus'), {name: 'Opus', wideband: true});
test('a telephone codec is told apart', same, soundOf('pcma'), {name: 'G.711 A', wideband: false});
test('before the media runs there is no sound', same, soundOf(''), null);
test('a minute and a second', same, duration('2026-03-02T09:00:00Z', Date.parse('2026-03-02T09:01:01.900Z')), '1:01');
test('an hour and a bit', same, duration('2026-03-02T09:00:00Z', Date.parse('2026-03-02T10:02:03Z')), '1:02:03');
test('a browser whose clock is behind shows zero', same, duration('2026-03-02T09:00:00Z', Date.parse('2026-03-02T08:00:00Z')), '0:00');
test('silence leaves the meter empty', same, meterPart(-127), 0);
test('full scale fills the meter', same, meterPart(0), 1);
test('rooms are by extension, then by number', same, inOrder([
	room('c', {extension: '8500', number: '12'}), room('b', {extension: '8500', number: '4'}), room('a', {extension: '800'}),
]).map(({id}) => String(id)), ['a', 'b', 'c']);

test('a log-in link has its code in the fragment', same, codeIn('#code=a1-B_'), 'a1-B_');
test('an ordinary address has no code', same, codeIn('#rooms'), null);
test('an empty code is none', same, codeIn('#code='), null);

test('a browser in Austrian German reads German', same, chooseLanguage(['de-AT', 'en']), 'de');
test('the first language that the page speaks wins', same, chooseLanguage(['nl-BE', 'FR', 'en']), 'fr');
test('a browser in Dutch reads English', same, chooseLanguage(['nl']), 'en');

const places = (text: string): string[] => (text.match(/\{\w+\}/g) ?? []).sort();
for (const language of languages) {
	test(`${language} has the same places to fill as English`, async t => {
		const translator = await loadTranslator([language]);
		for (const key of Object.keys(en.texts) as TextKey[]) t.deepEqual(places(translator.t(key)), places(en.texts[key]), key);
	});
}

for (const language of languages) {
	test(`${language} counts one and many, and fills in the places`, async t => {
		const translator = await loadTranslator([language]);
		t.is(translator.language, language);
		t.not(translator.count('room.people', 1).replace('1', ''), translator.count('room.people', 3).replace('3', ''));
		t.true(translator.t('participant.confirm', {who: 'Ann'}).includes('Ann'));
		t.is(translator.failure({code: 'ONE_OF_A_NEWER_BOX', message: 'As the box says.'}), 'As the box says.');
	});
}

test('French keeps its marks on the line of the word before them', async t => {
	const texts = JSON.stringify(await loadDictionary('fr'));
	t.true(texts.includes('\u00A0?'));
	t.notRegex(texts, /\S [;:?!»]|« /);
});

test('a British browser writes the time of day its own way', async t => {
	const [british, american] = await Promise.all([loadTranslator(['en-GB']), loadTranslator(['en-US'])]);
	t.regex(american.timeOfDay('2026-03-02T15:04:00'), /PM$/);
	t.notRegex(british.timeOfDay('2026-03-02T15:04:00'), /PM$/i);
});
