import type {Inviter} from './ports.js';
import type {Caller} from './route.js';

/** Who has the box call. The adapter lets nobody through who is nobody. */
export const inviterOf = ({name, role, mayCall}: Caller): Inviter => ({name, role: role === 'none' ? 'user' : role, mayCall});
