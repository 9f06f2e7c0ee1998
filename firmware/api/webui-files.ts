import {join} from 'node:path';
import express, {type Router} from 'express';

/** The built page: files with a hash in their name for good, index.html for every path that may be one of the page's own. */
export function mountWebui(router: Router, folder: string): void {
	router.use('/assets', express.static(join(folder, 'assets'), {immutable: true, maxAge: '1y', index: false, redirect: false}));
	router.use(express.static(folder, {maxAge: 0, redirect: false}));
	router.get('/{*path}', (request, response, next) => {
		const isPage = !/^\/(api|assets)(\/|$)/.test(request.path) && !/\.[a-z0-9]+$/i.test(request.path) && request.accepts('html') !== false;
		if (!isPage) return next();
		response.setHeader('Cache-Control', 'no-cache');
		response.sendFile('index.html', {root: folder, cacheControl: false}, (error?: Error) => {
			if (error) next(error);
		});
	});
}
