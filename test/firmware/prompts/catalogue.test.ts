import test from 'ava';
import {language} from '../../../firmware/contract/index.js';
import {checkCatalogue, loadCatalogue, promptIds} from '../../../firmware/prompts/index.js';

const languages = language.anyOf.map(({const: name}) => name);

const speaksEverything = test.macro({
	title: (_, name: (typeof languages)[number]) => `a caller who is spoken to in "${name}" hears words at every prompt of the box`,
	exec(t, name: (typeof languages)[number]) {
		const {prompts} = loadCatalogue(name);
		t.deepEqual(prompts.map(({id}) => id), [...promptIds]);
		t.true(prompts.every(({parts}) => parts.length > 0));
	},
});
for (const name of languages) test(speaksEverything, name);

const good = {recordings: 'a_voice', voice: {name: 'en-us', wordsPerMinute: 145, pitch: 50}, prompts: Object.fromEntries(promptIds.map(id => [id, {say: 'Words.'}]))};
const refused = test.macro({
	title: (_, mistake: string) => `who adds a language is told that ${mistake}`,
	exec(t, _mistake: string, {change, message}: {change: object; message: RegExp}) {
		t.throws(() => checkCatalogue('xx/catalogue.json', {...good, ...change}), {code: 'BAD_PROMPT', message});
	},
});

test('who adds a language may say a prompt, name a recording, or list parts', t => {
	const prompts = {...good.prompts, full: {recording: 'digits/1'}, locked: [{recording: 'conf-1'}, {say: 'and'}]};
	const checked = checkCatalogue('xx/catalogue.json', {...good, prompts});
	t.deepEqual(checked.prompts.find(({id}) => id === 'locked')?.parts, [{recording: 'conf-1'}, {say: 'and'}]);
	t.deepEqual(checked.prompts.find(({id}) => id === 'full')?.parts, [{recording: 'digits/1'}]);
});
test(refused, 'a prompt is missing', {change: {prompts: {...good.prompts, full: undefined}}, message: /^xx\/catalogue\.json: "full" is missing/});
test(refused, 'a prompt is unknown', {change: {prompts: {...good.prompts, fulll: {say: 'Full.'}}}, message: /"fulll" is no prompt/});
test(refused, 'a prompt has no words', {change: {prompts: {...good.prompts, full: {say: ' '}}}, message: /"full" is not/});
test(refused, 'a recording lies outside of the folder', {change: {prompts: {...good.prompts, full: {recording: '../../etc/passwd'}}}, message: /"full" is not/});
test(refused, 'an empty list says nothing', {change: {prompts: {...good.prompts, full: []}}, message: /"full" is not/});
test(refused, 'a recording needs a voice that recorded it', {change: {recordings: null, prompts: {...good.prompts, full: {recording: 'conf-full'}}}, message: /"recordings" is null/});
test(refused, 'the machine needs a voice', {change: {voice: {name: 'en'}}, message: /"voice" is not/});
test(refused, 'the folder of recordings is a name', {change: {recordings: '../x'}, message: /neither a folder name nor null/});
test('who adds a language is told everything that is wrong at once', t => {
	const prompts = {...good.prompts, full: undefined, locked: {say: ''}};
	t.throws(() => checkCatalogue('xx/catalogue.json', {...good, prompts}), {message: /"locked" is not.*"full" is missing/});
});
