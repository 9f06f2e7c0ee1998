import type {Request} from 'express';
import {madeName, PartylineError, type ActorKind} from '../contract/index.js';
import type {AuditNote} from './audit-trail.js';
import type {Answer, Caller, Route} from './route.js';

/** What is known of a request. `result`: the `Answer`, or what was thrown; undefined while it is being done. */
export type Happened = {row: Route; request: Request; caller: Caller; detail: string; result: unknown};

type Actor = {kind: ActorKind; name: string};
const longestName = 60;
const longestSubject = 100;

/** What the audit log says of it. */
export function noteOf({row, request, caller, detail, result}: Happened): AuditNote {
	return {
		...actorOf(caller, request, result),
		address: (request.ip ?? '').replace(/^::ffff:/, ''),
		action: `${row.method.toUpperCase()} ${row.path}`,
		subject: Object.values(request.params).join(' ').slice(0, longestSubject),
		detail,
		outcome: outcomeOf(result),
	};
}

function actorOf(caller: Caller, request: Request, result: unknown): Actor {
	if (isLogIn(result)) return result.body.user === null ? {kind: 'link', name: madeName('log-in-link')} : {kind: 'user', name: result.body.name};
	if (caller.by === 'nobody') return {kind: 'nobody', name: triedName(request.body)};
	if (caller.by === 'token') return {kind: 'token', name: caller.name};
	return {kind: caller.user === null ? 'link' : 'user', name: caller.name};
}

/** Who logs in is somebody from then on. */
function isLogIn(result: unknown): result is {body: {user: string | null; name: string}} {
	return isAnswer(result) && result.kind === 'json' && result.cookie !== undefined;
}

function triedName(body: unknown): string {
	return typeof body === 'object' && body !== null && 'name' in body && typeof body.name === 'string' ? body.name.slice(0, longestName) : '';
}

function outcomeOf(result: unknown): string {
	if (result === undefined) return 'done';
	if (isAnswer(result)) return result.kind === 'refused' ? result.code : 'done';
	return result instanceof PartylineError ? result.code : 'INTERNAL';
}

function isAnswer(result: unknown): result is Answer {
	return typeof result === 'object' && result !== null && !(result instanceof Error);
}
