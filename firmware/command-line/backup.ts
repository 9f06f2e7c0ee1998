import {access, open, rename, rm} from 'node:fs/promises';
import {dirname} from 'node:path';
import {acceptBackup, checkBackup, finishRestore, withinDisk, writeBackup, type CheckedBackup} from '../backup/index.js';
import {PartylineError} from '../contract/index.js';
import {systemClock} from '../lib/clock.js';
import {createLog} from '../lib/log.js';
import {aloneInDataFolder} from '../store/index.js';
import type {BackupCommand, RestoreCommand} from './arguments.js';
import {secretIn} from './secret-file.js';

/** Writes a backup of a data folder, whether a box runs on it or not. A file appears under its name when it is whole. */
export async function backupVerb(command: BackupCommand, version: string): Promise<number> {
	try {
		await writeTo(command, version);
		return 0;
	} catch (error) {
		if (!command.json || !(error instanceof PartylineError)) throw error;
		process.stderr.write(`${JSON.stringify({code: error.code, message: error.message})}\n`);
		return 1;
	}
}

async function writeTo({dataDir, file, recordings, passphraseFile}: BackupCommand, version: string): Promise<void> {
	await expectFile(() => access(`${dataDir}/partyline.db`), `There is no box's data in ${dataDir} (--data).`);
	const options = {dataDir, recordings, version, passphrase: await passphraseIn(passphraseFile), now: systemClock.now()};
	if (file === '-') return writeBackup(options, process.stdout);
	const unfinished = `${file}.part`;
	const output = await expectFile(() => open(unfinished, 'w', 0o600), `${unfinished} can't be written.`);
	try {
		await withinDisk(dirname(unfinished), () => writeBackup(options, output.createWriteStream({flush: true})));
		await rename(unfinished, file);
	} finally {
		await rm(unfinished, {force: true});
	}
}

/** Checks a backup, and puts it in place where no box runs; else its next start does. With `json` it is checked alone. */
export async function restoreVerb({dataDir, file, passphraseFile, json}: RestoreCommand): Promise<number> {
	try {
		const input = file === '-' ? process.stdin : (await expectFile(() => open(file), `${file} can't be read.`)).createReadStream();
		const checked = await checkBackup(input, dataDir, await passphraseIn(passphraseFile));
		if (json) process.stdout.write(`${JSON.stringify({checked})}\n`);
		else process.stdout.write(told(checked, await putInPlace(dataDir)));
		return 0;
	} catch (error) {
		if (!json || !(error instanceof PartylineError)) throw error;
		process.stdout.write(`${JSON.stringify({code: error.code, message: error.message})}\n`);
		return 1;
	}
}

function told({boxName, madeAt, version, recordings, users, conferences}: CheckedBackup, inPlace: boolean): string {
	const what = `The backup of "${boxName}", made ${madeAt} by Partyline ${version}, ${recordings ? 'with' : 'without'} recordings, users: ${users}, conferences: ${conferences},`;
	return inPlace ? `${what} is in place.\n` : `${what} is ready; it is put in place when the box starts again.\n`;
}

async function putInPlace(dataDir: string): Promise<boolean> {
	await acceptBackup(dataDir);
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
