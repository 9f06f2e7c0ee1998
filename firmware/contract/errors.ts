import type {Problem} from './conference.js';
import type {Told} from './told.js';

/** Every failure that a program may meet: code, HTTP status, and what a person is told when the thrower says nothing better. */
export const errorCodes = {
	INVALID_INPUT: {status: 400, text: 'The input is not valid.'},
	NOT_LOGGED_IN: {status: 401, text: 'Log in, or send a token.'},
	WRONG_PASSWORD: {status: 401, text: 'The name or the password is wrong.'},
	FORBIDDEN: {status: 403, text: 'This needs another role.'},
	NOT_FOUND: {status: 404, text: 'There is no such thing.'},
	CONFLICT: {status: 409, text: 'This is in use already.'},
	TOO_LARGE: {status: 413, text: 'The request is too large.'},
	WRONG_TYPE: {status: 415, text: 'Send the body as application/json.'},
	BAD_RANGE: {status: 416, text: 'The file is shorter than the range asked for.'},
	TOO_MANY_REQUESTS: {status: 429, text: 'Too many tries; wait a little.'},
	SETUP_NEEDED: {status: 403, text: 'The box has to be set up first: open its page.'},
	QUOTA_FULL: {status: 507, text: 'The quota for recordings is used up; delete some.'},
	LIMIT_REACHED: {status: 429, text: 'A limit on calls or their cost is reached.'},
	BAD_BACKUP: {status: 400, text: 'This backup is damaged, or no backup of Partyline.'},
	WRONG_PASSPHRASE: {status: 400, text: 'The passphrase does not open this backup.'},
	BACKUP_TOO_NEW: {status: 409, text: 'This backup was made by a newer version.'},
	NOT_READY: {status: 503, text: 'The box is not ready to take calls.'},
	DISK_FULL: {status: 507, text: 'The disk is full.'},
	PORT_IN_USE: {status: 500, text: 'A port is in use by another program.'},
	BAD_ADDRESS: {status: 500, text: 'This machine has no such address.'},
	BAD_CERTIFICATE: {status: 500, text: 'The TLS certificate or key can not be read.'},
	BAD_PROMPT: {status: 500, text: 'A prompt can not be read.'},
	SIP_FAILED: {status: 500, text: 'SIP could not be started.'},
	DATA_READ_ONLY: {status: 500, text: 'The data folder can not be written to.'},
	DATA_IN_USE: {status: 500, text: 'The data folder is used by another running box.'},
	DATABASE_DAMAGED: {status: 500, text: 'The database is damaged.'},
	DATABASE_TOO_NEW: {status: 500, text: 'The database was written by a newer version.'},
	NOT_BUILT: {status: 500, text: 'The native part is not built.'},
	NO_DRIVER: {status: 503, text: 'The driver of the line cards is not loaded.'},
	NO_DEVICE: {status: 503, text: 'There is no such card, channel or serial port.'},
	NO_PERMISSION: {status: 503, text: 'The box may not use this device.'},
	DEVICE_IN_USE: {status: 503, text: 'Another program uses this device.'},
	BAD_DRIVER: {status: 503, text: 'The driver of the line cards answered with nonsense.'},
	NOT_ALLOWED: {status: 403, text: 'You may not call this number.'},
	NO_ROUTE: {status: 404, text: 'No line leads to this number.'},
	NO_LINE: {status: 503, text: 'All lines to this number are busy.'},
	INTERNAL: {status: 500, text: 'Something went wrong inside the box.'},
} as const;

export type ErrorCode = keyof typeof errorCodes;

/** The one class of failures that are thrown. Expected refusals are returned values instead. */
export class PartylineError extends Error {
	readonly code: ErrorCode;
	readonly problems: readonly Problem[];
	/** Where the code alone does not say it. */
	readonly reason: Told | undefined;

	constructor(code: ErrorCode, message: string | Told = errorCodes[code].text, options: {cause?: unknown; problems?: readonly Problem[]} = {}) {
		super(typeof message === 'string' ? message : message.message, {cause: options.cause});
		this.name = 'PartylineError';
		this.code = code;
		this.problems = options.problems ?? [];
		this.reason = typeof message === 'string' ? undefined : message;
	}
}

/** What is not done, though nothing failed: a code, a sentence, and by what a page finds its own words where the code alone does not say it. */
export type Refused = {ok: false; code: ErrorCode; message: string; reason?: Told};

export const refusedWith = (code: ErrorCode, message: string | Told = errorCodes[code].text): Refused =>
	typeof message === 'string' ? {ok: false, code, message} : {ok: false, code, message: message.message, reason: message};
