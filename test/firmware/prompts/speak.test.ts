import test from 'ava';
import type {Language} from '../../../firmware/contract/index.js';
import {loadCatalogue, sayKeys, sayNumber, type Part} from '../../../firmware/prompts/index.js';

const word = (part: Part): string => 'say' in part ? part.say : part.recording.replace('digits/', '');

/** The words of a number in a language: names of recordings without their folder, or what the machine says. */
function spoken(language: Language, n: number): string {
	const {prompts} = loadCatalogue(language);
	return sayNumber(language, n).flatMap(id => prompts.find(prompt => prompt.id === id)?.parts ?? []).map(word).join(' ');
}

const says = test.macro({
	title: (_, language: Language, n: number, words: string) => `a caller hears ${n} in "${language}" as "${words}"`,
	exec(t, language: Language, n: number, words: string) {
		t.is(spoken(language, n), words);
	},
});
test(says, 'en', 0, '0');
test(says, 'en', 13, '13');
test(says, 'en', 20, '20');
test(says, 'en', 21, '20 1');
test(says, 'en', 100, '1 hundred');
test(says, 'en', 105, '1 hundred 5');
test(says, 'en', 999, '9 hundred 90 9');
test(says, 'fr', 21, '20 et 1');
test(says, 'fr', 22, '20 2');
test(says, 'fr', 61, '60 et 1');
test(says, 'fr', 70, '70');
test(says, 'fr', 71, '60 et 11');
test(says, 'fr', 77, '60 17');
test(says, 'fr', 80, '80');
test(says, 'fr', 81, '80 1');
test(says, 'fr', 91, '80 11');
test(says, 'fr', 99, '80 19');
test(says, 'fr', 100, 'hundred');
test(says, 'fr', 101, 'hundred 1');
test(says, 'fr', 271, '2 hundred 60 et 11');
test(says, 'de', 1, 'eins');
test(says, 'de', 16, 'sechzehn');
test(says, 'de', 17, 'siebzehn');
test(says, 'de', 21, 'einundzwanzig');
test(says, 'de', 30, 'dreißig');
test(says, 'de', 77, 'siebenundsiebzig');
test(says, 'de', 100, 'einhundert');
test(says, 'de', 345, 'dreihundert fünfundvierzig');
test(says, 'es', 22, '22');
test(says, 'es', 31, '30 and 1');
test(says, 'es', 100, 'hundred');
test(says, 'es', 101, '100-and 1');
test(says, 'es', 145, '100-and 40 and 5');
test(says, 'es', 500, '500');
test(says, 'es', 721, '700 21');
test(says, 'it', 21, '21');
test(says, 'it', 23, '20 3');
test(says, 'it', 28, '28');
test(says, 'it', 100, 'hundred');
test(says, 'it', 138, 'hundred 38');
test(says, 'it', 200, '2 hundred');

test('every number up to 999 can be said in every language', t => {
	for (const language of ['en', 'fr', 'de', 'es', 'it'] as const) {
		const known = new Set(loadCatalogue(language).prompts.map(({id}) => id));
		for (let n = 0; n < 1000; n++) for (const id of sayNumber(language, n)) t.true(known.has(id), `${language} ${n}`);
	}
});

const noNumber = test.macro({
	title: (_, n: number) => `${n} is refused as a number to be said`,
	exec(t, n: number) {
		t.throws(() => sayNumber('en', n), {code: 'INTERNAL'});
	},
});
for (const n of [-1, 1000, 1.5, NaN]) test(noNumber, n);

test('a caller hears a code key by key', t => {
	t.deepEqual(sayKeys('##1'), ['key-hash', 'key-hash', 'key-1']);
	t.deepEqual(sayKeys('*0'), ['key-star', 'key-0']);
	t.deepEqual(sayKeys(''), []);
	t.throws(() => sayKeys('A'), {code: 'INTERNAL'});
});
