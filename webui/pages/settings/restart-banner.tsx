import {useState} from 'preact/hooks';
import type {SystemView, WayBack} from '../../../firmware/contract/index.js';
import {useTranslator} from '../../i18n/index.js';
import {Banner, Button, ConfirmDialog, Icon, useNotice} from '../../kit/index.js';
import {useResource, type Store} from '../../store/index.js';
import {placeAfter, WhereTo, type PlaceAfter} from '../restart/index.js';
import {titleAt, type Group} from './words.js';

/** What was changed and waits for a restart, and the way to it. */
export function RestartBanner({store, groups}: {store: Store; groups: readonly Group[]}) {
	const translator = useTranslator();
	const {t, list, failure} = translator;
	const [asking, setAsking] = useState(false);
	const [place, setPlace] = useState<PlaceAfter>({kind: 'here'});
	const notice = useNotice();
	const system = useResource<SystemView>(store, {path: '/system', reloadOn: ['settings.changed']}).state.value;
	const restart = async () => {
		setAsking(false);
		const outcome = await store.request.post<WayBack | null>('/system/restart');
		if (!outcome.ok) return notice.show({tone: 'failed', text: failure(outcome.failure)});
		const after: PlaceAfter = outcome.value ? placeAfter(location, outcome.value) : {kind: 'here'};
		setPlace(after);
		if (after.kind === 'here') notice.show({text: t('settings.restarting')});
	};
	const needed = system.kind === 'ready' ? system.value.restartNeededFor : [];
	return (
		<>
			<div role="status">
				{place.kind !== 'here' && <Banner tone="warning"><WhereTo {...{store, place}} restarts here={t('settings.restarting')} elsewhere={t('restart.begins')} /></Banner>}
				{system.kind === 'ready' && needed.length > 0 && (
					<div class="banner warning restart-banner">
						<Icon name="restart" />
						<span class="banner-text">{t('settings.restartNeeded', {what: list(needed.map(pointer => titleAt(pointer, groups, translator)))})}</span>
						{system.value.canRestart ? <Button icon="restart" onPress={() => setAsking(true)}>{t('settings.restart')}</Button> : <span>{t('settings.restartByHand')}</span>}
					</div>
				)}
			</div>
			{asking && <RestartDialog calls={store.live.value.calls.length} onCancel={() => setAsking(false)} onConfirm={() => void restart()} />}
			{notice.element}
		</>
	);
}

function RestartDialog({calls, onConfirm, onCancel}: {calls: number; onConfirm: () => void; onCancel: () => void}) {
	const {t, count} = useTranslator();
	return (
		<ConfirmDialog
			title={t('settings.restartTitle')} text={calls === 0 ? t('settings.restartQuiet') : count('settings.restartCalls', calls)}
			confirm={t('settings.restart')} cancel={t('settings.restartLater')} icon="restart" onConfirm={onConfirm} onCancel={onCancel}
		/>
	);
}
