import test from 'ava';
import {errorCodes, told, toldTexts, type ToldCode} from '../../firmware/contract/index.js';
import {languages, loadDictionary, loadTranslator} from '../../webui/i18n/index.js';

const codes = Object.keys(toldTexts) as ToldCode[];
const places = (text: string): string[] => (text.match(/\{\w+\}/g) ?? []).sort();
/** The English for a thing may be the word of another language, too. */
const alike: readonly string[] = ['alarm-loopback'];

for (const language of languages) {
	test(`${language} has words for all that the box tells, with the same places to fill, and for nothing else`, async t => {
		const {told: words} = await loadDictionary(language);
		t.deepEqual(Object.keys(words).sort(), [...codes].sort());
		for (const code of codes) t.deepEqual(places(words[code]), places(toldTexts[code]), code);
	});

	test(`${language} has words for every refusal`, async t => {
		const {failure} = await loadTranslator([language]);
		for (const code of [...Object.keys(errorCodes), 'UNREACHABLE']) t.not(failure({code, message: ''}), '', code);
	});

	test(`${language} leaves no place open when it tells something of the box`, async t => {
		const {tell} = await loadTranslator([language]);
		for (const code of codes) {
			const values = Object.fromEntries(places(toldTexts[code]).map(place => [place.slice(1, -1), 7]));
			t.notRegex(tell({code, values}, ''), /^$|[{}]/, code);
		}
	});
}

for (const language of languages.filter(one => one !== 'en')) {
	test(`${language} tells nothing of the box in English`, async t => {
		const {told: words} = await loadDictionary(language);
		t.deepEqual(codes.filter(code => words[code] === toldTexts[code] && !alike.includes(code)), []);
	});
}

test('the page has its own words for what the box tells, the code\'s closer reason before its general one', async t => {
	const {tell, failure} = await loadTranslator(['de']);
	t.is(tell(told('nobody-answers', {number: '7000'}), 'x'), 'Keine Konferenz und kein Portal hat die Nummer 7000.');
	t.is(failure({code: 'CONFLICT', message: 'x', reason: told('last-admin')}), 'Das ist der einzige Administrator; legen Sie erst einen anderen an.');
	t.is(failure({code: 'NO_ROUTE', message: 'x', reason: null}), 'Zu dieser Nummer führt kein Weg.');
});

test('only what a newer box tells by a code that the page does not know is shown in the words of the box', async t => {
	const {tell, failure} = await loadTranslator(['de']);
	t.is(tell({code: 'of-a-newer-box', values: {}}, 'As the box says.'), 'As the box says.');
	t.is(tell(null, 'As the box says.'), 'As the box says.');
	t.is(failure({code: 'CONFLICT', message: 'As the box says.', reason: {code: 'of-a-newer-box', values: {}}}), 'So, wie die Dinge jetzt liegen, geht das nicht.');
	t.is(failure({code: 'OF_A_NEWER_BOX', message: 'As the box says.'}), 'As the box says.');
});

test('a day is written as its reader writes it', async t => {
	const [german, american] = await Promise.all([loadTranslator(['de-DE']), loadTranslator(['en-US'])]);
	const reason = told('certificate-ended', {n: 1, day: '2026-03-02'});
	t.is(german.tell(reason, ''), 'Zertifikat 1 ist am 02.03.2026 abgelaufen.');
	t.is(american.tell(reason, ''), 'Certificate 1 ended on Mar 2, 2026.');
});
