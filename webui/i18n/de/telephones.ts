import type {telephones as english} from '../en/telephones.js';
import type {Translated} from '../text.js';

export const telephones: Translated<typeof english> = {
	'telephones.title': 'Simulierte Telefone',
	'telephones.lead': 'Abheben, mit Maus oder Tastatur wählen und sprechen.',
	'telephones.handset': 'An der Anlage',
	'telephones.outside': 'Draußen',
	'telephones.none': 'Hier werden keine Telefone simuliert',
	'telephones.noneNext': 'Diese Anlage nutzt ihre echten Leitungen oder wurde ohne Simulator gestartet. Mit Simulator:',
	'telephones.dial.handset': 'Was sie wählen können',
	'telephones.dial.outside': 'Was sie wählen können',
	'telephone.of': '{action}: {name}',
	'telephone.lift': 'Abheben',
	'telephone.hangUp': 'Auflegen',
	'telephone.flash': 'Flash',
	'telephone.ringing': 'Klingelt',
	'telephone.lifted': 'Abgehoben',
	'telephone.resting': 'Aufgelegt',
	'telephone.keysOf': 'Tasten von {name}',
	'telephone.hear': 'Hören',
	'telephone.speak': 'Mikrofon',
	'telephone.voice': 'Teststimme',
	'sound.in-use': 'Eine andere Seite hört dieses Telefon schon.',
	'sound.lost': 'Der Ton dieses Telefons ist weg; „Hören“ versucht es wieder.',
	'sound.no-sound': 'Dieser Browser kann den Ton des Telefons nicht abspielen.',
	'sound.no-microphone': 'Das Mikrofon fehlt oder darf nicht benutzt werden; die Teststimme geht auch so.',
};
