import type {PacketFigures, StreamCounters} from './measured.js';

/** What came between two readings of the counters. A stream that began anew in between (a re-INVITE) counts from its beginning. */
export function intervalOf(before: StreamCounters | undefined, now: StreamCounters): PacketFigures {
	const same = before !== undefined && now.rxPackets >= before.rxPackets;
	const since = (count: (counters: StreamCounters) => number) => Math.max(0, count(now) - (same ? count(before) : 0));
	return {
		received: since(counters => counters.rxPackets),
		lost: since(counters => counters.rxLost),
		discarded: since(counters => counters.rxDiscarded),
		jitterMs: now.rxJitterMs,
		roundTripMs: now.roundTripMs ?? null,
		jitterBufferMs: now.jitterBufferMs,
	};
}
