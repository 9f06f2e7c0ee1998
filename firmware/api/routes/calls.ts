import {Type} from '@sinclair/typebox';
import {callRecord, type ConferenceId} from '../../contract/index.js';
import type {ApiPorts} from '../ports.js';
import {json, route, type Route} from '../route.js';
import {paging} from './parameters.js';

const time = Type.String({format: 'date-time'});
const query = Type.Object({
	...paging,
	from: Type.Optional(time),
	to: Type.Optional(time),
	conference: Type.Optional(Type.Unsafe<ConferenceId>(Type.String({maxLength: 64, description: 'id of a conference'}))),
	number: Type.Optional(Type.String({maxLength: 40, description: 'all or part of the caller\'s number'})),
}, {additionalProperties: false});

export function callRoutes({store}: Pick<ApiPorts, 'store'>): Route[] {
	return [route({
		method: 'get', path: '/calls', tag: 'History', summary: 'Calls, newest first', role: 'organizer',
		query, response: Type.Object({items: Type.Array(callRecord), next: Type.Union([Type.String(), Type.Null()])}),
		async run({query: {limit, cursor, from, to, conference, number}}) {
			const filter = {from: dateOf(from), to: dateOf(to), conference, number};
			return json(await store.calls.list(filter, {limit, cursor}));
		},
	})];
}

const dateOf = (text: string | undefined) => text === undefined ? undefined : new Date(text);
