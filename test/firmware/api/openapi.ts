import type {RunningBox} from './running-box.js';

export type Schema = {type?: string; properties?: Record<string, Schema>; anyOf?: Schema[]; const?: unknown};
export type Operation = {
	method: string; path: string; role: string; scope: string; body: Schema | undefined; summary: string;
	query: string[]; response: Schema | undefined;
};

type Content = {content?: {'application/json'?: {schema: Schema}}};
type Document = {paths: Record<string, Record<string, {
	summary: string;
	'x-role': string;
	'x-scope': string;
	parameters: {name: string; in: string}[];
	requestBody?: Content;
	responses: Record<string, Content>;
}>>};

/** What the running box says that it does. */
export async function operationsOf(box: RunningBox): Promise<Operation[]> {
	const {body} = await box.ask('GET', '/api/openapi.json', {token: ''});
	const {paths} = body as Document;
	return Object.entries(paths).flatMap(([path, methods]) => Object.entries(methods).map(([method, operation]) => ({
		method: method.toUpperCase(),
		path,
		summary: operation.summary,
		role: operation['x-role'],
		scope: operation['x-scope'],
		body: operation.requestBody?.content?.['application/json']?.schema,
		query: operation.parameters.filter(parameter => parameter.in === 'query').map(({name}) => name),
		response: (operation.responses['200'] ?? operation.responses['201'])?.content?.['application/json']?.schema,
	})));
}
