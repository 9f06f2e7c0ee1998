import type {TrunkTemplate, TrunkTestStep, TrunkView} from '../../../firmware/contract/index.js';
import type {Translator} from '../../i18n/index.js';

type Facts = Pick<TrunkView, 'host' | 'transport' | 'user' | 'status'>;

/** What is wrong with a trunk and what to do, in the reader's language; empty when nothing is. */
export function problemText({problem, ...trunk}: Facts & Pick<TrunkView, 'problem'>, {t}: Translator): string {
	return problem === null ? '' : t(`trunks.problem.${problem}`, {server: trunk.host, user: trunk.user, transport: trunk.transport.toUpperCase(), status: trunk.status ?? ''});
}

/** What a step of a test found. */
export function findingText({name, ok, problem, addresses, ms, status}: TrunkTestStep, trunk: Facts, translator: Translator): string {
	const {t, list, number} = translator;
	if (!ok) return problemText({...trunk, status, problem}, translator);
	switch (name) {
		case 'name': return t('trunks.found.name', {server: trunk.host, addresses: list(addresses)});
		case 'reach': return ms === null ? t('trunks.found.reach', {server: trunk.host}) : t('trunks.found.reachIn', {server: trunk.host, ms: number(Math.max(1, Math.round(ms)))});
		case 'log-in': return t('trunks.found.log-in');
	}
}

/** What a template is called. */
export function templateName({key, name}: TrunkTemplate, {t}: Translator): string {
	switch (key) {
		case 'registration': return t('trunks.template.registration');
		case 'address': return t('trunks.template.address');
		case 'asterisk-registration': return t('trunks.template.byRegistration', {name});
		case 'asterisk-address': return t('trunks.template.byAddress', {name});
		default: return name;
	}
}

/** What to do at the other side. */
export function templateHint({key}: TrunkTemplate, {t}: Translator): string {
	switch (key) {
		case 'address': return t('trunks.hint.address');
		case 'fritzbox': return t('trunks.hint.fritzbox');
		case 'asterisk-registration': return t('trunks.hint.asterisk-registration');
		case 'asterisk-address': return t('trunks.hint.asterisk-address');
		case '3cx': return t('trunks.hint.3cx');
		case 'kerio': return t('trunks.hint.kerio');
		case 'cucm': return t('trunks.hint.cucm');
		case 'sipgate': return t('trunks.hint.sipgate');
		case 'ovh': return t('trunks.hint.ovh');
		case 'peoplefone': return t('trunks.hint.peoplefone');
		case 'twilio': return t('trunks.hint.twilio');
		default: return t('trunks.hint.registration');
	}
}
