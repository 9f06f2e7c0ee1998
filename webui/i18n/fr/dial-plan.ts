import type {dialPlan as english} from '../en/dial-plan.js';
import type {Translated} from '../text.js';

export const dialPlan: Translated<typeof english> = {
	'dialPlan.count.one': '{n} numéro attribué',
	'dialPlan.count.other': '{n} numéros attribués',
	'dialPlan.empty': 'Aucun numéro n’est encore attribué',
	'dialPlan.emptyNext': 'Les appelants joignent une conférence par son numéro : créez la première.',
	'dialPlan.number': 'Numéro',
	'dialPlan.usedBy': 'Attribué à',
	'dialPlan.description': 'Description',
	'dialPlan.setUp': 'Configurer',
	'dialPlan.used': 'Numéros attribués',
	'dialPlan.try': 'Qui répond à un numéro ?',
	'dialPlan.tryIt': 'Essayer',
	'dialPlan.nobody': 'Le {number} n’est à personne : l’appelant entend que le numéro est inconnu.',
	'dialPlan.answers': 'Au {number} répond : {who}.',
	'dialPlan.free': 'Numéros libres',
	'dialPlan.freeAbout': 'Les prochains que personne n’utilise. Un numéro n’a qu’un titulaire : un second est refusé à l’enregistrement.',
	'dialPlan.strays': 'Les appels de ces lignes vont à des numéros qui ne sont à personne :',
	'dialPlan.use.static': 'Conférence',
	'dialPlan.use.dynamic': 'Conférences par numéro',
	'dialPlan.use.portal': 'Portail',
	'dialPlan.use.handset': 'Poste sur carte de lignes',
	'dialPlan.use.phone': 'Téléphone enregistré',
};
