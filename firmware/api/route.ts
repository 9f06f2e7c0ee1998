import type {IncomingHttpHeaders} from 'node:http';
import type {Readable} from 'node:stream';
import type {Static, TSchema, TUnknown} from '@sinclair/typebox';
import {refusedWith, type AccessRole, type CallPermissions, type ErrorCode, type Problem, type Refused, type Told, type TokenScope, type UserId} from '../contract/index.js';
import type {Refusal} from './error-answer.js';
import type {Done} from './ports.js';

/** Who asks. `secret` is that of the cookie, for the log-out. */
export type Caller =
	| {by: 'nobody'; name: ''; role: 'none'; mayCall: CallPermissions}
	| {by: 'token'; name: string; role: AccessRole; scopes: readonly TokenScope[]; mayCall: CallPermissions; expiresAt: string | null}
	| {by: 'cookie'; user: UserId | null; name: string; role: AccessRole; mayCall: CallPermissions; expiresAt: string | null; secret: string};

/** Where a stream of events is written to. `levels` are left out for a receiver that is behind. */
export interface EventSink {
	send(event: {kind: string; id: number; data: unknown; droppable: boolean}): void;
}

export type Answer =
	| {kind: 'json'; status: 200 | 201; body: unknown; cookie?: {secret: string; expiresAt: string}}
	| {kind: 'empty'; clearCookie?: true}
	| {kind: 'file'; folder: string; name: string; downloadName: string; contentType: string}
	/** What is made while it is sent; when it fails the connection is broken off, so that nobody takes a part for the whole. */
	| {kind: 'download'; name: string; contentType: string; content: Readable}
	/** `open` writes what is first to be said and goes on until its result is called. */
	| {kind: 'events'; open: (sink: EventSink) => () => void}
	| {kind: 'refused'} & Refusal;

export type Input<P extends TSchema, Q extends TSchema, B extends TSchema> = {
	params: Static<P>;
	query: Static<Q>;
	body: Static<B>;
	caller: Caller;
	/** The bytes that are sent, for a row with `upload`. */
	upload: Readable;
	headers: IncomingHttpHeaders;
};

/** One thing that the API does. `path` is below /api/v1 and has its parameters as `:name`. */
export type Row<P extends TSchema, Q extends TSchema, B extends TSchema> = {
	method: 'get' | 'post' | 'patch' | 'delete';
	path: string;
	summary: string;
	tag: string;
	/** The least role that may do it; 'none': anybody. */
	role: AccessRole | 'none';
	/** What a token must be good for to do it; of a GET `read`, else `configure`, unless said otherwise. */
	scope?: TokenScope;
	/** It can be done by anybody while the box is not set up. */
	beforeSetUp?: true;
	params?: P;
	query?: Q;
	body?: B;
	/** The body is a file, of any size. */
	upload?: true;
	/** Of the JSON; or what else comes: nothing, a file, a stream of events. */
	response: TSchema | 'empty' | 'audio/ogg' | 'application/octet-stream' | 'application/x-x509-ca-cert' | 'text/event-stream';
	/** Counted per address, and `by-name` too, and refused when there were too many failures. */
	throttled?: 'by-name' | 'by-address';
	run(input: Input<P, Q, B>): Promise<Answer>;
};
export type Route = Row<TSchema, TSchema, TSchema>;

/** Ties the types of `run` to the schemas of its row. */
export function route<P extends TSchema = TUnknown, Q extends TSchema = TUnknown, B extends TSchema = TUnknown>(row: Row<P, Q, B>): Route {
	return row;
}

export const scopeOf = ({method, scope}: Pick<Route, 'method' | 'scope'>): TokenScope => scope ?? (method === 'get' ? 'read' : 'configure');

export const json = (body: unknown): Answer => ({kind: 'json', status: 200, body});
export const created = (body: unknown): Answer => ({kind: 'json', status: 201, body});
export const empty: Answer = {kind: 'empty'};
export const refused = (code: ErrorCode, message: string | Told, problems: readonly Problem[] = []): Answer => ({kind: 'refused', ...refusedWith(code, message), problems});
export const refusedAs = ({code, message, reason}: Refused): Answer => refused(code, reason ?? message);
export const answerOf = (done: Done): Answer => done.ok ? empty : refusedAs(done);
