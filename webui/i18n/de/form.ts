import type {form as english} from '../en/form.js';
import type {Translated} from '../text.js';

export const form: Translated<typeof english> = {
	'form.none': 'Keine Angabe',
	'form.discard': 'Änderungen verwerfen',
	'form.up': '{what}: nach oben',
	'form.down': '{what}: nach unten',
	'form.secret.set': 'ist gesetzt',
	'form.secret.change': 'Ändern',
	'form.secret.keep': 'Unverändert lassen',
	'form.secret.show': 'Eingabe anzeigen',
	'form.secret.hide': 'Eingabe verbergen',
	'form.extension.propose': 'Vorschlagen',
	'form.extension.free': '{number} ist frei.',
	'form.extension.used': '{number} ist vergeben ({use}).',
	'form.extension.usedBy': '{number} ist vergeben: „{name}“ ({use}).',
	'form.unsaved.title': 'Ohne Speichern verlassen?',
	'form.unsaved.text': 'Was Sie auf dieser Seite geändert haben, ist noch nicht gespeichert und geht verloren.',
	'form.unsaved.leave': 'Verlassen',
	'form.unsaved.stay': 'Hier bleiben',
	'unit.seconds': 's',
	'unit.minutes': 'min',
	'unit.days': 'Tage',
	'unit.megabytes': 'MB',
	'unit.bitsPerSecond': 'bit/s',
	'unit.decibels': 'dB',
};
