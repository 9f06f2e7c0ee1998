import type {LegId, ParticipantView, RoomId, RoomView} from '../../firmware/contract/index.js';
import type {Live} from './live.js';

/** What may be asked of one participant or one room. */
export type ParticipantAsk = {kind: 'mute' | 'unmute' | 'disconnect'; subject: LegId};
export type RoomAsk = {kind: 'lock' | 'unlock' | 'mute-all' | 'unmute-all' | 'record' | 'stop-recording' | 'end'; subject: RoomId};
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
		case 'lock': return {method: 'PATCH', path: room, body: {locked: true}};
		case 'unlock': return {method: 'PATCH', path: room, body: {locked: false}};
		case 'mute-all': return {method: 'PATCH', path: room, body: {allMuted: true}};
		case 'unmute-all': return {method: 'PATCH', path: room, body: {allMuted: false}};
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
		case 'lock':
		case 'unlock': return roomIs(live, ask.subject, ({locked}) => locked === (ask.kind === 'lock'));
		case 'mute-all':
		case 'unmute-all': return roomIs(live, ask.subject, ({allMuted}) => allMuted === (ask.kind === 'mute-all'));
		case 'record':
		case 'stop-recording': return roomIs(live, ask.subject, ({recording}) => (recording !== null) === (ask.kind === 'record'));
		case 'end': return roomIs(live, ask.subject, () => false);
	}
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
