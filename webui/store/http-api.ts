import type {DialPlanEntry, LineFigures, LineTestResult, SessionView, SetupState, SimulatorView} from '../../firmware/contract/index.js';
import type {Api, LineSchemas} from './api.js';
import {requestOf} from './ask.js';
import {listenToEvents, type StreamPorts} from './event-stream.js';
import {RequestFailed, type Failure} from './failure.js';

/** What the browser lends: its fetch, event stream and timer. */
export type Browser = StreamPorts & {fetch(path: string, init: RequestInit): Promise<Response>};

/** The box's HTTP API below `/api/v1`, with the log-in cookie of this browser. */
export function createHttpApi(browser: Browser): Api {
	const call = (method: string, path: string, body?: object) => request(browser, {method, path, body});
	return {
		readUser: async () => await readUser(call),
		logIn: async credentials => {
			await call('POST', '/session', credentials);
		},
		logOut: async () => {
			await call('DELETE', '/session');
		},
		readSetup: async () => await call('GET', '/setup') as SetupState,
		setUp: async input => {
			await call('POST', '/setup', input);
		},
		readDialPlan: async () => await call('GET', '/dial-plan') as DialPlanEntry[],
		send: async ask => {
			const {method, path, body} = requestOf(ask);
			await call(method, path, body);
		},
		readSimulator: async () => await call('GET', '/simulator') as SimulatorView,
		usePhone: async (phone, action) => {
			await call('POST', `/simulator/phones/${encodeURIComponent(phone)}`, action);
		},
		readLineSchemas: async () => await call('GET', '/lines/schema') as LineSchemas,
		readFigures: async line => await call('GET', `/lines/${encodeURIComponent(line)}/figures`) as LineFigures,
		testLine: async (line, action) => await call('POST', `/lines/${encodeURIComponent(line)}/tests`, {action}) as LineTestResult,
		setUpLine: async (line, change) => {
			await call('PATCH', `/lines/${encodeURIComponent(line)}`, change);
		},
		setUpSpan: async (span, change) => {
			await call('PATCH', `/spans/${encodeURIComponent(span)}`, change);
		},
		invite: async (room, invitation) => {
			await call('POST', `/rooms/${encodeURIComponent(room)}/invitations`, invitation);
		},
		call,
		upload: (path, file, headers) => request(browser, {method: 'POST', path, file: {content: file, headers}}),
		isThere: () => isThere(browser),
		listen: listener => listenToEvents(browser, listener),
	};
}

/** The way to it is open to all, also by HTTP where that only leads to HTTPS. */
async function isThere(browser: Browser): Promise<boolean> {
	try {
		return (await browser.fetch('/healthz', {cache: 'no-store', credentials: 'omit'})).ok;
	} catch {
		return false;
	}
}

type Sent = {method: string; path: string; body?: object | undefined; file?: {content: Blob; headers: Readonly<Record<string, string>>}};
type Call = (method: string, path: string) => Promise<unknown>;

async function readUser(call: Call): Promise<SessionView | null> {
	try {
		return await call('GET', '/session') as SessionView;
	} catch (error) {
		if (error instanceof RequestFailed && ['NOT_LOGGED_IN', 'SETUP_NEEDED'].includes(error.failure.code)) return null;
		throw error;
	}
}

async function request(browser: Browser, what: Sent): Promise<unknown> {
	const response = await answerTo(browser, what);
	const text = await response.text();
	const answer: unknown = isJson(response) && text !== '' ? JSON.parse(text) : null;
	if (!response.ok) throw new RequestFailed(failureOf(answer, response.status));
	return answer;
}

async function answerTo(browser: Browser, {method, path, body, file}: Sent): Promise<Response> {
	// The header is one that a form of another site can not send, so the cookie alone changes nothing.
	const headers: Record<string, string> = {accept: 'application/json', 'x-partyline': 'page', ...file?.headers};
	if (body) headers['content-type'] = 'application/json';
	if (file) headers['content-type'] = 'application/octet-stream';
	const content = body ? JSON.stringify(body) : file?.content;
	try {
		return await browser.fetch(`/api/v1${path}`, {method, headers, credentials: 'same-origin', ...(content !== undefined && {body: content})});
	} catch (cause) {
		throw new RequestFailed({code: 'UNREACHABLE', message: ''}, {cause});
	}
}

function isJson(response: Response): boolean {
	return response.headers.get('content-type')?.includes('json') ?? false;
}

/** An answer that is not the box's own (a proxy's page, say) has no code; its status is all there is to tell. */
function failureOf(answer: unknown, status: number): Failure {
	const own = (answer as {error?: Partial<Failure>} | null)?.error ?? answer as Partial<Failure> | null;
	if (own?.code && own.message) return {code: own.code, message: own.message, ...(own.problems?.length && {problems: own.problems}), ...(own.reason && {reason: own.reason})};
	return {code: status === 401 ? 'NOT_LOGGED_IN' : 'INTERNAL', message: `HTTP ${status}`};
}
