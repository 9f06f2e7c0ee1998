/** Ids are opaque strings to everyone but their maker; the brand keeps a room from being passed where a leg belongs. */
declare const brand: unique symbol;
type Branded<Name extends string> = string & {readonly [brand]: Name};

/** One call to or from the box, from its first event to its record in the history. */
export type LegId = Branded<'leg'>;
/** A configured meeting. */
export type ConferenceId = Branded<'conference'>;
/** A conference that is live now; a conference that empties and fills again is a new room. */
export type RoomId = Branded<'room'>;
/** A leg in a room. It has its leg's id: a leg is in one room at most. */
export type ParticipantId = LegId;
export type RecordingId = Branded<'recording'>;
export type TokenId = Branded<'token'>;
export type UserId = Branded<'user'>;
/** A line card or modem. */
export type CardId = Branded<'card'>;
export type SpanId = Branded<'span'>;
/** One telephone line, with or without a call: the same after a restart while its card is in the same place. */
export type LineId = Branded<'line'>;
export type RouteId = Branded<'route'>;
export type TrunkId = Branded<'trunk'>;
/** A phone that registers. */
export type SipPhoneId = Branded<'sip-phone'>;

/** What stands in the place of the cards while their driver can't be used. */
export const driverCard = 'driver' as CardId;
