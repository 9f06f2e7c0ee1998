import type {telephones as english} from '../en/telephones.js';
import type {Translated} from '../text.js';

export const telephones: Translated<typeof english> = {
	'telephones.title': 'Téléphones simulés',
	'telephones.lead': 'Décrochez, composez à la souris ou au clavier, et parlez.',
	'telephones.handset': 'Sur l’appareil',
	'telephones.outside': 'À l’extérieur',
	'telephones.none': 'Aucun téléphone n’est simulé ici',
	'telephones.noneNext': 'Cet appareil utilise ses vraies lignes, ou a démarré sans simulateur. Pour l’avoir, démarrez-le avec',
	'telephones.dial.handset': 'Ce qu’ils peuvent composer',
	'telephones.dial.outside': 'Ce qu’ils peuvent composer',
	'telephone.of': '{action} {name}',
	'telephone.lift': 'Décrocher',
	'telephone.hangUp': 'Raccrocher',
	'telephone.flash': 'Flash',
	'telephone.ringing': 'Sonne',
	'telephone.lifted': 'Décroché',
	'telephone.resting': 'Raccroché',
	'telephone.keysOf': 'Touches de {name}',
	'telephone.hear': 'Écouter',
	'telephone.speak': 'Micro',
	'telephone.voice': 'Voix d’essai',
	'sound.in-use': 'Une autre page écoute déjà ce téléphone.',
	'sound.lost': 'Le son de ce téléphone est perdu ; « Écouter » réessaie.',
	'sound.no-sound': 'Ce navigateur ne peut pas lire le son du téléphone.',
	'sound.no-microphone': 'Le micro manque ou n’est pas autorisé ; la voix d’essai marche sans lui.',
};
