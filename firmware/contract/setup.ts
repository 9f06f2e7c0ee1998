import {Type, type Static} from '@sinclair/typebox';
import {password} from './access.js';
import {conferenceInput} from './conference.js';
import {settings} from './settings.js';
import {trunkInput} from './sip.js';

/** What the page must know before anybody can log in. */
export const setupState = Type.Object({
	needed: Type.Boolean({description: 'no admin has a password yet: the box shows the wizard and nothing else'}),
	boxName: Type.String(),
	suggested: Type.Object({
		country: Type.String(), language: settings.properties.box.properties.language, timeZone: Type.String(),
		extension: Type.String({description: 'a free number for the first conference'}),
		addresses: Type.Array(Type.String(), {description: 'of this machine, by which the office reaches it'}),
	}, {description: 'what the wizard begins with'}),
	countries: Type.Array(Type.String(), {description: 'codes of those that can be chosen'}),
	cards: Type.Array(Type.String(), {description: 'names of the line cards and voice modems that were found'}),
});
export type SetupState = Static<typeof setupState>;

/** All that the wizard asks; it is done whole or not at all. Afterwards the one who sent it is logged in as the admin. */
export const setupInput = Type.Object({
	adminName: Type.String({minLength: 1, maxLength: 60, pattern: '^[^\\u0000-\\u001f]+$', default: 'admin', title: 'Your name'}),
	password,
	boxName: settings.properties.box.properties.name,
	country: settings.properties.lines.properties.country,
	language: settings.properties.box.properties.language,
	timeZone: settings.properties.box.properties.timeZone,
	access: settings.properties.network.properties.access,
	trunk: Type.Union([trunkInput, Type.Null()], {default: null}),
	conference: Type.Union([conferenceInput, Type.Null()], {default: null}),
}, {additionalProperties: false});
export type SetupInput = Static<typeof setupInput>;
