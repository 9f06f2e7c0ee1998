import {Readable} from 'node:stream';
import type {ReadableStream} from 'node:stream/web';
import {Decrypter, Encrypter} from 'age-encryption';
import {PartylineError} from '../contract/index.js';

/** The first bytes of an encrypted file (age-encryption.org/v1). */
const magic = Buffer.from('age-encryption.org/v1\n');
/** 64 MB and part of a second: what a small box can spare. age itself takes any. */
const scryptLogN = 16;

export async function encrypted(plain: Readable, passphrase: string): Promise<Readable> {
	const encrypter = new Encrypter();
	encrypter.setScryptWorkFactor(scryptLogN);
	encrypter.setPassphrase(passphrase);
	return fromWeb(await encrypter.encrypt(toWeb(plain)));
}

export const looksEncrypted = (start: Buffer): boolean => start.subarray(0, magic.length).equals(magic);
/** So many have all that is looked at. */
export const startBytes = 80;

/** 2^18 is what the program age takes, and needs 256 MB; more is no honest backup, and would take the memory of the box. */
const highestLogN = 18;

/** By the work factor that the first stanza asks for (age-encryption.org/v1, "scrypt recipient type"). */
export function isTooCostly(start: Buffer): boolean {
	const logN = /\n-> scrypt \S+ (\d+)\n/.exec(start.toString('latin1'))?.[1];
	return Number(logN ?? 0) > highestLogN;
}

/** Throws WRONG_PASSPHRASE; what was damaged shows when it is read. */
export async function decrypted(cipher: Readable, passphrase: string): Promise<Readable> {
	const decrypter = new Decrypter();
	decrypter.addPassphrase(passphrase);
	try {
		return fromWeb(await decrypter.decrypt(toWeb(cipher)));
	} catch (error) {
		throw new PartylineError('WRONG_PASSPHRASE', undefined, {cause: error});
	}
}

// Node's web streams and the browser's, which the package declares, are the same at run time.
const toWeb = (stream: Readable) => Readable.toWeb(stream) as ReadableStream<Uint8Array> as unknown as globalThis.ReadableStream<Uint8Array>;
const fromWeb = (stream: globalThis.ReadableStream<Uint8Array>) => Readable.fromWeb(stream as unknown as ReadableStream<Uint8Array>);
