import {createHash} from 'node:crypto';
import {createWriteStream} from 'node:fs';
import {mkdir} from 'node:fs/promises';
import {dirname, join} from 'node:path';
import {PassThrough, Readable} from 'node:stream';
import {pipeline} from 'node:stream/promises';
import {createGunzip} from 'node:zlib';
import type {TSchema, Static} from '@sinclair/typebox';
import {Value} from '@sinclair/typebox/value';
import {extract, type Extract} from 'tar-stream';
import {PartylineError} from '../contract/index.js';
import {synced} from '../lib/synced.js';
import {expectSpace} from './disk-space.js';
import {decrypted, isTooCostly, looksEncrypted, startBytes} from './encryption.js';
import {checksums, checksumsName, databaseName, manifest, manifestName, newestFormat, placeOf, type Checksums, type Manifest} from './manifest.js';

type Entry = Extract extends AsyncIterable<infer Each> ? Each : never;

/** More is no list of checksums. */
const mostTextBytes = 64 * 1024 * 1024;

/** An empty folder, and how much of its disk must stay free. */
export type Place = {folder: string; keepBytes: number};

/**
 * Unpacks a backup into an empty folder, and proves that it is whole: every file that the checksums name is there, and no other.
 * Throws BAD_BACKUP, WRONG_PASSPHRASE (also when there is none for an encrypted one), BACKUP_TOO_NEW or DISK_FULL.
 */
export async function readBackup(input: Readable, place: Place, passphrase: string | null): Promise<Manifest> {
	const plain = await opened(input, passphrase);
	const tar = extract();
	const fed = pipeline(plain, createGunzip(), tar);
	// A stream that breaks off between two files ends without a word to who waits for the next one.
	const broken = fed.then(() => new Promise<never>(() => undefined));
	try {
		const made = await Promise.race([unpack(tar, place), broken]);
		// What nothing else covers, such as the manifest, the checksum of gzip (RFC 1952, 2.3.1) does.
		await fed;
		return made;
	} catch (error) {
		throw error instanceof PartylineError || isOfDisk(error) ? error : new PartylineError('BAD_BACKUP', undefined, {cause: error});
	} finally {
		tar.destroy();
		await fed.catch(() => undefined);
	}
}

async function opened(input: Readable, passphrase: string | null): Promise<Readable> {
	const {start, whole} = await peek(input);
	if (!looksEncrypted(start)) return whole;
	if (isTooCostly(start)) throw bad('it takes more memory to open than a box has');
	if (passphrase === null || passphrase === '') throw new PartylineError('WRONG_PASSPHRASE', 'This backup is encrypted; its passphrase is needed.');
	return decrypted(whole, passphrase);
}

/** Looks at the first bytes of a stream and gives it back whole. */
async function peek(input: Readable): Promise<{start: Buffer; whole: Readable}> {
	const chunks: AsyncIterator<Buffer, undefined> = input[Symbol.asyncIterator]();
	const begun: Buffer[] = [];
	while (Buffer.concat(begun).length < startBytes) {
		const {value, done} = await chunks.next();
		if (done) break;
		begun.push(Buffer.from(value));
	}
	const rest = async function* () {
		yield* begun;
		for (let next = await chunks.next(); !next.done; next = await chunks.next()) yield next.value;
	};
	return {start: Buffer.concat(begun), whole: Readable.from(rest(), {objectMode: false})};
}

async function unpack(tar: ReturnType<typeof extract>, place: Place): Promise<Manifest> {
	const found: Checksums['files'] = [];
	let made: Manifest | undefined;
	let expected: Checksums | undefined;
	for await (const entry of tar) {
		if (expected) throw bad('something follows its end');
		if (entry.header.type !== 'file') throw bad(`"${entry.header.name}" is no file`);
		if (!made) made = understood(await textOf(entry, manifestName, manifest));
		else if (entry.header.name === checksumsName) expected = await textOf(entry, checksumsName, checksums);
		else found.push(await keep(entry, place));
	}
	if (!made || !expected) throw bad('its end is missing');
	expectSame(found, expected);
	return made;
}

function understood(made: Manifest): Manifest {
	if (made.format > newestFormat) throw new PartylineError('BACKUP_TOO_NEW', `This backup was made by Partyline ${made.version}, which is newer. Update this box first.`);
	return made;
}

async function textOf<T extends TSchema>(entry: Entry, name: string, schema: T): Promise<Static<T>> {
	if (entry.header.name !== name || entry.header.size > mostTextBytes) throw bad(`"${name}" is missing`);
	const chunks: Buffer[] = [];
	for await (const chunk of entry) chunks.push(Buffer.from(chunk as Uint8Array));
	const value: unknown = JSON.parse(Buffer.concat(chunks).toString());
	if (!Value.Check(schema, value)) throw bad(`"${name}" is not understood`);
	return value;
}

async function keep(entry: Entry, {folder, keepBytes}: Place): Promise<Checksums['files'][number]> {
	const {name, size} = entry.header;
	if (!placeOf(name)) throw bad(`"${name}" has no place in it`);
	await expectSpace(dirname(folder), size, keepBytes);
	const path = join(folder, name);
	await mkdir(dirname(path), {recursive: true, mode: 0o700});
	const hash = createHash('sha256');
	let bytes = 0;
	const tap = new PassThrough().on('data', (chunk: Buffer) => {
		hash.update(chunk);
		bytes += chunk.length;
	});
	await pipeline(entry, tap, createWriteStream(path, {mode: 0o600, flags: 'wx'}));
	await synced(path);
	return {name, bytes, sha256: hash.digest('hex')};
}

function expectSame(found: Checksums['files'], {files}: Checksums): void {
	const listOf = (list: Checksums['files']) => list.map(({name, bytes, sha256}) => `${name} ${bytes} ${sha256}`).sort().join('\n');
	if (listOf(found) !== listOf(files)) throw bad('its checksums do not fit');
	if (!found.some(({name}) => name === databaseName)) throw bad('it holds no database');
}

const bad = (finding: string) => new PartylineError('BAD_BACKUP', `This backup is damaged, or no backup of Partyline: ${finding}.`);
const isOfDisk = (error: unknown) => error instanceof Error && 'code' in error && ['ENOSPC', 'EDQUOT', 'EROFS', 'EACCES', 'EIO'].includes(String(error.code));
