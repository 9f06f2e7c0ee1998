import type {CallRecord, ConferenceId, ConferenceInput, LegId, RecordingId, RecordingView} from '../../../firmware/contract/index.js';

export const defaults = {
	description: '', organizer: null, participantLimit: null, record: 'on-demand', first: 'music', last: 'music', ends: 'when-empty',
	entryTone: 'tone', exitTone: 'tone', attentionToneSeconds: 0,
} as const;

export const staticInput: ConferenceInput = {kind: 'static', extension: '8000', pin: '1234', leaderPin: '99887', ...defaults, description: 'Board', language: 'fr', participantLimit: 7};
export const dynamicInput: ConferenceInput = {kind: 'dynamic', extension: '8500', ...defaults};

export function call(id: string, change: Partial<CallRecord> = {}): CallRecord {
	return {
		id: id as LegId, direction: 'in', number: '+493012345678', name: 'Kim', line: 'SIP 192.0.2.7', dialled: '8000',
		startedAt: '2026-01-05T08:00:00.000Z', answeredAt: '2026-01-05T08:00:01.000Z', endedAt: '2026-01-05T08:30:00.000Z',
		conference: 'c1' as ConferenceId, conferenceNumber: null, role: 'participant', outcome: 'hung-up', codec: 'opus', cost: 0, by: '', byUser: null, ...change,
	};
}

export function recording(id: string, change: Partial<RecordingView> = {}): RecordingView {
	return {
		id: id as RecordingId, conference: 'c1' as ConferenceId, extension: '8000', number: null, description: 'Board', organizer: null,
		startedAt: '2026-01-05T08:00:00.000Z', durationMs: 61_000, bytes: 244_000, state: 'complete', cutShort: null, ...change,
	};
}
