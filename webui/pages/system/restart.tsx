import {useState} from 'preact/hooks';
import type {SystemView, WayBack} from '../../../firmware/contract/index.js';
import {useTranslator} from '../../i18n/index.js';
import {Banner, Button, ConfirmDialog} from '../../kit/index.js';
import type {Failure, Store} from '../../store/index.js';
import {usePlaceAfter, WhereTo} from '../restart/index.js';

type Step = {kind: 'idle'; failure?: Failure} | {kind: 'asking'} | {kind: 'restarting'; since: string; wayBack?: WayBack | null};

/** Restarts the box, once it was said whom that cuts off; tells of it until the box is back. */
export function Restart({store, view}: {store: Store; view: SystemView}) {
	const {t, failure} = useTranslator();
	const [step, setStep] = useState<Step>({kind: 'idle'});
	const restart = async () => {
		setStep({kind: 'restarting', since: view.startedAt});
		const outcome = await store.request.post<WayBack | null>('/system/restart');
		setStep(outcome.ok ? {kind: 'restarting', since: view.startedAt, wayBack: outcome.value} : {kind: 'idle', failure: outcome.failure});
	};
	const place = usePlaceAfter(step.kind === 'restarting' ? step.wayBack : undefined);
	const isRestarting = step.kind === 'restarting' && step.since === view.startedAt;
	return (
		<div class="system-actions">
			{view.restartNeededFor.length > 0 && !isRestarting && <p class="system-note">{t('system.restartNeeded')}</p>}
			{step.kind === 'idle' && step.failure && <Banner tone="error">{failure(step.failure)}</Banner>}
			{view.canRestart
				? <Button icon="restart" waiting={isRestarting} onPress={() => setStep({kind: 'asking'})}>{t('settings.restart')}</Button>
				: <p class="system-quiet">{t('settings.restartByHand')}</p>}
			{step.kind === 'asking' && <RestartDialog people={peopleIn(store)} onCancel={() => setStep({kind: 'idle'})} onConfirm={() => void restart()} />}
			<div role="status">{isRestarting && <Banner tone="warning"><WhereTo {...{store, place}} restarts here={t('settings.restarting')} elsewhere={t('restart.begins')} /></Banner>}</div>
		</div>
	);
}

function RestartDialog({people, onConfirm, onCancel}: {people: number; onConfirm: () => void; onCancel: () => void}) {
	const {t, count} = useTranslator();
	return (
		<ConfirmDialog
			title={t('settings.restartTitle')} text={people === 0 ? t('settings.restartQuiet') : count('settings.restartCalls', people)}
			confirm={t('settings.restart')} cancel={t('form.cancel')} icon="restart" onConfirm={onConfirm} onCancel={onCancel}
		/>
	);
}

/** Who is in a room, or still at the prompts. */
export function peopleIn(store: Store): number {
	const {rooms, calls} = store.live.value;
	return new Set([...rooms.flatMap(({participants}) => participants), ...calls].map(({id}) => id)).size;
}
