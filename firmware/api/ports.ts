import type {
	BoxView, Conference, DomainEvent, ErrorCode, LegId, LiveCall, RecordingId, RoomId, RoomView, Settings,
} from '../contract/index.js';
import type {Clock} from '../lib/clock.js';
import type {Log} from '../lib/log.js';
import type {StorePort} from './store-port.js';

/** A refusal is expected: the room has just closed, the disk is full. */
export type Done = {ok: true} | {ok: false; code: ErrorCode; message: string};

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
}

export interface Box {
	/** `why` says in a sentence what is missing when it isn't ready. */
	health(): {ready: boolean; why: string};
	info(): Omit<BoxView, 'ready' | 'why'>;
}

/** Told once a change is on the disk and before the API answers, so that live rooms and the dial plan follow. */
export interface ConfigurationChanges {
	conferenceCreated(conference: Conference): void;
	conferenceChanged(conference: Conference): void;
	conferenceDeleted(conference: Conference): void;
	settingsChanged(settings: Settings): void;
	recordingDeleted(id: RecordingId): void;
}

/** Where all that happens on the box is heard. The result undoes the subscription. */
export interface EventSource {
	subscribe(listener: (event: DomainEvent) => void): () => void;
}

export type ApiPorts = {
	store: StorePort;
	live: LiveRooms;
	box: Box;
	changes: ConfigurationChanges;
	events: EventSource;
	clock: Clock;
	log: Log;
	/** The built page; null when there is none. */
	webuiDir: string | null;
};
