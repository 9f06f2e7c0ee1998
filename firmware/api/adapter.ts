import {json, type Request, type RequestHandler, type Response, type Router} from 'express';
import {PartylineError, type Problem} from '../contract/index.js';
import type {Log} from '../lib/log.js';
import type {StorePort} from './store-port.js';
import {authenticate, authorise, cookieName, expectOwnPage} from './authenticate.js';
import type {Check, createChecks} from './check.js';
import {sendError} from './error-answer.js';
import type {EventStreams} from './event-stream.js';
import type {Answer, Caller, Route} from './route.js';
import {logInThrottles} from './throttle.js';

export type AdapterPorts = {store: StorePort; streams: EventStreams; log: Log; checkOf: ReturnType<typeof createChecks>};

type RouteChecks = {params: Check | undefined; query: Check | undefined; body: Check | undefined; throttles: RequestHandler[]};

const parseJson = json({limit: 64 * 1024});

/** Makes express routes of the rows: each request is authorised, checked, run and answered here and nowhere else. */
export function mount(router: Router, routes: readonly Route[], ports: AdapterPorts): void {
	for (const row of routes) {
		const checks = checksOf(row, ports.checkOf);
		router[row.method](row.path, (request, response) => handle({row, checks, request, response}, ports));
	}
}

type Exchange = {row: Route; checks: RouteChecks; request: Request; response: Response};

async function handle(exchange: Exchange, ports: AdapterPorts): Promise<void> {
	const {row, checks, request, response} = exchange;
	const caller = await authenticate(request, ports.store);
	authorise(caller, row.role);
	expectOwnPage(request, caller);
	const params = checked(checks.params, {...request.params}, 'The path is not valid.');
	const query = checked(checks.query, {...request.query}, 'The query is not valid.');
	const body = checked(checks.body, await bodyOf(exchange), 'The body is not valid.');
	for (const throttle of checks.throttles) await pass(throttle, request, response);
	const answer = await row.run({params, query, body, caller});
	if (row.method !== 'get') ports.log.info({method: request.method, path: request.path, by: caller.name, answer: answer.kind}, 'a change was asked for');
	await send(answer, exchange, {caller, ...ports});
}

function checksOf({params, query, body, method, throttled}: Route, checkOf: AdapterPorts['checkOf']): RouteChecks {
	return {
		params: params && checkOf(params, 'text'),
		query: query && checkOf(query, 'text'),
		body: body && checkOf(body, method === 'patch' ? 'change' : 'body'),
		throttles: throttled ? logInThrottles() : [],
	};
}

function checked(check: Check | undefined, value: unknown, message: string): unknown {
	const problems: Problem[] = check?.(value) ?? [];
	if (problems.length > 0) throw new PartylineError('INVALID_INPUT', message, {problems});
	return value;
}

async function bodyOf({checks, request, response}: Exchange): Promise<unknown> {
	if (checks.body === undefined) return undefined;
	const isEmpty = request.headers['content-length'] === '0';
	if (!isEmpty && request.is('application/json') === false) throw new PartylineError('WRONG_TYPE');
	await pass(parseJson, request, response);
	const body: unknown = request.body;
	if (body === undefined) throw new PartylineError('INVALID_INPUT', 'This needs a body of JSON.');
	return body;
}

function pass(handler: RequestHandler, request: Request, response: Response): Promise<void> {
	return new Promise((resolve, reject) => {
		const done = handler(request, response, (error?: unknown) => {
			if (error === undefined) resolve();
			else reject(error instanceof Error ? error : new Error('a request handler failed', {cause: error}));
		});
		Promise.resolve(done).catch(reject);
	});
}

async function send(answer: Answer, {row, request, response}: Exchange, {caller, streams, store}: AdapterPorts & {caller: Caller}): Promise<void> {
	response.setHeader('Cache-Control', 'no-store');
	switch (answer.kind) {
		case 'json':
			if (answer.cookie) setCookie(request, response, answer.cookie);
			response.status(answer.status).json(answer.body);
			return;
		case 'empty':
			if (answer.clearCookie) response.clearCookie(cookieName, cookieOptions(request));
			response.status(204).end();
			return;
		case 'file':
			return sendFile(answer, response);
		case 'events':
			if (request.method === 'HEAD') return void response.end();
			if (streams.full) throw new PartylineError('TOO_MANY_REQUESTS', 'Too many pages are open; close some.');
			return streams.add(response, answer.open, async () => isSame(caller, await authenticate(request, store), row));
		case 'refused':
			return sendError(response, answer);
	}
}

function isSame(before: Caller, now: Caller, row: Route): boolean {
	return now.role === before.role && (row.role === 'none' || now.role !== 'none');
}

const cookieOptions = (request: Request) => ({httpOnly: true, sameSite: 'strict', secure: request.secure, path: '/'} as const);

function setCookie(request: Request, response: Response, {secret, expiresAt}: {secret: string; expiresAt: string}): void {
	response.cookie(cookieName, secret, {...cookieOptions(request), expires: new Date(expiresAt)});
}

function sendFile({folder, name, downloadName, contentType}: Extract<Answer, {kind: 'file'}>, response: Response): Promise<void> {
	response.attachment(downloadName).type(contentType);
	return new Promise((resolve, reject) => {
		response.sendFile(name, {root: folder, cacheControl: false}, (error?: Error) => {
			if (!error || response.headersSent) return resolve();
			for (const header of ['Content-Disposition', 'Content-Type']) response.removeHeader(header);
			reject(error);
		});
	});
}
