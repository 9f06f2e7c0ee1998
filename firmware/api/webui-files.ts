import {readdirSync} from 'node:fs';
import {join} from 'node:path';
import express, {type RequestHandler, type Router} from 'express';

const year = {immutable: true, maxAge: '1y'} as const;

/** The built page: files with a hash in their name for good, index.html for every path that may be one of the page's own. */
export function mountWebui(router: Router, folder: string): void {
	const assets = join(folder, 'assets');
	router.get('/assets/{*file}', compressed(assets));
	router.use('/assets', express.static(assets, {...year, index: false, redirect: false}));
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

/** The smallest first. */
const suffixes = [['br', '.br'], ['gzip', '.gz']] as const;

/** Sends what the build compressed to who can read it; browsers take Brotli over TLS only. */
function compressed(folder: string): RequestHandler {
	const files = new Set(filesIn(folder));
	return (request, response, next) => {
		const name = request.path.slice('/assets/'.length);
		if (files.has(`${name}.gz`)) response.vary('Accept-Encoding');
		const [encoding, suffix] = suffixes.find(([one]) => request.acceptsEncodings(one) === one) ?? [];
		if (!encoding || !files.has(`${name}${suffix}`)) return next();
		response.type(name.slice(name.lastIndexOf('.'))).setHeader('Content-Encoding', encoding);
		response.sendFile(`${name}${suffix}`, {...year, root: folder}, (error?: Error) => {
			if (!error || response.headersSent) return;
			response.removeHeader('Content-Encoding');
			next();
		});
	};
}

/** Of a page that is not built there are none. */
function filesIn(folder: string): string[] {
	try {
		return readdirSync(folder);
	} catch {
		return [];
	}
}
