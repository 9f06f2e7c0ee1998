import {useEffect, useLayoutEffect, useRef, useState} from 'preact/hooks';
import type {WayBack} from '../../../firmware/contract/index.js';
import {useTranslator} from '../../i18n/index.js';
import {Banner, Button} from '../../kit/index.js';
import type {Store} from '../../store/index.js';
import '../backup/backup.css';
import {ChooseFile} from '../backup/choose-file.js';
import {FoundFacts} from '../backup/found-facts.js';
import {useRestoring} from '../backup/restoring.js';
import {usePlaceAfter, WhereTo, type PlaceAfter} from '../restart/index.js';
import {followRestart} from './follow-restart.js';
import {Refusal} from './refusal.js';

export type BringBackupProps = {store: Store; onBack: () => void; onDone: () => void};

/** In place of all that the wizard asks: the backup of another box. */
export function BringBackup({store, onBack, onDone}: BringBackupProps) {
	const {t} = useTranslator();
	const {step, check, accept, choose} = useRestoring(store, '/setup/restore');
	const heading = useRef<HTMLHeadingElement>(null);
	useLayoutEffect(() => heading.current?.focus(), []);
	const isElsewhere = step.kind === 'choosing' && step.failure?.code === 'CONFLICT';
	return (
		<section class="wizard-form" aria-labelledby="backup-title">
			<h2 id="backup-title" tabIndex={-1} ref={heading}>{t('wizard.title.backup')}</h2>
			{step.kind !== 'accepted' && <p class="field-about">{t('wizard.backupAbout')}</p>}
			{isElsewhere && <Refusal refusal={step.failure} store={store} />}
			{(step.kind === 'choosing' || step.kind === 'checking') && !isElsewhere && (
				<ChooseFile failure={step.kind === 'choosing' ? step.failure : undefined} isChecking={step.kind === 'checking'} onCheck={(file, passphrase) => void check(file, passphrase)} />
			)}
			{step.kind === 'found' && (
				<div class="backup-found">
					<FoundFacts found={step.found} />
					<div class="backup-buttons">
						<Button look="main" icon="restart" focused waiting={step.waiting} onPress={() => void accept(step.found)}>{t('backup.putInPlace')}</Button>
						<Button onPress={choose} inert={step.waiting}>{t('backup.another')}</Button>
					</div>
				</div>
			)}
			{step.kind === 'accepted' && <ComingBack {...{store, onDone}} restarts={step.restarts} wayBack={step.wayBack} />}
			{step.kind !== 'accepted' && <div class="wizard-buttons"><Button onPress={onBack}>{t('wizard.back')}</Button></div>}
		</section>
	);
}

/** The box starts again, whoever does it; then the page finds out what it is. */
function ComingBack({store, restarts, wayBack, onDone}: {store: Store; restarts: boolean; wayBack: WayBack | undefined; onDone: () => void}) {
	const {t} = useTranslator();
	const place = usePlaceAfter(wayBack);
	const [here, elsewhere] = restarts ? [t('wizard.backupRestarting'), t('restart.withBackup')] : [t('backup.startByHand'), t('backup.startByHand')];
	const [isLate, setLate] = useState(false);
	const done = useRef(onDone);
	useEffect(() => followRestart(store.request, {late: () => setLate(true), back: () => done.current()}), [store]);
	return (
		<div class="wizard-coming" role="status">
			{restarts && isWatched(place) && <span class="spinner" aria-hidden="true" />}
			<p><WhereTo {...{store, place, restarts, here, elsewhere}} /></p>
			{isLate && restarts && place.kind === 'here' && <Banner tone="warning">{t('wizard.backupAway')} <a href="/">{t('wizard.tryAgain')}</a></Banner>}
		</div>
	);
}

/** Whether the page can see the box come back. */
const isWatched = (place: PlaceAfter): boolean => place.kind === 'moved' ? place.follows : place.kind !== 'machine';
