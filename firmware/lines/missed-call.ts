import type {Caller} from '../call/index.js';
import type {CallRecord, LegId} from '../contract/index.js';
import {newId} from '../lib/ids.js';

/** The record of a caller who gave up before the box answered. */
export function missedCall({number, name, line}: Caller, times: {dialled: string; startedAt: string; endedAt: string}): CallRecord {
	return {
		id: newId<LegId>(), direction: 'in', number, name, line, ...times,
		answeredAt: null, conference: null, conferenceNumber: null, role: null, outcome: 'hung-up', codec: '', cost: 0, by: '', byUser: null,
	};
}
