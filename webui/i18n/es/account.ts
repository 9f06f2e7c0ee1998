import type {account as english} from '../en/account.js';
import type {Translated} from '../text.js';

export const account: Translated<typeof english> = {
	'account.title': 'Cuenta',
	'account.until': 'Sesión hasta',
	'account.password': 'Contraseña',
	'account.passwordAbout': 'Con una nueva terminan todas sus demás sesiones.',
	'account.noPassword': 'Entró con un enlace de acceso y no tiene contraseña aquí.',
	'account.change': 'Cambiar la contraseña',
	'account.passwordChanged': 'Su contraseña ha cambiado; todas las demás sesiones han terminado.',
	'account.everywhere': 'Todas las sesiones',
	'account.everywhereAbout': 'Si dejó un navegador abierto o perdió un dispositivo: termine todas sus sesiones, también esta.',
	'account.everywhereButton': 'Cerrar todas las sesiones',
	'account.everywhereTitle': '¿Cerrar todas las sesiones?',
	'account.everywhereText': 'Tendrá que volver a iniciar sesión, aquí y en cualquier otro navegador.',
};
