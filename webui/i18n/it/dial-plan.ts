import type {dialPlan as english} from '../en/dial-plan.js';
import type {Translated} from '../text.js';

export const dialPlan: Translated<typeof english> = {
	'dialPlan.count.one': '{n} numero in uso',
	'dialPlan.count.other': '{n} numeri in uso',
	'dialPlan.empty': 'Nessun numero è ancora in uso',
	'dialPlan.emptyNext': 'Una conferenza si raggiunge con il suo numero: create la prima.',
	'dialPlan.number': 'Numero',
	'dialPlan.usedBy': 'Usato da',
	'dialPlan.description': 'Descrizione',
	'dialPlan.setUp': 'Configura',
	'dialPlan.used': 'Numeri in uso',
	'dialPlan.try': 'Chi risponde a un numero?',
	'dialPlan.tryIt': 'Prova',
	'dialPlan.nobody': 'Il {number} non è di nessuno: chi chiama sente che il numero è sconosciuto.',
	'dialPlan.answers': 'Al {number} risponde: {who}.',
	'dialPlan.free': 'Numeri liberi',
	'dialPlan.freeAbout': 'I prossimi che nessuno ha. Un numero ha un solo titolare: un secondo viene rifiutato al salvataggio.',
	'dialPlan.strays': 'Le chiamate di queste linee vanno a numeri che non sono di nessuno:',
	'dialPlan.use.static': 'Conferenza',
	'dialPlan.use.dynamic': 'Conferenze per numero',
	'dialPlan.use.portal': 'Portale',
	'dialPlan.use.handset': 'Telefono su scheda di linea',
	'dialPlan.use.phone': 'Telefono registrato',
};
