import {Type, type TSchema} from '@sinclair/typebox';
import {errorCodes, reasonOrNull, toldSchema} from '../contract/index.js';
import {cookieName} from './authenticate.js';
import {scopeOf, type Route} from './route.js';

const prefix = '/api/v1';

const errorSchema = Type.Object({error: Type.Object({
	code: Type.Union(Object.keys(errorCodes).map(code => Type.Literal(code))),
	message: Type.String(),
	problems: Type.Array(Type.Object({path: Type.String({description: 'JSON Pointer'}), ...toldSchema.properties})),
	reason: reasonOrNull,
})});

type Json = Record<string, unknown>;

/** OpenAPI 3.1 of the rows. `x-role` is the least role that may do it, `x-scope` what a token must be good for. */
export function openApi(routes: readonly Route[], version: string): Json {
	const paths: Record<string, Json> = {};
	for (const row of routes) {
		const path = prefix + row.path.replace(/:(\w+)/g, '{$1}');
		paths[path] = {...paths[path], [row.method]: operation(row)};
	}
	return {
		openapi: '3.1.0',
		info: {title: 'Partyline', version, description: 'Everything that the page of the box can do. `partyline token create` makes the first token.'},
		paths,
		components: {
			schemas: {Error: errorSchema},
			securitySchemes: {token: {type: 'http', scheme: 'bearer'}, cookie: {type: 'apiKey', in: 'cookie', name: cookieName}},
		},
	};
}

function operation(row: Route): Json {
	return {
		summary: row.summary,
		description: row.role === 'none' ? 'For anybody.' : `Needs the role ${row.role}; of a token, the scope ${scopeOf(row)}.`,
		tags: [row.tag],
		'x-role': row.role,
		'x-scope': scopeOf(row),
		security: row.role === 'none' ? [] : [{token: []}, {cookie: []}],
		parameters: [...parametersOf(row.params, 'path'), ...parametersOf(row.query, 'query')],
		...(row.body ? {requestBody: {required: true, content: {'application/json': {schema: asSent(row.body)}}}} : {}),
		...(row.upload ? {requestBody: {required: true, content: {'application/octet-stream': {}}}} : {}),
		responses: {...success(row), default: {description: 'What was wrong', content: {'application/json': {schema: {$ref: '#/components/schemas/Error'}}}}},
	};
}

function parametersOf(schema: TSchema | undefined, place: 'path' | 'query'): Json[] {
	return Object.entries(partsOf(schema).properties).map(([name, property]) => ({name, in: place, required: place === 'path', schema: property}));
}

function success({method, response}: Route): Json {
	if (response === 'empty') return {204: {description: 'Done'}};
	if (response === 'application/octet-stream' || response === 'application/x-x509-ca-cert') return {200: {description: 'The file', content: {[response]: {}}}};
	if (response === 'audio/ogg') {
		const content = {[response]: {}};
		return {200: {description: 'The whole', content}, 206: {description: 'The range asked for', content}};
	}
	if (response === 'text/event-stream') return {200: {description: 'The stream', content: {[response]: {schema: {type: 'string'}}}}};
	return {[method === 'post' ? 201 : 200]: {description: 'Done', content: {'application/json': {schema: response}}}};
}

/** What has a default need not be sent. */
function asSent(schema: TSchema): Json {
	const {anyOf, properties, required} = partsOf(schema);
	if (anyOf.length > 0) return {...schema, anyOf: anyOf.map(asSent)};
	if (Object.keys(properties).length === 0) return {...schema};
	const parts = Object.fromEntries(Object.entries(properties).map(([name, property]) => [name, asSent(property)]));
	return {...schema, properties: parts, required: required.filter(name => properties[name]?.default === undefined)};
}

type Parts = {default?: unknown; anyOf?: TSchema[]; properties?: Record<string, TSchema>; required?: string[]};

function partsOf(schema: TSchema | undefined): {anyOf: TSchema[]; properties: Record<string, TSchema>; required: string[]} {
	const {anyOf = [], properties = {}, required = []}: Parts = schema ?? {};
	return {anyOf, properties, required};
}
