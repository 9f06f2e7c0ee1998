import {signal, type ReadonlySignal} from '@preact/signals';

export type PlaceName = 'rooms' | 'lines' | 'telephones';

/** Where each page is. */
export const paths: Readonly<Record<PlaceName, string>> = {rooms: '/', lines: '/lines', telephones: '/telephones'};
export const places = Object.keys(paths) as PlaceName[];

/** What is not known is the first page. */
export function placeAt(pathname: string): PlaceName {
	return places.find(place => paths[place] === pathname.replace(/(.)\/$/, '$1')) ?? 'rooms';
}

/** The page that the address bar names. Links to pages are followed without loading anything; the browser's own way back works. */
export function followPlace(): ReadonlySignal<PlaceName> {
	const place = signal(placeAt(location.pathname));
	addEventListener('popstate', () => {
		place.value = placeAt(location.pathname);
	});
	document.addEventListener('click', event => {
		const link = event.target instanceof Element ? event.target.closest('a') : null;
		const isPlain = event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey;
		if (!link || !isPlain || event.defaultPrevented || link.origin !== location.origin || !Object.values(paths).includes(link.pathname) || link.hash !== '') return;
		event.preventDefault();
		if (link.pathname !== location.pathname) history.pushState(null, '', link.pathname);
		place.value = placeAt(link.pathname);
	});
	return place;
}
