import {useTranslator} from '../../i18n/index.js';
import {Facts} from '../../kit/index.js';
import type {Found} from './restoring.js';

/** What is in a backup, in words. */
export function FoundFacts({found: {boxName, madeAt, version, users, conferences, recordings}}: {found: Found}) {
	const {t, number, dateTime} = useTranslator();
	return (
		<div role="status">
			<p>{t('backup.whole')}</p>
			<Facts items={[
				[t('backup.ofBox'), boxName],
				[t('backup.madeAt'), dateTime(madeAt)],
				[t('backup.madeBy'), `Partyline ${version}`],
				[t('backup.users'), number(users)],
				[t('backup.conferences'), number(conferences)],
				[t('backup.ofRecordings'), t(recordings ? 'backup.with' : 'backup.without')],
			]} />
		</div>
	);
}
