import {errorCodes, PartylineError, type ErrorCode} from '../contract/index.js';

/** Does something native; what it throws with one of the box's codes is thrown as the box's own error. */
export function translatingErrors<T>(work: () => T): T {
	try {
		return work();
	} catch (error) {
		if (error instanceof Error && 'code' in error && isErrorCode(error.code)) {
			throw new PartylineError(error.code, error.message, {cause: error});
		}
		throw error;
	}
}

function isErrorCode(code: unknown): code is ErrorCode {
	return typeof code === 'string' && code in errorCodes;
}
