import type {RequestListener} from 'node:http';

/** What can be read by plain HTTP in any case: probes, and how to install the authority without which HTTPS warns. */
const open = /^\/(healthz|readyz|certificate(\/.*)?|api\/v1\/certificate\/authority)$/;

/** Leads everything else to HTTPS, with its method and body (RFC 9110, 15.4.9). */
export function leadToHttps(listener: RequestListener, httpsPort: number): RequestListener {
	return (request, response) => {
		const {method, url = '/', headers} = request;
		const [path = ''] = url.split('?');
		if ((method === 'GET' || method === 'HEAD') && open.test(path)) return listener(request, response);
		const host = hostOf(headers.host);
		request.resume();
		if (host === undefined || !url.startsWith('/')) return void response.writeHead(400, {Connection: 'close'}).end();
		const port = httpsPort === 443 ? '' : `:${httpsPort}`;
		response.writeHead(308, {'Location': `https://${host}${port}${url}`, 'Cache-Control': 'no-store', 'Content-Length': 0}).end();
	};
}

/** Without its port; undefined for what is none, which must not get into an answer. */
function hostOf(header: string | undefined): string | undefined {
	const text = `http://${header ?? ''}`;
	return header !== undefined && /^[A-Za-z0-9.:[\]-]+$/.test(header) && URL.canParse(text) ? new URL(text).hostname : undefined;
}
