import type {DialPlanEntry, DomainEvent, SessionView} from '../../firmware/contract/index.js';
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

/** What the store asks of the box. Every method rejects with `RequestFailed`. */
export type Api = {
	/** null: nobody is logged in. */
	readUser(): Promise<SessionView | null>;
	logIn(credentials: Credentials): Promise<void>;
	logOut(): Promise<void>;
	readDialPlan(): Promise<readonly DialPlanEntry[]>;
	send(ask: Ask): Promise<void>;
	/** Returns its own undo. */
	listen(listener: (message: StreamMessage) => void): () => void;
};
