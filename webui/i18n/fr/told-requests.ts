import type {ToldOfRequests} from '../../../firmware/contract/index.js';
import type {Translated} from '../text.js';

export const toldRequests: Translated<ToldOfRequests> = {
	'last-admin': 'C’est le seul administrateur ; créez-en d’abord un autre.',
	'no-own-password': 'Seul qui s’est connecté par nom et mot de passe en a un à changer.',
	'recording-runs': 'Cet enregistrement est encore en cours ; arrêtez-le d’abord.',
	'never-recorded': 'Cette conférence n’est jamais enregistrée ; ses réglages le veulent.',
	'trunk-of-routes': 'Les appels vers {prefixes} sortent par ce trunk ; modifiez ou supprimez d’abord la route.',
	'trunk-of-all-routes': 'Les appels vers tous les numéros sortent par ce trunk ; modifiez ou supprimez d’abord la route.',
	'nobody-restarts': 'Personne ne relancerait le boîtier : c’est à qui l’a lancé de le faire.',
	'backup-unreadable': 'La sauvegarde n’a pas pu être lue.',
	'backup-not-checked': 'Cette sauvegarde n’est pas la dernière vérifiée ; transmettez-la à nouveau.',
	'backup-busy': 'Une autre sauvegarde est en cours de vérification ; attendez qu’elle soit finie.',
	'set-up-already': 'Le boîtier est déjà configuré ; connectez-vous.',
	'nothing-measured': 'Rien n’est mesuré sur cette ligne en ce moment.',

	'number-of-box': '{number} est un numéro de ce boîtier, où l’on ne peut appeler personne.',
	'no-route': 'Aucune route ne mène à {number}.',
	'not-allowed-internal': '{number} est un numéro interne ; vous n’êtes pas autorisé à en appeler.',
	'not-allowed-external': '{number} est un numéro externe ; vous n’êtes pas autorisé à en appeler.',
	'not-allowed-international': '{number} est un numéro international ; vous n’êtes pas autorisé à en appeler.',
	'not-allowed-premium': '{number} est un numéro surtaxé ; vous n’êtes pas autorisé à en appeler.',
	'phone-not-registered': 'Le téléphone {number} n’est pas enregistré auprès du boîtier en ce moment.',
	'lines-busy': 'Toutes les lignes vers {number} sont occupées.',
	'lines-unusable': 'Les lignes vers {number} sont inutilisables en ce moment.',
	'calls-off': 'Ce boîtier n’appelle personne ; ses réglages le veulent.',
	'calls-of-box': 'Appels simultanés du boîtier : {n} au plus ; réessayez quand l’un d’eux sera fini.',
	'calls-of-user': 'Vos appels simultanés par le boîtier : {n} au plus ; terminez-en d’abord un.',
	'spent-by-user': 'Vos appels peuvent coûter {amount} par jour ; c’est atteint aujourd’hui.',
	'spent-by-box': 'Les appels de ce boîtier peuvent coûter {amount} par jour ; c’est atteint aujourd’hui.',
};
