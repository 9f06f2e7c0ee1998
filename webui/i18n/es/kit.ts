import type {Translated} from '../text.js';
import type {kit as english} from '../en/kit.js';

export const kit: Translated<typeof english> = {
	'kit.actions': 'Acciones',
	'kit.close': 'Cerrar',
	'kit.undo': 'Deshacer',
	'kit.copy': 'Copiar',
	'kit.copy.copied': 'Copiado',
	'kit.copy.failed': 'No se ha copiado: selecciónelo a mano',
	'kit.notLoaded': 'No se ha podido cargar. {why}',
	'kit.stale': 'Puede que no esté al día: no se ha podido volver a cargar. {why}',
	'kit.of': '{what}: {of}',
	'kit.retry': 'Volver a intentarlo',
};
