import type {LegId, ParticipantView, RecordingId, RoomId, RoomView} from '../contract/index.js';
import type {Leg} from '../call/index.js';
import type {Member, RoomState} from './state.js';

/** What a room is beside its machine's state. */
export type RoomFacts = {readonly id: RoomId; readonly number: string | null; readonly since: string; recording: RecordingId | null};

export function participantOf(member: Member, leg: Leg): ParticipantView {
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
		gainInDb: member.gainInDb,
		gainOutDb: member.gainOutDb,
	};
}

export function roomSummary(facts: RoomFacts, {conference, locked, allMuted}: RoomState): Omit<RoomView, 'participants'> {
	const {kind, extension, description} = conference;
	return {...facts, conference: conference.id, kind, extension, description, locked, allMuted};
}

export function roomView(facts: RoomFacts, state: RoomState, legOf: (leg: LegId) => Leg | undefined): RoomView {
	const participants = state.members.flatMap(member => {
		const leg = legOf(member.leg);
		return leg ? [participantOf(member, leg)] : [];
	});
	return {...roomSummary(facts, state), participants};
}
