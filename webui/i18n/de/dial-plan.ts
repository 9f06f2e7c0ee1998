import type {dialPlan as english} from '../en/dial-plan.js';
import type {Translated} from '../text.js';

export const dialPlan: Translated<typeof english> = {
	'dialPlan.count.one': '{n} Nummer vergeben',
	'dialPlan.count.other': '{n} Nummern vergeben',
	'dialPlan.empty': 'Noch ist keine Nummer vergeben',
	'dialPlan.emptyNext': 'Anrufer erreichen eine Konferenz über ihre Nummer: Legen Sie die erste an.',
	'dialPlan.number': 'Nummer',
	'dialPlan.usedBy': 'Vergeben an',
	'dialPlan.description': 'Beschreibung',
	'dialPlan.setUp': 'Einrichten',
	'dialPlan.used': 'Vergebene Nummern',
	'dialPlan.try': 'Wer antwortet auf eine Nummer?',
	'dialPlan.tryIt': 'Prüfen',
	'dialPlan.nobody': '{number} gehört niemandem: Anrufer hören, dass die Nummer unbekannt ist.',
	'dialPlan.answers': 'Auf {number} antwortet: {who}.',
	'dialPlan.free': 'Freie Nummern',
	'dialPlan.freeAbout': 'Die nächsten, die niemandem gehören. Eine Nummer gehört nur einem: Ein zweiter wird beim Speichern abgewiesen.',
	'dialPlan.strays': 'Anrufe auf diesen Leitungen gehen an Nummern, die niemandem gehören:',
	'dialPlan.use.static': 'Konferenz',
	'dialPlan.use.dynamic': 'Konferenzen nach Nummer',
	'dialPlan.use.portal': 'Portal',
	'dialPlan.use.handset': 'Telefon an einer Leitungskarte',
	'dialPlan.use.phone': 'Angemeldetes Telefon',
};
