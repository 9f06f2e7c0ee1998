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
/** The policy is shown wherever a password is chosen. */
export const password = Type.String({
	minLength: 8, maxLength: 200, pattern: '^(?=.*[A-ZÀ-ÖØ-Þ])(?=.*[a-zß-öø-ÿ]).*$', title: 'Password', description: 'At least 8 characters, with upper and lower case letters.', secret: true,
});

/** Which numbers somebody may have the box call; internal ones are always allowed. An admin may call all. */
export const callPermissions = Type.Object({
	external: Type.Boolean({default: false, title: 'External numbers'}),
	international: Type.Boolean({default: false, title: 'International numbers'}),
	premium: Type.Boolean({default: false, title: 'Premium numbers'}),
}, {additionalProperties: false, default: {}, title: 'May call'});
export type CallPermissions = Static<typeof callPermissions>;
/** Of somebody who was given no more. */
export const internalCallsOnly: CallPermissions = {external: false, international: false, premium: false};

/** What a token is good for, within its role: to look on, to control what is live, to configure the box. */
export const tokenScope = Type.Union([Type.Literal('read'), Type.Literal('control'), Type.Literal('configure')]);
export type TokenScope = Static<typeof tokenScope>;
export const tokenScopes: readonly TokenScope[] = ['read', 'control', 'configure'];
const scopes = Type.Array(tokenScope, {
	minItems: 1, uniqueItems: true, default: [...tokenScopes], title: 'Good for', description: 'To look on, to control what is live, to configure; never more than its role may.',
});

export const tokenInput = Type.Object({
	name,
	role: accessRole,
	scopes: Type.Optional(scopes),
	mayCall: Type.Optional(callPermissions),
	expiresAt: Type.Union([time, Type.Null()], {default: null, title: 'Expires', description: 'Empty: never.'}),
}, {additionalProperties: false});
export type TokenInput = Static<typeof tokenInput>;

export const tokenView = Type.Object({
	id: Type.Unsafe<TokenId>(Type.String()),
	name: Type.String(),
	role: accessRole,
	scopes,
	mayCall: callPermissions,
	createdAt: time,
	expiresAt: timeOrNull,
	lastUsedAt: Type.Union([time, Type.Null()], {description: 'to the minute'}),
});
export type TokenView = Static<typeof tokenView>;

/** The answer to the making of a token: the only time that the token itself is seen. */
export const newToken = Type.Composite([tokenView, Type.Object({token: Type.String()})]);
export type NewToken = Static<typeof newToken>;

/** Megabytes of recordings of the conferences that somebody organizes; over it no new recording starts. */
const recordingQuota = Type.Integer({minimum: 0, maximum: 1_000_000, default: 60, title: 'Recordings', description: 'Megabytes for the recordings of conferences that this user organizes.'});
const dailySpend = Type.Union([Type.Number({minimum: 0, maximum: 1_000_000}), Type.Null()], {
	default: null, title: 'Spend a day', description: 'No more calls are made for this user when they have cost so much since midnight; empty: no limit but the box\'s.',
});

export const userInput = Type.Object({
	name, password, role: accessRole, mayCall: Type.Optional(callPermissions),
	recordingQuotaMegabytes: Type.Optional(recordingQuota), dailySpend: Type.Optional(dailySpend),
}, {additionalProperties: false});
export type UserInput = Static<typeof userInput>;
export const userChange = Type.Partial(userInput, {additionalProperties: false, minProperties: 1});
export type UserChange = Static<typeof userChange>;
export const userView = Type.Object({
	id: Type.Unsafe<UserId>(Type.String()), name: Type.String(), role: accessRole, mayCall: callPermissions,
	recordingQuotaMegabytes: recordingQuota, dailySpend,
});
export type UserView = Static<typeof userView>;

/** Who is logged in, as the page sees it. */
export const sessionView = Type.Object({
	user: Type.Union([Type.Unsafe<UserId>(Type.String()), Type.Null()], {description: 'null: a token, or somebody who came by a log-in link'}),
	name: Type.String(), role: accessRole, mayCall: callPermissions, expiresAt: timeOrNull,
});
export type SessionView = Static<typeof sessionView>;

/** A password is changed by who knows the old one. Other log-ins of the user end. */
export const passwordChange = Type.Object({
	old: Type.String({maxLength: 200, title: 'Old password', secret: true}), password: Type.String({...password, title: 'New password'}),
}, {additionalProperties: false});
export type PasswordChange = Static<typeof passwordChange>;
