import {createRequire} from 'node:module';
import {dirname} from 'node:path';
import type {Router} from 'express';

const html = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Partyline API</title>
<link rel="icon" href="/api/docs/favicon-32x32.png">
<link rel="stylesheet" href="/api/docs/swagger-ui.css">
<div id="docs"></div>
<script src="/api/docs/swagger-ui-bundle.js"></script>
<script src="/api/docs/start.js"></script>
</html>
`;

/** A file of its own: the content security policy allows no script inside a page. */
const start = `SwaggerUIBundle({url: '/api/openapi.json', dom_id: '#docs', deepLinking: true, requestInterceptor: request => {
	request.headers['X-Partyline'] = 'docs';
	return request;
}});
`;

/** The API's documentation to read and to try, under /api/docs; nothing is fetched from elsewhere. */
export function mountDocs(router: Router): void {
	const dist = dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'));
	router.get('/docs', (_request, response) => {
		response.type('html').send(html);
	});
	router.get('/docs/start.js', (_request, response) => {
		response.type('js').send(start);
	});
	for (const name of ['swagger-ui.css', 'swagger-ui-bundle.js', 'favicon-32x32.png']) {
		router.get(`/docs/${name}`, (_request, response) => response.sendFile(name, {root: dist, maxAge: '1h'}));
	}
}
