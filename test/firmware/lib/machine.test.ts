import test from 'ava';
import {countryOf, languageOf} from '../../../firmware/lib/machine.js';

const zones = ['# comment', 'DE\t+5230+01322\tEurope/Berlin\tmost of Germany', 'FR\t+4852+00220\tEurope/Paris'].join('\n');
const country = test.macro({
	title: (_, timeZone: string, locale: string, expected: string | undefined) => `a machine at ${timeZone} with the locale ${locale} is taken to be in ${expected ?? 'no country'}`,
	exec: (t, timeZone: string, locale: string, expected: string | undefined) => t.is(countryOf({timeZone, locale}, zones), expected),
});
test(country, 'Europe/Berlin', 'en-US', 'de');
test(country, 'UTC', 'fr-CA', 'ca');
test(country, 'UTC', 'fr', undefined);

test('prompts are suggested in the language of the machine, or in English', t => {
	t.is(languageOf({locale: 'it-CH'}), 'it');
	t.is(languageOf({locale: 'sv-SE'}), 'en');
});
