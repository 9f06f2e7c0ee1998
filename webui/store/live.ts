import type {BoxState, CallQuality, DomainEvent, LinesView, LiveCall, ParticipantView, Reason, RoomId, RoomView, SimulatorView, SipPhoneView, TrunkView} from '../../firmware/contract/index.js';

/** The event stream's first message, and the first one after each reconnection: it replaces all that was known. */
export type StateEvent = {
	kind: 'state'; rooms: RoomView[]; calls: LiveCall[]; lines: LinesView; trunks: TrunkView[]; sipPhones: SipPhoneView[]; simulator: SimulatorView; alarms: ({code: string} & Alarm)[]; box: BoxState;
};

/** What an alarm says: in English, and by a code. */
export type Alarm = {message: string; reason: Reason};

/** What is live now, as far as the page was told. */
export type Live = {
	readonly box: BoxState | null;
	readonly rooms: readonly RoomView[];
	readonly calls: readonly LiveCall[];
	readonly lines: LinesView;
	readonly trunks: readonly TrunkView[];
	readonly sipPhones: readonly SipPhoneView[];
	readonly simulator: SimulatorView;
	/** Those that are raised, by what they go by. */
	readonly alarms: Readonly<Record<string, Alarm>>;
};

export const nothingLive: Live = {
	box: null, rooms: [], calls: [], trunks: [], sipPhones: [], alarms: {},
	lines: {cards: [], spans: [], lines: []}, simulator: {running: false, problem: '', reason: null, phones: [], numbers: []},
};

/** What is live after one more event. Parts that the event does not touch stay the same objects. */
export function reduce(live: Live, event: StateEvent | DomainEvent): Live {
	switch (event.kind) {
		case 'state': return stateOf(event);
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
		case 'card.changed': return inLines(live, ({cards}) => ({cards: put(cards, event.card)}));
		case 'card.removed': return inLines(live, ({cards}) => ({cards: without(cards, event.card)}));
		case 'span.changed': return inLines(live, ({spans}) => ({spans: put(spans, event.span)}));
		case 'span.removed': return inLines(live, ({spans}) => ({spans: without(spans, event.span)}));
		case 'line.changed': return inLines(live, ({lines}) => ({lines: put(lines, event.line)}));
		case 'line.removed': return inLines(live, ({lines}) => ({lines: without(lines, event.line)}));
		case 'simulator.phone': return {...live, simulator: {...live.simulator, phones: put(live.simulator.phones, event.phone)}};
		case 'quality': return {...live, rooms: live.rooms.map(room => withQuality(room, event.participants))};
		case 'trunk.changed': return {...live, trunks: put(live.trunks, event.trunk)};
		case 'trunk.removed': return {...live, trunks: without(live.trunks, event.trunk)};
		case 'sip-phone.changed': return {...live, sipPhones: put(live.sipPhones, event.phone)};
		case 'sip-phone.removed': return {...live, sipPhones: without(live.sipPhones, event.phone)};
		case 'ban.changed':
		case 'ban.removed':
		case 'board.changed':
		case 'users.changed':
		case 'pin.refused':
		case 'recording.changed':
		case 'recording.deleted':
		case 'conference.changed':
		case 'conference.deleted':
		case 'settings.changed':
		case 'route.changed':
		case 'levels': return live;
		default:
			event satisfies never;
			// A newer box may tell more than this page knows: that is no reason to fail.
			return live;
	}
}

function withQuality(room: RoomView, told: Readonly<Record<string, CallQuality>>): RoomView {
	if (!room.participants.some(({id}) => told[id])) return room;
	return {...room, participants: room.participants.map(one => told[one.id] ? {...one, quality: told[one.id] ?? null} : one)};
}

function stateOf({box, rooms, calls, lines, trunks, sipPhones, simulator, alarms}: StateEvent): Live {
	return {box, rooms, calls, lines, trunks, sipPhones, simulator, alarms: Object.fromEntries(alarms.map(({code, message, reason}) => [code, {message, reason}]))};
}

function inLines(live: Live, change: (lines: LinesView) => Partial<LinesView>): Live {
	return {...live, lines: {...live.lines, ...change(live.lines)}};
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

function withAlarm(alarms: Live['alarms'], event: {code: string; active: boolean} & Alarm): Live['alarms'] {
	const others = Object.entries(alarms).filter(([code]) => code !== event.code);
	return Object.fromEntries(event.active ? [...others, [event.code, {message: event.message, reason: event.reason}]] : others);
}
