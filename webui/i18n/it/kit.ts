import type {Translated} from '../text.js';
import type {kit as english} from '../en/kit.js';

export const kit: Translated<typeof english> = {
	'kit.actions': 'Azioni',
	'kit.close': 'Chiudi',
	'kit.undo': 'Annulla l’operazione',
	'kit.copy': 'Copia',
	'kit.copy.copied': 'Copiato',
	'kit.copy.failed': 'Non copiato: selezionare a mano',
	'kit.notLoaded': 'Caricamento non riuscito. {why}',
	'kit.stale': 'I dati potrebbero non essere aggiornati: il nuovo caricamento non è riuscito. {why}',
	'kit.of': '{what}: {of}',
	'kit.retry': 'Riprova',
};
