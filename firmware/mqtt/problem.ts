import {told, type Told} from '../contract/index.js';
import {errorCodeOf} from './error-code.js';

/** Why there is no connection, with what to do; `broker` names it. */
export function problemOf(error: unknown, broker: string): Told {
	const text = error instanceof Error ? error.message : '';
	const code = errorCodeOf(error);
	const known = codeOf(code) ?? (typeof code === 'string' ? codeOfTls(code) : undefined) ?? (text === '' ? 'mqtt-closed' : undefined);
	return known ? told(known, {broker}) : told('mqtt-failed', {broker, error: text});
}

/** CONNACK's codes: MQTT 3.1.1, 3.2.2.3, and of MQTT 5, 3.2.2.2, beside those of sockets and TLS. */
function codeOf(code: string | number | undefined) {
	switch (code) {
		case 4: case 5: case 134: case 135: return 'mqtt-password';
		case 2: case 133: return 'mqtt-client-name';
		case 1: case 132: return 'mqtt-version';
		case 3: case 136: case 137: return 'mqtt-not-ready';
		case 138: return 'mqtt-banned';
		case 'EADDRINUSE': return 'mqtt-port-in-use';
		case 'EACCES': return 'mqtt-port-forbidden';
		case 'EADDRNOTAVAIL': return 'mqtt-no-address';
		case 'ECONNREFUSED': return 'mqtt-no-answer';
		case 'ENOTFOUND': case 'EAI_AGAIN': return 'mqtt-unknown-name';
		case 'ECONNRESET': case 'EPIPE': return 'mqtt-closed';
		case 'EHOSTUNREACH': case 'ENETUNREACH': case 'ETIMEDOUT': return 'mqtt-unreachable';
		case 'CERT_HAS_EXPIRED': return 'mqtt-certificate-ended';
		case 'ERR_TLS_CERT_ALTNAME_INVALID': return 'mqtt-certificate-name';
		case 'DEPTH_ZERO_SELF_SIGNED_CERT': case 'SELF_SIGNED_CERT_IN_CHAIN': case 'UNABLE_TO_VERIFY_LEAF_SIGNATURE': case 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY': case 'UNABLE_TO_GET_ISSUER_CERT':
			return 'mqtt-unknown-authority';
		default: return undefined;
	}
}

function codeOfTls(code: string) {
	if (/PEM|ASN1|X509|KEY_VALUES|OSSL_UNSUPPORTED/.test(code)) return 'mqtt-unreadable-key';
	return /ALERT|HANDSHAKE/.test(code) ? 'mqtt-tls-refused' : undefined;
}
