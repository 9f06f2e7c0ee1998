import {createHash} from 'node:crypto';
import {readdirSync} from 'node:fs';
import {lstat, mkdir} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join, resolve} from 'node:path';
import type {Log} from '../lib/log.js';
import type {Ready} from './messages.js';
import type {Told} from '../contract/index.js';
import {problemAtStart} from './problems.js';
import {Program, ProgramEnded} from './program.js';

export type SimulatorParts = {
	/** Path of `partyline-lines-simulator`. */
	program: string;
	/** The box's: each has a simulator of its own. */
	dataDir: string;
	/** 'without-cards': only where this machine has no line cards. */
	simulate: 'always' | 'without-cards' | 'never';
	log: Log;
};

/** `folder`: where all its files are; `root`: what /dev/dahdi is on a machine with cards; `modems`: paths of their serial ports. */
export type Simulation =
	| {kind: 'off'}
	| {kind: 'failed'; problem: Told}
	| {kind: 'running'; program: Program; ready: Ready; folder: string; root: string; modems: readonly string[]};

/** Runs the simulated cards, telephones and exchange, where that is wanted and can be. Where it can't, the reason is logged, and the box runs without. */
export async function startSimulator({program: path, dataDir, simulate, log}: SimulatorParts): Promise<Simulation> {
	if (simulate === 'never' || (simulate === 'without-cards' && hasCards())) return {kind: 'off'};
	try {
		const folder = await privateFolder(dataDir);
		const program = new Program(path, folder);
		const ready = await program.ready;
		return {kind: 'running', program, ready, folder, root: ready.root, modems: ready.modems.map(({id}) => join(folder, id))};
	} catch (error) {
		if (!(error instanceof ProgramEnded)) throw error;
		const problem = problemAtStart(error.end);
		log.warn({problem: problem.message, end: error.end}, 'telephones are not simulated');
		return {kind: 'failed', problem};
	}
}

/** The driver puts a file there for each channel. */
function hasCards(): boolean {
	try {
		return readdirSync('/dev/dahdi').some(name => /^\d+$/.test(name));
	} catch {
		// No folder: no driver.
		return false;
	}
}

/**
 * The same for a data folder at each start, as lines are known by their place; short, as a socket's path has to be; and nobody else's, since
 * what is in /tmp under a name that can be guessed might have been put there by another user.
 */
async function privateFolder(dataDir: string): Promise<string> {
	const name = createHash('sha256').update(resolve(dataDir)).digest('hex').slice(0, 12);
	const folder = join(tmpdir(), `partyline-${name}`);
	await mkdir(folder, {recursive: true, mode: 0o700});
	const {uid, mode} = await lstat(folder);
	const isPrivate = (mode & 0o170077) === 0o040000 && uid === process.getuid?.();
	if (!isPrivate) throw new ProgramEnded({code: null, said: `${folder} belongs to somebody else`});
	return folder;
}
