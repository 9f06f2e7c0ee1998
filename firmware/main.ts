#!/usr/bin/env node
import {existsSync, readFileSync} from 'node:fs';
import {fileURLToPath} from 'node:url';
import {backupVerb, createTokenVerb, restoreVerb, parseCommandLine, passwordVerb, runBox, setUpVerb, usage, type BoxArguments} from './command-line/index.js';
import {PartylineError} from './contract/index.js';

const build = fileURLToPath(new URL('..', import.meta.url));

function readVersion(): string {
	const text = readFileSync(new URL('../../package.json', import.meta.url), 'utf8');
	return (JSON.parse(text) as {version: string}).version;
}

async function main(): Promise<number> {
	const command = parseCommandLine(process.argv.slice(2));
	switch (command.verb) {
		case 'help':
			process.stdout.write(usage);
			return 0;
		case 'wrong':
			process.stderr.write(`${command.why}\n\n${usage}`);
			return 2;
		case 'token': return createTokenVerb(command);
		case 'setup': return setUpVerb(command);
		case 'password': return passwordVerb(command);
		case 'backup': return backupVerb(command, readVersion());
		case 'restore': return restoreVerb(command);
		case 'run': return runBox(worldArguments(command));
	}
}

function worldArguments(command: Omit<BoxArguments, 'version' | 'webuiDir' | 'simulatorProgram' | 'environment' | 'logLevel' | 'isRestarted' | 'stopped'>): BoxArguments {
	const webuiDir = `${build}page`;
	const {XDG_CACHE_HOME, HOME, PARTYLINE_LOG, PARTYLINE_RESTARTS, SYSTEMD_EXEC_PID} = process.env;
	return {
		...command,
		version: readVersion(),
		webuiDir: existsSync(webuiDir) ? webuiDir : null,
		simulatorProgram: `${build}simulator/partyline-lines-simulator`,
		environment: {XDG_CACHE_HOME, HOME},
		// By image-build/run.sh; or by systemd, which tells the number of the process that it started itself.
		isRestarted: PARTYLINE_RESTARTS === 'yes' || SYSTEMD_EXEC_PID === String(process.pid),
		logLevel: PARTYLINE_LOG ?? (command.demo ? 'warn' : 'info'),
		stopped: new Promise(resolve => {
			for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve(signal));
		}),
	};
}

try {
	process.exitCode = await main();
} catch (error) {
	if (!(error instanceof PartylineError)) throw error;
	process.stderr.write(`partyline: ${error.message} (${error.code})\n`);
	process.exitCode = 1;
}
