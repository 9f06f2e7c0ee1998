import {useEffect, useState} from 'preact/hooks';
import type {AuditEntry} from '../../../firmware/contract/index.js';
// The look of fields.
import '../../form/index.js';
import {useTranslator} from '../../i18n/index.js';
import {Banner, Button, EmptyState, Page, WhenLoaded} from '../../kit/index.js';
import {usePaged, type Paged, type Store} from '../../store/index.js';
import {EntryTable} from './entry-table.js';
import {everything, isFiltered, pathOf} from './filter.js';
import {FilterForm} from './filter-form.js';
import './audit.css';

const refreshMs = 5000;

/** Who did what, newest first; what is new comes by itself. */
export function AuditPage({store}: {store: Store}) {
	const translator = useTranslator();
	const {t} = translator;
	const [filter, setFilter] = useState(everything);
	const entries = usePaged<AuditEntry>(store, {path: pathOf(filter, translator), reloadOn: ['users.changed', 'settings.changed', 'conference.changed', 'conference.deleted']});
	useRefresh(store, entries);
	return (
		<Page title={t('audit.title')} summary={t('audit.about')}>
			<FilterForm filter={filter} onChange={setFilter} />
			<WhenLoaded state={entries.state.value} retry={() => void entries.reload()}>
				{all => all.length === 0
					? <Nothing isNarrowed={isFiltered(filter)} onClear={() => setFilter(everything)} />
					: <><EntryTable entries={all} /><Older paged={entries} /></>}
			</WhenLoaded>
		</Page>
	);
}

/** What others do without changing anything, such as a log-in that failed, is told by no event. */
function useRefresh(store: Store, entries: Paged<AuditEntry>): void {
	useEffect(() => {
		const timer = setInterval(() => {
			if (!document.hidden && store.connection.peek() !== 'lost') void entries.reload();
		}, refreshMs);
		return () => clearInterval(timer);
	}, [store, entries]);
}

function Nothing({isNarrowed, onClear}: {isNarrowed: boolean; onClear: () => void}) {
	const {t} = useTranslator();
	if (!isNarrowed) return <EmptyState icon="list" title={t('audit.empty')}>{t('audit.emptyNext')}</EmptyState>;
	return <EmptyState icon="search" title={t('audit.none')} action={<Button onPress={onClear}>{t('audit.clear')}</Button>}>{t('audit.noneNext')}</EmptyState>;
}

function Older({paged}: {paged: Paged<AuditEntry>}) {
	const {t, failure} = useTranslator();
	const state = paged.state.value;
	if (state.kind !== 'ready' || state.next === null) return null;
	return (
		<div class="audit-older">
			{typeof state.older === 'object' && <Banner tone="error">{t('audit.notOlder', {why: failure(state.older)})}</Banner>}
			<Button icon="down" waiting={state.older === 'loading'} onPress={() => void paged.older()}>{t('audit.older')}</Button>
		</div>
	);
}
