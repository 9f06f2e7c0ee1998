import type {AuditEntry} from '../../../firmware/contract/index.js';
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

export function whoIn({kind, name}: AuditEntry, {t}: Translator): string {
	switch (kind) {
		case 'user': return name;
		case 'nobody': return name === '' ? t('audit.nobody') : t('audit.somebodyAs', {name});
		default: return name === '' ? t(`audit.by.${kind}`) : `${t(`audit.by.${kind}`)}: ${name}`;
	}
}

export const outcomeIn = ({outcome}: AuditEntry, {failure}: Translator): string => failure({code: outcome, message: outcome});
