import type {restart as english} from '../en/restart.js';
import type {Translated} from '../text.js';

export const restart: Translated<typeof english> = {
	'restart.withBackup': 'Die Anlage startet mit der Sicherung neu; dann gelten deren Namen und Passwörter.',
	'restart.begins': 'Die Anlage startet neu.',
	'restart.moved': 'Danach ist sie unter einer anderen Adresse zu finden:',
	'restart.certificate': 'Danach zeigt sie ein anderes Zertifikat. Kommt die Seite nicht wieder, öffnen Sie sie neu und prüfen Sie das Zertifikat, das der Browser anzeigt:',
	'restart.machine': 'Danach ist sie nur noch von ihrem eigenen Rechner aus zu erreichen, unter',
	'restart.follows': 'Diese Seite geht von selbst dorthin.',
	'restart.byHand': 'Öffnen Sie sie in einer Minute, wenn die Anlage gestartet ist.',
	'restart.resets': 'Die Anlage löscht alles und startet neu.',
};
