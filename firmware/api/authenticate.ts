import type {IncomingMessage} from 'node:http';
import type {Request} from 'express';
import {accessRoles, internalCallsOnly, PartylineError, type AccessRole, type TokenScope} from '../contract/index.js';
import type {StorePort} from './store-port.js';
import type {Caller} from './route.js';

export const cookieName = 'partyline';

/** By HTTPS another one: browsers never let plain HTTP replace a cookie that came by HTTPS, so that nobody could log in there any more (RFC 6265bis, 5.7). */
export function cookieNameFor({socket}: Pick<IncomingMessage, 'socket'>): string {
	return 'encrypted' in socket ? `__Host-${cookieName}` : cookieName;
}

const nobody: Caller = {by: 'nobody', name: '', role: 'none', mayCall: internalCallsOnly};

/** Who sends this request: by `Authorization: Bearer` (RFC 6750, 2.1), else by the page's cookie. What has expired is nobody's. */
export async function authenticate(request: Pick<IncomingMessage, 'headers' | 'socket'>, {tokens, sessions}: Pick<StorePort, 'tokens' | 'sessions'>): Promise<Caller> {
	const bearer = /^Bearer +([^\s]+)$/i.exec(request.headers.authorization ?? '')?.[1];
	if (bearer !== undefined) {
		const token = await tokens.find(bearer);
		return token === undefined ? nobody : {by: 'token', name: token.name, role: token.role, scopes: token.scopes, mayCall: token.mayCall, expiresAt: token.expiresAt};
	}
	const secret = cookieOf(request.headers.cookie ?? '', cookieNameFor(request));
	const session = secret === undefined ? undefined : await sessions.find(secret);
	return secret === undefined || session === undefined ? nobody : {by: 'cookie', secret, ...session};
}

/** Throws NOT_LOGGED_IN or FORBIDDEN. */
export function authorise(caller: Caller, {role, scope}: {role: AccessRole | 'none'; scope: TokenScope}): void {
	if (role === 'none') return;
	if (caller.role === 'none') throw new PartylineError('NOT_LOGGED_IN');
	if (rank(caller.role) < rank(role)) throw new PartylineError('FORBIDDEN', `This needs the role ${role}; you have the role ${caller.role}.`);
	if (caller.by === 'token' && !caller.scopes.includes(scope)) throw new PartylineError('FORBIDDEN', `This token is not good for this: it lacks the scope "${scope}".`);
}

/**
 * Throws FORBIDDEN for a change that another site's page has a browser make. A browser tells by Sec-Fetch-Site or Origin where a
 * request comes from; a custom header can't be sent to another site without being asked about first.
 */
export function expectOwnPage(request: Request, caller: Caller): void {
	if (request.method === 'GET' || request.method === 'HEAD' || caller.by === 'token') return;
	if (request.headers['x-partyline'] !== undefined) return;
	const site = request.headers['sec-fetch-site'];
	const {origin} = request.headers;
	if (site === 'same-origin' || (site === undefined && origin !== undefined && isOwn(origin, request.headers.host))) return;
	const isFromBrowser = site !== undefined || origin !== undefined;
	if (caller.by === 'nobody' && !isFromBrowser) return;
	throw new PartylineError('FORBIDDEN', 'A change by cookie must come from the box\'s own page, or with a header X-Partyline.');
}

/** Throws FORBIDDEN for a WebSocket that another site's page opens with the cookie of this browser; browsers always tell the origin of one (RFC 6455, 10.2). */
export function expectOwnOrigin({headers}: Pick<IncomingMessage, 'headers'>, caller: Caller): void {
	if (caller.by !== 'cookie') return;
	if (headers.origin === undefined || !isOwn(headers.origin, headers.host)) throw new PartylineError('FORBIDDEN', 'This must come from the box\'s own page.');
}

function isOwn(origin: string, host: string | undefined): boolean {
	return URL.canParse(origin) && new URL(origin).host === host;
}

function rank(role: Caller['role']): number {
	return role === 'none' ? -1 : accessRoles.indexOf(role);
}

function cookieOf(header: string, wanted: string): string | undefined {
	const pairs = header.split(';').map(pair => pair.trim().split('='));
	return pairs.find(([name]) => name === wanted)?.[1];
}
