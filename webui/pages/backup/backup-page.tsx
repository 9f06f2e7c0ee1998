import {useTranslator} from '../../i18n/index.js';
import {Page, Section} from '../../kit/index.js';
import type {Store} from '../../store/index.js';
import {MakeBackup} from './make-backup.js';
import {RestoreBackup} from './restore-backup.js';

/** All that the box keeps, as one file out and one file in. */
export function BackupPage({store}: {store: Store}) {
	const {t} = useTranslator();
	return (
		<Page title={t('place.backup')} summary={t('backup.summary')}>
			<Section title={t('backup.make')} about={t('backup.makeAbout')}><MakeBackup store={store} /></Section>
			<Section title={t('backup.restore')} about={t('backup.restoreAbout')}><RestoreBackup store={store} /></Section>
		</Page>
	);
}
