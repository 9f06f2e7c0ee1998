import type {SessionView} from '../contract/index.js';
import type {Answer} from './route.js';

/** Somebody is logged in: the answer tells the page who it is and sets the cookie. */
export function loggedIn({secret, view}: {secret: string; view: SessionView}): Answer {
	return {kind: 'json', status: 201, body: view, cookie: {secret, expiresAt: view.expiresAt ?? ''}};
}
