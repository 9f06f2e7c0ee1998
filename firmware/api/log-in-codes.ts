import {createHash, randomBytes} from 'node:crypto';
import type {AccessRole} from '../contract/index.js';
import type {Clock} from '../lib/clock.js';

/** Codes that log in once: in a link that is opened on the machine that printed it. They live as long as the process, at most. */
export interface LogInCodes {
	create(role: AccessRole): string;
	/** The role, once; undefined for a code that is unknown, used or too old. */
	take(code: string): AccessRole | undefined;
}

const lastsMs = 3_600_000;
const mostAtOnce = 100;

export function createLogInCodes(clock: Clock): LogInCodes {
	const open = new Map<string, {role: AccessRole; untilMs: number}>();
	return {
		create(role) {
			const code = randomBytes(24).toString('base64url');
			const [oldest] = open.keys();
			if (oldest !== undefined && open.size >= mostAtOnce) open.delete(oldest);
			open.set(digest(code), {role, untilMs: clock.monotonic() + lastsMs});
			return code;
		},
		take(code) {
			const entry = open.get(digest(code));
			open.delete(digest(code));
			return entry !== undefined && clock.monotonic() < entry.untilMs ? entry.role : undefined;
		},
	};
}

/** Looked up by its hash, a code can't be guessed bit by bit from the time that this takes. */
const digest = (code: string) => createHash('sha256').update(code).digest('hex');
