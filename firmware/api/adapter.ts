import {json, type Request, type RequestHandler, type Response, type Router} from 'express';
import {PartylineError, type Problem} from '../contract/index.js';
import type {Log} from '../lib/log.js';
import {detailOf} from './audit-detail.js';
import {noteOf} from './audit-request.js';
import type {AuditPort} from './ports.js';
import type {StorePort} from './store-port.js';
import {authenticate, authorise, expectOwnPage} from './authenticate.js';
import type {Check, createChecks} from './check.js';
import type {EventStreams} from './event-stream.js';
import {scopeOf, type Answer, type Caller, type Route} from './route.js';
import {sendAnswer} from './send-answer.js';
import type {SetUpGate} from './set-up-gate.js';
import {throttlesOf} from './throttle.js';

export type AdapterPorts = {
	store: Pick<StorePort, 'tokens' | 'sessions'>; streams: EventStreams; log: Log; checkOf: ReturnType<typeof createChecks>;
	expectSetUp: SetUpGate; audit: Pick<AuditPort, 'attend'>;
};

type RouteChecks = {params: Check | undefined; query: Check | undefined; body: Check | undefined; throttles: RequestHandler[]};

const parseJson = json({limit: 64 * 1024});

/** Makes express routes of the rows: each request is authorised, checked, run, written to the audit log and answered here and nowhere else. */
export function mount(router: Router, routes: readonly Route[], ports: AdapterPorts): void {
	for (const row of routes) {
		const checks = checksOf(row, ports.checkOf);
		router[row.method](row.path, (request, response) => handle({row, checks, request, response, detail: ''}, ports));
	}
}

/** `detail`: what the audit log will tell of the body. `stillAllowed`: whether who asked is who he was when he began. */
type Exchange = {row: Route; checks: RouteChecks; request: Request; response: Response; detail: string; stillAllowed: () => Promise<boolean>};

async function handle(asked: Omit<Exchange, 'stillAllowed'>, ports: AdapterPorts): Promise<void> {
	const {row, request} = asked;
	const caller = await authenticate(request, ports.store);
	const exchange = {...asked, stillAllowed: async () => isSame(caller, await authenticate(request, ports.store), row)};
	await ports.expectSetUp(row, caller);
	const answer = row.method === 'get' ? await answerTo(exchange, caller) : await change(exchange, caller, ports);
	await sendAnswer(answer, {...exchange, streams: ports.streams});
}

/** It is in the audit log, done or refused, when this ends. */
function change(exchange: Exchange, caller: Caller, {audit, log}: AdapterPorts): Promise<Answer> {
	const {method, path} = exchange.request;
	return audit.attend(result => noteOf({...exchange, caller, result}), async () => {
		const answer = await answerTo(exchange, caller);
		log.info({method, path, by: caller.name, answer: answer.kind}, 'a change was asked for');
		return answer;
	});
}

async function answerTo(exchange: Exchange, caller: Caller): Promise<Answer> {
	const {row, checks, request, response} = exchange;
	authorise(caller, {role: row.role, scope: scopeOf(row)});
	expectOwnPage(request, caller);
	const params = checked(checks.params, {...request.params}, 'The path is not valid.');
	const query = checked(checks.query, {...request.query}, 'The query is not valid.');
	const sent = await bodyOf(exchange);
	exchange.detail = detailOf(row.body, sent);
	// A body may take as long as its sender likes, who may have lost his rights meanwhile.
	if (checks.body && !await exchange.stillAllowed()) throw new PartylineError('NOT_LOGGED_IN');
	const body = checked(checks.body, sent, 'The body is not valid.');
	for (const throttle of checks.throttles) await pass(throttle, request, response);
	return row.run({params, query, body, caller, upload: request, headers: request.headers});
}

function checksOf({params, query, body, method, throttled}: Route, checkOf: AdapterPorts['checkOf']): RouteChecks {
	return {
		params: params && checkOf(params, 'text'),
		query: query && checkOf(query, 'text'),
		body: body && checkOf(body, method === 'patch' ? 'change' : 'body'),
		throttles: throttlesOf(throttled),
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

function isSame(before: Caller, now: Caller, row: Route): boolean {
	return now.role === before.role && (row.role === 'none' || now.role !== 'none');
}
