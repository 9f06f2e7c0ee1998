import type {
	DialPlanEntry, DomainEvent, Invitation, LineFigures, LineId, LineTest, LineTestResult, PhoneAction, RoomId, SessionView, SetupInput, SetupState, SimulatorView, SpanId,
} from '../../firmware/contract/index.js';
import type {Ask} from './ask.js';
import type {StateEvent} from './live.js';

export type Credentials = {name: string; password: string} | {code: string};

/** All that the event stream may bring, its own fate included. */
export type StreamMessage =
	| StateEvent
	| DomainEvent
	/** The connection broke; it is being opened again. */
	| {kind: 'lost'}
	/** The box answered, but with no stream; it is tried again. The log-in may be over. */
	| {kind: 'refused'};

/** JSON Schemas of set-ups, of which forms are drawn: of a line one for each kind. */
export type LineSchemas = {line: {anyOf: readonly object[]}; span: object};

/** What the store asks of the box. Every method rejects with `RequestFailed`. */
export type Api = {
	/** null: nobody is logged in, or nobody can be yet. */
	readUser(): Promise<SessionView | null>;
	logIn(credentials: Credentials): Promise<void>;
	logOut(): Promise<void>;
	readSetup(): Promise<SetupState>;
	/** All or nothing; whoever sent it is logged in afterwards. */
	setUp(input: SetupInput): Promise<void>;
	readDialPlan(): Promise<readonly DialPlanEntry[]>;
	send(ask: Ask): Promise<void>;
	readSimulator(): Promise<SimulatorView>;
	/** Resolves when it is done; keys, when they are dialled. */
	usePhone(phone: string, action: PhoneAction): Promise<void>;
	readLineSchemas(): Promise<LineSchemas>;
	readFigures(line: LineId): Promise<LineFigures>;
	testLine(line: LineId, action: LineTest['action']): Promise<LineTestResult>;
	/** What is absent stays as it is. */
	setUpLine(line: LineId, change: object): Promise<void>;
	setUpSpan(span: SpanId, change: object): Promise<void>;
	invite(room: RoomId, invitation: Pick<Invitation, 'number'>): Promise<void>;
	/** A request of any route, with its path below `/api/v1`; resolves with the answer's JSON, null where there is none. */
	call(method: string, path: string, body?: object): Promise<unknown>;
	/** Sends a file as it is. */
	upload(path: string, file: Blob, headers: Readonly<Record<string, string>>): Promise<unknown>;
	/** Whether the box answers where this page came from, whoever is logged in. Never rejects. */
	isThere(): Promise<boolean>;
	/** Returns its own undo. */
	listen(listener: (message: StreamMessage) => void): () => void;
};
