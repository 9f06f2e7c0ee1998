import type {form as english} from '../en/form.js';
import type {Translated} from '../text.js';

export const form: Translated<typeof english> = {
	'form.none': 'Aucun',
	'form.discard': 'Annuler les modifications',
	'form.up': '{what} : monter',
	'form.down': '{what} : descendre',
	'form.secret.set': 'est défini',
	'form.secret.change': 'Modifier',
	'form.secret.keep': 'Garder tel quel',
	'form.secret.show': 'Afficher la saisie',
	'form.secret.hide': 'Masquer la saisie',
	'form.extension.propose': 'Proposer',
	'form.extension.free': 'Le {number} est libre.',
	'form.extension.used': 'Le {number} est déjà pris ({use}).',
	'form.extension.usedBy': 'Le {number} est déjà pris : « {name} » ({use}).',
	'form.unsaved.title': 'Quitter sans enregistrer ?',
	'form.unsaved.text': 'Les modifications faites sur cette page ne sont pas enregistrées et seront perdues.',
	'form.unsaved.leave': 'Quitter',
	'form.unsaved.stay': 'Rester ici',
	'unit.seconds': 's',
	'unit.minutes': 'min',
	'unit.days': 'jours',
	'unit.megabytes': 'Mo',
	'unit.bitsPerSecond': 'bit/s',
	'unit.decibels': 'dB',
};
