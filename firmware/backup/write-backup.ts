import {createHash} from 'node:crypto';
import {mkdtemp, open, readdir, rm, stat, type FileHandle} from 'node:fs/promises';
import {join} from 'node:path';
import {PassThrough, Readable, type Writable} from 'node:stream';
import {pipeline} from 'node:stream/promises';
import {createGzip} from 'node:zlib';
import {pack, type Pack} from 'tar-stream';
import {copyDatabase, settingsIn} from '../store/index.js';
import {expectSpace, spaceToKeep, withinDisk} from './disk-space.js';
import {encrypted} from './encryption.js';
import {checksumsName, databaseName, folders, manifestName, newestFormat, type Checksums, type FolderName, type Manifest} from './manifest.js';

export type BackupOptions = {
	dataDir: string;
	/** With the audio of recordings, and what is known of them. */
	recordings: boolean;
	/** null: not encrypted. */
	passphrase: string | null;
	version: string;
	now: Date;
};

type Source = {name: string; path: string};

/** Work files of backups and restores in a data folder begin so; those of a process that died are deleted at the box's next start. */
export const workPrefix = '.backup-';

/**
 * Writes one file that holds all that a box keeps, while the box may go on: a gzipped tar (POSIX.1-2001), encrypted by age where a
 * passphrase is given. What is written before a failure is no backup, and is refused as one.
 */
export async function writeBackup(options: BackupOptions, output: Writable): Promise<void> {
	await expectRoomForBackup(options.dataDir);
	const work = await withinDisk(options.dataDir, () => mkdtemp(join(options.dataDir, workPrefix)));
	try {
		const database = join(work, databaseName);
		const {version} = await withinDisk(options.dataDir, () => copyDatabase(join(options.dataDir, databaseName), database, options));
		const manifest: Manifest = {
			format: newestFormat, version: options.version, madeAt: options.now.toISOString(), boxName: (await settingsIn(database)).box.name,
			recordings: options.recordings, databaseVersion: version,
		};
		const sources = [{name: databaseName, path: database}, ...await sourcesOf(options)];
		await writeOut(manifest, sources, {passphrase: options.passphrase, output});
	} finally {
		await rm(work, {recursive: true, force: true});
	}
}

/** Throws DISK_FULL where a data folder's disk has no room for what a backup needs there while it is made: a copy of the database, and its journal. */
export async function expectRoomForBackup(dataDir: string): Promise<void> {
	const sizes = await Promise.all([databaseName, `${databaseName}-wal`].map(name => stat(join(dataDir, name)).then(({size}) => size, () => 0)));
	const bytes = sizes.reduce((sum, size) => sum + size, 0);
	await expectSpace(dataDir, 2 * bytes, await spaceToKeep(dataDir));
}

async function writeOut(manifest: Manifest, sources: readonly Source[], {passphrase, output}: {passphrase: string | null; output: Writable}): Promise<void> {
	const tar = pack();
	const plain = tar.pipe(createGzip({level: 1}));
	tar.on('error', error => plain.destroy(error));
	const written = fill(tar, manifest, sources).catch((error: unknown) => {
		tar.destroy(error instanceof Error ? error : new Error('a file could not be packed', {cause: error}));
	});
	const file: Readable = passphrase === null ? plain : await encrypted(plain, passphrase);
	await pipeline(file, output);
	await written;
}

async function fill(tar: Pack, manifest: Manifest, sources: readonly Source[]): Promise<void> {
	await addText(tar, manifestName, JSON.stringify(manifest, null, '\t'));
	const files: Checksums['files'] = [];
	for (const source of sources) {
		const added = await addFile(tar, source);
		if (added) files.push(added);
	}
	await addText(tar, checksumsName, JSON.stringify({files} satisfies Checksums));
	tar.finalize();
}

function addText(tar: Pack, name: string, text: string): Promise<void> {
	return new Promise((resolve, reject) => {
		tar.entry({name}, text, error => error ? reject(error) : resolve());
	});
}

/** A recording that runs is taken as far as it is now: a tar entry's size comes first. Undefined: it was deleted while others were packed. */
async function addFile(tar: Pack, {name, path}: Source): Promise<Checksums['files'][number] | undefined> {
	const file = await openIfThere(path);
	if (!file) return undefined;
	try {
		const {size, mtime} = await file.stat();
		const entry = tar.entry({name, size, mtime, mode: 0o600});
		const hash = createHash('sha256');
		const tap = new PassThrough().on('data', (chunk: Buffer) => hash.update(chunk));
		const bytes = size === 0 ? Readable.from([]) : file.createReadStream({end: size - 1, autoClose: false});
		await pipeline(bytes, tap, entry);
		return {name, bytes: size, sha256: hash.digest('hex')};
	} finally {
		await file.close();
	}
}

async function openIfThere(path: string): Promise<FileHandle | undefined> {
	try {
		return await open(path);
	} catch (error) {
		if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
		throw error;
	}
}

async function sourcesOf({dataDir, recordings}: BackupOptions): Promise<Source[]> {
	const names = (Object.keys(folders) as FolderName[]).filter(folder => recordings || folder !== 'recordings');
	const sources = await Promise.all(names.map(async folder => {
		const files = await readdir(join(dataDir, folder), {withFileTypes: true}).catch(() => []);
		return files.filter(file => file.isFile() && folders[folder].test(file.name))
			.map(({name}) => ({name: `${folder}/${name}`, path: join(dataDir, folder, name)}));
	}));
	return sources.flat();
}
