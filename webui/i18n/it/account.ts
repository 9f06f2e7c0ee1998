import type {account as english} from '../en/account.js';
import type {Translated} from '../text.js';

export const account: Translated<typeof english> = {
	'account.title': 'Account',
	'account.until': 'Accesso fino al',
	'account.password': 'Password',
	'account.passwordAbout': 'Con una nuova terminano tutti i vostri altri accessi.',
	'account.noPassword': 'Siete entrati con un link di accesso e qui non avete una password.',
	'account.change': 'Cambia la password',
	'account.passwordChanged': 'La vostra password è cambiata; tutti gli altri accessi sono terminati.',
	'account.everywhere': 'Tutti gli accessi',
	'account.everywhereAbout': 'Se un browser è rimasto aperto o un dispositivo è andato perso: terminate tutti i vostri accessi, anche questo.',
	'account.everywhereButton': 'Esci ovunque',
	'account.everywhereTitle': 'Uscire ovunque?',
	'account.everywhereText': 'Dovrete accedere di nuovo, qui e in ogni altro browser.',
};
