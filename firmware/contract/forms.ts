import {passwordChange, tokenInput, userInput} from './access.js';
import {dynamicConferenceInput, staticConferenceInput} from './conference.js';
import {fxoConfig, fxsConfig, modemConfig, routeInput, spanConfig} from './lines.js';
import {banInput, sipPhoneInput, trunkInput} from './sip.js';
import {certificateInput} from './system.js';

/** What pages draw forms of, by the name under which the API gives each; the settings have a route of their own. */
export const formSchemas = {
	'static-conference': staticConferenceInput,
	'dynamic-conference': dynamicConferenceInput,
	trunk: trunkInput,
	'sip-phone': sipPhoneInput,
	ban: banInput,
	route: routeInput,
	user: userInput,
	token: tokenInput,
	'password-change': passwordChange,
	certificate: certificateInput,
	fxs: fxsConfig, fxo: fxoConfig, modem: modemConfig, span: spanConfig,
} as const;
export type FormSchemaName = keyof typeof formSchemas;
