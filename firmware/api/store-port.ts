import type {
	AccessRole, ActorKind, AuditEntry, CallPermissions, CallRecord, Conference, ConferenceId, ConferenceInput, LineConfig, LineId, NewToken, PasswordChange, RecordingId, RecordingView,
	RouteId, RouteInput, RouteView, SessionView, Settings, SipPhoneId, SipPhoneInput, SpanConfig, SpanId, TokenId, TokenInput, TokenView, TrunkId, TrunkInput, UserChange, UserId, UserInput, UserView,
} from '../contract/index.js';

type Page<T> = {items: T[]; next: string | null};
type PageRequest = {limit: number; cursor?: string};
export type Trunk = TrunkInput & {id: TrunkId};
export type SipPhone = SipPhoneInput & {id: SipPhoneId};
export type SipPhoneRefusal = 'user-taken' | 'extension-taken' | 'no-owner';
export type UserRefusal = 'not-found' | 'name-taken' | 'last-admin';
export type SetUpInput = {admin: UserInput; settings: Settings; conference: ConferenceInput | null; trunk: TrunkInput | null};
export type SetUpRefusal = 'set-up-already' | 'name-taken' | 'extension-taken' | 'trunk-name-taken';
export type SetUpDone = {admin: UserView; conference: Conference | null; trunk: TrunkInput & {id: TrunkId} | null};

/** What the API needs of what the box keeps. A change is on the disk when its promise resolves. */
export interface StorePort {
	readonly conferences: {
		list(): Promise<Conference[]>;
		get(id: ConferenceId): Promise<Conference | undefined>;
		create(input: ConferenceInput): Promise<Conference | 'extension-taken'>;
		replace(conference: Conference): Promise<'replaced' | 'not-found' | 'extension-taken'>;
		delete(id: ConferenceId): Promise<boolean>;
	};
	readonly settings: {
		read(): Promise<Settings>;
		write(settings: Settings): Promise<void>;
	};
	readonly recordings: {
		/** Where the audio is: `<id>.opus`. */
		readonly folder: string;
		get(id: RecordingId): Promise<RecordingView | undefined>;
		/** `visibleTo`: of this organizer's conferences, or of nobody's; null: of nobody's alone. */
		list(filter: {conference?: ConferenceId | undefined; visibleTo?: UserId | null}, page: PageRequest): Promise<Page<RecordingView>>;
		usage(): Promise<{organizer: UserId | null; bytes: number}[]>;
		delete(id: RecordingId): Promise<void>;
	};
	readonly calls: {
		list(filter: {from?: Date; to?: Date; conference?: ConferenceId; number?: string}, page: PageRequest): Promise<Page<CallRecord>>;
	};
	readonly tokens: {
		create(input: TokenInput): Promise<NewToken>;
		list(): Promise<TokenView[]>;
		find(token: string): Promise<TokenView | undefined>;
		delete(id: TokenId): Promise<boolean>;
	};
	readonly users: {
		list(): Promise<UserView[]>;
		hasAdmin(): Promise<boolean>;
		create(input: UserInput): Promise<UserView | 'name-taken'>;
		change(id: UserId, change: UserChange): Promise<UserView | UserRefusal>;
		delete(id: UserId): Promise<'deleted' | 'not-found' | 'last-admin'>;
		changePassword(id: UserId, change: PasswordChange & {keep: string}): Promise<'changed' | 'wrong-password'>;
	};
	readonly lines: {
		list(): Promise<{id: LineId; config: LineConfig}[]>;
		put(id: LineId, config: LineConfig): Promise<'kept' | 'extension-taken'>;
	};
	readonly spans: {
		put(id: SpanId, config: SpanConfig): Promise<void>;
	};
	readonly routes: {
		list(): Promise<RouteView[]>;
		get(id: RouteId): Promise<RouteView | undefined>;
		create(input: RouteInput): Promise<RouteView | 'order-taken'>;
		replace(route: RouteView): Promise<'replaced' | 'not-found' | 'order-taken'>;
		delete(id: RouteId): Promise<boolean>;
	};
	readonly trunks: {
		list(): Promise<Trunk[]>;
		get(id: TrunkId): Promise<Trunk | undefined>;
		create(input: TrunkInput): Promise<Trunk | 'name-taken'>;
		replace(trunk: Trunk): Promise<'replaced' | 'not-found' | 'name-taken'>;
		delete(id: TrunkId): Promise<boolean>;
	};
	readonly sipPhones: {
		list(): Promise<SipPhone[]>;
		get(id: SipPhoneId): Promise<SipPhone | undefined>;
		create(input: SipPhoneInput): Promise<SipPhone | SipPhoneRefusal>;
		replace(phone: SipPhone): Promise<'replaced' | 'not-found' | SipPhoneRefusal>;
		delete(id: SipPhoneId): Promise<boolean>;
	};
	readonly sessions: {
		create(input: {user: UserId | null; name: string; role: AccessRole; mayCall?: CallPermissions}): Promise<{secret: string; view: SessionView}>;
		logIn(name: string, password: string): Promise<{secret: string; view: SessionView} | undefined>;
		find(secret: string): Promise<SessionView | undefined>;
		delete(secret: string): Promise<void>;
		deleteOf(user: UserId): Promise<void>;
	};
	readonly audit: {
		add(entry: Omit<AuditEntry, 'id'>): Promise<void>;
		/** The first change that the action makes and its entry are kept in one piece, or neither is. `written`: the entry, where there was a change. */
		addWith<T>(entry: () => Omit<AuditEntry, 'id'>, action: () => Promise<T>): Promise<{result: T; written: AuditEntry | undefined}>;
		/** Tells anew what an entry says, but when. */
		amend(entry: AuditEntry): Promise<void>;
		list(filter: {names?: readonly string[]; kinds?: readonly ActorKind[]; action?: string; from?: Date; to?: Date}, page: PageRequest): Promise<Page<AuditEntry>>;
	};
	/** All of it or nothing. */
	setUp(input: SetUpInput): Promise<SetUpDone | SetUpRefusal>;
}
