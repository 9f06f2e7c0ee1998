import {Type} from '@sinclair/typebox';
import {madeName, passwordChange, sessionView, told} from '../../contract/index.js';
import type {LogInCodes} from '../log-in-codes.js';
import type {ApiPorts} from '../ports.js';
import {empty, json, refused, route, type Answer, type Caller, type Route} from '../route.js';
import {loggedIn} from '../session-answer.js';

const credentials = Type.Partial(Type.Object({
	name: Type.String({maxLength: 60}),
	password: Type.String({maxLength: 200, secret: true}),
	code: Type.String({maxLength: 100, description: 'of a log-in link, instead of name and password', secret: true}),
}), {additionalProperties: false});

type SessionPorts = Pick<ApiPorts, 'store'> & {codes: LogInCodes};

export function sessionRoutes(ports: SessionPorts): Route[] {
	return [...logInRoutes(ports), ...ownRoutes(ports)];
}

function logInRoutes({store, codes}: SessionPorts): Route[] {
	return [
		route({
			method: 'post', path: '/session', tag: 'Access', role: 'none', throttled: 'by-name',
			summary: 'Log in by {name, password} or by {code}; the answer sets a cookie',
			body: credentials, response: sessionView,
			async run({body, caller}) {
				const answer = await answerTo(body);
				if (answer.kind === 'json') await endOwn(caller);
				return answer;
			},
		}),
		route({
			method: 'delete', path: '/session', tag: 'Access', summary: 'Log out', role: 'none',
			response: 'empty',
			async run({caller}) {
				await endOwn(caller);
				return {kind: 'empty', clearCookie: true};
			},
		}),
	];

	async function answerTo({name, password, code}: {name?: string; password?: string; code?: string}): Promise<Answer> {
		if (code !== undefined) return logInByCode(code);
		if (name === undefined || password === undefined) return refused('INVALID_INPUT', 'Send name and password, or the code of a log-in link.');
		const session = await store.sessions.logIn(name, password);
		return session ? loggedIn(session) : refused('WRONG_PASSWORD', 'The name or the password is wrong.');
	}

	async function logInByCode(code: string): Promise<Answer> {
		const role = codes.take(code);
		if (role === undefined) return refused('WRONG_PASSWORD', 'This log-in link was used already, or is too old.');
		return loggedIn(await store.sessions.create({user: null, name: madeName('log-in-link'), role}));
	}

	/** Whoever had this cookie before has it no more. */
	async function endOwn(caller: Caller): Promise<void> {
		if (caller.by === 'cookie') await store.sessions.delete(caller.secret);
	}
}

function ownRoutes({store}: SessionPorts): Route[] {
	return [
		route({
			method: 'get', path: '/session', tag: 'Access', summary: 'Who is logged in', role: 'user',
			response: sessionView,
			run: async ({caller}) => json({
				user: caller.by === 'cookie' ? caller.user : null, name: caller.name, role: caller.role, mayCall: caller.mayCall,
				expiresAt: caller.by === 'nobody' ? null : caller.expiresAt,
			}),
		}),
		route({
			method: 'patch', path: '/session/password', tag: 'Access', role: 'user', throttled: 'by-name', body: passwordChange, response: 'empty',
			summary: 'Change the own password; all other log-ins of the user end',
			async run({body, caller}) {
				if (caller.by !== 'cookie' || caller.user === null) return nobodysPassword;
				const {user, secret: keep} = caller;
				return await store.users.changePassword(user, {...body, keep}) === 'changed' ? empty : wrongPassword;
			},
		}),
		route({
			method: 'delete', path: '/sessions', tag: 'Access', summary: 'Log out everywhere', role: 'user',
			response: 'empty',
			async run({caller}) {
				if (caller.by !== 'cookie') return refused('CONFLICT', 'A token has no log-ins; delete the token.');
				await (caller.user === null ? store.sessions.delete(caller.secret) : store.sessions.deleteOf(caller.user));
				return {kind: 'empty', clearCookie: true};
			},
		}),
	];
}

const nobodysPassword = refused('CONFLICT', told('no-own-password'));
const wrongPassword = refused('WRONG_PASSWORD', told('wrong-old-password'), [{path: '/old', ...told('wrong-old-password')}]);
