import type {ToldOfRequests} from '../../../firmware/contract/index.js';
import type {Translated} from '../text.js';

export const toldRequests: Translated<ToldOfRequests> = {
	'last-admin': 'Das ist der einzige Administrator; legen Sie erst einen anderen an.',
	'no-own-password': 'Ein Passwort zum Ändern hat nur, wer sich mit Name und Passwort angemeldet hat.',
	'recording-runs': 'Diese Aufnahme läuft noch; halten Sie sie erst an.',
	'never-recorded': 'Diese Konferenz wird nie aufgenommen; so ist sie eingestellt.',
	'trunk-of-routes': 'Anrufe an {prefixes} gehen über diesen Trunk hinaus; ändern oder löschen Sie erst diesen Weg.',
	'trunk-of-all-routes': 'Anrufe an alle Nummern gehen über diesen Trunk hinaus; ändern oder löschen Sie erst diesen Weg.',
	'nobody-restarts': 'Niemand würde die Anlage wieder starten: Das muss tun, wer sie gestartet hat.',
	'backup-unreadable': 'Die Sicherung war nicht zu lesen.',
	'backup-not-checked': 'Diese Sicherung ist nicht die zuletzt geprüfte; laden Sie sie noch einmal hoch.',
	'backup-busy': 'Gerade wird eine andere Sicherung geprüft; warten Sie, bis das fertig ist.',
	'set-up-already': 'Die Anlage ist schon eingerichtet; melden Sie sich an.',
	'nothing-measured': 'Auf dieser Leitung wird jetzt nichts gemessen.',

	'number-of-box': '{number} ist eine Nummer dieser Anlage, unter der niemand angerufen werden kann.',
	'no-route': 'Zu {number} führt kein Weg.',
	'not-allowed-internal': '{number} ist eine interne Nummer; solche dürfen Sie nicht anrufen.',
	'not-allowed-external': '{number} ist eine externe Nummer; solche dürfen Sie nicht anrufen.',
	'not-allowed-international': '{number} ist eine Auslandsnummer; solche dürfen Sie nicht anrufen.',
	'not-allowed-premium': '{number} ist die Nummer eines Mehrwertdienstes; solche dürfen Sie nicht anrufen.',
	'phone-not-registered': 'Das Telefon {number} ist zurzeit nicht an der Anlage registriert.',
	'lines-busy': 'Alle Leitungen zu {number} sind belegt.',
	'lines-unusable': 'Die Leitungen zu {number} sind zurzeit nicht benutzbar.',
	'calls-off': 'Diese Anlage ruft niemanden an; so ist sie eingestellt.',
	'calls-of-box': 'Gleichzeitige Anrufe der Anlage: höchstens {n}. Versuchen Sie es, wenn einer davon zu Ende ist.',
	'calls-of-user': 'Ihre gleichzeitigen Anrufe über die Anlage: höchstens {n}. Beenden Sie erst einen davon.',
	'spent-by-user': 'Ihre Anrufe dürfen {amount} am Tag kosten; das haben sie heute.',
	'spent-by-box': 'Die Anrufe dieser Anlage dürfen {amount} am Tag kosten; das haben sie heute.',
};
