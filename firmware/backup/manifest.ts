import {Type, type Static} from '@sinclair/typebox';

/** The first entry of a backup says what it is. */
export const manifestName = 'manifest.json';
/** The last one says what all others must be: a backup that lacks it was cut short. */
export const checksumsName = 'checksums.json';
export const databaseName = 'partyline.db';
/** Folders of a data folder that belong to a backup, beside the database. What a file in them may be called keeps it there. */
export const folders = {certificates: /^[A-Za-z0-9._-]{1,100}$/, prompts: /^[A-Za-z0-9._-]{1,100}$/, recordings: /^[A-Za-z0-9_-]{1,64}\.opus$/} as const;
export type FolderName = keyof typeof folders;

/** The newest form of a backup that is understood; raised when an older Partyline could not read what is written. */
export const newestFormat = 1;

export const manifest = Type.Object({
	format: Type.Integer({minimum: 1}),
	/** Of the Partyline that made it. */
	version: Type.String({maxLength: 40}),
	madeAt: Type.String({maxLength: 40}),
	boxName: Type.String({maxLength: 60}),
	recordings: Type.Boolean(),
	/** `user_version` of the database. */
	databaseVersion: Type.Integer({minimum: 1}),
});
export type Manifest = Static<typeof manifest>;

/** SHA-256 of every file, in hexadecimal digits, and its size in bytes. */
export const checksums = Type.Object({
	files: Type.Array(Type.Object({name: Type.String({maxLength: 200}), bytes: Type.Integer({minimum: 0}), sha256: Type.String({pattern: '^[0-9a-f]{64}$'})})),
});
export type Checksums = Static<typeof checksums>;

/** What a restored file is and where it goes, or undefined for a name that no backup has. A dot alone, or two, are no names. */
export function placeOf(name: string): {folder: FolderName | null; file: string} | undefined {
	if (name === databaseName) return {folder: null, file: name};
	const [folder, file, ...more] = name.split('/');
	if (folder === undefined || file === undefined || more.length > 0 || !isFolder(folder)) return undefined;
	return folders[folder].test(file) && !/^\.{1,2}$/.test(file) ? {folder, file} : undefined;
}

const isFolder = (name: string): name is FolderName => Object.hasOwn(folders, name);
