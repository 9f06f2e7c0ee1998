import {access, open, rename, rm} from 'node:fs/promises';
import {finishRestore, stageRestore, writeBackup, type Manifest} from '../backup/index.js';
import {PartylineError} from '../contract/index.js';
import {systemClock} from '../lib/clock.js';
import {createLog} from '../lib/log.js';
import {aloneInDataFolder} from '../store/index.js';
import type {BackupCommand, RestoreCommand} from './arguments.js';
import {secretIn} from './secret-file.js';

/** Writes a backup of a data folder, whether a box runs on it or not. A file appears under its name when it is whole. */
export async function backupVerb({dataDir, file, recordings, passphraseFile}: BackupCommand, version: string): Promise<number> {
	await expectFile(() => access(`${dataDir}/partyline.db`), `There is no box's data in ${dataDir} (--data).`);
	const options = {dataDir, recordings, version, passphrase: await passphraseIn(passphraseFile), now: systemClock.now()};
	if (file === '-') {
		await writeBackup(options, process.stdout);
		return 0;
	}
	const unfinished = `${file}.part`;
	const output = await expectFile(() => open(unfinished, 'w', 0o600), `${unfinished} can't be written.`);
	try {
		await writeBackup(options, output.createWriteStream({flush: true}));
		await rename(unfinished, file);
	} finally {
		await rm(unfinished, {force: true});
	}
	return 0;
}

/** Makes a backup ready, and puts it in place where no box runs; else its next start does. */
export async function restoreVerb({dataDir, file, passphraseFile, json}: RestoreCommand): Promise<number> {
	try {
		const input = file === '-' ? process.stdin : (await expectFile(() => open(file), `${file} can't be read.`)).createReadStream();
		const manifest = await stageRestore(input, dataDir, await passphraseIn(passphraseFile));
		const inPlace = !json && await putInPlace(dataDir);
		process.stdout.write(json ? `${JSON.stringify({manifest})}\n` : told(manifest, inPlace));
		return 0;
	} catch (error) {
		if (!json || !(error instanceof PartylineError)) throw error;
		process.stdout.write(`${JSON.stringify({code: error.code, message: error.message})}\n`);
		return 1;
	}
}

function told({boxName, madeAt, version, recordings}: Manifest, inPlace: boolean): string {
	const what = `The backup of "${boxName}", made ${madeAt} by Partyline ${version}, ${recordings ? 'with' : 'without'} recordings,`;
	return inPlace ? `${what} is in place.\n` : `${what} is ready; it is put in place when the box starts again.\n`;
}

async function putInPlace(dataDir: string): Promise<boolean> {
	try {
		return await aloneInDataFolder(dataDir, createLog('error'), () => finishRestore(dataDir));
	} catch (error) {
		if (error instanceof PartylineError && error.code === 'DATA_IN_USE') return false;
		throw error;
	}
}

/** The first line of the file: a passphrase on the command line would be seen by all who list processes. */
async function passphraseIn(file: string | null): Promise<string | null> {
	if (file === null) return null;
	const first = await secretIn(file, 'passphrase');
	return first === '' ? null : first;
}

async function expectFile<T>(work: () => Promise<T>, otherwise: string): Promise<T> {
	try {
		return await work();
	} catch (error) {
		throw new PartylineError('INVALID_INPUT', otherwise, {cause: error});
	}
}
