import type {loadEngine} from '../../addons/index.js';

export type Engine = ReturnType<typeof loadEngine>;
export type Options = Parameters<Engine['start']>[0];

/** Options of a box that listens on free ports of 127.0.0.1, without prompts. */
export function localOptions(sip: Partial<Options['sip']> = {}): Options {
	return {
		sip: {
			address: '127.0.0.1', udpPort: 0, tcpPort: 0, tls: null, userAgent: 'Partyline', maxCalls: 10,
			flood: {perSecond: 1000, burst: 1000}, ...sip,
		},
		rtp: {firstPort: 40000, lastPort: 40999, srtp: 'optional', silenceTimeoutMs: 0},
		codecs: ['opus', 'g722', 'pcma', 'pcmu'],
		inbandDigits: 'auto',
		mixer: {shards: 1, music: []},
		prompts: [],
		sipLogLevel: 0,
	};
}

/** What a throwing function throws. */
export function thrownBy(action: () => unknown): {code?: unknown; name: string; message: string} {
	try {
		action();
	} catch (error) {
		if (error instanceof Error) return Object.assign(error, {code: 'code' in error ? error.code : undefined});
		throw error;
	}
	throw new Error('nothing was thrown');
}
