import type {ToldOfRequests} from '../../../firmware/contract/index.js';
import type {Translated} from '../text.js';

export const toldRequests: Translated<ToldOfRequests> = {
	'last-admin': 'È l’unico amministratore; createne prima un altro.',
	'no-own-password': 'Ha una password da cambiare solo chi è entrato con nome e password.',
	'recording-runs': 'Questa registrazione è ancora in corso; fermatela prima.',
	'never-recorded': 'Questa conferenza non viene mai registrata; così è impostata.',
	'trunk-of-routes': 'Le chiamate a {prefixes} escono da questo trunk; modificate o eliminate prima l’instradamento.',
	'trunk-of-all-routes': 'Le chiamate a tutti i numeri escono da questo trunk; modificate o eliminate prima l’instradamento.',
	'nobody-restarts': 'Nessuno riavvierebbe l’apparecchio: deve farlo chi lo ha avviato.',
	'backup-unreadable': 'Non è stato possibile leggere il backup.',
	'backup-not-checked': 'Questo backup non è l’ultimo controllato; inviatelo di nuovo.',
	'backup-busy': 'È in corso il controllo di un altro backup; aspettate che finisca.',
	'set-up-already': 'L’apparecchio è già configurato; accedete.',
	'nothing-measured': 'Su questa linea ora non si misura nulla.',

	'number-of-box': '{number} è un numero di questo apparecchio, al quale non si può chiamare nessuno.',
	'no-route': 'Nessun instradamento porta a {number}.',
	'not-allowed-internal': '{number} è un numero interno; non avete il permesso di chiamarne.',
	'not-allowed-external': '{number} è un numero esterno; non avete il permesso di chiamarne.',
	'not-allowed-international': '{number} è un numero internazionale; non avete il permesso di chiamarne.',
	'not-allowed-premium': '{number} è un numero a sovrapprezzo; non avete il permesso di chiamarne.',
	'phone-not-registered': 'Il telefono {number} ora non è registrato presso l’apparecchio.',
	'lines-busy': 'Tutte le linee verso {number} sono occupate.',
	'lines-unusable': 'Le linee verso {number} ora non sono utilizzabili.',
	'calls-off': 'Questo apparecchio non chiama nessuno; così è impostato.',
	'calls-of-box': 'Chiamate contemporanee dell’apparecchio: al massimo {n}; riprovate quando ne finisce una.',
	'calls-of-user': 'Le vostre chiamate contemporanee dall’apparecchio: al massimo {n}; terminatene prima una.',
	'spent-by-user': 'Le vostre chiamate possono costare {amount} al giorno; oggi il limite è raggiunto.',
	'spent-by-box': 'Le chiamate di questo apparecchio possono costare {amount} al giorno; oggi il limite è raggiunto.',
};
