import {fieldsOf, isForm, type Field, type FieldSchema, type FormSchema} from '../../form/fields.js';
import type {Translator} from '../../i18n/index.js';

export type Group = {name: string; schema: FormSchema; fields: readonly Field[]};

/** Where the words of the settings are. */
export const words = 'settings';

/** The groups that the settings are in, in the schema's order. */
export function groupsOf({properties}: FormSchema): Group[] {
	return Object.entries(properties).flatMap(([name, schema]) => isForm(schema) ? [{name, schema, fields: fieldsOf(schema, `${words}.${name}`)}] : []);
}

export function groupTitle({name, schema}: Pick<Group, 'name' | 'schema'>, {word}: Pick<Translator, 'word'>): string {
	return word('title', `${words}.${name}`, schema.title ?? name);
}

/** The names of a group's fields in which all words that were typed occur, in the title, the description or the group's own title. */
export function found(group: Group, search: string, translator: Pick<Translator, 'word'>): string[] {
	const typed = plain(search).split(/\s+/);
	const title = groupTitle(group, translator);
	return group.fields.filter(field => {
		const text = plain(`${title} ${translator.word('title', field.path, field.title)} ${translator.word('description', field.path, field.description)} ${field.name}`);
		return typed.every(part => text.includes(part));
	}).map(({name}) => name);
}

/** Without accents and capitals: who looks for "securite" finds "Sécurité". */
function plain(text: string): string {
	return text.trim().toLowerCase().normalize('NFD').replaceAll(/\p{Mn}/gu, '');
}

/** A default as people read it. */
export function valueText(field: Field, value: unknown, {t, word, number, list}: Pick<Translator, 't' | 'word' | 'number' | 'list'>): string {
	if (value === null || value === '' || value === undefined) return t('settings.empty');
	if (typeof value === 'boolean') return t(value ? 'settings.on' : 'settings.off');
	if (typeof value === 'number') return number(value, {useGrouping: false});
	const texts = (Array.isArray(value) ? value : [value]).filter(one => typeof one === 'string');
	if (texts.length === 0) return t('settings.empty');
	return list(texts.map(one => field.kind === 'choice' || field.kind === 'choices' ? word('option', `${field.path}.${one}`, one) : one));
}

/** The title of the setting at a JSON Pointer such as "/sip/udpPort", with its group's. */
export function titleAt(pointer: string, groups: readonly Group[], translator: Pick<Translator, 'word'>): string {
	const [, name, leaf] = pointer.split('/');
	const group = groups.find(one => one.name === name);
	const field = group?.fields.find(one => one.name === leaf);
	return group && field ? `${groupTitle(group, translator)}: ${translator.word('title', field.path, field.title)}` : pointer;
}

/** When a setting takes effect. */
export function applyOf(schema: FieldSchema | undefined): 'live' | 'call' | 'restart' {
	return schema?.apply === 'call' || schema?.apply === 'restart' ? schema.apply : 'live';
}
