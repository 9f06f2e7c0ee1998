import {parseArgs} from 'node:util';
import {Value} from '@sinclair/typebox/value';
import {Type} from '@sinclair/typebox';
import {madeName, type TokenScope} from '../contract/index.js';
import {adminOptions, adminUsage, passwordCommand, scopesIn, setUpCommand, type AdminValues, type PasswordCommand, type SetUpCommand} from './admin-arguments.js';

export type RunCommand = {
	verb: 'run';
	dataDir: string;
	/** What the box listens on; undefined: as the settings say. */
	address: string | undefined;
	httpPort: number;
	/** Undefined: as the settings say. */
	httpsPort: number | 'off' | undefined;
	/** Undefined: the settings' ports. */
	sipPort: number | undefined;
	/** The folder of the DAHDI interface; null: where the driver puts it. */
	dahdiRoot: string | null;
	/** Whether line cards and telephones are simulated. */
	simulate: 'always' | 'without-cards' | 'never';
	demo: boolean;
	readyJson: boolean;
};
export type TokenCommand = {verb: 'token'; dataDir: string; role: 'admin' | 'organizer' | 'user'; name: string; days: number; scopes: TokenScope[] | undefined};
/** `file` is a path, or - for standard output or input. */
export type BackupCommand = {verb: 'backup'; dataDir: string; file: string; recordings: boolean; passphraseFile: string | null; json: boolean};
export type RestoreCommand = {verb: 'restore'; dataDir: string; file: string; passphraseFile: string | null; json: boolean};
export type Command = SetUpCommand | PasswordCommand | BackupCommand | RestoreCommand | RunCommand | TokenCommand | {verb: 'help'} | {verb: 'wrong'; why: string};

export const usage = `Usage:
  partyline [run] [--data DIR] [--listen ADDRESS] [--http PORT] [--https PORT|off] [--sip PORT] [--dahdi DIR]
            [--demo | --no-demo] [--simulate | --no-simulate] [--ready-json]
  partyline backup FILE|- [--recordings] [--passphrase-file FILE] [--data DIR]
  partyline restore FILE|- [--passphrase-file FILE] [--data DIR]
  partyline token create [--role admin|organizer|user] [--scopes read,control,configure] [--name NAME] [--days N] [--data DIR]
${adminUsage}
  --data DIR        where the box keeps everything (./data)
  --listen ADDRESS  127.0.0.1 for this machine only, 0.0.0.0 for the office; in place of the settings'
  --http PORT       the page and the API (8080); 0 picks a free port
  --https PORT      the same by HTTPS, in place of the settings' port; 0 picks a free port; off: no HTTPS
  --sip PORT        SIP over UDP and TCP, in place of the settings'; 0 picks free ports
  --dahdi DIR       line cards by their DAHDI files there (/dev/dahdi)
  --demo            adds conferences to try the box with, when it has none, and simulates telephones where there are no line cards
  --simulate        simulates line cards, telephones and an exchange, with or without the demo; --no-simulate: never
  --recordings      with the audio of recordings
  --passphrase-file FILE|fd:N  its first line encrypts the backup, or opens it
  --json            checks a backup and says what is in it, or says what is wrong, in one line of JSON
  --ready-json      prints one line of JSON when calls can be taken: ports, and an admin token for the program that started the box
`;

const options = {
	data: {type: 'string', default: './data'},
	listen: {type: 'string'},
	http: {type: 'string', default: '8080'},
	https: {type: 'string'},
	sip: {type: 'string'},
	dahdi: {type: 'string'},
	demo: {type: 'boolean', default: false},
	'no-demo': {type: 'boolean', default: false},
	simulate: {type: 'boolean', default: false},
	'no-simulate': {type: 'boolean', default: false},
	'ready-json': {type: 'boolean', default: false},
	role: {type: 'string', default: 'admin'},
	name: {type: 'string'},
	days: {type: 'string', default: '365'},
	recordings: {type: 'boolean', default: false},
	'passphrase-file': {type: 'string'},
	json: {type: 'boolean', default: false},
	help: {type: 'boolean', short: 'h', default: false},
	...adminOptions,
} as const;

const role = Type.Union([Type.Literal('admin'), Type.Literal('organizer'), Type.Literal('user')]);

/** What the user typed, checked. */
export function parseCommandLine(words: readonly string[]): Command {
	try {
		const {values, positionals} = parseArgs({args: [...words], options, allowPositionals: true});
		if (values.help) return {verb: 'help'};
		const verb = positionals.join(' ');
		if (verb === '' || verb === 'run') return runCommand(values);
		if (verb === 'token create') return tokenCommand(values);
		if (verb === 'setup') return setUpCommand(values);
		if (verb.startsWith('user password')) return passwordCommand(positionals.slice(2), values);
		if (positionals[0] === 'backup' || positionals[0] === 'restore') return backupCommand(positionals[0], positionals.slice(1), values);
		return {verb: 'wrong', why: `There is no "${verb}".`};
	} catch (error) {
		return {verb: 'wrong', why: (error as Error).message};
	}
}

type Values = AdminValues & {data: string; listen?: string | undefined; http: string; https?: string | undefined; sip?: string | undefined; dahdi?: string | undefined; demo: boolean; 'no-demo': boolean; simulate: boolean; 'no-simulate': boolean; 'ready-json': boolean; recordings: boolean; 'passphrase-file'?: string | undefined; json: boolean; role: string; days: string};

function runCommand(values: Values): Command {
	if (values.simulate && values.dahdi !== undefined) throw new Error('--simulate brings line cards of its own; leave --dahdi out.');
	return {
		verb: 'run',
		dataDir: values.data,
		address: values.listen,
		httpPort: whole('--http', values.http, 65535),
		httpsPort: values.https === undefined || values.https === 'off' ? values.https : whole('--https', values.https, 65535),
		sipPort: values.sip === undefined ? undefined : whole('--sip', values.sip, 65535),
		dahdiRoot: values.dahdi ?? null,
		simulate: simulateOf(values),
		demo: values.demo && !values['no-demo'],
		readyJson: values['ready-json'],
	};
}

function simulateOf(values: Values): RunCommand['simulate'] {
	if (values['no-simulate']) return 'never';
	if (values.simulate) return 'always';
	return values.demo && !values['no-demo'] && values.dahdi === undefined ? 'without-cards' : 'never';
}

function backupCommand(verb: 'backup' | 'restore', files: readonly string[], values: Values): BackupCommand | RestoreCommand {
	const [file] = files;
	if (file === undefined || files.length > 1) throw new Error(`${verb} takes one file, or - for standard ${verb === 'backup' ? 'output' : 'input'}.`);
	const {data: dataDir, recordings, json, 'passphrase-file': passphraseFile = null} = values;
	return verb === 'backup' ? {verb, dataDir, file, recordings, passphraseFile, json} : {verb, dataDir, file, passphraseFile, json};
}

function tokenCommand(values: Values): Command {
	if (!Value.Check(role, values.role)) throw new Error(`--role is admin, organizer or user, not "${values.role}".`);
	return {verb: 'token', dataDir: values.data, role: values.role, name: values.name ?? madeName('command-line'), days: whole('--days', values.days, 36500), scopes: scopesIn(values)};
}

function whole(option: string, text: string, most: number): number {
	const value = Number(text);
	if (!/^\d{1,5}$/.test(text) || value > most) throw new Error(`${option} takes a whole number from 0 to ${most}, not "${text}".`);
	return value;
}
