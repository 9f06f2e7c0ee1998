import type {MadeNameCode} from '../../../firmware/contract/index.js';

export const madeNames: Readonly<Record<MadeNameCode, string>> = {
	phone: 'Teléfono {n}',
	fxo: 'FXO {n}',
	modem: 'Módem {n}',
	span: 'PRI {n}',
	channel: '{span} canal {n}',
	cards: 'Tarjetas de líneas',
	'voice-modem': 'Módem de voz',
	'log-in-link': 'enlace de acceso',
	'command-line': 'línea de comandos',
	'ready-line': 'línea de arranque',
	mqtt: 'MQTT',
	'demo-pin': 'Demo con PIN {n}',
	'demo-open': 'Demo sin PIN',
	'demo-own': 'Demo: elija un número y un PIN',

	'sip-address': 'SIP {address}',
	'sip-phone': 'Teléfono {name}',
	trunk: 'Troncal {name}',
};
