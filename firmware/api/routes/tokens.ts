import {Type} from '@sinclair/typebox';
import {newToken, tokenInput, tokenView, type TokenId} from '../../contract/index.js';
import type {ApiPorts} from '../ports.js';
import {created, empty, json, refused, route, type Route} from '../route.js';
import {idOf} from './parameters.js';

export function tokenRoutes({store}: Pick<ApiPorts, 'store'>): Route[] {
	return [
		route({
			method: 'get', path: '/tokens', tag: 'Access', summary: 'Tokens for programs, without the tokens themselves', role: 'admin',
			response: Type.Array(tokenView),
			run: async () => json(await store.tokens.list()),
		}),
		route({
			method: 'post', path: '/tokens', tag: 'Access', summary: 'Make a token; it is shown this once', role: 'admin',
			body: tokenInput, response: newToken,
			run: async ({body}) => created(await store.tokens.create(body)),
		}),
		route({
			method: 'delete', path: '/tokens/:id', tag: 'Access', summary: 'Delete a token; it is of no use from then on', role: 'admin',
			params: idOf<TokenId>(), response: 'empty',
			run: async ({params}) => await store.tokens.delete(params.id) ? empty : refused('NOT_FOUND', 'There is no such token.'),
		}),
	];
}
