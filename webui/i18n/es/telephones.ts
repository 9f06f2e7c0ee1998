import type {telephones as english} from '../en/telephones.js';
import type {Translated} from '../text.js';

export const telephones: Translated<typeof english> = {
	'telephones.title': 'Teléfonos simulados',
	'telephones.lead': 'Descuelgue, marque con el ratón o el teclado y hable.',
	'telephones.handset': 'En el equipo',
	'telephones.outside': 'Fuera',
	'telephones.none': 'Aquí no se simula ningún teléfono',
	'telephones.noneNext': 'Este equipo usa sus líneas reales o se inició sin simulador. Para tenerlo, inícielo con',
	'telephones.dial.handset': 'Qué pueden marcar',
	'telephones.dial.outside': 'Qué pueden marcar',
	'telephone.of': '{action} {name}',
	'telephone.lift': 'Descolgar',
	'telephone.hangUp': 'Colgar',
	'telephone.flash': 'Flash',
	'telephone.ringing': 'Suena',
	'telephone.lifted': 'Descolgado',
	'telephone.resting': 'Colgado',
	'telephone.keysOf': 'Teclas de {name}',
	'telephone.hear': 'Oír',
	'telephone.speak': 'Micrófono',
	'telephone.voice': 'Voz de prueba',
	'sound.in-use': 'Otra página ya oye este teléfono.',
	'sound.lost': 'Se ha perdido el sonido de este teléfono; «Oír» lo intenta de nuevo.',
	'sound.no-sound': 'Este navegador no puede reproducir el sonido del teléfono.',
	'sound.no-microphone': 'No hay micrófono o no se permite usarlo; la voz de prueba funciona sin él.',
};
