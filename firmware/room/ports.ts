import type {Conference, Language, LegId, RecordingId, RoomId} from '../contract/index.js';
import type {Sound} from '../call/index.js';
import type {RecordingFault} from './state.js';

/** What a room needs of the mixer. */
export interface RoomAudio {
	open(room: RoomId): void;
	close(room: RoomId): void;
	enter(leg: LegId, room: RoomId): void;
	leave(leg: LegId): void;
	setMuted(leg: LegId, muted: boolean): void;
	/** dB, -24 to +24: what the room hears of the leg, and what it hears of the room. */
	setGain(leg: LegId, inDb: number, outDb: number): void;
	/** Heard by all in the room and by its recording, in the room's language; several are queued. */
	playAll(room: RoomId, sounds: readonly Sound[], language: Language): void;
}

/** What a room needs to be recorded. The calls back come later, never during the call. */
export interface RoomRecorder {
	/** Ends in `started` or `refused`; after `started`, sooner or later in `ended`. */
	start(request: RecordingRequest): RunningRecording;
}

export type RecordingRequest = {
	room: RoomId;
	conference: Conference;
	number: string | null;
	started(recording: RecordingId): void;
	/** The disk or the organizer's quota is too full, or the file can't be made. */
	refused(why: RecordingFault): void;
	/** `why` is null when it was stopped. */
	ended(why: RecordingFault | null): void;
};

export interface RunningRecording {
	stop(): void;
}
