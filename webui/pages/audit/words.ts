import {madeNameTexts, type ActorKind, type AuditEntry} from '../../../firmware/contract/index.js';
import type {TextKey, Translator} from '../../i18n/index.js';

/** What is often done, and what it is called: of other actions there is the route itself. */
const actions: Readonly<Record<string, TextKey>> = {
	'POST /session': 'audit.logIn', 'DELETE /session': 'audit.logOut', 'DELETE /sessions': 'audit.logOutEverywhere', 'PATCH /session/password': 'audit.ownPassword',
	'POST /setup': 'audit.setUp', setup: 'audit.setUp', 'user password': 'audit.newPassword', 'token create': 'audit.tokenMade',
	'PATCH /rooms/:id': 'audit.roomChanged', 'DELETE /rooms/:id': 'audit.roomEnded', 'POST /rooms/:id/recording': 'audit.recordingStarted',
	'DELETE /rooms/:id/recording': 'audit.recordingStopped', 'POST /rooms/:id/invitations': 'audit.called', 'POST /rooms/:id/left/:participant/call': 'audit.calledAgain',
	'PATCH /participants/:id': 'audit.participantChanged', 'DELETE /participants/:id': 'audit.disconnected', 'DELETE /recordings/:id': 'audit.recordingDeleted',
	'POST /conferences': 'audit.conferenceMade', 'PATCH /conferences/:id': 'audit.conferenceChanged', 'DELETE /conferences/:id': 'audit.conferenceDeleted',
	'POST /users': 'audit.userMade', 'PATCH /users/:id': 'audit.userChanged', 'DELETE /users/:id': 'audit.userDeleted',
	'POST /tokens': 'audit.tokenMade', 'DELETE /tokens/:id': 'audit.tokenRevoked', 'PATCH /settings': 'audit.settingsChanged',
	'POST /trunks': 'audit.trunkMade', 'PATCH /trunks/:id': 'audit.trunkChanged', 'DELETE /trunks/:id': 'audit.trunkDeleted', 'POST /trunks/:id/tests': 'audit.trunkTested',
	'POST /sip-phones': 'audit.phoneMade', 'PATCH /sip-phones/:id': 'audit.phoneChanged', 'DELETE /sip-phones/:id': 'audit.phoneDeleted',
	'POST /routes': 'audit.routeMade', 'PATCH /routes/:id': 'audit.routeChanged', 'DELETE /routes/:id': 'audit.routeDeleted',
	'PATCH /lines/:id': 'audit.lineChanged', 'POST /lines/:id/tests': 'audit.lineTested', 'PATCH /spans/:id': 'audit.spanChanged',
	'POST /bans': 'audit.banned', 'DELETE /bans/:address': 'audit.banUndone', 'POST /backups': 'audit.backedUp', 'POST /backups/restore': 'audit.backupChecked', 'POST /backups/restore/:id': 'audit.restored',
	'POST /setup/restore': 'audit.backupChecked', 'POST /setup/restore/:id': 'audit.restored',
	'POST /system/restart': 'audit.restarted', 'POST /system/factory-reset': 'audit.reset', 'POST /certificate': 'audit.certificateUploaded', 'DELETE /certificate': 'audit.certificateOwn',
	'POST /simulator/phones/:id': 'audit.telephone',
};

export function doneIn({action}: AuditEntry, {t}: Translator): string {
	const key = actions[action];
	return key ? t(key) : action;
}

export function whoIn({kind, name}: AuditEntry, {t, madeName}: Translator): string {
	switch (kind) {
		case 'user': return name;
		case 'nobody': return name === '' ? t('audit.nobody') : t('audit.somebodyAs', {name});
		case 'token': return t('kit.of', {what: t('audit.by.token'), of: madeName(name)});
		default: return t(`audit.by.${kind}`);
	}
}

/** Whom the log is asked for, so that whatever of "Who" can be read can be searched for: a part of a name, or of what the box calls somebody in this language. */
export function searchFor(typed: string, {t, madeName}: Pick<Translator, 't' | 'madeName'>): {names: string[]; kinds: ActorKind[]} {
	const wanted = typed.trim().toLocaleLowerCase();
	if (wanted === '') return {names: [], kinds: []};
	const has = (text: string): boolean => text.toLocaleLowerCase().includes(wanted);
	const ofBox = Object.values(madeNameTexts).filter(name => madeName(name) !== name && has(madeName(name)));
	const signs: [ActorKind, string][] = [
		['token', t('audit.by.token')], ['link', t('audit.by.link')], ['mqtt', t('audit.by.mqtt')], ['command-line', t('audit.by.command-line')],
		['nobody', `${t('audit.nobody')}\n${t('audit.somebodyAs', {name: ''})}`],
	];
	return {names: [typed.trim(), ...ofBox], kinds: signs.filter(([, sign]) => has(sign)).map(([kind]) => kind)};
}

export const outcomeIn = ({outcome}: AuditEntry, {failure}: Translator): string => failure({code: outcome, message: outcome});
