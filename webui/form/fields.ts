/** The part of JSON Schema that set-ups are declared in. */
export type FieldSchema = {
	title?: string; description?: string; type?: string; const?: unknown; minimum?: number; maximum?: number; pattern?: string; maxLength?: number;
	anyOf?: readonly FieldSchema[]; items?: FormSchema;
};
export type FormSchema = {title?: string; properties: Readonly<Record<string, FieldSchema>>};

type About = {name: string; title: string; description: string};
export type TextField = About & {kind: 'text'; pattern: string; maxLength: number | undefined; emptyIsNull: boolean};
export type NumberField = About & {kind: 'number'; whole: boolean; minimum: number | undefined; maximum: number | undefined};
export type Field =
	| TextField
	| NumberField
	| About & {kind: 'flag'}
	| About & {kind: 'choice'; options: readonly string[]}
	/** A list of objects with a text in each column. */
	| About & {kind: 'rows'; columns: readonly TextField[]};

/** What a form shows of a set-up, in the schema's order; what is fixed is left out. */
export function fieldsOf({properties}: FormSchema): Field[] {
	return Object.entries(properties).flatMap(([name, schema]) => fieldOf(name, schema) ?? []);
}

function fieldOf(name: string, schema: FieldSchema): Field | undefined {
	if (schema.const !== undefined) return undefined;
	const about = {name, title: schema.title ?? name, description: schema.description ?? ''};
	switch (schema.type) {
		case 'boolean': return {...about, kind: 'flag'};
		case 'integer':
		case 'number': return {...about, kind: 'number', whole: schema.type === 'integer', minimum: schema.minimum, maximum: schema.maximum};
		case 'string': return textField(about, schema, false);
		case 'array': return schema.items && {...about, kind: 'rows', columns: fieldsOf(schema.items).filter(field => field.kind === 'text')};
		default: return schema.anyOf && unionField(about, schema.anyOf);
	}
}

function unionField(about: About, members: readonly FieldSchema[]): Field | undefined {
	const options = members.flatMap(member => typeof member.const === 'string' ? [member.const] : []);
	if (options.length === members.length) return {...about, kind: 'choice', options};
	const text = members.find(({type}) => type === 'string');
	return text && textField(about, text, members.some(({type}) => type === 'null'));
}

function textField(about: About, {pattern = '', maxLength}: FieldSchema, emptyIsNull: boolean): TextField | undefined {
	return {...about, kind: 'text', pattern, maxLength, emptyIsNull};
}

/** What of a set-up differs from what it was. */
export function changesIn(before: Readonly<Record<string, unknown>>, after: Readonly<Record<string, unknown>>): Record<string, unknown> {
	return Object.fromEntries(Object.entries(after).filter(([name, value]) => JSON.stringify(value) !== JSON.stringify(before[name])));
}

/** The messages about a field, or about anything within it, by its name. */
export function problemOf(name: string, problems: readonly {path: string; message: string}[]): string {
	const own = problems.filter(({path}) => path === `/${name}` || path.startsWith(`/${name}/`));
	return own.map(({message}) => message).join(', ');
}
