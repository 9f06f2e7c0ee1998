import type {Duplex, Readable} from 'node:stream';
import type {
	AccessRole, BanInput, BanView, BoardView, BoxView, CallPermissions, CertificateInput, CertificateView, Conference, DomainEvent, DomainEventOf, Invitation,
	Language, LegId, LineConfig, LineFigures, LineId, LinesView, LineTest, LineTestResult, LiveCall, LogLine, NumberWay, PhoneAction, Problem, RecordingId, Refused, RoomId,
	RoomView, RouteId, RouteView, Settings, SimulatorView, SipPhoneId, SipPhoneView, SpanConfig, SpanId, SystemView, Told, TrunkId, TrunkTestResult, TrunkView, UserId, WayBack,
} from '../contract/index.js';
import type {Clock} from '../lib/clock.js';
import type {Log} from '../lib/log.js';
import type {AuditNote} from './audit-trail.js';
import type {SipPhone, StorePort, Trunk} from './store-port.js';

/** A refusal is expected: the room has just closed, the disk is full. */
export type Done = {ok: true} | Refused;

/** Who has the box call (`user` is null for a token or a log-in link), and the call that it then makes. */
export type Inviter = {name: string; user: UserId | null; role: AccessRole; mayCall: CallPermissions};
export type Invited = {ok: true; call: LiveCall} | Refused;

export type ParticipantChange = {muted?: boolean; gainInDb?: number; gainOutDb?: number; hand?: boolean; floor?: boolean};
export type RoomChange = {locked?: boolean; allMuted?: boolean; lecture?: boolean};

/** What is live now, and its controls. Nothing here waits but for the quota: what follows from it comes as events. */
export interface LiveRooms {
	rooms(): RoomView[];
	calls(): LiveCall[];
	setParticipant(id: LegId, change: ParticipantChange): Done;
	/** Ends the call, whether it is in a room or still at the prompts. */
	disconnect(id: LegId): Done;
	setRoom(id: RoomId, change: RoomChange): Done;
	/** Refused with QUOTA_FULL too; what else hinders it is told by events. */
	startRecording(id: RoomId): Promise<Done>;
	stopRecording(id: RoomId): Done;
	endRoom(id: RoomId): Done;
	/** Calls a number into the room, as far as `by` may. */
	invite(id: RoomId, invitation: Invitation, by: Inviter): Invited;
	/** Calls somebody who left the room again, by what was his id there. */
	callAgain(id: RoomId, former: LegId, by: Inviter): Invited;
}

export type Tested = {ok: true; result: LineTestResult} | Refused;

/** The box's telephone lines. */
export interface TelephoneLines {
	view(): LinesView;
	/** Undefined: there is no such line, or nothing to measure on it. */
	figures(id: LineId): LineFigures | undefined;
	test(id: LineId, action: LineTest['action']): Promise<Tested>;
}

/** Trunks, phones that register, who is shut out, and where numbers are called by. */
export interface SipSide {
	trunks(): TrunkView[];
	/** Undefined: there is no such trunk. */
	testTrunk(id: TrunkId): Promise<TrunkTestResult | undefined>;
	phones(): SipPhoneView[];
	bans(): BanView[];
	/** Why this address can't be banned. */
	banProblem(address: string): Told | undefined;
	ban(input: BanInput): BanView | undefined;
	/** False: it is not banned. */
	undoBan(address: string): boolean;
	way(number: string, by: Inviter): NumberWay;
}

/** The simulated telephones of a box that has them. */
export interface SimulatedPhones {
	view(): SimulatorView;
	perform(id: string, action: PhoneAction): Promise<Done>;
	/** Ear and mouth: 16 bit little-endian at 8 kHz both ways; undefined when there is no such telephone. */
	openAudio(id: string): Duplex | undefined;
}

/** What a backup says of itself, when it was made (ISO 8601), of which box, by which version; and how much is in it. */
export type BackupFacts = {boxName: string; madeAt: string; version: string; recordings: boolean; users: number; conferences: number};
/** `id`: by which it is agreed to. */
export type Checked = {ok: true; backup: BackupFacts & {id: string}} | Refused;
export type Made = {ok: true; content: Readable} | Refused;

/** What of a backup decides by what the box is reached once it is in place. */
export type Brought = {network: Settings['network']; otherCertificate: boolean};

/** Backups are made and read beside the box, so that calls do not notice. */
export interface Backups {
	/** Whether there is room to make one. */
	ready(): Promise<Done>;
	/** The file, once it has begun; it fails when the backup can't be made whole. */
	make(options: {recordings: boolean; passphrase: string | null}): Promise<Made>;
	/** Reads a backup whole and tells what is in it, or refuses it whole; nothing is changed by it. */
	check(file: Readable, passphrase: string | null): Promise<Checked>;
	/** The backup that was checked last is put in place when the box starts again. Undefined: that one has another id. */
	accept(id: string): Promise<Brought | undefined>;
	/** None waits any more to be put in place. */
	discard(): Promise<void>;
}

/** The certificate that HTTPS and SIP over TLS show. */
export interface Certificates {
	view(): CertificateView;
	/** PEM of the box's own authority. */
	authority(): string;
	upload(input: CertificateInput): Promise<{ok: true; view: CertificateView} | {ok: false; problems: readonly Problem[]}>;
	/** Back to the box's own. */
	useOwn(): Promise<CertificateView>;
	/** How to install the authority: HTML without scripts, and its style. */
	installPage(language: Language): string;
	readonly installPageStyle: string;
}

/** The machine, the box's log, and its restart. */
export interface System {
	view(): Promise<SystemView>;
	/** Newest first. */
	logs(filter: {level: LogLine['level']; limit: number}): LogLine[];
	/** Refused where nobody would start the box again. */
	restart(): Done;
	/** The box ends, and deletes everything when it is started again. */
	factoryReset(): Promise<void>;
	/** By what the box is reached after its next start; with what it brings with it, where that is not its own settings. */
	wayBack(brought?: Brought | 'nothing'): WayBack;
}

/** ISO 3166 in small letters, and its English name. */
export type Country = {code: string; name: string};

export type ActiveAlarm = Pick<DomainEventOf<'alarm'>, 'code' | 'message' | 'reason'>;

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

/** What programs that watch the box are told. */
export interface Watching {
	/** Why calls can't be taken, in sentences; none: they can. */
	reasons(): Promise<readonly string[]>;
	/** Undefined: the settings don't want it. */
	metrics(): Promise<{contentType: string; text: string} | undefined>;
	/** A request was answered with this status. */
	answered(status: number): void;
}

/** Told once a change is on the disk and before the API answers, so that live rooms and the dial plan follow. */
export interface ConfigurationChanges {
	conferenceCreated(conference: Conference): void;
	conferenceChanged(conference: Conference): void;
	conferenceDeleted(conference: Conference): void;
	settingsChanged(settings: Settings): void;
	recordingDeleted(id: RecordingId): void;
	usersChanged(): void;
	trunkChanged(trunk: Trunk): void;
	trunkDeleted(id: TrunkId): void;
	sipPhoneChanged(phone: SipPhone): void;
	sipPhoneDeleted(id: SipPhoneId): void;
	/** Undefined: it was deleted. */
	routeChanged(id: RouteId, route: RouteView | undefined): void;
	lineChanged(id: LineId, config: LineConfig): Done;
	spanChanged(id: SpanId, config: SpanConfig): Done;
}

/** Where all that happens on the box is heard. The result undoes the subscription. */
export interface EventSource {
	subscribe(listener: (event: DomainEvent) => void): () => void;
}

/** Where it is written who did what, before he is answered. It never fails: see `AuditTrail`. */
export interface AuditPort {
	note(note: AuditNote): Promise<void>;
	/** Has a request done; what it changes and its note are kept in one piece. Throws what the request throws. */
	attend<T>(noteOf: (outcome: unknown) => AuditNote, request: () => Promise<T>): Promise<T>;
}

/** What recordings look like. */
export interface WaveformPort {
	/** The peak of each of so many stretches, 0 to 1; fewer of a short recording, none of one that does not play. */
	points(id: RecordingId, count: number): Promise<number[]>;
}

export type ApiPorts = {
	waveforms: WaveformPort;
	backups: Backups;
	store: StorePort;
	audit: AuditPort;
	live: LiveRooms;
	lines: TelephoneLines;
	sip: SipSide;
	simulator: SimulatedPhones;
	box: Box;
	watching: Watching;
	certificates: Certificates;
	system: System;
	changes: ConfigurationChanges;
	events: EventSource;
	clock: Clock;
	log: Log;
	/** The built page; null when there is none. */
	webuiDir: string | null;
};
