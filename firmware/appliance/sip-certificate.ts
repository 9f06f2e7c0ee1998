import type {Certificates} from '../certificates/index.js';
import type {Settings} from '../contract/index.js';
import type {Log} from '../lib/log.js';
import type {Media} from '../media/index.js';

export type SipCertificateParts = {certificates: Certificates; media: Media; log: Log; /** As SIP was started with them. */ settings: Settings['sip']};

/** SIP over TLS shows the box's certificate, also when that is another than at the start; unless the settings name one. The result ends it. */
export function keepSipCertificate({certificates, media, log, settings}: SipCertificateParts): () => void {
	if (settings.tlsPort === null || settings.tlsCertificate !== '') return () => undefined;
	return certificates.subscribe(() => {
		const {path} = certificates.current;
		try {
			media.sip.renewCertificate({certificatePath: path, keyPath: path});
			log.info('SIP over TLS shows another certificate from now on');
		} catch (error) {
			log.error({err: error}, 'SIP over TLS goes on with the certificate from before');
		}
	});
}
