import {useEffect, useMemo, useState} from 'preact/hooks';
import type {Conference, RecordingView} from '../../../firmware/contract/index.js';
import {useTranslator} from '../../i18n/index.js';
import {Banner, Button, ConfirmDialog, EmptyState, Page, useNotice, WhenLoaded} from '../../kit/index.js';
import {usePaged, useResource, type Paged, type Store} from '../../store/index.js';
import {useNow} from '../now.js';
import {titleOf} from '../rooms/words.js';
import {createPlayer} from './player.js';
import {RecordingRow} from './recording-row.js';
import {Usage} from './usage.js';
import {clock, whatIs} from './words.js';

/** Recordings, newest first. `rest`: the id of the one that a link leads to. */
export function RecordingsPage({store, rest}: {store: Store; rest: string}) {
	const {t, count} = useTranslator();
	const [conference, setConference] = useState('');
	const recordings = usePaged<RecordingView>(store, {
		path: `/recordings?limit=50${conference === '' ? '' : `&conference=${encodeURIComponent(conference)}`}`, reloadOn: ['recording.changed', 'recording.deleted'],
	});
	const state = recordings.state.value;
	return (
		<Page
			title={t('recordings.title')} summary={state.kind === 'ready' && state.value.length > 0 ? count('recordings.count', state.value.length) : undefined}
			actions={<ConferenceChoice store={store} value={conference} onChange={setConference} />}
		>
			<Usage store={store} />
			<WhenLoaded state={state} retry={() => void recordings.reload()}>
				{all => all.length === 0
					? <EmptyState icon="record" title={t('recordings.empty')}>{t('recordings.emptyNext')}</EmptyState>
					: <List store={store} all={all} meant={rest} paged={recordings} />}
			</WhenLoaded>
		</Page>
	);
}

function ConferenceChoice({store, value, onChange}: {store: Store; value: string; onChange: (value: string) => void}) {
	const translator = useTranslator();
	const {t} = translator;
	const conferences = useResource<Conference[]>(store, {path: '/conferences', reloadOn: ['conference.changed', 'conference.deleted']});
	const state = conferences.state.value;
	if (state.kind !== 'ready' || state.value.length < 2) return null;
	return (
		<label class="field recordings-choice">
			<span class="hidden">{t('recordings.conference')}</span>
			<select value={value} onChange={({currentTarget}) => onChange(currentTarget.value)}>
				<option value="">{t('recordings.all')}</option>
				{state.value.map(one => <option key={one.id} value={one.id}>{titleOf(one, translator)}</option>)}
			</select>
		</label>
	);
}

type ListProps = {store: Store; all: readonly RecordingView[]; meant: string; paged: Paged<RecordingView>};

function List({store, all, meant, paged}: ListProps) {
	const {day} = useTranslator();
	const dayOf = ({startedAt}: RecordingView) => day(startedAt);
	const nowMs = useNow();
	const player = useMemo(() => createPlayer(new Audio()), []);
	useEffect(() => () => player.stop(), [player]);
	useEffect(() => {
		if (meant !== '') document.getElementById(`recording-${meant}`)?.scrollIntoView({block: 'center'});
	}, [meant]);
	const {ask, element} = useDelete(store, player.stop, paged);
	const days = [...new Set(all.map(dayOf))];
	return (
		<>
			{days.map(one => (
				<section key={one} class="recordings-day" aria-label={one}>
					<h2>{one}</h2>
					<ul class="recordings">
						{all.filter(recording => dayOf(recording) === one).map(recording => (
							<RecordingRow key={recording.id} {...{store, player, recording, nowMs}} isMeant={recording.id === meant} onDelete={ask} />
						))}
					</ul>
				</section>
			))}
			<Older paged={paged} />
			{element}
		</>
	);
}

/** Asks before a recording is deleted, and says what came of it. */
function useDelete(store: Store, stop: () => void, paged: Paged<RecordingView>) {
	const translator = useTranslator();
	const {t, failure} = translator;
	const notice = useNotice();
	const [asked, setAsked] = useState<RecordingView>();
	const remove = async ({id}: RecordingView) => {
		setAsked(undefined);
		stop();
		const outcome = await store.request.remove(`/recordings/${encodeURIComponent(id)}`);
		notice.show(outcome.ok ? {text: t('recording.deleted')} : {tone: 'failed', text: t('recording.notDeleted', {why: failure(outcome.failure)})});
		await paged.reload();
	};
	const dialog = asked && (
		<ConfirmDialog
			title={t('recording.deleteTitle')} text={t('recording.deleteText', {what: whatIs(asked, translator), duration: clock(asked.durationMs / 1000)})}
			confirm={t('recording.delete')} cancel={t('recording.keep')} icon="delete" onCancel={() => setAsked(undefined)} onConfirm={() => void remove(asked)}
		/>
	);
	return {ask: setAsked, element: <>{dialog}{notice.element}</>};
}

function Older({paged}: {paged: Paged<RecordingView>}) {
	const {t, failure} = useTranslator();
	const state = paged.state.value;
	if (state.kind !== 'ready' || state.next === null) return null;
	return (
		<div class="older">
			{typeof state.older === 'object' && <Banner tone="error">{t('recordings.notOlder', {why: failure(state.older)})}</Banner>}
			<Button icon="down" waiting={state.older === 'loading'} onPress={() => void paged.older()}>{t('recordings.older')}</Button>
		</div>
	);
}
