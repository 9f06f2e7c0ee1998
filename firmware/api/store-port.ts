import type {
	AccessRole, CallPermissions, CallRecord, Conference, ConferenceId, ConferenceInput, LineConfig, LineId, NewToken, RecordingId, RecordingView,
	RouteId, RouteInput, RouteView, SessionView, Settings, SpanConfig, SpanId, TokenId, TokenInput, TokenView, UserChange, UserId, UserInput, UserView,
} from '../contract/index.js';

type Page<T> = {items: T[]; next: string | null};
type PageRequest = {limit: number; cursor?: string};
export type UserRefusal = 'not-found' | 'name-taken' | 'last-admin';

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
		list(filter: {conference?: ConferenceId}, page: PageRequest): Promise<Page<RecordingView>>;
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
		create(input: UserInput): Promise<UserView | 'name-taken'>;
		change(id: UserId, change: UserChange): Promise<UserView | UserRefusal>;
		delete(id: UserId): Promise<'deleted' | 'not-found' | 'last-admin'>;
		verify(name: string, password: string): Promise<UserView | undefined>;
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
	readonly sessions: {
		create(input: {user: UserId | null; name: string; role: AccessRole; mayCall?: CallPermissions}): Promise<{secret: string; view: SessionView}>;
		find(secret: string): Promise<SessionView | undefined>;
		delete(secret: string): Promise<void>;
	};
}
