import {signal, type ReadonlySignal} from '@preact/signals';
import type {AccessRole} from '../firmware/contract/index.js';

/** Where each page is, and the least role that may use it. */
const places = {
	rooms: {path: '/', role: 'user'},
	calls: {path: '/calls', role: 'user'},
	conferences: {path: '/conferences', role: 'organizer'},
	recordings: {path: '/recordings', role: 'organizer'},
	history: {path: '/history', role: 'organizer'},
	'dial-plan': {path: '/dial-plan', role: 'organizer'},
	lines: {path: '/lines', role: 'user'},
	trunks: {path: '/trunks', role: 'admin'},
	users: {path: '/users', role: 'admin'},
	settings: {path: '/settings', role: 'admin'},
	audit: {path: '/audit', role: 'admin'},
	backup: {path: '/backup', role: 'admin'},
	system: {path: '/system', role: 'admin'},
	telephones: {path: '/telephones', role: 'user'},
	account: {path: '/account', role: 'user'},
	welcome: {path: '/welcome', role: 'admin'},
} as const satisfies Record<string, {path: string; role: AccessRole}>;

export type PlaceName = keyof typeof places;
/** `rest`: what follows the page's own path, such as the id of what it is about; empty if nothing does. */
export type Place = {name: PlaceName; rest: string};

export const placeNames = Object.keys(places) as PlaceName[];
const ranks: Readonly<Record<AccessRole, number>> = {user: 0, organizer: 1, admin: 2};

export const pathOf = (name: PlaceName): string => places[name].path;
export const mayUse = (role: AccessRole, name: PlaceName): boolean => ranks[role] >= ranks[places[name].role];

/** What is not known is the first page. */
export function placeAt(pathname: string): Place {
	const [, first = '', ...rest] = pathname.split('/');
	const name = placeNames.find(one => places[one].path === `/${first}`) ?? 'rooms';
	return {name, rest: rest.map(decoded).join('/')};
}

/** A broken escape in a path that somebody typed is no reason to fail. */
function decoded(part: string): string {
	try {
		return decodeURIComponent(part);
	} catch {
		return part;
	}
}

export type Places = {
	/** What the address bar names. */
	here: ReadonlySignal<Place>;
	/** Goes to another page in place of this one: the way back does not lead here. `rest` as in `Place`. */
	replace(name: PlaceName, rest: string): void;
};

/** Links to pages are followed without loading anything; the browser's own way back works. */
export function followPlace(): Places {
	const place = signal(placeAt(location.pathname));
	addEventListener('popstate', () => {
		// A form with unsaved changes may object, and then has put its own address back.
		if (dispatchEvent(new Event('leave-page', {cancelable: true}))) place.value = placeAt(location.pathname);
	});
	document.addEventListener('click', event => {
		const link = event.target instanceof Element ? event.target.closest('a') : null;
		const isPlain = event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey;
		if (!link || !isPlain || event.defaultPrevented || !leadsToPage(link)) return;
		event.preventDefault();
		if (link.href !== location.href) history.pushState(null, '', link.href);
		place.value = placeAt(link.pathname);
	});
	return {
		here: place,
		replace: (name, rest) => {
			history.replaceState(null, '', `${pathOf(name)}/${encodeURIComponent(rest)}`);
			place.value = placeAt(location.pathname);
		},
	};
}

function leadsToPage(link: HTMLAnchorElement): boolean {
	const isKnown = link.pathname === '/' || placeNames.some(name => places[name].path === `/${link.pathname.split('/')[1] ?? ''}`);
	return link.origin === location.origin && isKnown && link.hash === '' && link.target === '' && !link.hasAttribute('download');
}
