import type {CallOutcome, Conference, LegId, Role} from '../contract/index.js';
import type {Sound} from '../call/index.js';

/** Who muted a member; null: nobody did. */
export type MutedBy = 'self' | 'leader' | 'admin' | null;
/** Who asks for a change. */
export type Actor = 'self' | 'leader' | 'admin';

export type Member = {
	readonly leg: LegId;
	/** Tells a caller who was cut off from others when he is back; undefined when his number is withheld. */
	readonly callerKey: string | undefined;
	readonly role: Role;
	readonly joinedAt: string;
	readonly mutedBy: MutedBy;
	readonly held: boolean;
	readonly talking: boolean;
	/** Was told of late that he talks while muted. */
	readonly toldMuted: boolean;
	/** His place among those who ask for the floor, the lowest first; null: he does not ask. */
	readonly hand: number | null;
	/** Null: he was not given the floor. */
	readonly floor: Floor | null;
	readonly gainInDb: number;
	readonly gainOutDb: number;
};

/** The floor undoes a leader's mute for as long as it lasts; `mutedBy` is in force again afterwards. */
export type Floor = {readonly mutedBy: MutedBy};

/** What the room remembers of one who left, for when he calls again. */
export type Remembered = Pick<Member, 'role' | 'mutedBy' | 'floor' | 'gainInDb' | 'gainOutDb'>;

/** Why there is no recording though one was wished for. */
export type RecordingFault = 'failed' | 'quota';

/** A recording's life in a room. `again`: it stops, and another one is wished for as soon as its file is closed. */
export type RecordingState = 'off' | 'starting' | 'on' | 'stopping' | 'again';

export type RoomState = {
	readonly conference: Conference;
	/** In order of entry. */
	readonly members: readonly Member[];
	readonly remembered: ReadonlyMap<string, Remembered>;
	readonly locked: boolean;
	readonly allMuted: boolean;
	/** Only leaders, and who has the floor, are heard. */
	readonly lecture: boolean;
	readonly recording: RecordingState;
	/** The recording ended by itself (full disk or quota): it does not start again by itself. */
	readonly recordingFailed: boolean;
	/** There have been two at once: the last one left is then 'last', no more 'first'. */
	readonly hadTwo: boolean;
	readonly closed: boolean;
};

export type Input =
	| {kind: 'enter'; leg: LegId; callerKey: string | undefined; role: Role; invited: boolean; at: string; held: boolean}
	| {kind: 'leave'; leg: LegId; outcome: CallOutcome}
	| {kind: 'mute'; leg: LegId; muted: boolean; by: Actor}
	| {kind: 'gain'; leg: LegId; inDb: number; outDb: number}
	| {kind: 'held'; leg: LegId; held: boolean}
	| {kind: 'talking'; leg: LegId; talking: boolean}
	| {kind: 'media'; leg: LegId}
	| {kind: 'lock'; locked: boolean}
	| {kind: 'mute-all'; muted: boolean; by: Actor}
	| {kind: 'lecture'; on: boolean}
	| {kind: 'hand'; leg: LegId; up: boolean}
	| {kind: 'floor'; leg: LegId; given: boolean}
	| {kind: 'eject'; leg: LegId}
	| {kind: 'record'; on: boolean}
	| {kind: 'recording-started'}
	| {kind: 'recording-refused'; why: RecordingFault}
	/** `why` is null when it was stopped. */
	| {kind: 'recording-ended'; why: RecordingFault | null}
	| {kind: 'end'; outcome: 'ended-by-leader' | 'disconnected' | 'conference-deleted' | 'box-stopped'}
	| {kind: 'conference'; conference: Conference}
	| {kind: 'timer'; timer: Timer};

export type Timer = {name: 'attention' | 'no-leader'} | {name: 'muted-talk' | 'forget-told'; leg: LegId};

export type Effect =
	| {kind: 'refuse'; leg: LegId; reason: 'locked' | 'full' | 'closed'}
	| {kind: 'seat'; leg: LegId; muted: boolean; gainInDb: number; gainOutDb: number}
	| {kind: 'mute'; leg: LegId; muted: boolean}
	| {kind: 'gain'; leg: LegId; inDb: number; outDb: number}
	| {kind: 'music'; leg: LegId; on: boolean}
	| {kind: 'say'; leg: LegId; sounds: readonly Sound[]}
	/** `leg` is told that he is muted, and the keys that undo it. */
	| {kind: 'say-muted'; leg: LegId; first: Sound}
	/** `leg` is told that this is a lecture, and the keys that ask for the floor. */
	| {kind: 'say-lecture'; leg: LegId; first: Sound}
	| {kind: 'say-all'; sounds: readonly Sound[]}
	/** Taken out of the room; `say` is heard before the call ends. */
	| {kind: 'dismiss'; leg: LegId; outcome: CallOutcome; say: readonly Sound[]}
	| {kind: 'unseat'; leg: LegId; outcome: CallOutcome}
	| {kind: 'start-recording'}
	| {kind: 'stop-recording'}
	| {kind: 'arm'; timer: Timer; ms: number}
	| {kind: 'tell-joined' | 'tell-changed'; leg: LegId}
	| {kind: 'tell-room'}
	/** `ended`: by somebody for all, rather than left by all. */
	| {kind: 'close'; ended: boolean};

export type Step = {state: RoomState; effects: readonly Effect[]};

export function emptyRoom(conference: Conference): RoomState {
	return {
		conference, members: [], remembered: new Map(), locked: false, allMuted: false, lecture: false,
		recording: 'off', recordingFailed: false, hadTwo: false, closed: false,
	};
}

/** The state with one member changed. */
export function withMember(state: RoomState, leg: LegId, change: Partial<Member>): RoomState {
	return {...state, members: state.members.map(member => member.leg === leg ? {...member, ...change} : member)};
}

export function findMember(state: RoomState, leg: LegId): Member | undefined {
	return state.members.find(member => member.leg === leg);
}

/** Whether the room can't hear this member: what the mixer is told of mute. A muted leader is not heard in a lecture either. */
export function isSilenced({lecture}: RoomState, {mutedBy, role, floor}: Member): boolean {
	return mutedBy !== null || (lecture && role !== 'leader' && floor === null);
}

/** Whether it is the lecture, and no mute, that keeps this member from being heard. */
export const onlyListens = (state: RoomState, member: Member): boolean => member.mutedBy === null && isSilenced(state, member);

export const stay = (state: RoomState): Step => ({state, effects: []});
