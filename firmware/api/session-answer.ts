import type {UserView} from '../contract/index.js';
import type {Answer} from './route.js';
import type {StorePort} from './store-port.js';

type SessionInput = Parameters<StorePort['sessions']['create']>[0];

/** Logs somebody in: the answer tells the page who it is and sets the cookie. */
export async function logIn(store: Pick<StorePort, 'sessions'>, input: SessionInput): Promise<Answer> {
	const {secret, view} = await store.sessions.create(input);
	return {kind: 'json', status: 201, body: view, cookie: {secret, expiresAt: view.expiresAt ?? ''}};
}

export const logInAs = (store: Pick<StorePort, 'sessions'>, {id, name, role, mayCall}: UserView): Promise<Answer> => logIn(store, {user: id, name, role, mayCall});
