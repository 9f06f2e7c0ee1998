import type {Inviter} from './ports.js';
import type {Caller} from './route.js';

/** Who has the box call. The adapter lets nobody through who is nobody. */
export function inviterOf(caller: Caller): Inviter {
	const {name, role, mayCall} = caller;
	return {name, user: caller.by === 'cookie' ? caller.user : null, role: role === 'none' ? 'user' : role, mayCall};
}
