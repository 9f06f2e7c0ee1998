import type {AccessRole, CallClass, CallPermissions} from '../contract/index.js';

/** Whether somebody may have the box call numbers of this class: internal ones everybody, all of them an admin. */
export function mayCall({role, mayCall}: {role: AccessRole; mayCall: CallPermissions}, callClass: CallClass): boolean {
	return callClass === 'internal' || role === 'admin' || mayCall[callClass];
}
