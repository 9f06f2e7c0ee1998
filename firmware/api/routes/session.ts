import {Type} from '@sinclair/typebox';
import {sessionView} from '../../contract/index.js';
import type {LogInCodes} from '../log-in-codes.js';
import type {ApiPorts} from '../ports.js';
import {json, refused, route, type Answer, type Route} from '../route.js';

const logIn = Type.Partial(Type.Object({
	name: Type.String({maxLength: 60}),
	password: Type.String({maxLength: 200}),
	code: Type.String({maxLength: 100, description: 'of a log-in link, instead of name and password'}),
}), {additionalProperties: false});

export function sessionRoutes({store, codes}: Pick<ApiPorts, 'store'> & {codes: LogInCodes}): Route[] {
	return [
		route({
			method: 'post', path: '/session', tag: 'Access', role: 'none', throttled: true,
			summary: 'Log in by {name, password} or by {code}; the answer sets a cookie',
			body: logIn, response: sessionView,
			async run({body: {name, password, code}}) {
				if (code !== undefined) return logInByCode(code);
				if (name === undefined || password === undefined) return refused('INVALID_INPUT', 'Send name and password, or the code of a log-in link.');
				return logInByPassword(name, password);
			},
		}),
		route({
			method: 'get', path: '/session', tag: 'Access', summary: 'Who is logged in', role: 'user',
			response: sessionView,
			run: async ({caller}) => json({name: caller.name, role: caller.role, mayCall: caller.mayCall, expiresAt: caller.by === 'nobody' ? null : caller.expiresAt}),
		}),
		route({
			method: 'delete', path: '/session', tag: 'Access', summary: 'Log out', role: 'none',
			response: 'empty',
			async run({caller}) {
				if (caller.by === 'cookie') await store.sessions.delete(caller.secret);
				return {kind: 'empty', clearCookie: true};
			},
		}),
	];

	async function logInByCode(code: string): Promise<Answer> {
		const role = codes.take(code);
		if (role === undefined) return refused('WRONG_PASSWORD', 'This log-in link was used already, or is too old.');
		return sessionAnswer({user: null, name: 'log-in link', role});
	}

	async function logInByPassword(name: string, password: string): Promise<Answer> {
		const user = await store.users.verify(name, password);
		if (user === undefined) return refused('WRONG_PASSWORD', 'The name or the password is wrong.');
		return sessionAnswer({user: user.id, name: user.name, role: user.role, mayCall: user.mayCall});
	}

	async function sessionAnswer(input: Parameters<typeof store.sessions.create>[0]): Promise<Answer> {
		const {secret, view} = await store.sessions.create(input);
		return {kind: 'json', status: 201, body: view, cookie: {secret, expiresAt: view.expiresAt ?? ''}};
	}
}
