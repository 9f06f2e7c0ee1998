import {useTranslator} from '../../i18n/index.js';
import {Banner, Button} from '../../kit/index.js';
import type {Failure, Store} from '../../store/index.js';

/** Why the box was not set up; one that somebody else was faster with leads to the log-in. */
export function Refusal({refusal, store}: {refusal: Failure | undefined; store: Store}) {
	const {t, failure} = useTranslator();
	if (!refusal) return null;
	if (refusal.code !== 'CONFLICT' || refusal.problems?.length) return <Banner tone="error">{t('wizard.failed', {why: failure(refusal)})}</Banner>;
	return (
		<>
			<Banner tone="error">{t('wizard.elsewhere')}</Banner>
			<Button look="main" onPress={() => void store.open()}>{t('wizard.toLogin')}</Button>
		</>
	);
}
