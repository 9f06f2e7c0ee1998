import type {account as english} from '../en/account.js';
import type {Translated} from '../text.js';

export const account: Translated<typeof english> = {
	'account.title': 'Compte',
	'account.until': 'Connecté jusqu’au',
	'account.password': 'Mot de passe',
	'account.passwordAbout': 'Avec un nouveau, toutes vos autres connexions prennent fin.',
	'account.noPassword': 'Vous êtes venu par un lien de connexion et n’avez pas de mot de passe ici.',
	'account.change': 'Changer le mot de passe',
	'account.passwordChanged': 'Votre mot de passe est changé ; toutes les autres connexions ont pris fin.',
	'account.everywhere': 'Toutes les connexions',
	'account.everywhereAbout': 'Un navigateur est resté ouvert, un appareil est perdu : mettez fin à toutes vos connexions, celle-ci comprise.',
	'account.everywhereButton': 'Se déconnecter partout',
	'account.everywhereTitle': 'Se déconnecter partout ?',
	'account.everywhereText': 'Il faudra vous reconnecter, ici et dans tout autre navigateur.',
};
