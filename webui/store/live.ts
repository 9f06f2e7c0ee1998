import type {BoxState, DomainEvent, LiveCall, ParticipantView, RoomId, RoomView} from '../../firmware/contract/index.js';

/** The event stream's first message, and the first one after each reconnection: it replaces all that was known. */
export type StateEvent = {kind: 'state'; rooms: RoomView[]; calls: LiveCall[]; box: BoxState};

/** What is live now, as far as the page was told. */
export type Live = {
	readonly box: BoxState | null;
	readonly rooms: readonly RoomView[];
	readonly calls: readonly LiveCall[];
	/** The texts of active alarms by their code. */
	readonly alarms: Readonly<Record<string, string>>;
};

export const nothingLive: Live = {box: null, rooms: [], calls: [], alarms: {}};

/** What is live after one more event. Parts that the event does not touch stay the same objects. */
export function reduce(live: Live, event: StateEvent | DomainEvent): Live {
	switch (event.kind) {
		case 'state': return {box: event.box, rooms: event.rooms, calls: event.calls, alarms: {}};
		case 'call.started':
		case 'call.changed': return {...live, calls: put(live.calls, event.call)};
		case 'call.ended': return {...live, calls: without(live.calls, event.call.id)};
		case 'room.opened': return {...live, rooms: put(live.rooms, event.room)};
		case 'room.changed': return inRoom(live, event.room.id, room => ({...room, ...event.room}));
		case 'room.closed': return {...live, rooms: without(live.rooms, event.room)};
		case 'participant.joined':
		case 'participant.changed': return inParticipants(live, event.room, those => put(those, event.participant));
		case 'participant.left': return inParticipants(live, event.room, those => without(those, event.participant));
		case 'alarm': return {...live, alarms: withAlarm(live.alarms, event)};
		case 'pin.refused':
		case 'recording.changed':
		case 'recording.deleted':
		case 'conference.changed':
		case 'conference.deleted':
		case 'settings.changed':
		case 'levels': return live;
		default:
			event satisfies never;
			// A newer box may tell more than this page knows: that is no reason to fail.
			return live;
	}
}

function inRoom(live: Live, id: RoomId, change: (room: RoomView) => RoomView): Live {
	if (!live.rooms.some(room => room.id === id)) return live;
	return {...live, rooms: live.rooms.map(room => room.id === id ? change(room) : room)};
}

function inParticipants(live: Live, id: RoomId, change: (those: readonly ParticipantView[]) => ParticipantView[]): Live {
	return inRoom(live, id, room => ({...room, participants: change(room.participants)}));
}

/** Keeps the order of arrival: the newest is last, a change stays in its place. */
function put<T extends {id: string}>(list: readonly T[], item: T): T[] {
	const known = list.some(other => other.id === item.id);
	return known ? list.map(other => other.id === item.id ? item : other) : [...list, item];
}

function without<T extends {id: string}>(list: readonly T[], id: string): T[] {
	return list.filter(item => item.id !== id);
}

function withAlarm(alarms: Live['alarms'], event: {code: string; message: string; active: boolean}): Live['alarms'] {
	const others = Object.entries(alarms).filter(([code]) => code !== event.code);
	return Object.fromEntries(event.active ? [...others, [event.code, event.message]] : others);
}
