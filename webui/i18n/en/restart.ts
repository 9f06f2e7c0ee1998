/** Where the box is to be found after a restart. */
export const restart = {
	'restart.withBackup': 'The box starts again with the backup; from then on its names and passwords hold.',
	'restart.begins': 'The box starts again.',
	'restart.moved': 'It is then at another address:',
	'restart.certificate': 'It then shows another certificate. If the page does not come back, open it anew and look at the certificate that your browser shows:',
	'restart.machine': 'Then only its own machine reaches it, at',
	'restart.follows': 'This page goes there by itself.',
	'restart.byHand': 'Open it there in a minute, when the box has started.',
	'restart.resets': 'The box deletes everything and starts anew.',
} as const;
