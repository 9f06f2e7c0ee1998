import {pino, type DestinationStream, type Level, type Logger} from 'pino';

export type Log = Logger;

/** JSON lines to standard error, which systemd keeps. Anything named like a secret is blanked. `besides` gets those from `info` on, whatever the level. */
export function createLog(level: string, besides?: DestinationStream): Log {
	const names = ['pin', 'leaderPin', 'password', 'token', 'authorization', 'cookie', 'secret'];
	const paths = names.flatMap(name => [name, `*.${name}`, `*.*.${name}`]);
	const options = {redact: {paths, censor: '[secret]'}, timestamp: pino.stdTimeFunctions.isoTime};
	const output = pino.destination({fd: 2, sync: true});
	if (!besides) return pino({...options, level}, output);
	const streams = [{level: 'info' as Level, stream: besides}, ...(level === 'silent' ? [] : [{level: level as Level, stream: output}])];
	return pino({...options, level: level === 'debug' || level === 'trace' ? level : 'info'}, pino.multistream(streams));
}
