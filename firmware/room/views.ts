import type {CallQuality, FormerParticipant, LegId, ParticipantView, RecordingId, RoomId, RoomView} from '../contract/index.js';
import type {Leg} from '../call/index.js';
import type {Member, RoomState} from './state.js';

/** What a room is beside its machine's state. */
export type RoomFacts = {readonly id: RoomId; readonly number: string | null; readonly since: string; recording: RecordingId | null; left: FormerParticipant[]};

/** What a participant is beside the machine's member. */
export type SeatFacts = {readonly leg: Leg; readonly quality: CallQuality | null};

export function participantOf(member: Member, {leg, quality}: SeatFacts): ParticipantView {
	return {
		id: leg.id,
		number: leg.caller.number,
		name: leg.caller.name,
		line: leg.caller.line,
		codec: leg.media.codec,
		encrypted: leg.media.encrypted,
		role: member.role,
		joinedAt: member.joinedAt,
		muted: member.mutedBy !== null,
		held: member.held,
		talking: member.talking,
		hand: member.hand !== null,
		floor: member.floor !== null,
		gainInDb: member.gainInDb,
		gainOutDb: member.gainOutDb,
		quality,
	};
}

export function roomSummary(facts: RoomFacts, {conference, locked, allMuted, lecture}: RoomState): Omit<RoomView, 'participants'> {
	const {kind, extension, description} = conference;
	return {...facts, conference: conference.id, kind, extension, description, locked, allMuted, lecture};
}

export function roomView(facts: RoomFacts, state: RoomState, seatOf: (leg: LegId) => SeatFacts | undefined): RoomView {
	const participants = state.members.flatMap(member => {
		const seat = seatOf(member.leg);
		return seat ? [participantOf(member, seat)] : [];
	});
	return {...roomSummary(facts, state), participants};
}
