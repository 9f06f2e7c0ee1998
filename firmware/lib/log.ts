import {pino, type Logger} from 'pino';

export type Log = Logger;

/** JSON lines to standard error, which systemd keeps. Anything named like a secret is blanked. */
export function createLog(level: string): Log {
	const names = ['pin', 'leaderPin', 'password', 'token', 'authorization', 'cookie', 'secret'];
	const paths = names.flatMap(name => [name, `*.${name}`, `*.*.${name}`]);
	return pino({level, redact: {paths, censor: '[secret]'}, timestamp: pino.stdTimeFunctions.isoTime}, pino.destination({fd: 2, sync: true}));
}
