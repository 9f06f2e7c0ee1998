import {Type, type Static, type TObject, type TProperties} from '@sinclair/typebox';
import {callOutcome, callRecord, liveCall, participantView, recordingView, roomView} from './views.js';
import {cardView, lineView, spanView} from './lines.js';
import {simulatedPhone} from './simulator.js';
import type {CardId, ConferenceId, LegId, LineId, RoomId, RouteId, SpanId} from './ids.js';

/** All that happens on the box, as told to the event stream, the history and (later) MQTT and mail. */
const at = Type.String({format: 'date-time'});
const id = <T extends string>() => Type.Unsafe<T>(Type.String());
const event = <K extends string, P extends TProperties>(kind: K, properties: P) =>
	Type.Object({kind: Type.Literal(kind), at, ...properties});

export const domainEvents = {
	'call.started': event('call.started', {call: liveCall}),
	'call.changed': event('call.changed', {call: liveCall}),
	'call.ended': event('call.ended', {call: callRecord}),
	'room.opened': event('room.opened', {room: roomView}),
	/** Anything of the room but its participants: locked, allMuted, recording, description. */
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
	'simulator.phone': event('simulator.phone', {phone: simulatedPhone}),
	'settings.changed': event('settings.changed', {}),
	/** Something an admin should know: a full disk, a flood of calls. `code` is the text's key. */
	alarm: event('alarm', {code: Type.String(), message: Type.String(), active: Type.Boolean()}),
	/** Newest levels in dBov of those whose level moved: a sample, at most 10 a second. */
	levels: event('levels', {participants: Type.Record(Type.String(), Type.Number())}),
} as const satisfies Record<string, TObject>;

export type DomainEventKind = keyof typeof domainEvents;
export type DomainEvent = {[K in DomainEventKind]: Static<(typeof domainEvents)[K]>}[DomainEventKind];
export type DomainEventOf<K extends DomainEventKind> = Static<(typeof domainEvents)[K]>;
