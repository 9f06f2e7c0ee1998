/** What the building blocks of pages say by themselves. */
export const kit = {
	'kit.actions': 'Actions',
	'kit.close': 'Close',
	'kit.undo': 'Undo',
	'kit.copy': 'Copy',
	'kit.copy.copied': 'Copied',
	'kit.copy.failed': 'Not copied: select it by hand',
	'kit.notLoaded': 'This could not be loaded. {why}',
	'kit.stale': 'This may be old: it could not be loaded again. {why}',
	'kit.of': '{what}: {of}',
	'kit.retry': 'Try again',
} as const;
