import type {MadeNameCode} from '../../../firmware/contract/index.js';

export const madeNames: Readonly<Record<MadeNameCode, string>> = {
	phone: 'Telefono {n}',
	fxo: 'FXO {n}',
	modem: 'Modem {n}',
	span: 'PRI {n}',
	channel: '{span} canale {n}',
	cards: 'Schede di linea',
	'voice-modem': 'Modem vocale',
	'log-in-link': 'link di accesso',
	'command-line': 'riga di comando',
	'ready-line': 'riga di avvio',
	mqtt: 'MQTT',
	'demo-pin': 'Demo con PIN {n}',
	'demo-open': 'Demo senza PIN',
	'demo-own': 'Demo: scegliete un numero e un PIN',

	'sip-address': 'SIP {address}',
	'sip-phone': 'Telefono {name}',
	trunk: 'Trunk {name}',
};
