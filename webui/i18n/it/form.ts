import type {form as english} from '../en/form.js';
import type {Translated} from '../text.js';

export const form: Translated<typeof english> = {
	'form.none': 'Nessuno',
	'form.discard': 'Annulla le modifiche',
	'form.up': '{what}: sposta in alto',
	'form.down': '{what}: sposta in basso',
	'form.secret.set': 'impostata',
	'form.secret.change': 'Modifica',
	'form.secret.keep': 'Lascia invariata',
	'form.secret.show': 'Mostra il testo digitato',
	'form.secret.hide': 'Nascondi il testo digitato',
	'form.extension.propose': 'Proponi',
	'form.extension.free': 'Il {number} è libero.',
	'form.extension.used': 'Il {number} è già in uso ({use}).',
	'form.extension.usedBy': 'Il {number} è già in uso: «{name}» ({use}).',
	'form.unsaved.title': 'Uscire senza salvare?',
	'form.unsaved.text': 'Le modifiche fatte in questa pagina non sono salvate e andranno perse.',
	'form.unsaved.leave': 'Esci',
	'form.unsaved.stay': 'Resta qui',
	'unit.seconds': 's',
	'unit.minutes': 'min',
	'unit.days': 'giorni',
	'unit.megabytes': 'MB',
	'unit.bitsPerSecond': 'bit/s',
	'unit.decibels': 'dB',
};
