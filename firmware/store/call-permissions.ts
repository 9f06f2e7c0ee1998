import type {CallPermissions} from '../contract/index.js';

/** Permissions as a column keeps them: the classes of numbers that are allowed, separated by spaces. */
export function columnOf({external, international, premium}: CallPermissions): string {
	return [external ? 'external' : '', international ? 'international' : '', premium ? 'premium' : ''].filter(name => name !== '').join(' ');
}

export function permissionsOf(column: string): CallPermissions {
	const allowed = column.split(' ');
	return {external: allowed.includes('external'), international: allowed.includes('international'), premium: allowed.includes('premium')};
}

/** A row with `may_call` as the permissions that it means. */
export function withPermissions<Row extends {may_call: string}>({may_call: column, ...row}: Row): Omit<Row, 'may_call'> & {mayCall: CallPermissions} {
	return {...row, mayCall: permissionsOf(column)};
}
