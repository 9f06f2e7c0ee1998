import type {Router} from 'express';
import type {Language} from '../contract/index.js';
import type {Certificates} from './ports.js';

const languages: Language[] = ['en', 'fr', 'de', 'es', 'it'];

/** The page that explains how to install the box's authority: for anybody, in the browser's language. */
export function mountCertificatePage(router: Router, certificates: Certificates): void {
	router.get('/certificate', (request, response) => {
		const chosen = request.acceptsLanguages(languages);
		const language = languages.find(known => known === chosen) ?? 'en';
		response.vary('Accept-Language').setHeader('Cache-Control', 'no-cache').type('html').send(certificates.installPage(language));
	});
	router.get('/certificate/style.css', (_request, response) => {
		response.type('css').send(certificates.installPageStyle);
	});
}
