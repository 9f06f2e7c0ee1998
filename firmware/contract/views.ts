import {Type, type Static} from '@sinclair/typebox';
import {callQuality} from './quality.js';
import type {ConferenceId, LegId, LineId, RecordingId, RoomId, SipPhoneId, UserId} from './ids.js';

/** What the API, the event stream and the page show of what is live. Times are ISO 8601, UTC. */
const time = Type.String({format: 'date-time'});
const id = <T extends string>() => Type.Unsafe<T>(Type.String());

export const role = Type.Union([Type.Literal('leader'), Type.Literal('participant')]);
export type Role = Static<typeof role>;

export const participantView = Type.Object({
	id: id<LegId>(),
	number: Type.String({description: 'caller ID, empty when withheld'}),
	name: Type.String(),
	line: Type.String({description: 'what the call came by, for example "SIP 192.0.2.7" or "FXO 3"'}),
	codec: Type.String({description: 'opus, g722, pcmu or pcma; empty before the media runs'}),
	encrypted: Type.Boolean(),
	role,
	joinedAt: time,
	muted: Type.Boolean(),
	held: Type.Boolean({description: 'put on hold by its own phone: neither heard nor hearing'}),
	talking: Type.Boolean(),
	hand: Type.Boolean({description: 'asks for the floor'}),
	floor: Type.Boolean({description: 'was given the floor: heard in a lecture though no leader'}),
	gainInDb: Type.Number(),
	gainOutDb: Type.Number(),
	quality: Type.Union([callQuality, Type.Null()], {description: 'newest figures; null before the first'}),
});
export type ParticipantView = Static<typeof participantView>;

/** Somebody who was in the room and left, and can be called again. */
export const formerParticipant = Type.Object({id: id<LegId>(), number: Type.String(), name: Type.String(), line: Type.String(), leftAt: time});
export type FormerParticipant = Static<typeof formerParticipant>;

export const roomView = Type.Object({
	id: id<RoomId>(),
	conference: id<ConferenceId>(),
	kind: Type.Union([Type.Literal('static'), Type.Literal('dynamic')]),
	extension: Type.String(),
	number: Type.Union([Type.String(), Type.Null()], {description: 'the conference number keyed in by the callers of a dynamic conference'}),
	description: Type.String(),
	since: time,
	locked: Type.Boolean(),
	/** All but leaders were muted; who comes later is muted too. */
	allMuted: Type.Boolean(),
	lecture: Type.Boolean({description: 'only leaders and who has the floor are heard'}),
	recording: Type.Union([id<RecordingId>(), Type.Null()]),
	left: Type.Array(formerParticipant, {description: 'newest first, 20 at most'}),
	participants: Type.Array(participantView),
});
export type RoomView = Static<typeof roomView>;

export const recordingView = Type.Object({
	id: id<RecordingId>(),
	conference: id<ConferenceId>(),
	extension: Type.String(),
	number: Type.Union([Type.String(), Type.Null()]),
	description: Type.String(),
	organizer: Type.Union([id<UserId>(), Type.Null()], {description: 'whose quota it counts against'}),
	startedAt: time,
	durationMs: Type.Integer(),
	bytes: Type.Integer(),
	state: Type.Union([Type.Literal('running'), Type.Literal('complete'), Type.Literal('cut-short')], {
		description: 'cut-short: the disk was full, or the power went; what was recorded before plays',
	}),
	cutShort: Type.Union([Type.Literal('disk-full'), Type.Literal('quota-full'), Type.Literal('box-stopped'), Type.Literal('nothing-recorded'), Type.Literal('failed'), Type.Null()], {
		description: 'why it was cut short; nothing-recorded: the box stopped before anything was recorded; null: it was not',
	}),
});
export type RecordingView = Static<typeof recordingView>;

/** How much space the recordings of one organizer's conferences take; `organizer` null: of conferences that are nobody's, which have no quota. */
export const recordingUsage = Type.Object({
	organizer: Type.Union([id<UserId>(), Type.Null()]),
	name: Type.String({description: 'of the organizer; empty: nobody'}),
	bytes: Type.Integer({description: 'of recordings that have ended'}),
	quotaBytes: Type.Union([Type.Integer(), Type.Null()]),
});
export type RecordingUsage = Static<typeof recordingUsage>;

/** Why a call ended or was refused; each has a sentence of its own for the caller. */
export const callOutcome = Type.Union([
	Type.Literal('hung-up'), Type.Literal('disconnected'), Type.Literal('ended-by-leader'), Type.Literal('last-one-left'),
	Type.Literal('wrong-pin'), Type.Literal('throttled'), Type.Literal('unknown-number'), Type.Literal('no-entry'), Type.Literal('locked'), Type.Literal('full'),
	Type.Literal('conference-deleted'), Type.Literal('media-lost'), Type.Literal('box-stopped'), Type.Literal('box-busy'), Type.Literal('failed'),
	/** Of calls that the box makes. */
	Type.Literal('busy'), Type.Literal('no-answer'), Type.Literal('declined'), Type.Literal('unreachable'), Type.Literal('no-line'), Type.Literal('line-failed'),
]);
export type CallOutcome = Static<typeof callOutcome>;

export const callRecord = Type.Object({
	id: id<LegId>(),
	direction: Type.Union([Type.Literal('in'), Type.Literal('out')]),
	number: Type.String(),
	name: Type.String(),
	line: Type.String(),
	dialled: Type.String(),
	startedAt: time,
	answeredAt: Type.Union([time, Type.Null()]),
	endedAt: Type.Union([time, Type.Null()], {description: 'null while it lasts'}),
	conference: Type.Union([id<ConferenceId>(), Type.Null()]),
	conferenceNumber: Type.Union([Type.String(), Type.Null()]),
	role: Type.Union([role, Type.Null()]),
	outcome: Type.Union([callOutcome, Type.Null()]),
	codec: Type.String(),
	cost: Type.Number({description: 'of a call that the box made, in the box\'s currency; 0 for others'}),
	by: Type.String({description: 'who had the box make this call; empty for others'}),
	byUser: Type.Union([id<UserId>(), Type.Null()], {description: 'the same, where it was a user, whose name may have changed since; null: a token, a program, or nobody'}),
});
export type CallRecord = Static<typeof callRecord>;

/** A call that is up now, in a room or still at the prompts. */
export const liveCall = Type.Object({
	id: id<LegId>(),
	number: Type.String(),
	name: Type.String(),
	line: Type.String(),
	dialled: Type.String(),
	startedAt: time,
	direction: Type.Union([Type.Literal('in'), Type.Literal('out')]),
	stage: Type.Union([Type.Literal('calling'), Type.Literal('prompts'), Type.Literal('room')], {description: 'calling: the box rings somebody who has not answered yet'}),
});
export type LiveCall = Static<typeof liveCall>;

/** A number in use, and by whom. */
export const dialPlanEntry = Type.Object({
	number: Type.String(),
	use: Type.Union([Type.Literal('static'), Type.Literal('dynamic'), Type.Literal('portal'), Type.Literal('handset'), Type.Literal('phone')]),
	conference: Type.Union([id<ConferenceId>(), Type.Null()]),
	line: Type.Union([id<LineId>(), Type.Null()], {description: 'of a handset'}),
	phone: Type.Union([id<SipPhoneId>(), Type.Null()], {description: 'that registers'}),
	description: Type.String(),
});
export type DialPlanEntry = Static<typeof dialPlanEntry>;
