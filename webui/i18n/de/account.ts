import type {account as english} from '../en/account.js';
import type {Translated} from '../text.js';

export const account: Translated<typeof english> = {
	'account.title': 'Konto',
	'account.until': 'Angemeldet bis',
	'account.password': 'Passwort',
	'account.passwordAbout': 'Mit einem neuen enden alle Ihre anderen Anmeldungen.',
	'account.noPassword': 'Sie kamen über einen Anmelde-Link und haben hier kein Passwort.',
	'account.change': 'Passwort ändern',
	'account.passwordChanged': 'Ihr Passwort ist geändert; alle anderen Anmeldungen sind beendet.',
	'account.everywhere': 'Alle Anmeldungen',
	'account.everywhereAbout': 'Wenn irgendwo ein Browser offen blieb oder ein Gerät verloren ging: Beenden Sie alle Ihre Anmeldungen, auch diese.',
	'account.everywhereButton': 'Überall abmelden',
	'account.everywhereTitle': 'Überall abmelden?',
	'account.everywhereText': 'Sie müssen sich danach neu anmelden, hier und in jedem anderen Browser.',
};
