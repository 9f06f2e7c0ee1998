import {EventEmitter, once} from 'node:events';
import type {Server} from 'node:http';
import type {AddressInfo} from 'node:net';
import {fileURLToPath} from 'node:url';
import express, {type Express, type Request, type Response} from 'express';
import {
	fxoConfig, fxsConfig, internalCallsOnly, reasonOf, spanConfig, told, type AccessRole, type DialPlanEntry, type DomainEvent, type LineFigures, type LineTestResult, type Problem, type SessionView, type SetupState, type Told,
} from '../../firmware/contract/index.js';
import type {StateEvent} from '../../webui/store/index.js';
import {dialPlanEntry, setupState, state} from './builders.js';

/** What came over the wire to change something. */
export type Ask = {method: string; path: string; body: unknown; header: string | undefined};

type Refusal = {status: number; code: string; message: string; problems?: readonly Problem[]; reason?: Told};

/** The box as the page meets it: the built page, and an API that says what the test scripts. */
export class StandInBox {
	readonly asks: Ask[] = [];
	loggedIn = true;
	name = 'kim';
	role: AccessRole = 'admin';
	user: SessionView['user'] = null;
	/** What the next `event: state` will say. */
	state: StateEvent = state();
	dialPlan: DialPlanEntry[] = [dialPlanEntry('8000')];
	/** The answer to all asks while it is set. */
	refusal: Refusal | null = null;
	/** While set, the event stream answers so instead of streaming. */
	streamStatus = 200;
	/** Of any line. */
	figures: LineFigures = {receiveDbm0: -30, transmitDbm0: -60, echoReturnLossDb: 12, echoReturnLossEnhancementDb: null, clockPpm: 3, delayMs: 40, slips: 0, overruns: 0, underruns: 0};
	testResult: LineTestResult = {ok: true, findings: [told('found-dial-tone')], figures: null};
	/** What is answered, by method and path below `/api/v1`, as "GET /recordings"; a function is told the request. */
	readonly answers = new Map<string, object | ((request: Request) => object)>();
	/** Files that are answered with, whole or in ranges: their paths on the disk by paths below `/api/v1`. */
	readonly files = new Map<string, string>();
	/** While it is set, the box is new, and shows the wizard. */
	setup: SetupState | null = null;
	readonly #arrivals = new EventEmitter();
	readonly #streams = new Set<Response>();
	#untold: DomainEvent[] = [];
	readonly #server: Server;

	static async start(): Promise<StandInBox> {
		const app = express();
		const box = new StandInBox(app);
		await once(box.#server, 'listening');
		return box;
	}

	private constructor(app: Express) {
		this.#route(app);
		this.#server = app.listen(0, '127.0.0.1');
	}

	get url(): string {
		return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/`;
	}

	/** Tells every listener; while there is none, the first one that comes. */
	tell(event: DomainEvent): void {
		if (this.#streams.size === 0) this.#untold.push(event);
		for (const stream of this.#streams) write(stream, event.kind, event);
	}

	/** The newest ask at a path below `/api/v1`, as soon as there is one. */
	async asked(path: string): Promise<Ask> {
		const found = this.asks.findLast(ask => ask.path === path);
		if (found) return found;
		await once(this.#arrivals, 'ask');
		return await this.asked(path);
	}

	/** Breaks every stream, as a restart or a network does. */
	dropStreams(): void {
		for (const stream of this.#streams) stream.destroy();
		this.#streams.clear();
	}

	async close(): Promise<void> {
		this.dropStreams();
		this.#server.close();
		this.#server.closeAllConnections();
		await once(this.#server, 'close');
	}

	#route(app: Express): void {
		app.use((_request, response, next) => {
			response.set('content-security-policy', "default-src 'self'");
			next();
		});
		app.use(express.json());
		app.get('/api/v1/setup', (_request, response) => void response.json(this.setup ?? {...setupState(), needed: false}));
		app.post('/api/v1/setup', (request, response) => this.#setUp(request, response));
		app.get('/api/v1/session', (_request, response) => this.#session(response));
		app.post('/api/v1/session', (request, response) => this.#logIn(request, response));
		app.get('/api/v1/events', (_request, response) => this.#stream(response));
		app.get('/api/v1/dial-plan', (_request, response) => void response.json(this.dialPlan));
		app.get('/api/v1/simulator', (_request, response) => void response.json(this.state.simulator));
		app.get('/api/v1/lines/schema', (_request, response) => void response.json({line: {anyOf: [fxsConfig, fxoConfig]}, span: spanConfig}));
		app.get('/api/v1/lines/:id/figures', (_request, response) => void response.json(this.figures));
		app.all('/api/v1/{*rest}', (request, response) => this.#ask(request, response));
		const page = fileURLToPath(new URL('../../page/', import.meta.url));
		app.use(express.static(page));
		app.get('/{*path}', (_request, response) => response.sendFile('index.html', {root: page}));
	}

	#session(response: Response): void {
		if (this.setup) refuse(response, {status: 403, code: 'SETUP_NEEDED', message: 'The box has to be set up first: open its page.'});
		else if (this.loggedIn) response.json(this.#view());
		else refuse(response, {status: 401, code: 'NOT_LOGGED_IN', message: 'Log in, or send a token.'});
	}

	#view(): SessionView {
		return {user: this.user, name: this.name, role: this.role, mayCall: internalCallsOnly, expiresAt: null};
	}

	#logIn(request: Request, response: Response): void {
		const {password, code} = request.body as {password?: string; code?: string};
		this.loggedIn = password === 'right' || code === 'once';
		if (this.loggedIn) response.status(201).json(this.#view());
		else refuse(response, {status: 401, code: 'WRONG_PASSWORD', message: 'The name or the password is wrong.'});
	}

	#setUp(request: Request, response: Response): void {
		this.asks.push({method: 'POST', path: '/setup', body: request.body, header: request.get('x-partyline')});
		if (this.refusal) return refuse(response, this.refusal);
		this.setup = null;
		this.loggedIn = true;
		response.status(201).json(this.#view());
	}

	#stream(response: Response): void {
		if (!this.loggedIn || this.streamStatus !== 200) {
			response.status(this.loggedIn ? this.streamStatus : 401).end();
			return;
		}
		response.set({'content-type': 'text/event-stream', 'cache-control': 'no-store'});
		// The page's browser tries again after 20 ms instead of seconds.
		response.write('retry: 20\n\n');
		const {kind, ...data} = this.state;
		write(response, kind, data);
		for (const event of this.#untold.splice(0)) write(response, event.kind, event);
		this.#streams.add(response);
		response.on('close', () => this.#streams.delete(response));
	}

	#ask(request: Request, response: Response): void {
		const path = request.path.replace('/api/v1', '');
		if (request.method !== 'GET') this.asks.push({method: request.method, path, body: request.body, header: request.get('x-partyline')});
		this.#arrivals.emit('ask');
		if (this.refusal) return refuse(response, this.refusal);
		const file = this.files.get(path);
		if (file && request.method === 'GET') return response.sendFile(file);
		const answer = this.answers.get(`${request.method} ${path}`);
		if (answer) return void response.json(typeof answer === 'function' ? answer(request) : answer);
		if (request.method === 'GET') return refuse(response, {status: 404, code: 'NOT_FOUND', message: `The stand-in has no ${path}.`});
		if (path.endsWith('/tests')) return void response.status(201).json(this.testResult);
		if (path === '/session') this.loggedIn = false;
		response.status(204).end();
	}
}

function write(stream: Response, kind: string, data: object): void {
	stream.write(`event: ${kind}\ndata: ${JSON.stringify(data)}\n\n`);
}

function refuse(response: Response, {status, code, message, problems = [], reason}: Refusal): void {
	response.status(status).json({error: {code, message, problems, reason: reasonOf(reason)}});
}
