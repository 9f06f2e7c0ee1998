import {useMemo, useState} from 'preact/hooks';
import type {CallRecord, Conference} from '../../../firmware/contract/index.js';
import {useTranslator} from '../../i18n/index.js';
import {Banner, Button, EmptyState, Page, WhenLoaded} from '../../kit/index.js';
import {usePaged, useResource, type Paged, type Store} from '../../store/index.js';
import {titleOf} from '../rooms/words.js';
import {everything, filterIn, pathOf, searchOf, type Filter} from './filter.js';
import {FilterForm} from './filter-form.js';
import {RecordTable} from './record-table.js';
import type {Titles} from './record-words.js';
import {SaveButton} from './save-button.js';

/** Past calls, newest first, and those that match a filter. */
export function HistoryPage({store}: {store: Store}) {
	const {t, count} = useTranslator();
	const [filter, setFilter] = useFilter();
	const calls = usePaged<CallRecord>(store, {path: pathOf(filter), reloadOn: ['call.started', 'call.ended']});
	const titles = useTitles(store);
	const {lines} = store.live.value;
	const state = calls.state.value;
	const records = state.kind === 'ready' ? state.value : [];
	return (
		<Page
			title={t('history.title')} summary={records.length > 0 ? count('history.loaded', records.length) : undefined}
			actions={records.length > 0 ? <SaveButton store={store} filter={filter} titles={titles} /> : undefined}
		>
			<FilterForm filter={filter} titles={titles} onChange={setFilter} />
			<WhenLoaded state={state} retry={() => void calls.reload()}>
				{all => all.length === 0
					? <Nothing isFiltered={searchOf(filter) !== ''} onClear={() => setFilter(everything)} />
					: <><RecordTable records={all} titles={titles} lines={lines} /><Older paged={calls} /></>}
			</WhenLoaded>
		</Page>
	);
}

/** The address follows the filter, so that it can be kept or sent to somebody. */
function useFilter(): [Filter, (filter: Filter) => void] {
	const [filter, setFilter] = useState(() => filterIn(location.search));
	return [filter, next => {
		history.replaceState(history.state, '', `${location.pathname}${searchOf(next)}`);
		setFilter(next);
	}];
}

function useTitles(store: Store): Titles {
	const translator = useTranslator();
	const conferences = useResource<Conference[]>(store, {path: '/conferences', reloadOn: ['conference.changed', 'conference.deleted']});
	const state = conferences.state.value;
	return useMemo(() => new Map(state.kind === 'ready' ? state.value.map(one => [one.id, titleOf(one, translator)]) : []), [state, translator]);
}

function Nothing({isFiltered, onClear}: {isFiltered: boolean; onClear: () => void}) {
	const {t} = useTranslator();
	if (!isFiltered) return <EmptyState icon="clock" title={t('history.empty')}>{t('history.emptyNext')}</EmptyState>;
	return <EmptyState icon="search" title={t('history.none')} action={<Button onPress={onClear}>{t('history.clear')}</Button>}>{t('history.noneNext')}</EmptyState>;
}

function Older({paged}: {paged: Paged<CallRecord>}) {
	const {t, failure} = useTranslator();
	const state = paged.state.value;
	if (state.kind !== 'ready' || state.next === null) return null;
	return (
		<div class="older">
			{typeof state.older === 'object' && <Banner tone="error">{t('history.notOlder', {why: failure(state.older)})}</Banner>}
			<Button icon="down" waiting={state.older === 'loading'} onPress={() => void paged.older()}>{t('history.older')}</Button>
		</div>
	);
}
