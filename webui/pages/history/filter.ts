/** What narrows the history down, as typed: days as "2026-03-02" in the viewer's zone. Empty: not narrowed. */
export type Filter = {from: string; to: string; number: string; conference: string};

export const everything: Filter = {from: '', to: '', number: '', conference: ''};

/** The request for the calls that match, so many at once; a last day counts whole. */
export function pathOf({from, to, number, conference}: Filter, limit = 50): string {
	const query = new URLSearchParams({limit: String(limit)});
	if (from !== '') query.set('from', startOf(from, 0));
	if (to !== '') query.set('to', startOf(to, 1));
	const digits = number.replaceAll(/[\s()./-]/g, '');
	if (digits !== '') query.set('number', digits);
	if (conference !== '') query.set('conference', conference);
	return `/calls?${query.toString()}`;
}

/** The instant at which a day begins where the viewer is, so many days later. */
function startOf(day: string, daysLater: number): string {
	const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
	return new Date(year, month - 1, date + daysLater).toISOString();
}

const names = ['from', 'to', 'number', 'conference'] as const;

/** What an address says of the filter, so that a link leads to just these calls. */
export function filterIn(search: string): Filter {
	const query = new URLSearchParams(search);
	const given = (name: string): string => query.get(name) ?? '';
	const day = (name: string): string => /^\d{4}-\d\d-\d\d$/.test(given(name)) ? given(name) : '';
	return {from: day('from'), to: day('to'), number: given('number').slice(0, 40), conference: given('conference').slice(0, 64)};
}

/** The other way round; empty without a filter. */
export function searchOf(filter: Filter): string {
	const query = new URLSearchParams(names.flatMap(name => filter[name] === '' ? [] : [[name, filter[name]]]));
	return query.size > 0 ? `?${query.toString()}` : '';
}
