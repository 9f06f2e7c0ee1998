import {Type, type Static} from '@sinclair/typebox';
import type {TokenId, UserId} from './ids.js';

/** What somebody may do through the API: a user looks on, an organizer controls rooms and recordings, an admin does everything. */
export const accessRoles = ['user', 'organizer', 'admin'] as const;
export const accessRole = Type.Union([Type.Literal('user'), Type.Literal('organizer'), Type.Literal('admin')], {
	title: 'Role', description: 'A user looks on, an organizer controls rooms and recordings, an admin does everything.',
});
export type AccessRole = Static<typeof accessRole>;

const time = Type.String({format: 'date-time'});
const timeOrNull = Type.Union([time, Type.Null()]);
const name = Type.String({minLength: 1, maxLength: 60, pattern: '^[^\\u0000-\\u001f]+$', title: 'Name'});
const password = Type.String({minLength: 8, maxLength: 200, title: 'Password', description: 'At least 8 characters.'});

/** Which numbers somebody may have the box call; internal ones are always allowed. An admin may call all. */
export const callPermissions = Type.Object({
	external: Type.Boolean({default: false, title: 'External numbers'}),
	international: Type.Boolean({default: false, title: 'International numbers'}),
	premium: Type.Boolean({default: false, title: 'Premium numbers'}),
}, {additionalProperties: false, default: {}, title: 'May call'});
export type CallPermissions = Static<typeof callPermissions>;
/** Of somebody who was given no more. */
export const internalCallsOnly: CallPermissions = {external: false, international: false, premium: false};

export const tokenInput = Type.Object({
	name,
	role: accessRole,
	mayCall: Type.Optional(callPermissions),
	expiresAt: Type.Union([time, Type.Null()], {default: null, title: 'Expires', description: 'Empty: never.'}),
}, {additionalProperties: false});
export type TokenInput = Static<typeof tokenInput>;

export const tokenView = Type.Object({
	id: Type.Unsafe<TokenId>(Type.String()),
	name: Type.String(),
	role: accessRole,
	mayCall: callPermissions,
	createdAt: time,
	expiresAt: timeOrNull,
	lastUsedAt: Type.Union([time, Type.Null()], {description: 'to the minute'}),
});
export type TokenView = Static<typeof tokenView>;

/** The answer to the making of a token: the only time that the token itself is seen. */
export const newToken = Type.Composite([tokenView, Type.Object({token: Type.String()})]);
export type NewToken = Static<typeof newToken>;

export const userInput = Type.Object({name, password, role: accessRole, mayCall: Type.Optional(callPermissions)}, {additionalProperties: false});
export type UserInput = Static<typeof userInput>;
export const userChange = Type.Partial(userInput, {additionalProperties: false, minProperties: 1});
export type UserChange = Static<typeof userChange>;
export const userView = Type.Object({id: Type.Unsafe<UserId>(Type.String()), name: Type.String(), role: accessRole, mayCall: callPermissions});
export type UserView = Static<typeof userView>;

/** Who is logged in, as the page sees it. */
export const sessionView = Type.Object({name: Type.String(), role: accessRole, mayCall: callPermissions, expiresAt: timeOrNull});
export type SessionView = Static<typeof sessionView>;
