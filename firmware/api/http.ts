import {createServer, type Server} from 'node:http';
import type {AddressInfo} from 'node:net';
import {PartylineError} from '../contract/index.js';
import type {Api} from './api.js';

export type HttpServer = {
	readonly port: number;
	/** Ends streams of events and idle connections at once; what is being answered has `graceMs` (2 s) to end. */
	close(graceMs?: number): Promise<void>;
};

/** Serves the API. Port 0 takes a free one. Throws PORT_IN_USE or BAD_ADDRESS, naming it. */
export async function startHttp({api, address, port}: {api: Api; address: string; port: number}): Promise<HttpServer> {
	const server = createServer(api.app);
	server.on('request', (_request, response) => response.on('close', () => {
		if (!server.listening) server.closeIdleConnections();
	}));
	server.on('upgrade', (request, socket, head) => api.upgrade(request, socket, head));
	await listen(server, address, port);
	// An address was given, so this is no pipe's name.
	const bound = server.address() as AddressInfo;
	return {port: bound.port, close: graceMs => close(server, api, graceMs)};
}

function listen(server: Server, address: string, port: number): Promise<void> {
	return new Promise((resolve, reject) => {
		server.once('error', error => reject(explain(error, address, port)));
		server.listen({host: address, port}, resolve);
	});
}

function explain(error: NodeJS.ErrnoException, address: string, port: number): Error {
	switch (error.code) {
		case 'EADDRINUSE':
			return new PartylineError('PORT_IN_USE', `HTTP port ${port} on ${address} is in use by another program. Stop it, or choose another port (--http).`, {cause: error});
		case 'EACCES':
			return new PartylineError('PORT_IN_USE', `HTTP port ${port} on ${address} may not be used by this user. Choose one above 1023 (--http).`, {cause: error});
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

async function close(server: Server, api: Api, graceMs = 2000): Promise<void> {
	const closed = new Promise<void>((resolve, reject) => {
		server.close(error => error === undefined ? resolve() : reject(error));
	});
	api.closeStreams();
	server.closeIdleConnections();
	const timer = setTimeout(() => server.closeAllConnections(), graceMs);
	await closed;
	clearTimeout(timer);
}
