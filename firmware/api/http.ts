import {createServer as createHttpServer, type RequestListener, type Server} from 'node:http';
import {createServer as createHttpsServer, type Server as TlsServer} from 'node:https';
import type {AddressInfo} from 'node:net';
import {PartylineError} from '../contract/index.js';
import type {Api} from './api.js';
import {leadToHttps} from './https-redirect.js';

export type HttpServer = {
	readonly port: number;
	/** Ends streams of events and idle connections at once; what is being answered has `graceMs` (2 s) to end. */
	close(graceMs?: number): Promise<void>;
};

/** PEM of a chain, own certificate first, and of its key. */
export type ServerCertificate = {certificate: string; key: string};
export type HttpsServer = HttpServer & {
	/** Shown to whoever connects from now on. */
	setCertificate(certificate: ServerCertificate): void;
};

/** Port 0 takes a free one. */
type Place = {api: Api; address: string; port: number};
export type HttpOptions = Place & {
	/** Everything but what has to be readable without HTTPS is led to this port. */
	httpsPort?: number;
};
export type HttpsOptions = Place & {
	certificate: ServerCertificate;
	/** Whether browsers are told to come by HTTPS alone from now on (RFC 6797); asked at every answer. */
	strict: () => boolean;
};

/** Serves the API. Throws PORT_IN_USE or BAD_ADDRESS, naming it. */
export async function startHttp({httpsPort, ...place}: HttpOptions): Promise<HttpServer> {
	const {app} = place.api;
	const server = createHttpServer(httpsPort === undefined ? app : leadToHttps(app, httpsPort));
	if (httpsPort === undefined) takeUpgrades(server, place.api);
	return serve(server, place, {protocol: 'HTTP', option: '--http'});
}

/** The same by HTTPS. Throws the same, and BAD_CERTIFICATE. */
export async function startHttps({certificate, strict, ...place}: HttpsOptions): Promise<HttpsServer> {
	const server = createTlsServer(certificate, strictly(place.api.app, strict));
	takeUpgrades(server, place.api);
	const served = await serve(server, place, {protocol: 'HTTPS', option: '--https, or the setting HTTPS port'});
	return {...served, setCertificate: next => server.setSecureContext(contextOf(next))};
}

const contextOf = ({certificate, key}: ServerCertificate) => ({cert: certificate, key, minVersion: 'TLSv1.2'} as const);

function createTlsServer(certificate: ServerCertificate, listener: RequestListener): TlsServer {
	try {
		return createHttpsServer(contextOf(certificate), listener);
	} catch (error) {
		throw new PartylineError('BAD_CERTIFICATE', 'The certificate for HTTPS can not be used.', {cause: error});
	}
}

const yearSeconds = 365 * 24 * 3600;

function strictly(listener: RequestListener, strict: () => boolean): RequestListener {
	return (request, response) => {
		if (strict()) response.setHeader('Strict-Transport-Security', `max-age=${yearSeconds}`);
		listener(request, response);
	};
}

function takeUpgrades(server: Server | TlsServer, api: Api): void {
	server.on('upgrade', (request, socket, head) => api.upgrade(request, socket, head));
}

type Name = {protocol: 'HTTP' | 'HTTPS'; option: string};

/** A backup with its recordings takes its time to arrive; what sends no more is ended by TCP. */
const longestRequestMs = 3_600_000;

async function serve(server: Server | TlsServer, {api, address, port}: Place, name: Name): Promise<HttpServer> {
	server.requestTimeout = longestRequestMs;
	server.on('request', (_request, response) => response.on('close', () => {
		if (!server.listening) server.closeIdleConnections();
	}));
	await listen(server, {address, port, ...name});
	// An address was given, so this is no pipe's name.
	const bound = server.address() as AddressInfo;
	return {port: bound.port, close: graceMs => close(server, api, graceMs)};
}

function listen(server: Server | TlsServer, where: Name & {address: string; port: number}): Promise<void> {
	return new Promise((resolve, reject) => {
		server.once('error', error => reject(explain(error, where)));
		server.listen({host: where.address, port: where.port}, resolve);
	});
}

function explain(error: NodeJS.ErrnoException, {protocol, option, address, port}: Name & {address: string; port: number}): Error {
	switch (error.code) {
		case 'EADDRINUSE':
			return new PartylineError('PORT_IN_USE', `${protocol} port ${port} on ${address} is in use by another program. Stop it, or choose another port (${option}).`, {cause: error});
		case 'EACCES':
			return new PartylineError('PORT_IN_USE', `${protocol} port ${port} on ${address} may not be used by this user. Choose one above 1023 (${option}).`, {cause: error});
		case 'EADDRNOTAVAIL':
		case 'EAFNOSUPPORT':
		case 'EINVAL':
		case 'ENOTFOUND':
		case 'EAI_AGAIN':
			return new PartylineError('BAD_ADDRESS', `This machine has no address ${address} to listen on (--listen).`, {cause: error});
		default:
			return error;
	}
}

async function close(server: Server | TlsServer, api: Api, graceMs = 2000): Promise<void> {
	const closed = new Promise<void>((resolve, reject) => {
		server.close(error => error === undefined ? resolve() : reject(error));
	});
	api.closeStreams();
	server.closeIdleConnections();
	const timer = setTimeout(() => server.closeAllConnections(), graceMs);
	await closed;
	clearTimeout(timer);
}
