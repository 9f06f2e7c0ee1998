import type {MadeNameCode} from '../../../firmware/contract/index.js';

export const madeNames: Readonly<Record<MadeNameCode, string>> = {
	phone: 'Telefon {n}',
	fxo: 'FXO {n}',
	modem: 'Modem {n}',
	span: 'PRI {n}',
	channel: '{span} Kanal {n}',
	cards: 'Leitungskarten',
	'voice-modem': 'Sprachmodem',
	'log-in-link': 'Anmelde-Link',
	'command-line': 'Befehlszeile',
	'ready-line': 'Startmeldung',
	mqtt: 'MQTT',
	'demo-pin': 'Demo mit PIN {n}',
	'demo-open': 'Demo ohne PIN',
	'demo-own': 'Demo: Nummer und PIN selbst wählen',

	'sip-address': 'SIP {address}',
	'sip-phone': 'Telefon {name}',
	trunk: 'Trunk {name}',
};
