import type {
	AuditEntry, CallPermissions, Conference, DomainEvent, ErrorCode, Invitation, LegId, LinesView, LiveCall, RoomId, RoomView, Settings, SipPhoneView, TrunkView,
} from '../contract/index.js';
import type {Clock} from '../lib/clock.js';
import type {Log} from '../lib/log.js';

export type Done = {ok: true} | {ok: false; code: ErrorCode; message: string};

/** The controls of what is live; what follows comes as events. */
export interface LiveControls {
	setRoom(id: RoomId, change: {locked?: boolean; allMuted?: boolean; lecture?: boolean}): Done;
	startRecording(id: RoomId): Promise<Done>;
	stopRecording(id: RoomId): Done;
	endRoom(id: RoomId): Done;
	invite(id: RoomId, invitation: Invitation, by: {name: string; user: null; role: 'user'; mayCall: CallPermissions}): {ok: true; call: LiveCall} | Extract<Done, {ok: false}>;
	setParticipant(id: LegId, change: {muted?: boolean; hand?: boolean; floor?: boolean; gainInDb?: number; gainOutDb?: number}): Done;
	disconnect(id: LegId): Done;
}

/** The box as it is now; what changes from then on comes by events. */
export interface BoxSources {
	box(): {version: string; startedAt: string; ready: boolean};
	conferences(): readonly Conference[];
	rooms(): readonly RoomView[];
	calls(): readonly LiveCall[];
	lines(): LinesView;
	trunks(): readonly TrunkView[];
	sipPhones(): readonly SipPhoneView[];
	alarms(): readonly {code: string; message: string}[];
	/** Of the disk that the data folder is on. */
	freeBytes(): Promise<number>;
}

export type NotedCommand = Omit<AuditEntry, 'id' | 'at'>;

export type MqttPorts = {
	readonly clock: Clock;
	readonly log: Log;
	/** What the box listens on. */
	readonly address: string;
	readonly settings: () => Pick<Settings, 'mqtt' | 'box'>;
	readonly events: {subscribe(listener: (event: DomainEvent) => void): () => void};
	readonly tell: (event: DomainEvent) => void;
	readonly sources: BoxSources;
	readonly live: LiveControls;
	/** For the audit log; resolves when it is written. */
	readonly noted: (entry: NotedCommand) => Promise<void>;
};
