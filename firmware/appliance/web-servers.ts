import {startHttp, startHttps, type Api, type HttpsServer} from '../api/index.js';
import type {Certificates} from '../certificates/index.js';
import {PartylineError, told, type Settings, type Told} from '../contract/index.js';
import type {Log} from '../lib/log.js';

export type WebServersParts = {
	api: Api;
	address: string;
	/** 0 picks a free one. */
	httpPort: number;
	/** Undefined: as the settings say. */
	httpsPort: number | 'off' | undefined;
	settings: Settings['network'];
	certificates: Certificates;
	log: Log;
	/** HTTPS can not be had, though it should. */
	alarm: (failed: Told) => void;
};

export type WebServers = {httpPort: number; httpsPort: number | null; close(): Promise<void>};

/** The page and the API by HTTP, by HTTPS, or both. Throws what their start throws; HTTPS beside HTTP may fail, and is an alarm then. */
export async function startWebServers(parts: WebServersParts): Promise<WebServers> {
	const {certificates, settings} = parts;
	const https = await startHttpsIfWanted(parts);
	const forget = https && certificates.subscribe(() => https.setCertificate(certificates.current));
	const only = https !== null && settings.https === 'only';
	try {
		const http = await startHttp({api: parts.api, address: parts.address, port: parts.httpPort, ...(only ? {httpsPort: https.port} : {})});
		return {
			httpPort: http.port, httpsPort: https?.port ?? null,
			async close() {
				forget?.();
				await Promise.all([http.close(), https?.close()]);
			},
		};
	} catch (error) {
		await https?.close();
		throw error;
	}
}

async function startHttpsIfWanted(parts: WebServersParts): Promise<HttpsServer | null> {
	const {api, address, httpsPort: chosen, settings, certificates, log, alarm} = parts;
	if (chosen === 'off' || (chosen === undefined && settings.https === 'off')) return null;
	const only = settings.https === 'only';
	const port = chosen ?? settings.httpsPort;
	try {
		return await startHttps({api, address, port, certificate: certificates.current, strict: () => only && certificates.isUploaded});
	} catch (error) {
		// Who asked for it by name, or for nothing else, is told at once.
		if (chosen !== undefined || only || !(error instanceof PartylineError) || error.code !== 'PORT_IN_USE') throw error;
		log.warn({err: error}, 'no HTTPS');
		alarm({...told('https-failed', {port}), message: `${error.message} Until then there is no HTTPS.`});
		return null;
	}
}
