import {createPrivateKey, X509Certificate, type KeyObject} from 'node:crypto';
import {createSecureContext} from 'node:tls';
import type {CertificateInput, Problem} from '../contract/index.js';
import {certificatesIn, type Identity} from './pem-file.js';

export type Checked = {ok: true; identity: Pick<Identity, 'certificate' | 'key'>} | {ok: false; problems: Problem[]};

/** Clocks differ, and a certificate may have been made just now. */
const clockToleranceMs = 24 * 3_600_000;

const ofCertificate = (message: string): Problem => ({path: '/certificate', message});
const ofKey = (message: string): Problem => ({path: '/key', message});

/** Whether a server can show this certificate at that time, with what is wrong at the field that is wrong. */
export function checkUploaded({certificate, key}: CertificateInput, now: Date): Checked {
	const pems = certificatesIn(certificate);
	const chain = pems.map(readCertificate);
	const privateKey = readKey(key);
	const problems = [
		...chain.flatMap((one, index) => one === undefined ? [ofCertificate(`Certificate ${index + 1} is damaged.`)] : []),
		...(pems.length === 0 ? [ofCertificate('This is no certificate in PEM: it begins with "-----BEGIN CERTIFICATE-----".')] : []),
		...('problem' in privateKey ? [ofKey(privateKey.problem)] : []),
	];
	if (problems.length > 0 || 'problem' in privateKey) return {ok: false, problems};
	const found = problemsOf(chain.filter(one => one !== undefined), privateKey.key, now);
	if (found.length > 0) return {ok: false, problems: found};
	const identity = {certificate: `${pems.join('\n')}\n`, key: privateKey.key.export({type: 'pkcs8', format: 'pem'}).toString()};
	const refusal = refusalOf(identity);
	return refusal === undefined ? {ok: true, identity} : {ok: false, problems: [refusal]};
}

function readCertificate(pem: string): X509Certificate | undefined {
	try {
		return new X509Certificate(pem);
	} catch {
		// Which one it is says more than why.
		return undefined;
	}
}

function readKey(key: string): {key: KeyObject} | {problem: string} {
	if (/ENCRYPTED/.test(key)) return {problem: 'This key is encrypted. Take its passphrase off (openssl pkey -in KEY.pem) and send the result.'};
	try {
		const privateKey = createPrivateKey(key);
		const problem = kindProblem(privateKey);
		return problem === undefined ? {key: privateKey} : {problem};
	} catch {
		// The reason is one of OpenSSL's decoders', and tells nobody anything.
		return {problem: 'This is no private key in PEM: it begins with "-----BEGIN PRIVATE KEY-----".'};
	}
}

/** What OpenSSL would take and browsers would not. */
function kindProblem({asymmetricKeyType, asymmetricKeyDetails}: KeyObject): string | undefined {
	if (asymmetricKeyType === 'ec') return undefined;
	if (asymmetricKeyType !== 'rsa') return `Browsers take keys for RSA and ECDSA; this one is for ${asymmetricKeyType}.`;
	const bits = asymmetricKeyDetails?.modulusLength ?? 0;
	return bits < 2048 ? `Browsers take RSA keys of 2048 bits or more; this one has ${bits}.` : undefined;
}

function problemsOf(chain: readonly X509Certificate[], key: KeyObject, now: Date): Problem[] {
	const [first] = chain;
	const fitting = chain.findIndex(one => one.checkPrivateKey(key));
	if (fitting > 0) return [ofCertificate(`The key is that of certificate ${fitting + 1}: it has to come first, then those that lead to a known authority.`)];
	if (fitting < 0) return [ofKey('This key is not that of the certificate.')];
	return [
		...(first?.subjectAltName === undefined ? [ofCertificate('It names no host (subjectAltName), so no browser would take it.')] : []),
		...chain.flatMap((one, index) => dateProblem(one, index, now)),
		...chain.slice(1).flatMap((signer, index) => orderProblem(chain[index], signer, index)),
	];
}

function dateProblem({validFrom, validTo}: X509Certificate, index: number, now: Date): Problem[] {
	const place = index === 0 ? 'It' : `Certificate ${index + 1}`;
	if (Date.parse(validTo) <= now.getTime()) return [ofCertificate(`${place} ended on ${dayOf(validTo)}.`)];
	if (Date.parse(validFrom) > now.getTime() + clockToleranceMs) return [ofCertificate(`${place} is good from ${dayOf(validFrom)} on; on this box it is ${dayOf(now.toISOString())}.`)];
	return [];
}

function orderProblem(signed: X509Certificate | undefined, signer: X509Certificate, index: number): Problem[] {
	if (signed?.checkIssued(signer) && signed.verify(signer.publicKey)) return [];
	return [ofCertificate(`Certificate ${index + 2} did not sign certificate ${index + 1}: each has to be followed by the one that signed it.`)];
}

/** What only TLS itself refuses, such as a signature that is too weak. */
function refusalOf({certificate, key}: Pick<Identity, 'certificate' | 'key'>): Problem | undefined {
	try {
		createSecureContext({cert: certificate, key});
		return undefined;
	} catch (error) {
		return ofCertificate(`TLS refuses it: ${error instanceof Error ? error.message : String(error)}`);
	}
}

const dayOf = (text: string) => new Date(text).toISOString().slice(0, 10);
