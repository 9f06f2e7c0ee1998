import {useTranslator} from '../../i18n/index.js';
import {Banner} from '../../kit/index.js';
import type {Store} from '../../store/index.js';

/** Why the newest ask about this room or participant failed, right where it belongs. */
export function FailureNote({store, subject}: {store: Store; subject: string}) {
	const {t, failure} = useTranslator();
	const progress = store.progress.of(subject);
	if (progress.kind !== 'failed') return null;
	const dismiss = {label: t('failed.dismiss'), onPress: () => store.progress.dismiss(subject)};
	return <Banner tone="error" dismiss={dismiss}>{t(`failed.${progress.ask.kind}`, {why: failure(progress.failure)})}</Banner>;
}
