import {execFile} from 'node:child_process';
import {mkdtemp, readFile, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {promisify} from 'node:util';

type Teardown = {teardown(end: () => Promise<void>): void};
type Pair = {certificate: string; key: string};

/** Paths of PEM files. The server's certificate is good for 127.0.0.1. */
export type TestCertificates = {authority: string; server: Pair; client: Pair};

const run = promisify(execFile);
const keyWords = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];

/** An authority of the test's own, and what it signed; gone after the test. */
export async function makeCertificates(t: Teardown): Promise<TestCertificates> {
	const folder = await mkdtemp(join(tmpdir(), 'partyline-certificates-'));
	t.teardown(() => rm(folder, {recursive: true, force: true}));
	const path = (name: string) => join(folder, name);
	await run('openssl', ['req', '-x509', ...keyWords, '-keyout', path('ca.key'), '-out', path('ca.pem'), '-days', '2', '-subj', '/CN=Test authority']);
	const sign = async (name: string, extension: string): Promise<Pair> => {
		const [key, request, certificate] = [path(`${name}.key`), path(`${name}.csr`), path(`${name}.pem`)];
		await writeFile(path(`${name}.ext`), extension);
		await run('openssl', ['req', ...keyWords, '-keyout', key, '-out', request, '-subj', `/CN=${name}`]);
		await run('openssl', ['x509', '-req', '-in', request, '-CA', path('ca.pem'), '-CAkey', path('ca.key'), '-CAcreateserial', '-out', certificate, '-days', '2', '-extfile', path(`${name}.ext`)]);
		return {certificate, key};
	};
	return {authority: path('ca.pem'), server: await sign('server', 'subjectAltName=IP:127.0.0.1\n'), client: await sign('client', 'extendedKeyUsage=clientAuth\n')};
}

export const pem = async (path: string): Promise<string> => readFile(path, 'utf8');
