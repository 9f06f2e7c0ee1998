import type {form as english} from '../en/form.js';
import type {Translated} from '../text.js';

export const form: Translated<typeof english> = {
	'form.none': 'Ninguno',
	'form.discard': 'Descartar los cambios',
	'form.up': '{what}: subir',
	'form.down': '{what}: bajar',
	'form.secret.set': 'está definida',
	'form.secret.change': 'Cambiar',
	'form.secret.keep': 'Dejar como está',
	'form.secret.show': 'Mostrar lo escrito',
	'form.secret.hide': 'Ocultar lo escrito',
	'form.extension.propose': 'Proponer',
	'form.extension.free': 'El {number} está libre.',
	'form.extension.used': 'El {number} ya está en uso ({use}).',
	'form.extension.usedBy': 'El {number} ya está en uso: «{name}» ({use}).',
	'form.unsaved.title': '¿Salir sin guardar?',
	'form.unsaved.text': 'Los cambios de esta página aún no se han guardado y se perderán.',
	'form.unsaved.leave': 'Salir',
	'form.unsaved.stay': 'Quedarse aquí',
	'unit.seconds': 's',
	'unit.minutes': 'min',
	'unit.days': 'días',
	'unit.megabytes': 'MB',
	'unit.bitsPerSecond': 'bit/s',
	'unit.decibels': 'dB',
};
