import type {
	CallRecord, CardId, CardView, ConferenceId, DialPlanEntry, Doors, FxoConfig, LegId, LineId, LineView, LiveCall, ParticipantView, RecordingId, RecordingView, RoomId, RoomView, SetupState, SimulatedPhone, SpanConfig, SpanId, SpanView, WayBack,
} from '../../firmware/contract/index.js';
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
		role: 'participant', joinedAt: at, muted: false, held: false, talking: false, hand: false, floor: false, gainInDb: 0, gainOutDb: 0, quality: null, ...changes,
	};
}

export function room(id: string, changes: Partial<RoomView> = {}): RoomView {
	return {
		id: roomId(id), conference: conferenceId(`conference-${id}`), kind: 'static', extension: '8000', number: null, description: 'Weekly review',
		since: at, locked: false, allMuted: false, lecture: false, left: [], recording: null, participants: [], ...changes,
	};
}

export function call(id: string, changes: Partial<LiveCall> = {}): LiveCall {
	return {
		id: legId(id), number: '+4930555099', name: '', line: 'SIP 192.0.2.9', dialled: '8000', startedAt: at, direction: 'in', stage: 'prompts', ...changes,
	};
}

export function state(changes: Partial<StateEvent> = {}): StateEvent {
	return {
		kind: 'state', rooms: [], calls: [], lines: {cards: [], spans: [], lines: []}, trunks: [], sipPhones: [], simulator: {running: false, problem: '', reason: null, phones: [], numbers: []}, alarms: [],
		box: {name: 'Partyline', version: '0.1.0', startedAt: at}, ...changes,
	};
}

/** A call that came in and has ended. */
export function callRecord(id: string, changes: Partial<CallRecord> = {}): CallRecord {
	return {
		id: legId(id), direction: 'in', number: '+4930555012', name: '', line: 'SIP 192.0.2.7', dialled: '8000', startedAt: at, answeredAt: at, endedAt: at,
		conference: conferenceId('conference-r1'), conferenceNumber: null, role: 'participant', outcome: 'hung-up', codec: 'g722', cost: 0, by: '', byUser: null, ...changes,
	};
}

export function recording(id: string, changes: Partial<RecordingView> = {}): RecordingView {
	return {
		id: recordingId(id), conference: conferenceId('conference-r1'), extension: '8000', number: null, description: 'Weekly review', organizer: null, startedAt: at,
		durationMs: 20_000, bytes: 80_000, state: 'complete', cutShort: null, ...changes,
	};
}

/** Of a box that nobody has set up yet. */
export function setupState(changes: Partial<SetupState> = {}): SetupState {
	return {needed: true, boxName: 'Partyline', suggested: {country: 'us', language: 'en', timeZone: 'UTC', extension: '8000', addresses: ['192.0.2.10']}, countries: ['us', 'gb', 'de', 'fr', 'es', 'it'], cards: [], ...changes};
}

export function dialPlanEntry(number: string, changes: Partial<DialPlanEntry> = {}): DialPlanEntry {
	return {number, use: 'static', conference: conferenceId(`conference-${number}`), line: null, phone: null, description: '', ...changes};
}

export const fxo: FxoConfig = {
	kind: 'fxo', name: '', enabled: true, receiveGainDb: 0, transmitGainDb: 0, echo: 'auto', target: null, answerRings: 2, callerIdKind: 'auto', outgoing: true, digits: 'auto',
	dialling: 'tone', dialToneCheck: true, busyTone: true, silenceSeconds: 300,
};
export const pri: SpanConfig = {
	name: '', enabled: true, switchType: 'euroisdn', side: 'user', overlap: true, inboundNumbers: [], lastDigits: 4, otherwise: null, outgoing: true, callerNumber: '',
	receiveGainDb: 0, transmitGainDb: 0, echo: 'auto',
};

export function card(id: string, changes: Partial<CardView> = {}): CardView {
	return {id: id as CardId, kind: 'dahdi', name: `Card ${id}`, simulated: false, problem: '', reason: null, ...changes};
}

export function span(id: string, changes: Partial<SpanView> = {}): SpanView {
	return {id: id as SpanId, card: 'c1' as CardId, type: 'E1', name: 'PRI 1', alarms: [], clock: 'line', dChannel: 'up', config: pri, ...changes};
}

export function line(id: string, changes: Partial<LineView> = {}): LineView {
	return {
		id: id as LineId, card: 'c1' as CardId, span: null, kind: 'fxo', name: `FXO ${id}`, state: 'idle', detail: '', reason: null, alarms: [], digits: 'software', echo: 'kernel',
		call: null, config: fxo, ...changes,
	};
}

export function telephone(id: string, changes: Partial<SimulatedPhone> = {}): SimulatedPhone {
	return {id, kind: 'handset', name: `Phone ${id}`, number: '', hook: 'on', ringing: false, display: '', voice: false, ...changes};
}

/** What a box says before it starts again with HTTPS alone, at port 9443. */
export function movedToHttps({url}: {url: string}): WayBack {
	const now: Doors = {http: Number(new URL(url).port), https: null, httpsOnly: false, thisMachineAlone: false};
	return {now, next: {...now, https: 9443, httpsOnly: true}, otherCertificate: false};
}
