import {Type} from '@sinclair/typebox';
import {told, userChange, userInput, userView, type UserId} from '../../contract/index.js';
import type {UserRefusal} from '../store-port.js';
import type {ApiPorts} from '../ports.js';
import {created, empty, json, refused, route, type Answer, type Route} from '../route.js';
import type {Turns} from '../turns.js';
import {idOf} from './parameters.js';

const params = idOf<UserId>();
const nameView = Type.Object({id: userView.properties.id, name: Type.String()});

export type UserPorts = Pick<ApiPorts, 'store' | 'changes'> & {inTurn: Turns};

export function userRoutes(ports: UserPorts): Route[] {
	return [...readingRoutes(ports), ...changingRoutes(ports)];
}

function readingRoutes({store}: Pick<ApiPorts, 'store'>): Route[] {
	return [
		route({
			method: 'get', path: '/users', tag: 'Access', summary: 'People who may log in', role: 'admin',
			response: Type.Array(userView),
			run: async () => json(await store.users.list()),
		}),
		route({
			method: 'get', path: '/users/names', tag: 'Access', summary: 'Who there is, to choose an organizer or owner', role: 'organizer',
			response: Type.Array(nameView),
			run: async () => json((await store.users.list()).map(({id, name}) => ({id, name}))),
		}),
	];
}

function changingRoutes({store, changes, inTurn}: UserPorts): Route[] {
	return [
		route({
			method: 'post', path: '/users', tag: 'Access', summary: 'Add somebody', role: 'admin',
			body: userInput, response: userView,
			async run({body}) {
				const user = await store.users.create(body);
				if (typeof user === 'string') return refusals[user];
				changes.usersChanged();
				return created(user);
			},
		}),
		route({
			method: 'patch', path: '/users/:id', tag: 'Access', summary: 'Change somebody; a new password or role ends the log-ins', role: 'admin',
			params, body: userChange, response: userView,
			async run({params, body}) {
				const user = await store.users.change(params.id, body);
				if (typeof user === 'string') return refusals[user];
				changes.usersChanged();
				return json(user);
			},
		}),
		route({
			method: 'delete', path: '/users/:id', tag: 'Access', role: 'admin', params, response: 'empty',
			summary: 'Remove somebody, and end the log-ins; conferences and phones stay and are nobody\'s',
			run: ({params}) => inTurn(async () => {
				const own = (await store.conferences.list()).filter(({organizer}) => organizer === params.id);
				const phones = (await store.sipPhones.list()).filter(({owner}) => owner === params.id);
				const result = await store.users.delete(params.id);
				if (result !== 'deleted') return refusals[result];
				for (const conference of own) changes.conferenceChanged({...conference, organizer: null});
				for (const phone of phones) changes.sipPhoneChanged({...phone, owner: null});
				changes.usersChanged();
				return empty;
			}),
		}),
	];
}

const refusals: Record<UserRefusal, Answer> = {
	'not-found': refused('NOT_FOUND', 'There is no such user.'),
	'name-taken': refused('CONFLICT', told('in-use'), [{path: '/name', ...told('in-use')}]),
	'last-admin': refused('CONFLICT', told('last-admin')),
};
