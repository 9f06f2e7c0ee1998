import type {Request, Response} from 'express';
import {errorCodes, PartylineError, reasonOf, type ErrorCode, type Problem, type Told} from '../contract/index.js';
import type {Log} from '../lib/log.js';

export type Refusal = {code: ErrorCode; message: string; problems: readonly Problem[]; reason?: Told | undefined};

/** Every error that the API gives has this form. */
export function sendError(response: Response, {code, message, problems, reason}: Refusal): void {
	response.status(errorCodes[code].status).json({error: {code, message, problems, reason: reasonOf(reason)}});
}

/** What went wrong inside is logged here and told to nobody else. */
export function answerError(error: unknown, {request, response, log}: {request: Request; response: Response; log: Log}): void {
	const refusal = refusalOf(error);
	if (refusal.code === 'INTERNAL') log.error({err: error, method: request.method, path: request.path}, 'a request failed');
	// An answer that has begun can only be broken off.
	if (response.headersSent) response.destroy();
	else sendError(response, refusal);
}

function refusalOf(error: unknown): Refusal {
	if (error instanceof PartylineError) return error;
	const {type, status} = httpErrorOf(error);
	switch (type) {
		case 'entity.parse.failed': return problem('INVALID_INPUT', 'The body is not valid JSON.');
		case 'entity.too.large': return problem('TOO_LARGE', 'The body is larger than 64 KB.');
		case 'encoding.unsupported':
		case 'charset.unsupported': return problem('WRONG_TYPE', 'Send the body as application/json in UTF-8.');
	}
	if (status === 404) return problem('NOT_FOUND', errorCodes.NOT_FOUND.text);
	if (status === 416) return problem('BAD_RANGE', errorCodes.BAD_RANGE.text);
	// The router's for a path that can't be decoded, body-parser's for a body that was cut off.
	if (status >= 400 && status < 500) return problem('INVALID_INPUT', 'The request can not be read.');
	return problem('INTERNAL', errorCodes.INTERNAL.text);
}

const problem = (code: ErrorCode, message: string): Refusal => ({code, message, problems: []});

function httpErrorOf(error: unknown): {type: string; status: number} {
	if (!(error instanceof Error)) return {type: '', status: 0};
	const type = 'type' in error && typeof error.type === 'string' ? error.type : '';
	const status = 'status' in error && typeof error.status === 'number' ? error.status : 0;
	return {type, status};
}
