import {execFile} from 'node:child_process';
import {randomBytes} from 'node:crypto';
import {mkdtemp, readFile, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {promisify} from 'node:util';

type Teardown = {teardown(end: () => Promise<void>): void};
/** Paths of PEM files. */
export type Pair = {certificate: string; key: string};

/** The server's certificate is good for 127.0.0.1. */
export type TestCertificates = {authority: string; server: Pair; client: Pair};

const run = promisify(execFile);
const keyWords = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];

/** An authority of the test's own. */
export class TestAuthority {
	readonly #folder: string;
	readonly #name: string;

	private constructor(folder: string, name: string) {
		this.#folder = folder;
		this.#name = name;
	}

	static async create(folder: string, name = 'Test authority'): Promise<TestAuthority> {
		const authority = new TestAuthority(folder, name);
		await run('openssl', ['req', '-x509', ...keyWords, '-keyout', authority.#key, '-out', authority.certificate, '-days', '2', '-subj', `/CN=${name}`]);
		return authority;
	}

	/** Its own, in PEM. */
	get certificate(): string {
		return join(this.#folder, `${this.#name}.pem`);
	}

	get #key(): string {
		return join(this.#folder, `${this.#name}.key`);
	}

	/** A certificate with these extensions of OpenSSL's; of fewer than 0 days it has ended. */
	async sign(name: string, extensions: string, days = 2): Promise<Pair> {
		const path = (ending: string) => join(this.#folder, `${name}.${ending}`);
		await writeFile(path('ext'), extensions);
		await run('openssl', ['req', ...keyWords, '-keyout', path('key'), '-out', path('csr'), '-subj', `/CN=${name}`]);
		await run('openssl', [
			'x509', '-req', '-in', path('csr'), '-CA', this.certificate, '-CAkey', this.#key, '-set_serial', `0x${randomBytes(8).toString('hex')}`, '-out', path('pem'), '-days', String(days), '-extfile', path('ext'),
		]);
		return {certificate: path('pem'), key: path('key')};
	}
}

/** An authority, and what it signed; gone after the test. */
export async function makeCertificates(t: Teardown): Promise<TestCertificates> {
	const folder = await mkdtemp(join(tmpdir(), 'partyline-certificates-'));
	t.teardown(() => rm(folder, {recursive: true, force: true}));
	const authority = await TestAuthority.create(folder);
	const [server, client] = [await authority.sign('server', 'subjectAltName=IP:127.0.0.1\n'), await authority.sign('client', 'extendedKeyUsage=clientAuth\n')];
	return {authority: authority.certificate, server, client};
}

export const pem = async (path: string): Promise<string> => readFile(path, 'utf8');
