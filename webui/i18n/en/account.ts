export const account = {
	'account.title': 'Account',
	'account.until': 'Logged in until',
	'account.password': 'Password',
	'account.passwordAbout': 'With a new one all your other log-ins end.',
	'account.noPassword': 'You came by a log-in link and have no password here.',
	'account.change': 'Change the password',
	'account.passwordChanged': 'Your password is changed; all other log-ins have ended.',
	'account.everywhere': 'All log-ins',
	'account.everywhereAbout': 'Where you left a browser open, or lost a device: end all your log-ins, this one too.',
	'account.everywhereButton': 'Log out everywhere',
	'account.everywhereTitle': 'Log out everywhere?',
	'account.everywhereText': 'You have to log in again, here and in every other browser.',
} as const;
