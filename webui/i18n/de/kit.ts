import type {Translated} from '../text.js';
import type {kit as english} from '../en/kit.js';

export const kit: Translated<typeof english> = {
	'kit.actions': 'Aktionen',
	'kit.close': 'Schließen',
	'kit.undo': 'Rückgängig',
	'kit.copy': 'Kopieren',
	'kit.copy.copied': 'Kopiert',
	'kit.copy.failed': 'Nicht kopiert: bitte von Hand markieren',
	'kit.notLoaded': 'Das konnte nicht geladen werden. {why}',
	'kit.stale': 'Der Stand ist vielleicht alt: Er konnte nicht neu geladen werden. {why}',
	'kit.of': '{what}: {of}',
	'kit.retry': 'Noch einmal versuchen',
};
