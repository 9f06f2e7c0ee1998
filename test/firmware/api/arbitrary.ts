import fc, {type Arbitrary} from 'fast-check';

/** The part of JSON Schema that the API's documentation is written in. */
export type Schema = {
	type?: string; const?: unknown; anyOf?: Schema[]; properties?: Record<string, Schema>; required?: string[]; items?: Schema;
	minimum?: number; maximum?: number; minLength?: number; maxLength?: number; pattern?: string; format?: string; minItems?: number; maxItems?: number; uniqueItems?: boolean;
};

/** Values that the schema allows. */
export function valid(schema: Schema): Arbitrary<unknown> {
	if (schema.const !== undefined) return fc.constant(schema.const);
	if (schema.anyOf) return fc.oneof(...schema.anyOf.map(valid));
	switch (schema.type) {
		case 'null': return fc.constant(null);
		case 'boolean': return fc.boolean();
		case 'integer': return fc.integer({min: schema.minimum ?? -1000, max: schema.maximum ?? 1000});
		case 'number': return fc.double({min: schema.minimum ?? -1000, max: schema.maximum ?? 1000, noNaN: true, noDefaultInfinity: true});
		case 'string': return text(schema);
		case 'array': return list(schema);
		case 'object': return record(schema);
		default: return fc.jsonValue();
	}
}

function text({pattern, format, minLength = 0, maxLength = 80}: Schema): Arbitrary<string> {
	if (format === 'date-time') return fc.date({min: new Date(0), max: new Date('2100-01-01'), noInvalidDate: true}).map(date => date.toISOString());
	const fits = (value: string) => value.length >= minLength && value.length <= maxLength;
	// Patterns that look ahead are those of passwords.
	if (pattern?.includes('(?=')) return fc.string({minLength: Math.max(0, minLength - 2), maxLength: 40}).map(rest => `Aa${rest}`).filter(fits);
	if (pattern !== undefined) return fc.stringMatching(new RegExp(pattern)).filter(fits);
	return fc.string({unit: 'grapheme', minLength, maxLength: Math.min(maxLength, 80)}).filter(fits);
}

function list({items = {}, minItems = 0, maxItems = 5, uniqueItems}: Schema): Arbitrary<unknown[]> {
	const bounds = {minLength: minItems, maxLength: Math.max(minItems, Math.min(maxItems, 5))};
	return uniqueItems ? fc.uniqueArray(valid(items), {...bounds, comparator: 'SameValue'}) : fc.array(valid(items), bounds);
}

function record({properties = {}, required = []}: Schema): Arbitrary<object> {
	return fc.record(Object.fromEntries(Object.entries(properties).map(([name, part]) => [name, valid(part)])), {requiredKeys: required, noNullPrototype: true});
}

/** Values that are as the schema says but at one place. */
export function broken(schema: Schema): Arbitrary<unknown> {
	return fc.tuple(valid(schema), fc.nat(), strange).map(([value, place, bad]) => breakAt(value, place, bad));
}

const strange = fc.oneof(
	fc.constantFrom<unknown>(null, '', '\u0000', -1, 1e308, [], {}, true, '__proto__', '💩'.repeat(50), 'x'.repeat(3000), {toString: 1}, [[[]]]), fc.jsonValue({maxDepth: 3}),
);

function breakAt(value: unknown, place: number, bad: unknown): unknown {
	if (typeof value !== 'object' || value === null) return bad;
	const keys = Object.keys(value);
	const entries = Object.entries(value);
	switch (place % 4) {
		case 0: return bad;
		case 1: return Object.fromEntries(entries.filter((_, index) => index !== place % keys.length));
		case 2: return {...value, [typeof bad === 'string' ? bad.slice(0, 30) : 'surplus']: bad};
		default: return Object.fromEntries(entries.map(([name, part], index) => index === place % keys.length ? [name, breakAt(part, place >> 2, bad)] : [name, part]));
	}
}
