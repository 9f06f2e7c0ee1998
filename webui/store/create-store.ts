import type {Api} from './api.js';
import {createLiveFeed, type LiveFeed} from './live-feed.js';
import {createSession, type SessionStore} from './session.js';

export type Store = SessionStore & Omit<LiveFeed, 'start' | 'stop'>;

/** Everything the page knows, and all it can ask for. Made, not global: a test makes its own. */
export function createStore(api: Api): Store {
	const {start, stop, ...known} = createLiveFeed(api);
	return {...known, ...createSession(api, {start, stop})};
}
