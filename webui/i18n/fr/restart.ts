import type {restart as english} from '../en/restart.js';
import type {Translated} from '../text.js';

export const restart: Translated<typeof english> = {
	'restart.withBackup': 'Le boîtier redémarre avec la sauvegarde ; les noms et mots de passe de celle-ci valent alors.',
	'restart.begins': 'Le boîtier redémarre.',
	'restart.moved': 'Il se trouvera ensuite à une autre adresse :',
	'restart.certificate': 'Il présentera ensuite un autre certificat. Si la page ne revient pas, rouvrez-la et vérifiez le certificat que le navigateur affiche :',
	'restart.machine': 'Il ne sera ensuite joignable que depuis sa propre machine, à l’adresse',
	'restart.follows': 'Cette page y va d’elle-même.',
	'restart.byHand': 'Ouvrez-la dans une minute, quand le boîtier aura démarré.',
	'restart.resets': 'Le boîtier efface tout et redémarre.',
};
