import type {restart as english} from '../en/restart.js';
import type {Translated} from '../text.js';

export const restart: Translated<typeof english> = {
	'restart.withBackup': 'L’apparecchio si riavvia con il backup; da allora valgono i suoi nomi e le sue password.',
	'restart.begins': 'L’apparecchio si riavvia.',
	'restart.moved': 'Poi si troverà a un altro indirizzo:',
	'restart.certificate': 'Poi mostrerà un altro certificato. Se la pagina non torna, riapritela e controllate il certificato che il browser mostra:',
	'restart.machine': 'Poi sarà raggiungibile solo dalla sua stessa macchina, all’indirizzo',
	'restart.follows': 'Questa pagina ci va da sola.',
	'restart.byHand': 'La apra fra un minuto, quando l’apparecchio sarà ripartito.',
	'restart.resets': 'L’apparecchio cancella tutto e riparte.',
};
