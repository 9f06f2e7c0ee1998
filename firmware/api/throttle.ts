import type {Request, RequestHandler} from 'express';
import {ipKeyGenerator, rateLimit} from 'express-rate-limit';
import {PartylineError} from '../contract/index.js';

const windowMs = 15 * 60_000;
const failuresByName = 5;
const failuresByAddress = 20;

/** Counters of its own for each route that has failures counted. */
export function throttlesOf(by: 'by-name' | 'by-address' | undefined): RequestHandler[] {
	if (by === undefined) return [];
	return by === 'by-name' ? logInThrottles() : [throttle(failuresByAddress, addressOf)];
}

/**
 * Failed log-ins are counted for each address, and for each name from each address: whoever guesses shuts out himself, never
 * the owner of the name elsewhere.
 */
function logInThrottles(): RequestHandler[] {
	return [
		throttle(failuresByAddress, addressOf),
		throttle(failuresByName, request => `${addressOf(request)} ${nameOf(request.body)}`),
	];
}

function throttle(limit: number, keyGenerator: (request: Request) => string): RequestHandler {
	return rateLimit({
		windowMs,
		limit,
		keyGenerator,
		skipSuccessfulRequests: true,
		standardHeaders: 'draft-8',
		legacyHeaders: false,
		validate: false,
		handler: (_request, _response, next) => next(new PartylineError('TOO_MANY_REQUESTS', 'Too many failures from here; wait a quarter of an hour.')),
	});
}

function addressOf(request: Request): string {
	return ipKeyGenerator(request.ip ?? '');
}

function nameOf(body: unknown): string {
	return typeof body === 'object' && body !== null && 'name' in body && typeof body.name === 'string' ? body.name.toLowerCase() : '';
}
