import type {Translated} from '../text.js';
import type {kit as english} from '../en/kit.js';

export const kit: Translated<typeof english> = {
	'kit.actions': 'Actions',
	'kit.close': 'Fermer',
	'kit.undo': 'Annuler l’action',
	'kit.copy': 'Copier',
	'kit.copy.copied': 'Copié',
	'kit.copy.failed': 'Copie impossible : sélectionnez à la main',
	'kit.notLoaded': 'Chargement impossible. {why}',
	'kit.stale': 'Ces données sont peut-être anciennes : la mise à jour a échoué. {why}',
	'kit.of': '{what} : {of}',
	'kit.retry': 'Réessayer',
};
