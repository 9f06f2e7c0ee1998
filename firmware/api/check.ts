import type {TSchema} from '@sinclair/typebox';
import {Ajv, type ErrorObject, type Options, type ValidateFunction} from 'ajv';
import {told, type Problem} from '../contract/index.js';
import {findingOf, mostTelling} from './schema-finding.js';

/** Checks what came against a schema; may fill in defaults or turn text into numbers, in place. */
export type Check = (value: unknown) => Problem[];

const options: Options = {allErrors: true, strict: false, verbose: true};

/** `body`: defaults are filled in; `change`: what is absent stays absent; `text`: of the URL, so that numbers come as text. */
export function createChecks(): (schema: TSchema, source: 'body' | 'change' | 'text') => Check {
	const sources = {
		body: new Ajv({...options, useDefaults: true}),
		change: new Ajv(options),
		text: new Ajv({...options, useDefaults: true, coerceTypes: true}),
	};
	for (const ajv of Object.values(sources)) ajv.addFormat('date-time', isTime);
	return (schema, source) => checkOf(sources[source], schema);
}

/** RFC 3339, 5.6, without what a Date can't hold: leap seconds. */
function isTime(text: string): boolean {
	return /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/.test(text) && !Number.isNaN(Date.parse(text));
}

function checkOf(ajv: Ajv, schema: TSchema): Check {
	const variants = variantsOf(schema);
	return variants === undefined ? checkOfParts(ajv, schema) : checkOfVariants(ajv, variants);
}

/** An object whose parts may be null and are objects otherwise: those are checked by themselves, so that their defaults and problems are their own. */
function checkOfParts(ajv: Ajv, schema: TSchema): Check {
	const {properties = {}}: Variant = schema;
	const parts = Object.entries(properties).flatMap(([name, property]) => {
		const part = partOf(property);
		return part === undefined ? [] : [{name, check: checkOf(ajv, part)}];
	});
	const open = Object.fromEntries(parts.map(({name}) => [name, {default: null}]));
	const validate = ajv.compile(parts.length === 0 ? schema : {...schema, properties: {...properties, ...open}});
	return value => {
		const problems = validate(value) ? [] : problemsOf(validate.errors ?? []);
		const record = new Map(Object.entries(value ?? {}));
		const inParts = parts.filter(({name}) => record.has(name) && record.get(name) !== null)
			.flatMap(({name, check}) => check(record.get(name)).map(problem => ({...problem, path: `/${name}${problem.path}`})));
		return [...problems, ...inParts];
	};
}

/** The object that a property is where it is not null. */
function partOf(property: TSchema): TSchema | undefined {
	const {anyOf: members = []}: Union = property;
	const [part, nothing, ...more] = members;
	if (part === undefined || nothing === undefined || more.length > 0 || typeOf(nothing) !== 'null') return undefined;
	return typeOf(part) === 'object' || variantsOf(part) ? part : undefined;
}

const typeOf = ({type}: {default?: unknown; type?: unknown}) => type;

function checkOfVariants(ajv: Ajv, variants: Variants): Check {
	const checks = new Map(variants.members.map(({name, schema: variant}): [string, ValidateFunction] => [name, ajv.compile(variant)]));
	return value => {
		const validate = checks.get(nameOf(value, variants.tag));
		if (validate === undefined) return [{path: `/${variants.tag}`, ...told('not-a-choice'), message: `must be ${listOf([...checks.keys()].map(quote))}`}];
		return validate(value) ? [] : problemsOf(validate.errors ?? []);
	};
}

/** `default` is the keyword that TypeBox itself declares of every schema. */
type Union = {default?: unknown; anyOf?: TSchema[]};
type Names = {default?: unknown; const?: unknown; anyOf?: Names[]};
type Variant = {default?: unknown; properties?: Record<string, TSchema>};
type Variants = {tag: string; members: {name: string; schema: TSchema}[]};

/** Of a union whose members are told apart by `kind` or `do`: so the problems are those of the member that was meant, and its defaults are known. */
function variantsOf(schema: TSchema): Variants | undefined {
	const {anyOf: members}: Union = schema;
	if (members === undefined) return undefined;
	for (const tag of ['kind', 'do']) {
		const named = members.map(member => ({member, names: namesOf(member, tag)}));
		if (named.every(({names}) => names.length > 0)) return {tag, members: named.flatMap(({member, names}) => names.map(name => ({name, schema: member})))};
	}
	return undefined;
}

function namesOf(member: TSchema, tag: string): string[] {
	const {properties}: Variant = member;
	const declared = properties?.[tag];
	const property: Names = declared ?? {};
	return (property.anyOf ?? [property]).flatMap(literal => typeof literal.const === 'string' ? [literal.const] : []);
}

function nameOf(value: unknown, tag: string): string {
	const name = typeof value === 'object' && value !== null ? new Map<string, unknown>(Object.entries(value)).get(tag) : undefined;
	return typeof name === 'string' ? name : '';
}

/** One problem a place: the branches of a union are told as one sentence. */
function problemsOf(errors: readonly ErrorObject[]): Problem[] {
	const unions = new Set(errors.filter(error => error.keyword === 'anyOf').map(error => error.instancePath));
	const places = new Map<string, Problem[]>();
	for (const error of errors) {
		if (error.keyword === 'anyOf') continue;
		const problem = problemOf(error);
		places.set(problem.path, [...places.get(problem.path) ?? [], problem]);
	}
	return [...places].map(([path, problems]) => {
		const messages = [...new Set(problems.map(({message}) => message))];
		return {...mostTelling(problems), path, message: unions.has(path) ? alternatives(messages) : messages.join(', ')};
	});
}

const must = 'must be ';

/** ["must be 1", "must be 2"] becomes "must be 1 or 2". */
function alternatives(messages: readonly string[]): string {
	const same = messages.every(message => message.startsWith(must));
	return same ? must + listOf(messages.map(message => message.slice(must.length))) : messages.join(' or ');
}

function problemOf(error: ErrorObject): Problem {
	const {instancePath, keyword, params, message} = error;
	const reason = findingOf(error);
	switch (keyword) {
		case 'required': return {...reason, path: `${instancePath}/${params['missingProperty']}`, message: 'is missing'};
		case 'additionalProperties': return {...reason, path: `${instancePath}/${params['additionalProperty']}`, message: 'is not known'};
		case 'const': return {...reason, path: instancePath, message: must + quote(params['allowedValue'])};
		default: return {...reason, path: instancePath, message: policyOf(error.parentSchema) ?? message ?? 'is not valid'};
	}
}

/** Of a password: its pattern is for programs, the description for people. */
function policyOf(schema: ErrorObject['parentSchema']): string | undefined {
	const description: unknown = schema?.['description'];
	if (schema?.['secret'] !== true || typeof description !== 'string') return undefined;
	return `must have ${description.charAt(0).toLowerCase()}${description.slice(1).replace(/\.$/, '')}`;
}

function listOf(words: readonly string[]): string {
	return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`;
}

const quote = (value: unknown) => JSON.stringify(value);
