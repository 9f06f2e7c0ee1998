import {Type, type Static, type TObject, type TProperties} from '@sinclair/typebox';
import {callOutcome, callRecord, liveCall, participantView, recordingView, roomView} from './views.js';
import {cardView, lineView, spanView} from './lines.js';
import {simulatedPhone} from './simulator.js';
import {callQuality} from './quality.js';
import {banView, sipPhoneView, trunkView} from './sip.js';
import {boardView} from './board.js';
import type {Told} from './told.js';
import {reason} from './told-schema.js';
import type {CardId, ConferenceId, LegId, LineId, RoomId, RouteId, SipPhoneId, SpanId, TrunkId} from './ids.js';

/** All that happens on the box, as told to the event stream, the history and MQTT. */
const at = Type.String({format: 'date-time'});
const id = <T extends string>() => Type.Unsafe<T>(Type.String());
const event = <K extends string, P extends TProperties>(kind: K, properties: P) =>
	Type.Object({kind: Type.Literal(kind), at, ...properties});

export const domainEvents = {
	'call.started': event('call.started', {call: liveCall}),
	'call.changed': event('call.changed', {call: liveCall}),
	'call.ended': event('call.ended', {call: callRecord}),
	'room.opened': event('room.opened', {room: roomView}),
	/** Anything of the room but its participants: locked, allMuted, lecture, recording, description, who left. */
	'room.changed': event('room.changed', {room: Type.Omit(roomView, ['participants'])}),
	'room.closed': event('room.closed', {room: id<RoomId>(), conference: id<ConferenceId>()}),
	'participant.joined': event('participant.joined', {room: id<RoomId>(), participant: participantView}),
	'participant.changed': event('participant.changed', {room: id<RoomId>(), participant: participantView}),
	'participant.left': event('participant.left', {room: id<RoomId>(), participant: id<LegId>(), outcome: callOutcome}),
	/** A caller keyed a wrong PIN; which PIN is not told. */
	'pin.refused': event('pin.refused', {call: id<LegId>(), conference: id<ConferenceId>(), throttled: Type.Boolean()}),
	'recording.changed': event('recording.changed', {recording: recordingView}),
	'recording.deleted': event('recording.deleted', {recording: Type.String()}),
	'conference.changed': event('conference.changed', {conference: id<ConferenceId>()}),
	'conference.deleted': event('conference.deleted', {conference: id<ConferenceId>()}),
	'card.changed': event('card.changed', {card: cardView}),
	'card.removed': event('card.removed', {card: id<CardId>()}),
	'span.changed': event('span.changed', {span: spanView}),
	'span.removed': event('span.removed', {span: id<SpanId>()}),
	'line.changed': event('line.changed', {line: lineView}),
	'line.removed': event('line.removed', {line: id<LineId>()}),
	'route.changed': event('route.changed', {route: id<RouteId>()}),
	'trunk.changed': event('trunk.changed', {trunk: trunkView}),
	'trunk.removed': event('trunk.removed', {trunk: id<TrunkId>()}),
	'sip-phone.changed': event('sip-phone.changed', {phone: sipPhoneView}),
	'sip-phone.removed': event('sip-phone.removed', {phone: id<SipPhoneId>()}),
	'ban.changed': event('ban.changed', {ban: banView}),
	'ban.removed': event('ban.removed', {address: Type.String()}),
	'board.changed': event('board.changed', {board: boardView}),
	'users.changed': event('users.changed', {}),
	'simulator.phone': event('simulator.phone', {phone: simulatedPhone}),
	'settings.changed': event('settings.changed', {}),
	/** Something an admin should know: a full disk, a flood of calls. `code` is the text's key. */
	alarm: event('alarm', {code: Type.String(), message: Type.String(), reason, active: Type.Boolean()}),
	/** Newest levels in dBov of those whose level moved: a sample, at most 10 a second. */
	levels: event('levels', {participants: Type.Record(Type.String(), Type.Number())}),
	/** Newest figures of those whose figures changed: a sample, every few seconds. */
	quality: event('quality', {participants: Type.Record(Type.String(), callQuality)}),
} as const satisfies Record<string, TObject>;

export type DomainEventKind = keyof typeof domainEvents;
export type DomainEvent = {[K in DomainEventKind]: Static<(typeof domainEvents)[K]>}[DomainEventKind];
export type DomainEventOf<K extends DomainEventKind> = Static<(typeof domainEvents)[K]>;

/** An alarm as it is told; `code` is what it goes by, from its beginning to its end. */
export function alarmOf(code: string, {message, ...reason}: Told, {at, active}: {at: Date; active: boolean}): DomainEventOf<'alarm'> {
	return {kind: 'alarm', at: at.toISOString(), code, message, reason, active};
}
