import {errorCodeOf} from './error-code.js';

/** Why there is no connection, in a sentence with what to do; `broker` names it. */
export function problemOf(error: unknown, broker: string): string {
	const text = error instanceof Error ? error.message : '';
	return `The MQTT broker ${broker} ${sentenceOf(errorCodeOf(error), text)}`;
}

/** CONNACK's codes: MQTT 3.1.1, 3.2.2.3, and of MQTT 5, 3.2.2.2, beside those of sockets and TLS. */
function sentenceOf(code: string | number | undefined, text: string): string {
	switch (code) {
		case 4: case 5: case 134: case 135: return 'does not take the user name and password. Check them in the settings.';
		case 2: case 133: return 'does not take the name that the box connects by.';
		case 1: case 132: return 'speaks neither MQTT 5 nor 3.1.1.';
		case 3: case 136: case 137: return 'is there, but not ready. The box tries again.';
		case 138: return 'has banned the box.';
		case 'EADDRINUSE': return 'can not be started: another program uses its port. Choose another port, or that program as the broker.';
		case 'EACCES': return 'can not be started: its port may not be used by this user. Choose one above 1023.';
		case 'EADDRNOTAVAIL': return 'can not be started: this machine has no such address.';
		case 'ECONNREFUSED': return 'does not answer: nothing listens at this address and port.';
		case 'ENOTFOUND': case 'EAI_AGAIN': return 'can not be found: its name stands for no address.';
		case 'ECONNRESET': case 'EPIPE': return 'closed the connection.';
		case 'EHOSTUNREACH': case 'ENETUNREACH': case 'ETIMEDOUT': return 'can not be reached. Check the network and the address.';
		case 'CERT_HAS_EXPIRED': return 'shows a certificate that has expired.';
		case 'ERR_TLS_CERT_ALTNAME_INVALID': return 'shows a certificate of another name.';
		case 'DEPTH_ZERO_SELF_SIGNED_CERT': case 'SELF_SIGNED_CERT_IN_CHAIN': case 'UNABLE_TO_VERIFY_LEAF_SIGNATURE': case 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY': case 'UNABLE_TO_GET_ISSUER_CERT':
			return 'shows a certificate of an authority that the box does not know. Put its authority into the settings.';
		default: return otherwise(code, text);
	}
}

function otherwise(code: string | number | undefined, text: string): string {
	const words = typeof code === 'string' ? code : '';
	if (/PEM|ASN1|X509|KEY_VALUES|OSSL_UNSUPPORTED/.test(words)) return 'was not asked: the certificate, key or authority of the settings can not be read.';
	if (/ALERT|HANDSHAKE/.test(words)) return 'refuses the TLS connection. It may ask for a certificate of the box, or not know its authority.';
	return text === '' ? 'closed the connection.' : `can not be used: ${text}.`;
}
