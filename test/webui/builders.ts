import type {ConferenceId, DialPlanEntry, LegId, LiveCall, ParticipantView, RecordingId, RoomId, RoomView} from '../../firmware/contract/index.js';
import type {StateEvent} from '../../webui/store/index.js';

/** Live things with ordinary values, of which a test states only what it is about. */
export const at = '2026-03-02T09:00:00.000Z';
export const legId = (id: string): LegId => id as LegId;
export const roomId = (id: string): RoomId => id as RoomId;
export const conferenceId = (id: string): ConferenceId => id as ConferenceId;
export const recordingId = (id: string): RecordingId => id as RecordingId;

export function participant(id: string, changes: Partial<ParticipantView> = {}): ParticipantView {
	return {
		id: legId(id), number: '+4930555012', name: `Caller ${id}`, line: 'SIP 192.0.2.7', codec: 'g722', encrypted: false,
		role: 'participant', joinedAt: at, muted: false, held: false, talking: false, gainInDb: 0, gainOutDb: 0, ...changes,
	};
}

export function room(id: string, changes: Partial<RoomView> = {}): RoomView {
	return {
		id: roomId(id), conference: conferenceId(`conference-${id}`), kind: 'static', extension: '8000', number: null, description: 'Weekly review',
		since: at, locked: false, allMuted: false, recording: null, participants: [], ...changes,
	};
}

export function call(id: string, changes: Partial<LiveCall> = {}): LiveCall {
	return {
		id: legId(id), number: '+4930555099', name: '', line: 'SIP 192.0.2.9', dialled: '8000', startedAt: at, stage: 'prompts', ...changes,
	};
}

export function state(changes: Partial<StateEvent> = {}): StateEvent {
	return {kind: 'state', rooms: [], calls: [], box: {name: 'Partyline', version: '0.1.0', startedAt: at}, ...changes};
}

export function dialPlanEntry(number: string, changes: Partial<DialPlanEntry> = {}): DialPlanEntry {
	return {number, use: 'static', conference: conferenceId(`conference-${number}`), description: '', ...changes};
}
