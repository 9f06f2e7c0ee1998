import type {Api} from './api.js';
import {outcomeOf, type Outcome} from './failure.js';
import {createLiveFeed, type LiveFeed} from './live-feed.js';
import {createRequest, type Request} from './request.js';
import {createSession, type SessionStore} from './session.js';

/** What is asked of lines and telephones; nothing of it rejects. */
export type Requests = Pick<Api, 'isThere'> & {
	[K in 'usePhone' | 'readLineSchemas' | 'readFigures' | 'testLine' | 'setUpLine' | 'setUpSpan' | 'invite']:
	(...what: Parameters<Api[K]>) => Promise<Outcome<Awaited<ReturnType<Api[K]>>>>
};

export type Store = SessionStore & Omit<LiveFeed, 'start' | 'stop'> & {request: Requests & Request};

/** Everything the page knows, and all it can ask for. Made, not global: a test makes its own. */
export function createStore(api: Api): Store {
	const {start, stop, ...known} = createLiveFeed(api);
	const session = createSession(api, {start, stop});
	const loggedOut = (): void => {
		if (session.session.peek().kind === 'in') void session.open();
	};
	return {...known, ...session, request: {...requestsOf(api), ...createRequest(api, loggedOut)}};
}

function requestsOf(api: Api): Requests {
	return {
		usePhone: (phone, action) => outcomeOf(api.usePhone(phone, action)),
		readLineSchemas: () => outcomeOf(api.readLineSchemas()),
		readFigures: line => outcomeOf(api.readFigures(line)),
		testLine: (line, action) => outcomeOf(api.testLine(line, action)),
		setUpLine: (line, change) => outcomeOf(api.setUpLine(line, change)),
		setUpSpan: (span, change) => outcomeOf(api.setUpSpan(span, change)),
		invite: (room, invitation) => outcomeOf(api.invite(room, invitation)),
		isThere: () => api.isThere(),
	};
}
