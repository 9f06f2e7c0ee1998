import type {Router} from 'express';
import {PartylineError} from '../contract/index.js';
import type {ApiPorts} from './ports.js';

/** For programs that watch the box, without a log-in: whether calls can be taken, and its figures. To be mounted before everything else. */
export function mountWatching(router: Router, {watching}: Pick<ApiPorts, 'watching'>): void {
	router.use((_request, response, next) => {
		response.on('finish', () => watching.answered(response.statusCode));
		next();
	});
	router.get('/readyz', async (_request, response) => {
		const reasons = await watching.reasons();
		response.status(reasons.length === 0 ? 200 : 503).setHeader('Cache-Control', 'no-store').json(reasons.length === 0 ? {status: 'ready'} : {status: 'not ready', reasons});
	});
	router.get('/metrics', async (_request, response) => {
		const metrics = await watching.metrics();
		if (!metrics) throw new PartylineError('NOT_FOUND', 'Metrics are switched off in the settings.');
		response.setHeader('Cache-Control', 'no-store').setHeader('Content-Type', metrics.contentType).end(metrics.text);
	});
}
