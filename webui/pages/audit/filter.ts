import type {Translator} from '../../i18n/index.js';
import {searchFor} from './words.js';

/** What of the audit log is shown; empty: all. Days are the viewer's. */
export type Filter = {name: string; action: string; from: string; to: string};

export const everything: Filter = {name: '', action: '', from: '', to: ''};

export const isFiltered = (filter: Filter): boolean => Object.values(filter).some(value => value !== '');

/** The path below `/api/v1`; the last day is in it whole. */
export function pathOf({name, action, from, to}: Filter, translator: Pick<Translator, 't' | 'madeName'>): string {
	const {names, kinds} = searchFor(name, translator);
	const given: [string, string][] = [['action', action], ['from', from === '' ? '' : midnight(from, 0)], ['to', to === '' ? '' : midnight(to, 1)]];
	const who = [...names.map((one): [string, string] => ['name', one]), ...kinds.map((kind): [string, string] => ['kind', kind])];
	const query = new URLSearchParams([...who, ...given.filter(([, value]) => value !== '')]);
	return query.size === 0 ? '/audit' : `/audit?${query.toString()}`;
}

function midnight(day: string, daysLater: number): string {
	const instant = new Date(`${day}T00:00`);
	instant.setDate(instant.getDate() + daysLater);
	return instant.toISOString();
}

/** Parts of the box by which the log is narrowed: what the action contains. */
export const parts = ['session', 'rooms', 'participants', 'conferences', 'recordings', 'users', 'tokens', 'settings', 'trunks', 'sip-phones', 'routes', 'lines', 'bans', 'backups', 'system'] as const;
