import {Type, type TSchema} from '@sinclair/typebox';
import {actorKind, auditEntry} from '../../contract/index.js';
import type {ApiPorts} from '../ports.js';
import {json, route, type Route} from '../route.js';
import {paging} from './parameters.js';

const time = Type.String({format: 'date-time'});
const oneOrSeveral = <T extends TSchema>(one: T, description: string) => Type.Union([one, Type.Array(one, {maxItems: 20})], {description});
const query = Type.Object({
	...paging,
	name: Type.Optional(oneOrSeveral(Type.String({maxLength: 60}), 'all or part of who it was; given several times: one of them')),
	kind: Type.Optional(oneOrSeveral(actorKind, 'these too, whatever their names')),
	action: Type.Optional(Type.String({maxLength: 100, description: 'all or part of what was done, such as "PATCH /rooms"'})),
	from: Type.Optional(time),
	to: Type.Optional(time),
}, {additionalProperties: false});

export function auditRoutes({store}: Pick<ApiPorts, 'store'>): Route[] {
	return [route({
		method: 'get', path: '/audit', tag: 'Access', summary: 'Who did what, newest first', role: 'admin',
		query, response: Type.Object({items: Type.Array(auditEntry), next: Type.Union([Type.String(), Type.Null()])}),
		run: async ({query: {limit, cursor, name, kind, action, from, to}}) =>
			json(await store.audit.list({names: listOf(name), kinds: listOf(kind), action, from: dateOf(from), to: dateOf(to)}, {limit, cursor})),
	})];
}

const listOf = <T extends string>(given: T | T[] | undefined): T[] => (given === undefined ? [] : Array.isArray(given) ? given : [given]).filter(one => one !== '');
const dateOf = (text: string | undefined) => text === undefined ? undefined : new Date(text);
