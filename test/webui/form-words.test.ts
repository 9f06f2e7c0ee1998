import test from 'ava';
import {formSchemas, settings, type FormSchemaName} from '../../firmware/contract/index.js';
import {fieldsOf, isForm, type Field, type FormSchema} from '../../webui/form/fields.js';
import {languages, loadDictionary, wordAt, type FormWords} from '../../webui/i18n/index.js';

/** As the box sends it. */
const sent = (schema: object): FormSchema => JSON.parse(JSON.stringify(schema)) as FormSchema;

/** Where a form finds its words: that of the conferences and that of the lines have several schemas each. */
const paths: Partial<Record<FormSchemaName, string>> = {'static-conference': 'conference', 'dynamic-conference': 'conference', fxs: 'line', fxo: 'line', modem: 'line'};

const groups = Object.entries(sent(settings).properties).flatMap(([name, group]) => isForm(group) ? [{name, group}] : []);
const ofSettings = groups.flatMap(({name, group}) => fieldsOf(group, `settings.${name}`));
const ofForms = Object.entries(formSchemas).flatMap(([name, schema]) => fieldsOf(sent(schema), paths[name as FormSchemaName] ?? name));

/** Fields within fields have words, too. */
const flat = (field: Field): Field[] => [field, ...(field.kind === 'group' ? field.fields : field.kind === 'rows' ? field.columns : []).flatMap(flat)];
const fields = [...ofSettings, ...ofForms].flatMap(flat);

type Wanted = readonly ['title' | 'description' | 'option', string];
const optionsOf = (field: Field): Wanted[] => field.kind === 'choice' || field.kind === 'choices' ? field.options.map(option => ['option', `${field.path}.${option}`] as const) : [];
const textsOf = ({path, description}: Field): Wanted[] => [['title', path], ...description === '' ? [] : [['description', path] as const]];
const groupTitles = groups.map(({name}): Wanted => ['title', `settings.${name}`]);
/** Words that no schema asks for: what nothing chosen means, and the terms of tokens. */
const isBeside = (key: string): boolean => /^(option\.(.+\.unset|expires\..+)|title\.expires)$/.test(key);

/** The key of the word that a form would show. */
function keyOf(words: FormWords, [part, path]: Wanted): string | undefined {
	if (wordAt(words, part, path) === undefined) return undefined;
	const ends = path.split('.').map((_, place, parts) => parts.slice(place).join('.'));
	return ends.map(end => `${part}.${end}`).find(key => key in words);
}

test('every setting, and whatever else is set up, has a title of its own in its schema', t => {
	for (const {name, title, path} of fields) t.not(title, name, path);
	for (const {group, name} of groups) t.truthy(group.title, name);
	for (const {description, path} of ofSettings) if (description === '') t.true(['settings.network.httpsPort', 'settings.calling.maxCallsPerUser', 'settings.mqtt.port'].includes(path), `${path} says nothing of itself`);
});

for (const language of languages) {
	test(`${language} has a word for whatever a form shows, and none that no form shows`, async t => {
		const {words} = await loadDictionary(language);
		const wanted: Wanted[] = [...language === 'en' ? [] : [...groupTitles, ...fields.flatMap(textsOf)], ...fields.flatMap(optionsOf)];
		const used = wanted.map(one => keyOf(words, one));
		t.deepEqual(wanted.filter((_, place) => used[place] === undefined).map(([part, path]) => `${part}.${path}`), [], 'missing');
		t.deepEqual(Object.keys(words).filter(key => !used.includes(key) && !isBeside(key)), [], 'unused');
	});
}

test('no language shows an English sentence for lack of its own', async t => {
	const english = new Set(fields.map(({description}) => description).filter(text => text.length > 12));
	for (const language of languages.filter(one => one !== 'en')) {
		const {words} = await loadDictionary(language);
		t.deepEqual(Object.values(words).filter(word => english.has(word)), [], language);
	}
});
