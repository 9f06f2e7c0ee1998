import {Type, type TSchema} from '@sinclair/typebox';
import {formSchemas, type FormSchemaName} from '../../contract/index.js';
import {json, route, type Route} from '../route.js';

const names = Object.keys(formSchemas) as FormSchemaName[];
/** As what it is sent; TypeBox's own types are too deep to be told apart here. */
const schemas: Readonly<Record<FormSchemaName, TSchema>> = formSchemas;

export function schemaRoutes(): Route[] {
	return [
		route({
			method: 'get', path: '/schemas/:name', tag: 'Schemas', summary: 'JSON Schema of something that is set up, for forms', role: 'user',
			params: Type.Object({name: Type.Unsafe<FormSchemaName>(Type.Union(names.map(name => Type.Literal(name))))}),
			response: Type.Unknown(),
			run: async ({params}) => json(schemas[params.name]),
		}),
	];
}
