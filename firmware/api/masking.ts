import {maskedView, wholeView, type AccessRole, type Conference, type UserId, type View} from '../contract/index.js';
import type {Caller} from './route.js';

/** What somebody of a role may see of those who call: a mere user sees no whole number. */
export function viewFor(role: AccessRole | 'none'): View {
	return role === 'admin' || role === 'organizer' ? wholeView : maskedView;
}

/** Whether this is the organizer. */
export function isOf(caller: Caller, organizer: UserId | null): boolean {
	return organizer !== null && caller.by === 'cookie' && caller.user === organizer;
}

/** A conference as it may be seen: PINs are for those who have to tell them to people, the admins and its organizer. */
export function conferenceFor(caller: Caller, conference: Conference): Conference {
	if (caller.role === 'admin' || conference.kind === 'dynamic' || isOf(caller, conference.organizer)) return conference;
	return {...conference, pin: hide(conference.pin), leaderPin: hide(conference.leaderPin)};
}

const hide = (pin: string | null) => pin === null ? null : '•••';
