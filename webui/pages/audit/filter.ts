/** What of the audit log is shown; empty: all. Days are the viewer's. */
export type Filter = {name: string; action: string; from: string; to: string};

export const everything: Filter = {name: '', action: '', from: '', to: ''};

export const isFiltered = (filter: Filter): boolean => Object.values(filter).some(value => value !== '');

/** The path below `/api/v1`; the last day is in it whole. */
export function pathOf({name, action, from, to}: Filter): string {
	const given = {name: name.trim(), action, from: from === '' ? '' : midnight(from, 0), to: to === '' ? '' : midnight(to, 1)};
	const query = new URLSearchParams(Object.entries(given).filter(([, value]) => value !== ''));
	return query.size === 0 ? '/audit' : `/audit?${query.toString()}`;
}

function midnight(day: string, daysLater: number): string {
	const instant = new Date(`${day}T00:00`);
	instant.setDate(instant.getDate() + daysLater);
	return instant.toISOString();
}

/** Parts of the box by which the log is narrowed: what the action contains. */
export const parts = ['session', 'rooms', 'participants', 'conferences', 'recordings', 'users', 'tokens', 'settings', 'trunks', 'sip-phones', 'routes', 'lines', 'bans', 'backups', 'system'] as const;
