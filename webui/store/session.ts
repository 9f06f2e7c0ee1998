import {computed, signal, type ReadonlySignal} from '@preact/signals';
import type {SessionView, SetupInput, SetupState} from '../../firmware/contract/index.js';
import type {Api, Credentials} from './api.js';
import {failureIn, outcomeOf, type Failure, type Outcome} from './failure.js';
import type {LiveFeed} from './live-feed.js';

export type Session =
	| {kind: 'asking'}
	/** Nobody has set the box up yet. */
	| {kind: 'new'; setup: SetupState}
	/**
	 * `failure`: why the newest log-in, by password or by the code of a link, failed. `waits`: whose log-in has ended by itself, and who finds the
	 * page as he left it.
	 */
	| {kind: 'out'; failure: Failure | null; by: 'password' | 'code'; waits: SessionView | null}
	/** `failure`: why the newest log-out failed. */
	| {kind: 'in'; user: SessionView; failure: Failure | null};

export type SessionStore = {
	session: ReadonlySignal<Session>;
	/** Whether the one who is logged in may control rooms; a mere user looks on. */
	mayControl: ReadonlySignal<boolean>;
	/** Whether the one who is logged in may set up and try lines. */
	mayConfigure: ReadonlySignal<boolean>;
	/** Finds out who is logged in, and listens to the box if somebody is. */
	open(): Promise<void>;
	logIn(credentials: Credentials): Promise<void>;
	logOut(): Promise<void>;
	/** Sets up a new box whole, or not at all; `open` finds whoever did it logged in. Refused with CONFLICT when somebody else was faster. */
	setUp(input: SetupInput): Promise<Outcome<void>>;
};

const loggedOut: Session & {kind: 'out'} = {kind: 'out', failure: null, by: 'password', waits: null};

/** Who is logged in here; the feed runs exactly as long as somebody is. */
export function createSession(api: Api, feed: Pick<LiveFeed, 'start' | 'stop'>): SessionStore {
	const session = signal<Session>({kind: 'asking'});
	const become = (next: Session): void => {
		const before = session.peek();
		session.value = next;
		if (next.kind === 'in' && before.kind !== 'in') feed.start(() => void open());
		if (next.kind === 'out' && before.kind === 'in') feed.stop();
	};
	const open = async (): Promise<void> => {
		try {
			const user = await api.readUser();
			become(user ? {kind: 'in', user, failure: null} : waitingFor(session.peek(), await whoeverComes(api)));
		} catch (error) {
			const failure = failureIn(error);
			// One who is in stays in: the box is away, not the log-in.
			if (session.peek().kind !== 'in') become({...loggedOut, failure});
		}
	};
	const logIn = async (credentials: Credentials): Promise<void> => {
		try {
			await api.logIn(credentials);
			await open();
		} catch (error) {
			become(waitingFor(session.peek(), {...loggedOut, failure: failureIn(error), by: 'code' in credentials ? 'code' : 'password'}));
		}
	};
	const logOut = async (): Promise<void> => {
		try {
			await api.logOut();
			become(loggedOut);
		} catch (error) {
			become(afterFailedLogOut(session.peek(), failureIn(error)));
		}
	};
	const setUp = (input: SetupInput): Promise<Outcome<void>> => outcomeOf(api.setUp(input));
	const mayControl = computed(() => session.value.kind === 'in' && session.value.user.role !== 'user');
	const mayConfigure = computed(() => session.value.kind === 'in' && session.value.user.role === 'admin');
	return {session, mayControl, mayConfigure, open, logIn, logOut, setUp};
}

/** Of a box that can be asked nothing else before it is set up. */
async function whoeverComes(api: Api): Promise<Session> {
	const setup = await api.readSetup();
	return setup.needed ? {kind: 'new', setup} : loggedOut;
}

/** Whoever did not log out himself is waited for. */
function waitingFor(before: Session, next: Session): Session {
	if (next.kind !== 'out') return next;
	return {...next, waits: before.kind === 'in' ? before.user : before.kind === 'out' ? before.waits : null};
}

function afterFailedLogOut(session: Session, failure: Failure): Session {
	if (session.kind !== 'in' || failure.code === 'NOT_LOGGED_IN') return loggedOut;
	return {...session, failure};
}
