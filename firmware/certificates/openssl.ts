import {execFile} from 'node:child_process';
import {generateKeyPair, randomBytes} from 'node:crypto';
import {mkdir, readFile, rm, writeFile} from 'node:fs/promises';
import {join, resolve} from 'node:path';
import {promisify} from 'node:util';
import type {Names} from './names.js';

const run = promisify(execFile);
const mostMs = 20_000;

export type Wanted = {
	/** Common name of the subject; at most 64 characters (RFC 5280, ub-common-name). */
	commonName: string;
	from: Date;
	until: Date;
	/** `authority`: it signs others; else what a server is known by. */
	use: 'authority' | Names;
	/** Path of the PEM file with the certificate and key of who signs; absent: it signs itself. */
	signer?: string;
};

/**
 * Has openssl make a certificate with a new ECDSA key on P-256. Works in `folder`, which it makes and removes. Throws when
 * openssl is missing, or refuses.
 */
export async function makeCertificate(folder: string, wanted: Wanted): Promise<{certificate: string; key: string}> {
	await rm(folder, {recursive: true, force: true});
	await mkdir(folder, {mode: 0o700});
	try {
		const {privateKey: key} = await promisify(generateKeyPair)('ec', {
			namedCurve: 'P-256', publicKeyEncoding: {type: 'spki', format: 'pem'}, privateKeyEncoding: {type: 'pkcs8', format: 'pem'},
		});
		const files = {'openssl.cnf': configuration(wanted), 'key.pem': key, 'index.txt': '', 'serial.txt': `00${randomBytes(16).toString('hex')}\n`};
		for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text, {mode: 0o600});
		const options = {cwd: folder, timeout: mostMs, env: {PATH: '/usr/bin:/bin', LC_ALL: 'C.UTF-8'}};
		await run('openssl', ['req', '-new', '-config', 'openssl.cnf', '-utf8', '-subj', `/CN=${escaped(wanted.commonName)}`, '-key', 'key.pem', '-out', 'request.pem'], options);
		await run('openssl', ['ca', '-batch', '-notext', '-config', 'openssl.cnf', ...dates(wanted), ...signing(wanted), '-in', 'request.pem', '-out', 'certificate.pem'], options);
		return {certificate: await readFile(join(folder, 'certificate.pem'), 'utf8'), key};
	} finally {
		await rm(folder, {recursive: true, force: true});
	}
}

/** openssl runs in a folder of its own, where a relative path would lead elsewhere. */
function signing({signer}: Wanted): string[] {
	if (signer === undefined) return ['-selfsign', '-keyfile', 'key.pem'];
	const path = resolve(signer);
	return ['-cert', path, '-keyfile', path];
}

const dates = ({from, until}: Wanted) => ['-startdate', generalizedTime(from), '-enddate', generalizedTime(until)];

/** RFC 5280, 4.1.2.5.2. */
const generalizedTime = (date: Date) => `${date.toISOString().slice(0, 19).replace(/[-T:]/g, '')}Z`;

/** Of the openssl program's own notation of a name. */
const escaped = (name: string) => name.replace(/[\\/+]/g, '\\$&');

/** Nothing that a person typed is in it but host names, which were checked. */
function configuration({use}: Wanted): string {
	return [
		'[req]', 'distinguished_name = nothing', 'string_mask = utf8only', '[nothing]',
		'[ca]', 'default_ca = box',
		'[box]', 'database = index.txt', 'serial = serial.txt', 'new_certs_dir = .', 'default_md = sha256', 'policy = any', 'unique_subject = no', 'x509_extensions = extensions',
		'[any]', 'commonName = supplied',
		'[extensions]', 'subjectKeyIdentifier = hash', 'authorityKeyIdentifier = keyid', ...extensions(use), '',
	].join('\n');
}

function extensions(use: Wanted['use']): string[] {
	if (use === 'authority') return ['basicConstraints = critical, CA:TRUE, pathlen:0', 'keyUsage = critical, keyCertSign, cRLSign'];
	const names = [...use.hosts.map(host => `DNS:${host}`), ...use.addresses.map(address => `IP:${address}`)];
	return ['basicConstraints = critical, CA:FALSE', 'keyUsage = critical, digitalSignature', 'extendedKeyUsage = serverAuth', `subjectAltName = ${names.join(', ')}`];
}
