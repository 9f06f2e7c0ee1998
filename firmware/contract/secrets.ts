import type {TSchema} from '@sinclair/typebox';

/** What is shown in place of a secret that is set; sent back, it leaves the secret as it is. */
export const secretDots = '••••••••';

/** `default` is the keyword that TypeBox itself declares of every schema. */
type Declared = {default?: unknown; secret?: unknown; properties?: Record<string, TSchema>; anyOf?: TSchema[]};
type Leaf = (secret: unknown, kept: unknown) => unknown;

/** The value as it may be shown: dots where a leaf that the schema marks `secret` is set, '' where it is not. */
export function hideSecrets<T>(schema: TSchema, value: T): T {
	return mapSecrets(schema, {value, kept: undefined}, secret => secret === '' || secret === null ? secret : secretDots) as T;
}

/** What was sent, whole or in part, with the secrets of `kept` where it has dots; where nothing is kept, dots mean ''. */
export function restoreSecrets<T>(schema: TSchema, sent: T, kept: unknown): T {
	return mapSecrets(schema, {value: sent, kept}, (secret, old) => secret === secretDots ? old ?? '' : secret) as T;
}

function mapSecrets(schema: TSchema, {value, kept}: {value: unknown; kept: unknown}, leaf: Leaf): unknown {
	const {secret, properties}: Declared = schema;
	if (secret === true) return leaf(value, kept);
	if (properties === undefined) return mapUnion(schema, {value, kept}, leaf);
	if (!isRecord(value)) return value;
	const olds = isRecord(kept) ? kept : {};
	return Object.fromEntries(Object.entries(value).map(([name, part]) => {
		const declared = properties[name];
		return [name, declared ? mapSecrets(declared, {value: part, kept: olds[name]}, leaf) : part];
	}));
}

/** A secret is one in whichever member of a union it is declared. */
function mapUnion(schema: TSchema, {value, kept}: {value: unknown; kept: unknown}, leaf: Leaf): unknown {
	const {anyOf = []}: Declared = schema;
	return anyOf.reduce((mapped: unknown, member) => mapSecrets(member, {value: mapped, kept}, leaf), value);
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null && !Array.isArray(value);
