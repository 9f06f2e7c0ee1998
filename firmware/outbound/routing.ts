import type {RouteView} from '../contract/index.js';

/** A way to a number: a row of the table, and what is dialled by it. */
export type Way = {route: RouteView; number: string};

/** The rows of the longest prefix that fits, in their order. The '+' of a number's global form (RFC 3966, 3) is a part of it here. */
export function waysTo(called: string, routes: readonly RouteView[]): Way[] {
	const fitting = routes.filter(({prefix}) => called.startsWith(prefix));
	const longest = Math.max(...fitting.map(({prefix}) => prefix.length));
	return fitting
		.filter(({prefix}) => prefix.length === longest)
		.sort((a, b) => a.order - b.order)
		.map(route => ({route, number: numberBy(route, called)}));
}

/** No telephone line can dial a '+'; a span can say that a number is international only of a number that was not changed; a trunk always can. */
function numberBy({strip, prepend, via}: RouteView, called: string): string {
	const isWhole = strip === 0 && prepend === '';
	if (isWhole && (via.kind === 'span' || via.kind === 'trunk')) return called;
	const number = prepend + called.replace(/^\+/, '').slice(strip);
	return via.kind === 'span' || via.kind === 'trunk' ? number : number.replace('+', '');
}
