import {Type} from '@sinclair/typebox';
import {auditEntry} from '../../contract/index.js';
import type {ApiPorts} from '../ports.js';
import {json, route, type Route} from '../route.js';
import {paging} from './parameters.js';

const time = Type.String({format: 'date-time'});
const query = Type.Object({
	...paging,
	name: Type.Optional(Type.String({maxLength: 60, description: 'all or part of who it was'})),
	action: Type.Optional(Type.String({maxLength: 100, description: 'all or part of what was done, such as "PATCH /rooms"'})),
	from: Type.Optional(time),
	to: Type.Optional(time),
}, {additionalProperties: false});

export function auditRoutes({store}: Pick<ApiPorts, 'store'>): Route[] {
	return [route({
		method: 'get', path: '/audit', tag: 'Access', summary: 'Who did what, newest first', role: 'admin',
		query, response: Type.Object({items: Type.Array(auditEntry), next: Type.Union([Type.String(), Type.Null()])}),
		run: async ({query: {limit, cursor, name, action, from, to}}) =>
			json(await store.audit.list({name, action, from: dateOf(from), to: dateOf(to)}, {limit, cursor})),
	})];
}

const dateOf = (text: string | undefined) => text === undefined ? undefined : new Date(text);
