import type {CallPermissions, TokenView, UserView} from '../../../firmware/contract/index.js';
import type {Translator} from '../../i18n/index.js';

const classes = ['external', 'international', 'premium'] as const satisfies readonly (keyof CallPermissions)[];
const schemaTitles: Readonly<Record<keyof CallPermissions, string>> = {external: 'External numbers', international: 'International numbers', premium: 'Premium numbers'};

/** Which numbers somebody may have the box call, in words. */
export function mayCallIn({role, mayCall}: Pick<UserView, 'role' | 'mayCall'>, {t, word}: Translator): string {
	if (role === 'admin') return t('users.callsAll');
	if (role === 'user') return '–';
	const allowed = classes.filter(name => mayCall[name]);
	return allowed.length === 0 ? t('users.callsInternal') : allowed.map(name => word('title', `mayCall.${name}`, schemaTitles[name])).join(' · ');
}

/** What a token is good for. */
export function scopesIn({scopes}: TokenView, {word}: Translator): string {
	return scopes.map(scope => word('option', `scopes.${scope}`, scope)).join(' · ');
}
