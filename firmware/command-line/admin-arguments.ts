import {tokenScopes, type TokenScope} from '../contract/index.js';

export type SetUpCommand = {
	verb: 'setup'; dataDir: string; admin: string; passwordFile: string;
	/** Undefined: the default, or what the machine suggests. */
	boxName: string | undefined; country: string | undefined; language: string | undefined; timeZone: string | undefined;
	/** Of the first conference; undefined: there is none. */
	extension: string | undefined; pin: string | undefined;
};
export type PasswordCommand = {verb: 'password'; dataDir: string; name: string; passwordFile: string};

export const adminUsage = `  partyline setup --admin NAME --password-file FILE|- [--name BOX] [--country CC] [--language LANGUAGE] [--time-zone ZONE]
                  [--extension N [--pin N]] [--data DIR]
  partyline user password NAME --password-file FILE|- [--data DIR]
`;

export const adminOptions = {
	admin: {type: 'string'},
	'password-file': {type: 'string'},
	country: {type: 'string'},
	language: {type: 'string'},
	'time-zone': {type: 'string'},
	extension: {type: 'string'},
	pin: {type: 'string'},
	scopes: {type: 'string'},
} as const;

export type AdminValues = {
	data: string; name?: string | undefined; admin?: string | undefined; 'password-file'?: string | undefined; country?: string | undefined; language?: string | undefined;
	'time-zone'?: string | undefined; extension?: string | undefined; pin?: string | undefined; scopes?: string | undefined;
};

export function setUpCommand(values: AdminValues): SetUpCommand {
	const {data: dataDir, admin, name: boxName, country, language, 'time-zone': timeZone, extension, pin} = values;
	if (admin === undefined) throw new Error('setup needs the name of the admin: --admin NAME.');
	if (pin !== undefined && extension === undefined) throw new Error('--pin is that of the first conference; give its number, too: --extension N.');
	return {verb: 'setup', dataDir, admin, passwordFile: passwordFileIn(values), boxName, country, language, timeZone, extension, pin};
}

export function passwordCommand(names: readonly string[], values: AdminValues): PasswordCommand {
	const [name] = names;
	if (name === undefined || names.length > 1) throw new Error('user password takes the name of one user.');
	return {verb: 'password', dataDir: values.data, name, passwordFile: passwordFileIn(values)};
}

/** Undefined: a token's usual scopes, all. */
export function scopesIn({scopes}: AdminValues): TokenScope[] | undefined {
	return scopes?.split(',').map(word => {
		const scope = tokenScopes.find(known => known === word);
		if (scope === undefined) throw new Error(`--scopes takes ${tokenScopes.join(', ')}, with commas between them, not "${word}".`);
		return scope;
	});
}

/** A password among the arguments would be seen by all who list processes. */
function passwordFileIn({'password-file': file}: AdminValues): string {
	if (file === undefined) throw new Error('The password is read from a file, or from standard input: --password-file FILE|-.');
	return file;
}
