import type {TSchema} from '@sinclair/typebox';

/** `default` is the keyword that TypeBox itself declares of every schema. */
type Declared = {default?: unknown; secret?: unknown; properties?: Record<string, TSchema>; anyOf?: TSchema[]};

/** What nobody else may know though its schema does not say so: what is keyed may be a PIN. */
const secretNames: ReadonlySet<string> = new Set(['pin', 'leaderPin', 'code', 'password', 'old', 'keys', 'passphrase', 'token']);
const dots = '•••';
const longestDetail = 500;
const longestValue = 60;
const longestName = 40;

/** What was sent, as the audit log tells it: `name: "Kim", mayCall.external: true`. Of secrets, and of what the schema does not know, the name alone. */
export function detailOf(schema: TSchema | undefined, body: unknown): string {
	return cut(isRecord(body) ? fieldsOf(schema, body, '').join(', ') : '', longestDetail);
}

function fieldsOf(schema: TSchema | undefined, record: Readonly<Record<string, unknown>>, prefix: string): string[] {
	return Object.entries(record).flatMap(([name, value]) => {
		const path = prefix + cut(name, longestName);
		const declared = schema && partOf(schema, name);
		if (!declared || secretNames.has(name) || isSecret(declared)) return [`${path}: ${dots}`];
		return isRecord(value) ? fieldsOf(declared, value, `${path}.`) : [`${path}: ${textOf(value)}`];
	});
}

/** In whichever member of a union it is declared. */
function partOf(schema: TSchema, name: string): TSchema | undefined {
	const {properties = {}, anyOf = []}: Declared = schema;
	if (Object.hasOwn(properties, name)) return properties[name];
	for (const member of anyOf) {
		const part = partOf(member, name);
		if (part) return part;
	}
	return undefined;
}

function isSecret(schema: TSchema): boolean {
	const {secret, anyOf = []}: Declared = schema;
	return secret === true || anyOf.some(isSecret);
}

function textOf(value: unknown): string {
	if (Array.isArray(value) && value.some(isRecord)) return `${value.length} entries`;
	return cut(JSON.stringify(value), longestValue);
}

const cut = (text: string, longest: number) => text.length > longest ? `${text.slice(0, longest - 1)}…` : text;

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null && !Array.isArray(value);
