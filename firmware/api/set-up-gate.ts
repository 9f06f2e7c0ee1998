import {PartylineError} from '../contract/index.js';
import type {Caller, Route} from './route.js';
import type {StorePort} from './store-port.js';

/** Throws SETUP_NEEDED for what is not open while nobody has the role admin. Who has a token was let in by the command line. */
export type SetUpGate = (row: Pick<Route, 'beforeSetUp'>, caller: Caller) => Promise<void>;

export function createSetUpGate(users: Pick<StorePort['users'], 'hasAdmin'>): SetUpGate {
	// The last admin stays one: it need not be asked again.
	let isSetUp = false;
	return async ({beforeSetUp}, {by}) => {
		if (isSetUp || beforeSetUp || by === 'token') return;
		isSetUp = await users.hasAdmin();
		if (!isSetUp) throw new PartylineError('SETUP_NEEDED');
	};
}
