import type {IncomingMessage} from 'node:http';
import type {Duplex} from 'node:stream';
import express, {type Express, type Router} from 'express';
import helmet from 'helmet';
import {conferenceInput, lineConfig, PartylineError, type AccessRole} from '../contract/index.js';
import type {Log} from '../lib/log.js';
import {mount} from './adapter.js';
import {mountCertificatePage} from './certificate-page.js';
import {createChecks} from './check.js';
import {mountDocs} from './docs-page.js';
import {answerError} from './error-answer.js';
import {EventStreams} from './event-stream.js';
import {createLogInCodes} from './log-in-codes.js';
import {openApi} from './openapi.js';
import {PhoneAudio} from './phone-audio.js';
import type {ApiPorts} from './ports.js';
import {allRoutes} from './routes/index.js';
import {createSetUpGate} from './set-up-gate.js';
import {createTurns} from './turns.js';
import {mountWatching} from './watching.js';
import {mountWebui} from './webui-files.js';

export type Api = {
	readonly app: Express;
	/** A path below the box's address that logs in once, within the hour. For a box that can only be reached from its own machine. */
	createLoginLink(role: AccessRole): {code: string; path: string};
	/** Takes a request for a WebSocket (RFC 6455): the sound of a simulated telephone. */
	upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
	/** Ends all streams of events and of sound, so that an HTTP server can close. */
	closeStreams(): void;
};

/** The API, its documentation and the page, as an express application that listens nowhere yet. */
export function createApi(ports: ApiPorts): Api {
	const codes = createLogInCodes(ports.clock);
	const streams = new EventStreams(ports.clock);
	const audio = new PhoneAudio(ports);
	const router = express.Router();
	router.use(securityHeaders());
	mountWatching(router, ports);
	router.get('/healthz', (_request, response) => {
		const {ready, why} = ports.box.health();
		response.status(ready ? 200 : 503).setHeader('Cache-Control', 'no-store').json(ready ? {status: 'ok'} : {status: 'not ready', why});
	});
	router.use('/api', apiRouter(ports, codes, streams));
	mountCertificatePage(router, ports.certificates);
	if (ports.webuiDir !== null) mountWebui(router, ports.webuiDir);
	router.use(request => {
		throw new PartylineError('NOT_FOUND', `There is no ${request.method} ${request.path} here.`);
	});
	return {
		app: appOf(router, ports.log),
		createLoginLink(role) {
			const code = codes.create(role);
			return {code, path: `/#code=${code}`};
		},
		upgrade: (request, socket, head) => audio.upgrade(request, socket, head),
		closeStreams() {
			streams.close();
			audio.close();
		},
	};
}

function appOf(router: Router, log: Log): Express {
	const app = express();
	app.disable('x-powered-by');
	app.use((request, response) => router(request, response, (error: unknown) => answerError(error, {request, response, log})));
	return app;
}

function apiRouter(ports: ApiPorts, codes: ReturnType<typeof createLogInCodes>, streams: EventStreams) {
	const checkOf = createChecks();
	const routes = allRoutes({...ports, codes, inTurn: createTurns(), checkConference: checkOf(conferenceInput, 'change'), checkLine: checkOf(lineConfig, 'change')});
	const documentation = openApi(routes, ports.box.info().version);
	const router = express.Router();
	const v1 = express.Router();
	mount(v1, routes, {...ports, streams, checkOf, expectSetUp: createSetUpGate(ports.store.users)});
	router.use('/v1', v1);
	router.get('/openapi.json', (_request, response) => {
		response.json(documentation);
	});
	mountDocs(router);
	return router;
}

/** Everything from the box itself, nothing inline. The box may speak plain HTTP too; whether HTTPS is insisted on, its server says. */
function securityHeaders() {
	const directives = {
		defaultSrc: [`'self'`],
		imgSrc: [`'self'`, 'data:'],
		objectSrc: [`'none'`],
		frameAncestors: [`'none'`],
		baseUri: [`'none'`],
		formAction: [`'self'`],
	};
	return helmet({
		contentSecurityPolicy: {useDefaults: false, directives},
		strictTransportSecurity: false,
		crossOriginOpenerPolicy: false,
		originAgentCluster: false,
		referrerPolicy: {policy: 'no-referrer'},
	});
}
