import type {LegId, ParticipantView, RoomId, RoomView} from '../../firmware/contract/index.js';
import type {Live} from './live.js';

/** What may be asked of one participant or one room. */
export type ParticipantAsk =
	| {kind: 'mute' | 'unmute' | 'disconnect' | 'give-floor' | 'take-floor' | 'lower-hand'; subject: LegId}
	| {kind: 'volume'; subject: LegId; gain: Gain};
export type RoomAsk = {kind: 'lock' | 'unlock' | 'mute-all' | 'unmute-all' | 'lecture' | 'end-lecture' | 'record' | 'stop-recording' | 'end'; subject: RoomId};
/** In dB: how loud the others hear somebody, or are heard by somebody. */
export type Gain = {gainInDb: number} | {gainOutDb: number};
export type Ask = ParticipantAsk | RoomAsk;

export type AskRequest = {method: 'PATCH' | 'POST' | 'DELETE'; path: string; body?: object};

/** The request that carries an ask, with the path below `/api/v1`. */
export function requestOf(ask: Ask): AskRequest {
	const participant = `/participants/${encodeURIComponent(ask.subject)}`;
	const room = `/rooms/${encodeURIComponent(ask.subject)}`;
	switch (ask.kind) {
		case 'mute': return {method: 'PATCH', path: participant, body: {muted: true}};
		case 'unmute': return {method: 'PATCH', path: participant, body: {muted: false}};
		case 'disconnect': return {method: 'DELETE', path: participant};
		case 'give-floor': return {method: 'PATCH', path: participant, body: {floor: true}};
		case 'take-floor': return {method: 'PATCH', path: participant, body: {floor: false}};
		case 'lower-hand': return {method: 'PATCH', path: participant, body: {hand: false}};
		case 'volume': return {method: 'PATCH', path: participant, body: ask.gain};
		case 'lock': return {method: 'PATCH', path: room, body: {locked: true}};
		case 'unlock': return {method: 'PATCH', path: room, body: {locked: false}};
		case 'mute-all': return {method: 'PATCH', path: room, body: {allMuted: true}};
		case 'unmute-all': return {method: 'PATCH', path: room, body: {allMuted: false}};
		case 'lecture': return {method: 'PATCH', path: room, body: {lecture: true}};
		case 'end-lecture': return {method: 'PATCH', path: room, body: {lecture: false}};
		case 'record': return {method: 'POST', path: `${room}/recording`};
		case 'stop-recording': return {method: 'DELETE', path: `${room}/recording`};
		case 'end': return {method: 'DELETE', path: room};
	}
}

/** Whether what is live shows what was asked for. Nothing is left to be done for a subject that is gone. */
export function isFulfilled(ask: Ask, live: Live): boolean {
	switch (ask.kind) {
		case 'mute':
		case 'unmute': return participantIs(live, ask.subject, ({muted}) => muted === (ask.kind === 'mute'));
		case 'disconnect': return !live.calls.some(({id}) => id === ask.subject) && participantIs(live, ask.subject, () => false);
		case 'give-floor':
		case 'take-floor': return participantIs(live, ask.subject, ({floor}) => floor === (ask.kind === 'give-floor'));
		case 'lower-hand': return participantIs(live, ask.subject, ({hand}) => !hand);
		case 'volume': return participantIs(live, ask.subject, one => hasGain(one, ask.gain));
		case 'lock':
		case 'unlock': return roomIs(live, ask.subject, ({locked}) => locked === (ask.kind === 'lock'));
		case 'mute-all':
		case 'unmute-all': return roomIs(live, ask.subject, ({allMuted}) => allMuted === (ask.kind === 'mute-all'));
		case 'lecture':
		case 'end-lecture': return roomIs(live, ask.subject, ({lecture}) => lecture === (ask.kind === 'lecture'));
		case 'record':
		case 'stop-recording': return roomIs(live, ask.subject, ({recording}) => (recording !== null) === (ask.kind === 'record'));
		case 'end': return roomIs(live, ask.subject, () => false);
	}
}

function hasGain({gainInDb, gainOutDb}: ParticipantView, asked: Gain): boolean {
	return 'gainInDb' in asked ? gainInDb === asked.gainInDb : gainOutDb === asked.gainOutDb;
}

function participantIs(live: Live, id: LegId, fulfilled: (participant: ParticipantView) => boolean): boolean {
	for (const room of live.rooms) {
		const participant = room.participants.find(one => one.id === id);
		if (participant) return fulfilled(participant);
	}
	return true;
}

function roomIs(live: Live, id: RoomId, fulfilled: (room: RoomView) => boolean): boolean {
	const room = live.rooms.find(one => one.id === id);
	return room === undefined || fulfilled(room);
}
