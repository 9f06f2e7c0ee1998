import {PartylineError, type ErrorCode} from '../contract/index.js';

/** Why something of a line can't be used: what is shown, and the code where there is one. */
export type Problem = {code: ErrorCode; words: string};

/** What to do about each, in words; `what` is "Channel 3", "The span", "The driver of the line cards". */
const remedies: Partial<Record<ErrorCode, (what: string, root: string) => string>> = {
	NO_DRIVER: (_what, root) => `The driver of the line cards is not loaded: there is nothing at ${root}. Load it (modprobe dahdi, and the card's own module); the box comes back to it by itself.`,
	NO_PERMISSION: (what, root) => `${what} may not be used by the box: its user needs read and write permission on ${root} (group "dahdi" or "dialout").`,
	NO_DEVICE: what => `${what} is not there: the card was pulled out, or its driver was unloaded. It comes back by itself when the card does.`,
	DEVICE_IN_USE: what => `${what} is used by another program, such as Asterisk. Stop that; the box tries again.`,
	BAD_DRIVER: what => `${what} gave an answer that makes no sense; is the driver DAHDI 2.11 or newer? The box tries again.`,
};

/** What a device's error means to an admin. Anything but the box's own errors is thrown again. */
export function problemOf(error: unknown, what: string, root: string): Problem {
	if (!(error instanceof PartylineError)) throw error;
	return {code: error.code, words: remedies[error.code]?.(what, root) ?? error.message};
}
