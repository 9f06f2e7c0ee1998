import type {restart as english} from '../en/restart.js';
import type {Translated} from '../text.js';

export const restart: Translated<typeof english> = {
	'restart.withBackup': 'El equipo se reinicia con la copia; desde entonces valen sus nombres y contraseñas.',
	'restart.begins': 'El equipo se reinicia.',
	'restart.moved': 'Después estará en otra dirección:',
	'restart.certificate': 'Después mostrará otro certificado. Si la página no vuelve, ábrala de nuevo y revise el certificado que muestre el navegador:',
	'restart.machine': 'Después solo se podrá acceder desde su propia máquina, en',
	'restart.follows': 'Esta página irá allí por sí sola.',
	'restart.byHand': 'Ábrala dentro de un minuto, cuando el equipo haya arrancado.',
	'restart.resets': 'El equipo lo borra todo y vuelve a arrancar.',
};
