import type {FormWords} from '../text.js';

/** The words of set-ups that their schemas have not; titles and descriptions are the schemas' own. */
export const words: FormWords = {
	'option.auto': 'Automatic',
	'option.echo.off': 'Off',
	'option.digits.software': 'Always by the box',
	'option.bell202': 'FSK, Bell 202',
	'option.v23': 'FSK, V.23',
	'option.dtmf': 'DTMF',
	'option.none': 'None',
	'option.tone': 'Tones',
	'option.pulse': 'Pulses',
	'option.euroisdn': 'EuroISDN',
	'option.ni2': 'NI-2',
	'option.user': 'User',
	'option.network': 'Network',
};
