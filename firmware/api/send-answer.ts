import {pipeline} from 'node:stream/promises';
import type {Request, Response} from 'express';
import {PartylineError} from '../contract/index.js';
import {cookieNameFor} from './authenticate.js';
import {sendError} from './error-answer.js';
import type {EventStreams} from './event-stream.js';
import type {Answer} from './route.js';

/** `stillAllowed`: whether who asked may still do so; a stream of events ends otherwise. */
export type Sending = {request: Request; response: Response; streams: EventStreams; stillAllowed: () => Promise<boolean>};

export async function sendAnswer(answer: Answer, {request, response, streams, stillAllowed}: Sending): Promise<void> {
	response.setHeader('Cache-Control', 'no-store');
	switch (answer.kind) {
		case 'json':
			if (answer.cookie) setCookie(request, response, answer.cookie);
			response.status(answer.status).json(answer.body);
			return;
		case 'empty':
			if (answer.clearCookie) response.clearCookie(cookieNameFor(request), cookieOptions(request));
			response.status(204).end();
			return;
		case 'file':
			return sendFile(answer, response);
		case 'download':
			return sendDownload(answer, response);
		case 'events':
			if (request.method === 'HEAD') return void response.end();
			if (streams.full) throw new PartylineError('TOO_MANY_REQUESTS', 'Too many pages are open; close some.');
			return streams.add(response, answer.open, stillAllowed);
		case 'refused':
			return sendError(response, answer);
	}
}

const cookieOptions = (request: Request) => ({httpOnly: true, sameSite: 'strict', secure: request.secure, path: '/'} as const);

function setCookie(request: Request, response: Response, {secret, expiresAt}: {secret: string; expiresAt: string}): void {
	response.cookie(cookieNameFor(request), secret, {...cookieOptions(request), expires: new Date(expiresAt)});
}

async function sendDownload({name, contentType, content}: Extract<Answer, {kind: 'download'}>, response: Response): Promise<void> {
	response.attachment(name).type(contentType);
	// Who was sent a part learns of the failure by the connection's end; the content's own maker tells the log.
	await pipeline(content, response).catch(() => response.destroy());
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
