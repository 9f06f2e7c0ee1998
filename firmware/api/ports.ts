import type {Duplex} from 'node:stream';
import type {
	AccessRole, BoardView, BoxView, CallPermissions, Conference, DomainEvent, DomainEventOf, ErrorCode, Invitation, LegId, LineConfig, LineFigures, LineId,
	LinesView, LineTest, LineTestResult, LiveCall, PhoneAction, RecordingId, RoomId, RoomView, RouteId, RouteView, Settings, SimulatorView, SpanConfig, SpanId,
} from '../contract/index.js';
import type {Clock} from '../lib/clock.js';
import type {Log} from '../lib/log.js';
import type {StorePort} from './store-port.js';

/** A refusal is expected: the room has just closed, the disk is full. */
export type Done = {ok: true} | {ok: false; code: ErrorCode; message: string};

/** Who has the box call, and the call that it then makes. */
export type Inviter = {name: string; role: AccessRole; mayCall: CallPermissions};
export type Invited = {ok: true; call: LiveCall} | Extract<Done, {ok: false}>;

export type ParticipantChange = {muted?: boolean; gainInDb?: number; gainOutDb?: number};
export type RoomChange = {locked?: boolean; allMuted?: boolean};

/** What is live now, and its controls. Nothing here waits: what follows from it comes as events. */
export interface LiveRooms {
	rooms(): RoomView[];
	calls(): LiveCall[];
	setParticipant(id: LegId, change: ParticipantChange): Done;
	/** Ends the call, whether it is in a room or still at the prompts. */
	disconnect(id: LegId): Done;
	setRoom(id: RoomId, change: RoomChange): Done;
	startRecording(id: RoomId): Done;
	stopRecording(id: RoomId): Done;
	endRoom(id: RoomId): Done;
	/** Calls a number into the room, as far as `by` may. */
	invite(id: RoomId, invitation: Invitation, by: Inviter): Invited;
}

export type Tested = {ok: true; result: LineTestResult} | Extract<Done, {ok: false}>;

/** The box's telephone lines. */
export interface TelephoneLines {
	view(): LinesView;
	/** Undefined: there is no such line, or nothing to measure on it. */
	figures(id: LineId): LineFigures | undefined;
	test(id: LineId, action: LineTest['action']): Promise<Tested>;
}

/** The simulated telephones of a box that has them. */
export interface SimulatedPhones {
	view(): SimulatorView;
	perform(id: string, action: PhoneAction): Promise<Done>;
	/** Ear and mouth: 16 bit little-endian at 8 kHz both ways; undefined when there is no such telephone. */
	openAudio(id: string): Duplex | undefined;
}

/** ISO 3166 in small letters, and its English name. */
export type Country = {code: string; name: string};

export type ActiveAlarm = Pick<DomainEventOf<'alarm'>, 'code' | 'message'>;

export interface Box {
	/** `why` says in a sentence what is missing when it isn't ready. */
	health(): {ready: boolean; why: string};
	info(): Omit<BoxView, 'ready' | 'why'>;
	/** Whose lines the box knows. */
	countries(): readonly Country[];
	board(): BoardView;
	/** In the order in which they were raised. */
	alarms(): readonly ActiveAlarm[];
}

/** Told once a change is on the disk and before the API answers, so that live rooms and the dial plan follow. */
export interface ConfigurationChanges {
	conferenceCreated(conference: Conference): void;
	conferenceChanged(conference: Conference): void;
	conferenceDeleted(conference: Conference): void;
	settingsChanged(settings: Settings): void;
	recordingDeleted(id: RecordingId): void;
	/** Undefined: it was deleted. */
	routeChanged(id: RouteId, route: RouteView | undefined): void;
	lineChanged(id: LineId, config: LineConfig): Done;
	spanChanged(id: SpanId, config: SpanConfig): Done;
}

/** Where all that happens on the box is heard. The result undoes the subscription. */
export interface EventSource {
	subscribe(listener: (event: DomainEvent) => void): () => void;
}

export type ApiPorts = {
	store: StorePort;
	live: LiveRooms;
	lines: TelephoneLines;
	simulator: SimulatedPhones;
	box: Box;
	changes: ConfigurationChanges;
	events: EventSource;
	clock: Clock;
	log: Log;
	/** The built page; null when there is none. */
	webuiDir: string | null;
};
