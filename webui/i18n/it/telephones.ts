import type {telephones as english} from '../en/telephones.js';
import type {Translated} from '../text.js';

export const telephones: Translated<typeof english> = {
	'telephones.title': 'Telefoni simulati',
	'telephones.lead': 'Sollevate, componete con il mouse o la tastiera e parlate.',
	'telephones.handset': 'All’apparecchio',
	'telephones.outside': 'All’esterno',
	'telephones.none': 'Qui non si simula alcun telefono',
	'telephones.noneNext': 'Questo apparecchio usa le sue linee vere o è partito senza simulatore. Per averlo, avviatelo con',
	'telephones.dial.handset': 'Che cosa possono comporre',
	'telephones.dial.outside': 'Che cosa possono comporre',
	'telephone.of': '{action} {name}',
	'telephone.lift': 'Solleva',
	'telephone.hangUp': 'Riaggancia',
	'telephone.flash': 'Flash',
	'telephone.ringing': 'Squilla',
	'telephone.lifted': 'Sollevato',
	'telephone.resting': 'Riagganciato',
	'telephone.keysOf': 'Tasti di {name}',
	'telephone.hear': 'Ascolta',
	'telephone.speak': 'Microfono',
	'telephone.voice': 'Voce di prova',
	'sound.in-use': 'Un’altra pagina ascolta già questo telefono.',
	'sound.lost': 'L’audio di questo telefono è perso; «Ascolta» riprova.',
	'sound.no-sound': 'Questo browser non può riprodurre l’audio del telefono.',
	'sound.no-microphone': 'Il microfono manca o non può essere usato; la voce di prova funziona senza.',
};
