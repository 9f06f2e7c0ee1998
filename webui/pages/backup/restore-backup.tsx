import {useState} from 'preact/hooks';
import {useTranslator} from '../../i18n/index.js';
import {Banner, Button, ConfirmDialog} from '../../kit/index.js';
import type {Store} from '../../store/index.js';
import {usePlaceAfter, WhereTo} from '../restart/index.js';
import {ChooseFile} from './choose-file.js';
import {FoundFacts} from './found-facts.js';
import {useRestoring, type Found, type RestoreStep} from './restoring.js';

/** Sends a file to be checked whole, shows what it is, and restarts the box with it. */
export function RestoreBackup({store}: {store: Store}) {
	const {step, check, accept, choose} = useRestoring(store, '/backups/restore');
	switch (step.kind) {
		case 'choosing':
		case 'checking':
			return <ChooseFile failure={step.kind === 'choosing' ? step.failure : undefined} isChecking={step.kind === 'checking'} onCheck={(file, passphrase) => void check(file, passphrase)} />;
		case 'found': return <FoundBackup store={store} found={step.found} waiting={step.waiting} onAccept={() => void accept(step.found)} onAnother={choose} />;
		case 'accepted': return <Accepted store={store} step={step} />;
	}
}

function Accepted({store, step: {restarts, wayBack}}: {store: Store; step: Extract<RestoreStep, {kind: 'accepted'}>}) {
	const {t} = useTranslator();
	const [here, elsewhere] = restarts ? [t('backup.restarting'), t('restart.withBackup')] : [t('backup.startByHand'), t('backup.startByHand')];
	return <Banner tone="warning"><WhereTo {...{store, restarts, here, elsewhere}} place={usePlaceAfter(wayBack)} /></Banner>;
}

type FoundProps = {store: Store; found: Found; waiting: boolean; onAccept: () => void; onAnother: () => void};

function FoundBackup({store, found, waiting, onAccept, onAnother}: FoundProps) {
	const {t, count} = useTranslator();
	const [asks, setAsks] = useState(false);
	const people = store.live.value.calls.length;
	return (
		<div class="backup-found">
			<FoundFacts found={found} />
			<div class="backup-buttons">
				<Button look="danger" icon="restart" focused={!asks} waiting={waiting} onPress={() => setAsks(true)}>{t('backup.putInPlace')}</Button>
				<Button onPress={onAnother} inert={waiting}>{t('backup.another')}</Button>
			</div>
			{asks && !waiting && (
				<ConfirmDialog
					title={t('backup.confirmTitle', {name: found.boxName})} text={`${t('backup.confirmText')} ${people > 0 ? count('backup.calls', people) : ''}`.trim()}
					confirm={t('backup.putInPlace')} cancel={t('form.cancel')} icon="restart" onConfirm={onAccept} onCancel={() => setAsks(false)}
				/>
			)}
		</div>
	);
}
