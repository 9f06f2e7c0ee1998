import type {Done, Invited, Inviter, LiveRooms} from '../../../firmware/api/index.js';
import type {ConferenceId, Invitation, LegId, LiveCall, ParticipantView, RoomId, RoomView} from '../../../firmware/contract/index.js';

export function participant(id: string): ParticipantView {
	return {
		id: id as LegId, number: '+493012345678', name: '030 12345678', line: 'SIP 192.0.2.7', codec: 'opus', encrypted: false, role: 'participant',
		joinedAt: '2026-01-05T08:00:00.000Z', muted: false, held: false, talking: false, hand: false, floor: false, gainInDb: 0, gainOutDb: 0, quality: null,
	};
}

export function room(id: string): RoomView {
	return {
		id: id as RoomId, conference: 'c1' as ConferenceId, kind: 'static', extension: '8000', number: null, description: 'Board',
		since: '2026-01-05T08:00:00.000Z', locked: false, allMuted: false, lecture: false, left: [], recording: null, participants: [participant('leg1')],
	};
}

export function liveCall(id: string): LiveCall {
	return {id: id as LegId, number: '+493012345678', name: 'Kim', line: 'SIP 192.0.2.7', dialled: '8000', startedAt: '2026-01-05T08:00:00.000Z', direction: 'in', stage: 'room'};
}

/** One room, 'room1', with one participant, 'leg1'. Writes down what it is asked to do. */
export class FakeRooms implements LiveRooms {
	readonly asked: unknown[] = [];
	/** The answer to whatever is asked for what exists. */
	answer: Done = {ok: true};

	rooms = () => [room('room1')];
	calls = () => [liveCall('leg1')];
	setParticipant = (id: LegId, change: object) => this.#leg(id, {participant: change});
	disconnect = (id: LegId) => this.#leg(id, 'disconnect');
	setRoom = (id: RoomId, change: object) => this.#room(id, {room: change});
	startRecording = async (id: RoomId) => this.#room(id, 'start recording');
	stopRecording = (id: RoomId) => this.#room(id, 'stop recording');
	endRoom = (id: RoomId) => this.#room(id, 'end');
	invite = (id: RoomId, invitation: Invitation, by: Inviter): Invited => {
		const done = this.#room(id, {invite: invitation, by});
		return done.ok ? {ok: true, call: {...liveCall('leg2'), direction: 'out', stage: 'calling'}} : done;
	};

	callAgain = (id: RoomId, former: LegId, by: Inviter): Invited => {
		const done = this.#room(id, {callAgain: former, by});
		return done.ok ? {ok: true, call: {...liveCall('leg2'), direction: 'out', stage: 'calling'}} : done;
	};

	#room(id: RoomId, what: unknown): Done {
		return this.#note(id === 'room1', what);
	}

	#leg(id: LegId, what: unknown): Done {
		return this.#note(id === 'leg1', what);
	}

	#note(exists: boolean, what: unknown): Done {
		if (!exists) return {ok: false, code: 'NOT_FOUND', message: 'It is gone.'};
		this.asked.push(what);
		return this.answer;
	}
}
