import type {MadeNameCode} from '../../../firmware/contract/index.js';

export const madeNames: Readonly<Record<MadeNameCode, string>> = {
	phone: 'Téléphone {n}',
	fxo: 'FXO {n}',
	modem: 'Modem {n}',
	span: 'PRI {n}',
	channel: '{span} canal {n}',
	cards: 'Cartes de ligne',
	'voice-modem': 'Modem vocal',
	'log-in-link': 'lien de connexion',
	'command-line': 'ligne de commande',
	'ready-line': 'ligne de démarrage',
	mqtt: 'MQTT',
	'demo-pin': 'Démo avec le code PIN {n}',
	'demo-open': 'Démo sans code PIN',
	'demo-own': 'Démo : choisissez un numéro et un code PIN',

	'sip-address': 'SIP {address}',
	'sip-phone': 'Téléphone {name}',
	trunk: 'Trunk {name}',
};
