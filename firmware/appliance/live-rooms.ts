import type {Done, LiveRooms} from '../api/index.js';
import type {Calls} from '../call/index.js';
import type {LegId} from '../contract/index.js';
import type {Outbound} from '../outbound/index.js';
import type {Recorder} from '../recorder/index.js';
import {startRecording} from './recordings.js';
import type {Rooms} from '../room/index.js';

export type LiveParts = {rooms: Rooms; recorder: Recorder; calls: Calls; outbound: Outbound};

/** What is live, and its controls, for the API and MQTT alike. */
export function liveRooms({rooms, recorder, calls, outbound}: LiveParts): LiveRooms {
	return {
		rooms: () => rooms.rooms(),
		calls: () => calls.live(),
		setParticipant: (id, change) => rooms.setParticipant(id, change),
		disconnect: id => disconnect({rooms, calls}, id),
		setRoom: (id, change) => rooms.setRoom(id, change),
		startRecording: id => startRecording({rooms, recorder}, id),
		stopRecording: id => rooms.stopRecording(id),
		endRoom: id => rooms.endRoom(id),
		invite(id, invitation, by) {
			const place = rooms.place(id);
			return place ? outbound.invite(place, invitation, by) : {ok: false, code: 'NOT_FOUND', message: 'This room is not live.'};
		},
		callAgain(id, leg, by) {
			const [place, former] = [rooms.place(id), rooms.former(id, leg)];
			if (!place || !former) return {ok: false, code: 'NOT_FOUND', message: 'Nobody who left this room can be called again by this id.'};
			return outbound.invite(place, {number: former.number, joinAtOnce: false}, by);
		},
	};
}

/** One who is in a room is told that he is disconnected, and so is one at the prompts. */
export function disconnect({rooms, calls}: Pick<LiveParts, 'rooms' | 'calls'>, id: LegId): Done {
	const done = rooms.disconnect(id);
	if (done.ok) return done;
	return calls.move(id, {kind: 'hangup', outcome: 'disconnected', say: ['disconnected']}) ? {ok: true} : done;
}
