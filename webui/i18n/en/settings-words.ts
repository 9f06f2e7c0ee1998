import type {FormWords} from '../text.js';

/** What the settings and their options are called; titles and descriptions in English are the schema's own. */
export const settingsWords: FormWords = {
	'option.access.this-machine': 'This machine alone',
	'option.access.office': 'The whole network',
	'option.https.off': 'Off',
	'option.https.on': 'Beside HTTP',
	'option.https.only': 'Alone',
	'option.srtp.off': 'Off',
	'option.srtp.optional': 'When it is offered',
	'option.srtp.required': 'Required',
	'option.codecs.opus': 'Opus',
	'option.codecs.g722': 'G.722',
	'option.codecs.pcmu': 'G.711 µ-law',
	'option.codecs.pcma': 'G.711 A-law',
	'option.inbandDigits.never': 'Never',
	'option.guests.anybody': 'Anybody',
	'option.guests.known': 'Only phones and trunks that are set up',
	'option.broker.off': 'None',
	'option.broker.embedded': 'The box’s own',
	'option.broker.external': 'Another one',
};
