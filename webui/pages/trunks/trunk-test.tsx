import {useEffect, useState} from 'preact/hooks';
import type {TrunkTestResult, TrunkView} from '../../../firmware/contract/index.js';
import {useTranslator} from '../../i18n/index.js';
import {Banner, Button, Dialog, Icon, Skeleton} from '../../kit/index.js';
import type {Outcome, Store} from '../../store/index.js';
import {findingText} from './words.js';

/** Tries a trunk and tells each step. Nobody is called. */
export function TrunkTest({store, trunk, onClose}: {store: Store; trunk: TrunkView; onClose: () => void}) {
	const {t, failure} = useTranslator();
	const [outcome, setOutcome] = useState<Outcome<TrunkTestResult>>();
	const run = async () => {
		setOutcome(undefined);
		setOutcome(await store.request.post<TrunkTestResult>(`/trunks/${encodeURIComponent(trunk.id)}/tests`));
	};
	useEffect(() => void run(), []);
	return (
		<Dialog title={t('trunks.testTitle', {name: trunk.name})} onClose={onClose}>
			<div aria-live="polite">
				{!outcome && <><p>{t('trunks.testing')}</p><Skeleton /></>}
				{outcome && !outcome.ok && <Banner tone="error">{failure(outcome.failure)}</Banner>}
				{outcome?.ok && <Steps result={outcome.value} trunk={trunk} />}
			</div>
			<div class="dialog-buttons">
				{outcome && <Button icon="restart" onPress={() => void run()}>{t('trunks.testAgain')}</Button>}
				<Button look="main" onPress={onClose}>{t('kit.close')}</Button>
			</div>
		</Dialog>
	);
}

function Steps({result: {steps}, trunk}: {result: TrunkTestResult; trunk: TrunkView}) {
	const translator = useTranslator();
	const {t} = translator;
	return (
		<ol class="test-steps">
			{steps.map(step => (
				<li key={step.name} class={step.ok ? 'good' : 'bad'}>
					<Icon name={step.ok ? 'check' : 'warning'} />
					<span><strong>{t(`trunks.step.${step.name}`)}</strong> <span>{findingText(step, trunk, translator)}</span></span>
				</li>
			))}
		</ol>
	);
}
