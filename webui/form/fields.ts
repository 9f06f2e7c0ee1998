/** The part of JSON Schema that set-ups are declared in, and what the contract adds for forms. */
export type FieldSchema = {
	title?: string; description?: string; type?: string; const?: unknown; default?: unknown;
	minimum?: number; maximum?: number; pattern?: string; minLength?: number; maxLength?: number; minItems?: number; maxItems?: number;
	anyOf?: readonly FieldSchema[]; items?: FieldSchema; properties?: Readonly<Record<string, FieldSchema>>; required?: readonly string[];
	/** How it is entered where its type alone does not say. */
	control?: string;
	/** Never shown once it is set. */
	secret?: boolean;
	multiline?: boolean;
	/** The order of a list's members counts. */
	ordered?: boolean;
	unit?: string;
	apply?: string;
};
export type FormSchema = FieldSchema & {properties: Readonly<Record<string, FieldSchema>>};

type About = {
	name: string;
	/** Where its words are, such as "settings.sip.udpPort". */
	path: string;
	title: string; description: string;
};
export type TextField = About & {
	kind: 'text'; pattern: string; minLength: number; maxLength: number | undefined; emptyIsNull: boolean; multiline: boolean;
	/** 'extension', 'destination', 'time-zone', 'country' or 'user' where there is more to it than text. */
	control: string;
};
export type SecretField = About & {kind: 'secret'; pattern: string; minLength: number; maxLength: number | undefined; multiline: boolean};
export type NumberField = About & {kind: 'number'; whole: boolean; minimum: number | undefined; maximum: number | undefined; emptyIsNull: boolean; unit: string};
/** `none`: nothing may be chosen, too. */
export type ChoiceField = About & {kind: 'choice'; options: readonly string[]; none: boolean};
export type ChoicesField = About & {kind: 'choices'; options: readonly string[]; ordered: boolean; minItems: number};
export type LinesField = About & {kind: 'lines'; pattern: string; maxItems: number | undefined};
export type RowsField = About & {kind: 'rows'; columns: readonly TextField[]};
export type GroupField = About & {kind: 'group'; fields: readonly Field[]};
export type Field =
	| TextField | SecretField | NumberField | ChoiceField | ChoicesField
	| About & {kind: 'flag'}
	/** A list of texts, each in its line. */
	| LinesField
	/** A list of objects with a text in each column. */
	| RowsField
	/** An object within the object. */
	| GroupField;

/** What a form shows of a set-up, in the schema's order; what is fixed is left out. `path`: where its words are. */
export function fieldsOf({properties, required}: FormSchema, path = ''): Field[] {
	return Object.entries(properties).flatMap(([name, schema]) => {
		const own = path === '' ? name : `${path}.${name}`;
		const about = {name, path: own, title: schema.title ?? name, description: schema.description ?? ''};
		return fieldOf(about, schema, required === undefined || required.includes(name)) ?? [];
	});
}

function fieldOf(about: About, schema: FieldSchema, isRequired: boolean): Field | undefined {
	if (schema.const !== undefined) return undefined;
	switch (schema.type) {
		case 'boolean': return {...about, kind: 'flag'};
		case 'integer':
		case 'number': return numberField(about, schema, false);
		case 'string': return textField(about, schema, false);
		case 'array': return schema.items && listField(about, schema, schema.items);
		case 'object': return isForm(schema) ? {...about, kind: 'group', fields: fieldsOf(schema, about.path)} : undefined;
		default: return schema.anyOf && unionField(about, {...schema, anyOf: schema.anyOf}, isRequired);
	}
}

export function isForm(schema: FieldSchema): schema is FormSchema {
	return schema.properties !== undefined;
}

function unionField(about: About, schema: FieldSchema & {anyOf: readonly FieldSchema[]}, isRequired: boolean): Field | undefined {
	const members = schema.anyOf.filter(({type}) => type !== 'null');
	const hasNull = members.length < schema.anyOf.length;
	const options = optionsOf(members);
	if (options) return {...about, kind: 'choice', options, none: hasNull || !isRequired};
	const member = members.find(({type}) => type === 'string' || type === 'integer' || type === 'number');
	if (!member) return undefined;
	const own = {...member, ...(schema.control !== undefined && {control: schema.control}), ...(schema.unit !== undefined && {unit: schema.unit})};
	return member.type === 'string' ? textField(about, own, hasNull) : numberField(about, own, hasNull);
}

function listField(about: About, schema: FieldSchema, items: FieldSchema): Field | undefined {
	const options = items.anyOf && optionsOf(items.anyOf);
	if (options) return {...about, kind: 'choices', options, ordered: schema.ordered === true, minItems: schema.minItems ?? 0};
	if (items.type === 'string') return {...about, kind: 'lines', pattern: items.pattern ?? '', maxItems: schema.maxItems};
	return isForm(items) ? {...about, kind: 'rows', columns: fieldsOf(items, about.path).filter(field => field.kind === 'text')} : undefined;
}

function optionsOf(members: readonly FieldSchema[]): string[] | undefined {
	const options = members.flatMap(member => typeof member.const === 'string' ? [member.const] : []);
	return options.length === members.length ? options : undefined;
}

function textField(about: About, schema: FieldSchema, emptyIsNull: boolean): TextField | SecretField {
	const {pattern = '', minLength = 0, maxLength, multiline = false, control = ''} = schema;
	if (schema.secret) return {...about, kind: 'secret', pattern, minLength, maxLength, multiline};
	return {...about, kind: 'text', pattern, minLength, maxLength, emptyIsNull, multiline, control};
}

function numberField(about: About, {type, minimum, maximum, unit = ''}: FieldSchema, emptyIsNull: boolean): NumberField {
	return {...about, kind: 'number', whole: type === 'integer', minimum, maximum, emptyIsNull, unit};
}

/** What a form for something new begins with: the schema's defaults, and what is empty where it has none. */
export function defaultsOf({properties, required = []}: FormSchema): Record<string, unknown> {
	return Object.fromEntries(Object.entries(properties).map(([name, schema]) => {
		const isUnset = !required.includes(name) && schema.default === undefined && !isForm(schema);
		return [name, isUnset ? null : defaultOf(schema)];
	}));
}

/** What is sent of something new: what may be left out and is not set is left out. */
export function withoutUnset({required = []}: FormSchema, value: Readonly<Record<string, unknown>>): Record<string, unknown> {
	return Object.fromEntries(Object.entries(value).filter(([name, part]) => part !== null || required.includes(name)));
}

function defaultOf(schema: FieldSchema): unknown {
	if (schema.const !== undefined) return schema.const;
	if (isForm(schema)) return defaultsOf(schema);
	if (schema.default !== undefined) return schema.default;
	if (schema.type === 'boolean') return false;
	if (schema.type === 'array') return [];
	return schema.anyOf?.[0]?.const ?? '';
}

/** What of a set-up differs from what it was. */
export function changesIn(before: Readonly<Record<string, unknown>>, after: Readonly<Record<string, unknown>>): Record<string, unknown> {
	return Object.fromEntries(Object.entries(after).filter(([name, value]) => !isSame(value, before[name])));
}

export function isSame(one: unknown, other: unknown): boolean {
	return JSON.stringify(one) === JSON.stringify(other);
}
