import {createPrivateKey, X509Certificate} from 'node:crypto';
import {open, readFile, rename} from 'node:fs/promises';
import {dirname} from 'node:path';
import {synced} from '../lib/synced.js';

/** A certificate with those that lead to its authority, and its key: of one file, so that they change together. */
export type Identity = {
	/** Own certificate first. */
	readonly chain: readonly X509Certificate[];
	/** PEM of the chain. */
	readonly certificate: string;
	/** PEM, PKCS #8. */
	readonly key: string;
	readonly path: string;
};

const block = (kind: string) => new RegExp(`-----BEGIN ${kind}-----[^-]+-----END ${kind}-----`, 'g');

/** The certificates in a text, each as PEM. */
export const certificatesIn = (text: string): string[] => text.match(block('CERTIFICATE')) ?? [];

/** What a file holds; undefined when there is none, or when it is damaged, which `complain` is told. */
export async function readIdentity(path: string, complain: (why: unknown) => void): Promise<Identity | undefined> {
	try {
		return parse(await readFile(path, 'utf8'), path);
	} catch (error) {
		if (!isMissing(error)) complain(error);
		return undefined;
	}
}

function parse(text: string, path: string): Identity {
	const [key] = text.match(block('PRIVATE KEY')) ?? [];
	const blocks = certificatesIn(text);
	const chain = blocks.map(pem => new X509Certificate(pem));
	if (key === undefined || !chain[0]?.checkPrivateKey(createPrivateKey(key))) throw new Error('the file holds no certificate with its key');
	return {chain, certificate: `${blocks.join('\n')}\n`, key: `${key}\n`, path};
}

/** Writes the file anew, readable by the box alone. Power may go at any moment: the old content is there until the new one is, whole. */
export async function writeIdentity(path: string, {certificate, key}: Pick<Identity, 'certificate' | 'key'>): Promise<Identity> {
	const text = `${key.trimEnd()}\n${certificate.trimEnd()}\n`;
	const identity = parse(text, path);
	const next = `${path}.next`;
	const file = await open(next, 'w', 0o600);
	try {
		await file.writeFile(text);
		await file.sync();
	} finally {
		await file.close();
	}
	await rename(next, path);
	await synced(dirname(path));
	return identity;
}

function isMissing(error: unknown): boolean {
	return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}
