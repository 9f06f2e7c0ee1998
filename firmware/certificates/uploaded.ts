import {createPrivateKey, X509Certificate, type KeyObject} from 'node:crypto';
import {createSecureContext} from 'node:tls';
import {told, type CertificateInput, type Problem, type Told} from '../contract/index.js';
import {certificatesIn, type Identity} from './pem-file.js';

export type Checked = {ok: true; identity: Pick<Identity, 'certificate' | 'key'>} | {ok: false; problems: Problem[]};

/** Clocks differ, and a certificate may have been made just now. */
const clockToleranceMs = 24 * 3_600_000;

const ofCertificate = (what: Told): Problem => ({path: '/certificate', ...what});
const ofKey = (what: Told): Problem => ({path: '/key', ...what});

/** Whether a server can show this certificate at that time, with what is wrong at the field that is wrong. */
export function checkUploaded({certificate, key}: CertificateInput, now: Date): Checked {
	const pems = certificatesIn(certificate);
	const chain = pems.map(readCertificate);
	const privateKey = readKey(key);
	const problems = [
		...chain.flatMap((one, index) => one === undefined ? [ofCertificate(told('certificate-damaged', {n: index + 1}))] : []),
		...(pems.length === 0 ? [ofCertificate(told('no-certificate'))] : []),
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

function readKey(key: string): {key: KeyObject} | {problem: Told} {
	if (/ENCRYPTED/.test(key)) return {problem: told('key-encrypted')};
	try {
		const privateKey = createPrivateKey(key);
		const problem = kindProblem(privateKey);
		return problem === undefined ? {key: privateKey} : {problem};
	} catch {
		// The reason is one of OpenSSL's decoders', and tells nobody anything.
		return {problem: told('no-key')};
	}
}

/** P-256 and P-384, by their names in OpenSSL. Chromium takes no other, not even P-521. */
const curves = ['prime256v1', 'secp384r1'];

/** What OpenSSL would take and browsers would not. */
function kindProblem({asymmetricKeyType, asymmetricKeyDetails = {}}: KeyObject): Told | undefined {
	const {namedCurve = '', modulusLength: bits = 0} = asymmetricKeyDetails;
	if (asymmetricKeyType === 'ec') return curves.includes(namedCurve) ? undefined : told('key-kind', {kind: namedCurve});
	if (asymmetricKeyType !== 'rsa') return told('key-kind', {kind: asymmetricKeyType ?? ''});
	return bits < 2048 ? told('key-short', {bits}) : undefined;
}

function problemsOf(chain: readonly X509Certificate[], key: KeyObject, now: Date): Problem[] {
	const [first] = chain;
	const fitting = chain.findIndex(one => one.checkPrivateKey(key));
	if (fitting > 0) return [ofCertificate(told('certificate-order-key', {n: fitting + 1}))];
	if (fitting < 0) return [ofKey(told('key-of-another'))];
	return [
		...(first?.subjectAltName === undefined ? [ofCertificate(told('certificate-no-host'))] : []),
		...chain.flatMap((one, index) => dateProblem(one, index, now)),
		...chain.slice(1).flatMap((signer, index) => orderProblem(chain[index], signer, index)),
	];
}

function dateProblem({validFrom, validTo}: X509Certificate, index: number, now: Date): Problem[] {
	if (Date.parse(validTo) <= now.getTime()) return [ofCertificate(told('certificate-ended', {n: index + 1, day: dayOf(validTo)}))];
	if (Date.parse(validFrom) > now.getTime() + clockToleranceMs) return [ofCertificate(told('certificate-not-yet', {n: index + 1, day: dayOf(validFrom), today: dayOf(now.toISOString())}))];
	return [];
}

function orderProblem(signed: X509Certificate | undefined, signer: X509Certificate, index: number): Problem[] {
	if (signed?.checkIssued(signer) && signed.verify(signer.publicKey)) return [];
	return [ofCertificate(told('certificate-order', {signer: index + 2, n: index + 1}))];
}

/** What only TLS itself refuses, such as a signature that is too weak. */
function refusalOf({certificate, key}: Pick<Identity, 'certificate' | 'key'>): Problem | undefined {
	try {
		createSecureContext({cert: certificate, key});
		return undefined;
	} catch (error) {
		return ofCertificate({...told('certificate-weak'), message: `TLS refuses it: ${error instanceof Error ? error.message : String(error)}`});
	}
}

const dayOf = (text: string) => new Date(text).toISOString().slice(0, 10);
