import {Type} from '@sinclair/typebox';
import {userChange, userInput, userView, type UserId} from '../../contract/index.js';
import type {UserRefusal} from '../store-port.js';
import type {ApiPorts} from '../ports.js';
import {created, empty, json, refused, route, type Answer, type Route} from '../route.js';
import {idOf} from './parameters.js';

const params = idOf<UserId>();

export function userRoutes({store}: Pick<ApiPorts, 'store'>): Route[] {
	return [
		route({
			method: 'get', path: '/users', tag: 'Access', summary: 'People who may log in', role: 'admin',
			response: Type.Array(userView),
			run: async () => json(await store.users.list()),
		}),
		route({
			method: 'post', path: '/users', tag: 'Access', summary: 'Add somebody', role: 'admin',
			body: userInput, response: userView,
			async run({body}) {
				const user = await store.users.create(body);
				return typeof user === 'string' ? refusals[user] : created(user);
			},
		}),
		route({
			method: 'patch', path: '/users/:id', tag: 'Access', summary: 'Change name, password or role; a new password or role ends the log-ins', role: 'admin',
			params, body: userChange, response: userView,
			async run({params, body}) {
				const user = await store.users.change(params.id, body);
				return typeof user === 'string' ? refusals[user] : json(user);
			},
		}),
		route({
			method: 'delete', path: '/users/:id', tag: 'Access', summary: 'Remove somebody, and end the log-ins', role: 'admin',
			params, response: 'empty',
			async run({params}) {
				const result = await store.users.delete(params.id);
				return result === 'deleted' ? empty : refusals[result];
			},
		}),
	];
}

const refusals: Record<UserRefusal, Answer> = {
	'not-found': refused('NOT_FOUND', 'There is no such user.'),
	'name-taken': refused('CONFLICT', 'Another user has this name.', [{path: '/name', message: 'Another user has this name.'}]),
	'last-admin': refused('CONFLICT', 'This is the only admin; make another one first.'),
};
